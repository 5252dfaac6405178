"""Where a person can turn in a given country: a dated table the operator can edit (data/helplines/helplines.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from bot.errors import SetUpError

HELPLINES_PATH: Final = Path(__file__).resolve().parents[2] / "data" / "helplines" / "helplines.yml"
PURPOSES: Final = ("crisis", "violence", "child")
SOURCES: Final = ("recalled", "listing", "service")
_COUNTRY: Final = re.compile(r"[A-Z]{2}\Z")
_PHONE: Final = re.compile(r"[+*0-9][0-9 \-/()]{1,20}\Z")
_TEXT: Final = re.compile(r"(WhatsApp )?[+0-9][0-9 \-/()]{1,20}\Z")
_ADDRESS: Final = re.compile(r"[a-z0-9.\-]+\.[a-z]{2,}(/[\w./\-]*)?\Z")
_PAGE: Final = re.compile(r"[a-z0-9.\-]+\.[a-z]{2,}(/[\w./\-;,~]*)?\Z")
_LINE_KEYS: Final = frozenset(
    {"name", "for", "phone", "text", "word", "chat", "free", "hours", "checked", "source", "seen_at"}
)


@dataclass(frozen=True, slots=True)
class Helpline:
    """One service. `text` is a number to write to (`word` the first word to send), `chat` an address without scheme.
    `seen_at` is the page its number was compared with, host and path only: for the operator, never for people."""

    name: str
    purposes: tuple[str, ...]
    checked: date
    source: str
    phone: str | None = None
    text: str | None = None
    word: str | None = None
    chat: str | None = None
    free: bool = False
    hours: str | None = None
    seen_at: str | None = None

    @property
    def can_be_written_to(self) -> bool:
        """True where no voice is needed."""
        return self.text is not None or self.chat is not None


@dataclass(frozen=True, slots=True)
class CountryHelp:
    """What there is in one country. `emergency` is empty in the international default."""

    country: str | None
    emergency: tuple[str, ...]
    lines: tuple[Helpline, ...]

    def for_purpose(self, purpose: str) -> tuple[Helpline, ...]:
        """Lines for this purpose; where none of them has a number, one crisis line comes first and the others last.

        Only the first few are shown: behind all crisis lines the one for this purpose would never be seen.
        """
        found = tuple(line for line in self.lines if purpose in line.purposes)
        if any(line.phone for line in found):
            return found
        crisis = tuple(line for line in self.lines if "crisis" in line.purposes and line not in found)
        return crisis[:1] + found + crisis[1:]


class Helplines:
    """The table."""

    def __init__(self, default: CountryHelp, countries: Mapping[str, CountryHelp]) -> None:
        self.default = default
        self.countries = dict(countries)

    @classmethod
    def load(cls, path: Path = HELPLINES_PATH) -> Helplines:
        """Raises `SetUpError` naming every entry that is not as it must be."""
        problems: list[str] = []
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            default = _country(None, data["default"], problems)
            countries = {code: _country(code, entry, problems) for code, entry in data["countries"].items()}
        except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
            raise SetUpError([f"{path.name}: cannot be read ({type(error).__name__})"]) from error
        if problems:
            raise SetUpError([f"{path.name}: {one}" for one in problems])
        return cls(default, countries)

    def of(self, country: str | None) -> CountryHelp:
        """The country's help; the international default where it is unknown. The default's lines follow the country's own."""
        own = self.countries.get((country or "").upper())
        if own is None:
            return self.default
        return CountryHelp(own.country, own.emergency, own.lines + self.default.lines[:1])

    def oldest_check(self) -> date:
        """The day of the entry checked longest ago."""
        return min(line.checked for help_ in (self.default, *self.countries.values()) for line in help_.lines)


def _country(code: str | None, entry: Mapping[str, Any], problems: list[str]) -> CountryHelp:
    where = "default" if code is None else str(code)
    if code is not None and not _COUNTRY.match(str(code)):
        problems.append(f"{where}: is not a country code of two capital letters")
    emergency = tuple(str(number) for number in entry.get("emergency", ()))
    if code is not None and not emergency:
        problems.append(f"{where}: has no emergency number")
    problems += [f"{where}: emergency number is not a number" for number in emergency if not number.isdigit()]
    lines = tuple(line for raw in entry.get("lines", ()) if (line := _line(where, raw, problems)) is not None)
    if not any("crisis" in line.purposes for line in lines):
        problems.append(f"{where}: has no crisis line")
    return CountryHelp(code, emergency, lines)


def _line(where: str, raw: Mapping[str, Any], problems: list[str]) -> Helpline | None:
    name = raw.get("name", "a line without name")
    wrong: list[str] = [f"unknown field {key}" for key in sorted(set(raw) - _LINE_KEYS)]
    purposes: Sequence[str] = raw.get("for", ())
    if not purposes or set(purposes) - set(PURPOSES):
        wrong.append(f"for must be of {', '.join(PURPOSES)}")
    if not isinstance(raw.get("checked"), date):
        wrong.append("checked must be a date")
    if raw.get("source") not in SOURCES:
        wrong.append(f"source must be one of {', '.join(SOURCES)}")
    if raw.get("source") == "recalled" and raw.get("seen_at"):
        wrong.append("seen_at needs the source listing or service")
    if not any(raw.get(way) for way in ("phone", "text", "chat")):
        wrong.append("needs phone, text or chat")
    for key, form in (("phone", _PHONE), ("text", _TEXT), ("chat", _ADDRESS), ("seen_at", _PAGE)):
        value = raw.get(key)
        if value is not None and not (isinstance(value, str) and form.match(value)):
            wrong.append(f"{key} is not in the expected form (quote it)")
    if wrong:
        problems.extend(f"{where}, {name}: {one}" for one in wrong)
        return None
    return Helpline(
        name=str(name),
        purposes=tuple(purposes),
        checked=raw["checked"],
        source=raw["source"],
        phone=raw.get("phone"),
        text=raw.get("text"),
        word=raw.get("word"),
        chat=raw.get("chat"),
        free=bool(raw.get("free", False)),
        hours=raw.get("hours"),
        seen_at=raw.get("seen_at"),
    )
