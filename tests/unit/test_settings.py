"""Settings come from ATTUNE_* alone; every mistake is named, no value is shown."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from bot.errors import SetUpError
from bot.settings import load


def test_defaults_need_nothing() -> None:
    assert load({}).gateway.port == 8000


def test_areas_are_joined_by_two_underscores() -> None:
    assert load({"ATTUNE_GATEWAY__PORT": "9001"}).gateway.port == 9001


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ATTUNE_GATEWAY__PORT", "seven"),
        ("ATTUNE_GATEWAY__PORT", "70000"),
        ("ATTUNE_NO_SUCH", "1"),
        ("ATTUNE_GATEWAY__NO_SUCH", "1"),
        ("ATTUNE_STORE__MASTER_KEY", "changeme-please"),
        ("ATTUNE_STORE__MASTER_KEY", base64.b64encode(b"0" * 32).decode()),
        ("ATTUNE_CONVERSATION__COUNTRY", "gb"),
        ("ATTUNE_GATEWAY__METRICS_TOKEN", "secret"),
        ("ATTUNE_GATEWAY__RATE_LIMIT_STORE", "memcached://127.0.0.1"),
        ("ATTUNE_GATEWAY__METRICS_TOKEN", "a" * 40),
        ("ATTUNE_GATEWAY__METRICS_TOKEN", "a token with spaces between"),
    ],
)
def test_a_mistake_names_the_variable_and_shows_no_value(name: str, value: str) -> None:
    with pytest.raises(SetUpError) as caught:
        load({name: value})
    assert name in str(caught.value)
    assert value not in str(caught.value).replace(name, "")


def test_all_mistakes_are_listed_at_once() -> None:
    with pytest.raises(SetUpError) as caught:
        load({"ATTUNE_GATEWAY__PORT": "x", "ATTUNE_NO_SUCH": "1"})
    assert len(caught.value.problems) == 2


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "attune.env"
    file.write_text("# ours\nATTUNE_GATEWAY__PORT=8100\nexport ATTUNE_LOG_LEVEL='debug'\n")
    found = load({"ATTUNE_GATEWAY__PORT": "8200"}, file=file)
    assert (found.gateway.port, found.log_level) == (8200, "debug")


@pytest.mark.parametrize("content", ["PORT=1", "ATTUNE_GATEWAY__PORT", "what is this"])
def test_a_broken_file_names_the_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "attune.env"
    file.write_text(f"\n{content}\n")
    with pytest.raises(SetUpError, match="line 2"):
        load({}, file=file)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match="cannot be read"):
        load({}, file=tmp_path / "none")


def test_a_real_key_is_taken_and_never_shown() -> None:
    key = base64.b64encode(os.urandom(32)).decode()
    found = load({"ATTUNE_STORE__MASTER_KEY": key})
    assert key not in repr(found)


KEY = base64.b64encode(bytes(range(32))).decode()
SAFE = {
    "ATTUNE_ENVIRONMENT": "production",
    "ATTUNE_STORE__MASTER_KEY": KEY,
    "ATTUNE_GATEWAY__TRUST_PROXY": "true",
    "ATTUNE_GATEWAY__PUBLIC_URL": "https://talk.example.org",
}
NO_PROXY = {"ATTUNE_GATEWAY__TRUST_PROXY": "false", "ATTUNE_GATEWAY__PUBLIC_URL": ""}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"ATTUNE_STORE__MASTER_KEY": None}, "ATTUNE_STORE__MASTER_KEY"),
        ({"ATTUNE_GATEWAY__TRUST_PROXY": "false"}, "ATTUNE_GATEWAY__TRUST_PROXY"),
        ({"ATTUNE_GATEWAY__PUBLIC_URL": "http://talk.example.org"}, "ATTUNE_GATEWAY__PUBLIC_URL"),
        ({"ATTUNE_GATEWAY__PUBLIC_URL": "talk.example.org"}, "ATTUNE_GATEWAY__PUBLIC_URL"),
        ({**NO_PROXY, "ATTUNE_GATEWAY__HOST": "0.0.0.0"}, "ATTUNE_GATEWAY__HOST"),
        ({**NO_PROXY, "ATTUNE_GATEWAY__HOST": "fd00::1"}, "ATTUNE_GATEWAY__HOST"),
        ({**NO_PROXY, "ATTUNE_GATEWAY__HOST": "talk.example.org"}, "ATTUNE_GATEWAY__HOST"),
    ],
    ids=["key-beside-database", "one-rate-for-all", "plain-http", "no-scheme", "all-addresses", "v6", "name"],
)
def test_production_refuses_what_is_unsafe_in_one_sentence(changed: dict[str, str | None], named: str) -> None:
    values = {name: value for name, value in {**SAFE, **changed}.items() if value is not None}
    with pytest.raises(SetUpError) as caught:
        load(values)
    [problem] = caught.value.problems
    assert problem.startswith(f"{named}: ")
    assert KEY not in problem
    assert load({**values, "ATTUNE_ENVIRONMENT": "development"}).environment == "development"


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"ATTUNE_GATEWAY__HOST": "10.0.0.11"},
        NO_PROXY,
        {**NO_PROXY, "ATTUNE_GATEWAY__HOST": "::1"},
        {**NO_PROXY, "ATTUNE_GATEWAY__HOST": "localhost"},
        {"ATTUNE_GATEWAY__PUBLIC_URL": "http://localhost:8000"},
        {"ATTUNE_GATEWAY__PUBLIC_URL": "http://abcdefghij.onion"},
    ],
    ids=["behind-a-proxy", "replica", "this-machine-alone", "v6", "localhost", "tunnel", "onion"],
)
def test_production_takes_what_is_safe(changed: dict[str, str]) -> None:
    assert load({**SAFE, **changed}).environment == "production"


def test_production_lists_all_that_is_unsafe() -> None:
    with pytest.raises(SetUpError) as caught:
        load({"ATTUNE_ENVIRONMENT": "production", "ATTUNE_GATEWAY__HOST": "::"})
    assert len(caught.value.problems) == 2
