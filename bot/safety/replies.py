"""The fixed words of the protocol: read from YAML by language, checked, and filled with the country's helplines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from bot.errors import SetUpError
from bot.safety.helplines import CountryHelp, Helpline, Helplines
from bot.working_model.dialogue import Choice, Command, Reply, ReplyKind

REPLIES_DIR: Final = Path(__file__).resolve().parents[2] / "data" / "safety" / "replies"
FALLBACK: Final = "en"
_FIELDS: Final = frozenset({"{emergency}", "{lines}", "{writing}"})
_LINES_SHOWN: Final = 3
AWAITS: Final = frozenset(
    {"safe", "direct", "present", "check", "typing", "apart", "after-harm", "keep", "goes-on", "hurts", "meant"}
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of one reply. `awaits` names what the next message answers."""

    id: str
    paragraphs: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    awaits: str | None = None

    @property
    def shows_lines(self) -> bool:
        """True where helplines are part of it."""
        return any("{lines}" in one or "{writing}" in one for one in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Words:
    """All wordings in one language."""

    language: str
    wordings: Mapping[str, tuple[Wording, ...]]
    forms: Mapping[str, str]
    reminders: tuple[str, ...]
    first_contact: tuple[str, ...]
    in_sight: str
    labels: Mapping[str, str]

    def next(self, path: str, said: Sequence[str]) -> Wording:
        """The wording of this path to use now: each in turn, then round again, never the last one twice running."""
        variants = self.wordings[path]
        used = sum(one.partition(".")[0] == path for one in said)
        return variants[used % len(variants)]

    def wording(self, id_: str) -> Wording | None:
        """The wording of this id, None where there is none (any more)."""
        return next((one for one in self.wordings.get(id_.partition(".")[0], ()) if one.id == id_), None)


class ReplyBook:
    """Wordings in every language there is, and how helplines are put into them."""

    def __init__(self, words: Mapping[str, Words], helplines: Helplines) -> None:
        self._words = dict(words)
        self._helplines = helplines

    @classmethod
    def load(cls, path: Path = REPLIES_DIR, *, helplines: Helplines) -> ReplyBook:
        """Raises `SetUpError` naming every reply that is not as it must be."""
        problems: list[str] = []
        words = {}
        for file in sorted(path.glob("*.yml")):
            try:
                data = yaml.safe_load(file.read_text(encoding="utf-8"))
                words[file.stem] = _words(file.stem, data, problems)
            except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
                problems.append(f"{file.name}: cannot be read ({type(error).__name__}: {error})")
        if FALLBACK not in words:
            problems.append(f"{FALLBACK}.yml: is missing")
        else:
            for language, one in words.items():
                problems += [
                    f"{language}.yml: has no {path}"
                    for path in sorted(set(words[FALLBACK].wordings) - set(one.wordings))
                ]
        if problems:
            raise SetUpError(problems)
        return cls(words, helplines)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages with words of their own."""
        return tuple(sorted(self._words))

    def words(self, language: str | None) -> Words:
        """The words of a language ("de-AT" is "de"), English where there are none."""
        return self._words.get((language or "").split("-")[0].lower(), self._words[FALLBACK])

    def reply(self, wording: Wording, words: Words, *, country: str | None, purpose: str) -> Reply:
        """The wording with the country's numbers in it."""
        help_ = self._helplines.of(country)
        fields = {
            "{emergency}": self.emergency(help_, words),
            "{lines}": self._lines(help_.for_purpose(purpose), words),
            "{writing}": self._lines(
                [one for one in help_.for_purpose(purpose) if one.can_be_written_to] or self._helplines.default.lines,
                words,
                written_only=True,
            ),
        }
        return Reply(tuple(_filled(one, fields) for one in wording.paragraphs), ReplyKind.SAFETY, wording.choices)

    def in_sight(self, *, country: str | None, language: str | None, purpose: str) -> str:
        """One line with the nearest help, for a face to keep in sight."""
        words, help_ = self.words(language), self._helplines.of(country)
        first = help_.for_purpose(purpose)[:2]
        return _filled(
            words.in_sight,
            {
                "{emergency}": self.emergency(help_, words),
                "{lines_short}": "; ".join(_ways(one, words) for one in first),
            },
        )

    def first_contact(self, *, country: str | None, language: str | None, minimum_age: int) -> tuple[str, ...]:
        """What a person is told before anything else, a paragraph an entry."""
        words = self.words(language)
        fields = {"{emergency}": self.emergency(self._helplines.of(country), words), "{minimum_age}": str(minimum_age)}
        return tuple(_filled(one, fields) for one in words.first_contact)

    @staticmethod
    def emergency(help_: CountryHelp, words: Words) -> str:
        """The emergency number or numbers as words."""
        return words.forms["emergency_or"].join(help_.emergency) or words.forms["emergency_unknown"]

    @staticmethod
    def _lines(lines: Sequence[Helpline], words: Words, *, written_only: bool = False) -> str:
        return "\n".join(f"• {_ways(one, words, written_only=written_only)}" for one in lines[:_LINES_SHOWN])


def _filled(text: str, fields: Mapping[str, str]) -> str:
    """Where no country is known the emergency number is words, and these may begin a sentence."""
    for field, value in fields.items():
        at_start = re.compile(rf"(^|[.!?] |\n){re.escape(field)}")
        text = at_start.sub(lambda found, one=value: f"{found[1]}{one[:1].upper()}{one[1:]}", text)  # type: ignore[misc]
        text = text.replace(field, value)
    return text


def _ways(line: Helpline, words: Words, *, written_only: bool = False) -> str:
    """ "Samaritans: call 116 123 (free, day and night)" """
    forms = words.forms
    ways = []
    if line.phone and not written_only:
        ways.append(forms["call"].format(phone=line.phone))
    if line.text:
        ways.append(
            forms["text_word"].format(word=line.word, phone=line.text)
            if line.word
            else forms["text"].format(phone=line.text)
        )
    if line.chat:
        ways.append(forms["chat"].format(url=line.chat))
    notes = [forms["free"]] if line.free else []
    if line.hours:
        notes.append(forms["always"] if line.hours == "always" else line.hours)
    return f"{line.name}: {forms['or'].join(ways)}" + (f" ({', '.join(notes)})" if notes else "")


def _words(language: str, data: Mapping[str, Any], problems: list[str]) -> Words:
    choices = {
        key: Choice(
            id=f"safety-{key}", label=str(one["label"]), command=Command(one["command"]), argument=one.get("argument")
        )
        for key, one in data["choices"].items()
    }
    wordings: dict[str, tuple[Wording, ...]] = {}
    for path, variants in data["replies"].items():
        made = []
        for number, variant in enumerate(variants, 1):
            where = f"{language}.yml: {path} {number}"
            paragraphs = tuple(variant.get("paragraphs", ()))
            fields = set(re.findall(r"\{\w*\}", " ".join(paragraphs)))
            problems += [f"{where}: unknown field {field}" for field in sorted(fields - _FIELDS)]
            problems += [f"{where}: unknown choice {key}" for key in variant.get("choices", ()) if key not in choices]
            if not paragraphs:
                problems.append(f"{where}: has no paragraphs")
            awaits = variant.get("awaits")
            if awaits is not None and awaits not in AWAITS:
                problems.append(f"{where}: unknown awaits {awaits}")
            made.append(
                Wording(
                    f"{path}.{number}",
                    paragraphs,
                    tuple(choices[key] for key in variant.get("choices", ()) if key in choices),
                    awaits,
                )
            )
        wordings[path] = tuple(made)
    return Words(
        language=language,
        wordings=wordings,
        forms={key: str(value) for key, value in data["lines"].items()},
        reminders=tuple(data["program_reminder"]),
        first_contact=tuple(data["first_contact"]),
        in_sight=str(data["in_sight"]),
        labels={str(one.label).lower(): key for key, one in choices.items()},
    )
