"""The settings: one frozen object, read from `ATTUNE_*` variables and an optional settings file; nothing else reads the environment.

Nested areas are joined by two underscores: `ATTUNE_GATEWAY__PORT=8080`. An unknown variable is an error; no error shows a value.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import SetUpError

PREFIX = "ATTUNE_"
_BEARER = r"[A-Za-z0-9._~+/-]+=*"  # what may stand after "Bearer" (RFC 6750, section 2.1)
ROOT = Path(__file__).resolve().parent.parent


class _Area(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GatewaySettings(_Area):
    """The process that faces the network."""

    host: str = Field("127.0.0.1", description="Address the gateway listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port of the gateway.")
    public_url: str = Field(
        "", description="Address people reach it at, if a proxy stands before it; empty: host and port."
    )
    max_message_chars: int = Field(
        20_000, ge=100, le=200_000, description="Longest message that is taken, in characters."
    )
    max_body_bytes: int = Field(262_144, ge=1024, description="Largest request body that is taken, in bytes.")
    messages_per_minute: int = Field(40, ge=1, description="Messages one conversation may send in a minute.")
    starts_per_minute: int = Field(20, ge=1, description="Conversations one network address may start in a minute.")
    returns_per_minute: int = Field(
        6, ge=1, description="Tries at a return code that one network address may make in a minute."
    )
    reads_per_minute: int = Field(
        600, ge=10, description="Reads (fetch, summary, export) one conversation may make in a minute."
    )
    rate_limit_store: str = Field(
        "memory://",
        pattern=r"^(memory://|rediss?://.+)$",
        description="Where rates are counted: memory://, or one Redis for several replicas: redis://host:6379/0, rediss:// with TLS.",
    )
    poll_s: float = Field(2.0, gt=0, le=60, description="How often waiting messages are looked for, in seconds.")
    trust_proxy: bool = Field(
        False, description="Take the visitor's address from X-Forwarded-For (only behind a proxy of yours)."
    )
    metrics_token: SecretStr | None = Field(
        None, description="Who sends this token may read /metrics, from wherever; without one nobody may."
    )

    @field_validator("metrics_token")
    @classmethod
    def _hard_to_guess(cls, value: SecretStr | None) -> SecretStr | None:
        token = "" if value is None else value.get_secret_value()
        if value is not None and (len(token) < 20 or len(set(token)) < 8 or not re.fullmatch(_BEARER, token)):
            raise ValueError("must be a long random token (make one with: openssl rand -hex 32)")
        return value


class StoreSettings(_Area):
    """The session store."""

    url: str = Field("", description="SQLAlchemy URL; empty: SQLite in the data directory.")
    pool_size: int = Field(5, ge=1, le=100, description="Connections held open (PostgreSQL).")
    master_key: SecretStr | None = Field(
        None, description="Master key, 32 bytes as base64; empty: a key file in the data directory."
    )
    retention_days: int = Field(365, ge=1, le=3650, description="A person not seen for this many days is erased.")
    closed_days: int = Field(
        30,
        ge=1,
        le=3650,
        description="The same for a person who made no way to come back: once the page is closed nobody can open what they wrote.",
    )

    @field_validator("master_key")
    @classmethod
    def _real_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        try:
            raw = base64.b64decode(value.get_secret_value(), validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValueError("is not base64") from error
        if len(raw) != 32 or len(set(raw)) < 8:
            raise ValueError("must be 32 random bytes as base64 (make one with: openssl rand -base64 32)")
        return value


class DialogueSettings(_Area):
    """The sealed Rasa server and the action server, both on loopback."""

    rasa_port: int = Field(5005, ge=1, le=65535, description="Port of the Rasa server, on loopback.")
    actions_port: int = Field(5055, ge=1, le=65535, description="Port of the action server, on loopback.")
    timeout_s: float = Field(
        20.0, gt=0, le=120, description="How long one turn may take before it is tried again, in seconds."
    )
    attempts_before_plain_reply: int = Field(
        6, ge=1, description="Failed tries at one message, Rasa being up, before it is answered without the dialogue."
    )


class ConversationSettings(_Area):
    """What people are told and asked."""

    country: str = Field(
        "",
        pattern="^([A-Z]{2})?$",
        description="Country whose helplines are shown first (two letters), where the person names none.",
    )
    operator: str = Field("", max_length=200, description="Who runs this installation, as people are told.")
    minimum_age: int = Field(18, ge=13, le=21, description="Minimum age people confirm at the start.")
    return_after_h: float = Field(
        12.0, gt=0, description="Hours after which a return opens with a line of where we were."
    )


class Settings(BaseSettings):
    """All settings. Paths are relative to the working directory unless absolute."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, extra="forbid")

    environment: Literal["development", "production"] = Field(
        "development", description="In production, unsafe settings refuse to start: say so where others come."
    )
    data_dir: Path = Field(ROOT / "var", description="Where the database, the key and the logs live.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="How much is logged; never words."
    )
    gateway: GatewaySettings = Field(default_factory=GatewaySettings)
    store: StoreSettings = Field(default_factory=StoreSettings)
    dialogue: DialogueSettings = Field(default_factory=DialogueSettings)
    conversation: ConversationSettings = Field(default_factory=ConversationSettings)

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *args: Any, **kwargs: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load` hands in: the environment is read there, once, so that unknown names are seen."""
        return (init_settings,)

    @property
    def store_url(self) -> str:
        """The database's URL, the default filled in."""
        return self.store.url or f"sqlite:///{self.data_dir / 'attune.sqlite3'}"

    @property
    def key_path(self) -> Path:
        """The master key's file, used where no key is set."""
        return self.data_dir / "master.key"

    @property
    def public_url(self) -> str:
        """The address to tell people."""
        host = "localhost" if self.gateway.host in ("127.0.0.1", "0.0.0.0", "::1", "::") else self.gateway.host  # noqa: S104
        host = f"[{host}]" if ":" in host else host
        return self.gateway.public_url or f"http://{host}:{self.gateway.port}"


def load(environ: Mapping[str, str] | None = None, *, file: Path | None = None) -> Settings:
    """Settings from a file of `NAME=value` lines and the environment, which wins. Raises `SetUpError` listing every problem."""
    values = dict(_from_file(file)) if file else {}
    values.update({k: v for k, v in (os.environ if environ is None else environ).items() if k.startswith(PREFIX)})
    # These steer scripts and tests, not the program.
    for name in ("ATTUNE_SETTINGS", "ATTUNE_TESTS_NO_SKIP", "ATTUNE_CHROMIUM"):
        values.pop(name, None)
    tree: dict[str, Any] = {}
    for name, value in values.items():
        parts = name[len(PREFIX) :].lower().split("__")
        branch = tree
        for part in parts[:-1]:
            branch = branch.setdefault(part, {})
            if not isinstance(branch, dict):
                raise SetUpError([f"{name}: stands beside a setting of the same name without an area"])
        branch[parts[-1]] = value
    try:
        settings = Settings(**tree)
    except ValidationError as error:
        raise SetUpError([_problem(e["loc"], e["type"], e["msg"]) for e in error.errors(include_input=False)]) from None
    unsafe = _unsafe(settings) if settings.environment == "production" else []
    if unsafe:
        raise SetUpError(unsafe)
    return settings


def _unsafe(settings: Settings) -> list[str]:
    """What is convenient for trying out and endangers those who come: one sentence each, with what to do instead."""
    gateway, problems = settings.gateway, []
    if not _is_this_machine(gateway.host) and not gateway.trust_proxy:
        problems.append(
            f"{PREFIX}GATEWAY__HOST: others would reach the gateway without TLS;"
            f" keep 127.0.0.1, or set {PREFIX}GATEWAY__TRUST_PROXY=true where a proxy of yours stands before it."
        )
    if gateway.public_url and not gateway.trust_proxy:
        problems.append(
            f"{PREFIX}GATEWAY__TRUST_PROXY: behind a proxy all visitors would share one rate; set it to true,"
            " and let the proxy send X-Forwarded-For."
        )
    address = urlsplit(gateway.public_url)
    if gateway.public_url and address.scheme != "https" and not _needs_no_tls(address.hostname or ""):
        problems.append(
            f"{PREFIX}GATEWAY__PUBLIC_URL: must begin with https://, or words travel where others can read."
        )
    if settings.store.master_key is None:
        problems.append(
            f"{PREFIX}STORE__MASTER_KEY: the key would lie in the data directory, beside what it locks;"
            f" move it here (base64 < {settings.key_path.name}; with no database yet: openssl rand -base64 32)."
        )
    return problems


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _needs_no_tls(host: str) -> bool:
    """Nothing leaves this machine, or the onion service encrypts all the way itself."""
    return _is_this_machine(host) or host.endswith(".onion")


def _problem(loc: tuple[int | str, ...], kind: str, message: str) -> str:
    name = PREFIX + "__".join(str(part) for part in loc).upper()
    return f"{name}: there is no such setting" if kind == "extra_forbidden" else f"{name}: {message}"


def _from_file(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise SetUpError([f"{path.name}: the settings file cannot be read"]) from None
    found: dict[str, str] = {}
    problems = []
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        name, equals, value = stripped.partition("=")
        name = name.removeprefix("export ").strip()
        if not equals or not name.startswith(PREFIX):
            problems.append(f"{path.name}, line {number}: write {PREFIX}NAME=value")
            continue
        found[name] = value.strip().strip("\"'")
    if problems:
        raise SetUpError(problems)
    return found
