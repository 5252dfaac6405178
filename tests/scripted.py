"""People thought up for the tests: reads their YAML files and lets each hold whole guides with a running Attune.

A person answers by the step that was asked, so that each answer fits its question whichever way the guide goes. A step's
list is used up in order: follow-ups, and the same question put again after a command, take the next item of it. Items are
words to send, `{press: part of a button's label}`, or `{part of the question: words, ..., else: words}`. `otherwise` serves where a list is used up, `safety` after a safety reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.serving import ROOT
from tests.talking import Talker

PEOPLE = Path(__file__).parent / "conversations" / "people"
GUIDES = ROOT / "data" / "guides"
MOST_TURNS = 40
OVER = "What have you understood?"
Item = str | dict[str, str]


class UnansweredError(LookupError):
    """A person's file has nothing left to say."""


@dataclass(frozen=True, slots=True)
class Person:
    """One file of the folder. `expect` is what the test asks beside what it asks of everybody."""

    slug: str
    name: str
    about: str
    guides: tuple[str, ...]
    country: str | None
    answers: dict[str, list[Item]]
    otherwise: list[Item]
    safety: list[Item]
    afterwards: list[Item]
    expect: dict[str, Any]

    @classmethod
    def load(cls, path: Path) -> Person:
        """Reads one file."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(
            path.stem, data["name"], data["about"], tuple(data["guides"]), data.get("country"), data["answers"],
            data.get("otherwise", []), data.get("safety", []), data.get("afterwards", []), data.get("expect", {}),
        )  # fmt: skip


def everybody() -> list[Person]:
    """Every person of the folder."""
    return [Person.load(path) for path in sorted(PEOPLE.glob("*.yml"))]


@dataclass
class Held:
    """What was said: `turns` are (what the person did, the reply); the greeting stands alone in front."""

    person: Person
    greeting: dict[str, Any]
    turns: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    ended: int = 0
    summary: dict[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> list[str]:
        """The person's own words, as sent."""
        return [words for words, _ in self.turns if not words.startswith("[")]


def hold(person: Person, url: str) -> Held:
    """The whole conversation, guide after guide, and the summary at its end. Raises `UnansweredError`."""
    talker = Talker.begin(url, country=person.country)
    try:
        held = Held(person, talker.replies[0])
        script = _Script(person)
        for guide in person.guides:
            _press(talker, held, guide)
            for _ in range(MOST_TURNS):
                if _is_over(talker.replies[-1]):
                    held.ended += 1
                    break
                _do(talker, held, script.next_for(talker.replies[-1]))
        for item in person.afterwards:
            _do(talker, held, item)
        held.summary = talker.summary()
        return held
    finally:
        talker.close()


def _is_over(reply: dict[str, Any]) -> bool:
    return any(choice["label"].startswith(OVER) for choice in reply["choices"])


def _do(talker: Talker, held: Held, item: Item) -> None:
    if isinstance(item, dict):
        _press(talker, held, item["press"])
    else:
        text = item.strip()
        held.turns.append((text, talker.say(text)))


def _press(talker: Talker, held: Held, part: str) -> None:
    labels = [choice["label"] for choice in talker.replies[-1]["choices"]]
    label = next((each for each in labels if part in each), None)
    if label is None:
        raise UnansweredError(f"{held.person.slug}: no button with {part!r} in {labels}")
    held.turns.append((f"[{label}]", talker.press(label)))


class _Script:
    """What is left to say."""

    def __init__(self, person: Person) -> None:
        self._slug = person.slug
        self._answers = {step: iter(items) for step, items in person.answers.items()}
        self._otherwise = iter(person.otherwise)
        self._safety = iter(person.safety)
        self._step = ""

    def next_for(self, reply: dict[str, Any]) -> Item:
        """What the person says to a reply."""
        if reply["kind"] == "safety":
            return self._of(self._safety, "a safety reply")
        labels = [choice["label"] for choice in reply["choices"]]
        if labels in (["Go on"], ["Go on with the guide", "Stop here"], ["End quietly", "Go on"]):
            return {"press": "Go on"}
        question = reply["paragraphs"][-1]
        steps = steps_of(question)
        self._step = next((step for step in steps if step in self._answers), steps[0] if steps else self._step)
        for found in (self._answers.get(self._step), self._otherwise):
            item = next(found, None) if found is not None else None
            if item is not None:
                return _fitting(item, question)
        raise UnansweredError(f"{self._slug}: nothing to say to {self._step}")

    def _of(self, items: Iterator[Item], what: str) -> Item:
        item = next(items, None)
        if item is None:
            raise UnansweredError(f"{self._slug}: nothing to say to {what}")
        return item


def _fitting(item: Item, question: str) -> Item:
    """The words for this wording of the question."""
    if isinstance(item, str) or "press" in item:
        return item
    return next((words for part, words in item.items() if part in question), item["else"])


def steps_of(question: str) -> list[str]:
    """The ids of the steps that a question may come from; guides share a few wordings."""
    return [step for step, pattern in _QUESTIONS if pattern.match(question)]


def step_of(question: str) -> str | None:
    """The first of them, None where it is no question of a guide."""
    return next(iter(steps_of(question)), None)


def _questions() -> Sequence[tuple[str, re.Pattern[str]]]:
    found = []
    for path in sorted(GUIDES.glob("*.yml")):
        for step in yaml.safe_load(path.read_text(encoding="utf-8"))["steps"]:
            follow_ups = [words for follow_up in step.get("follow_ups", []) for words in follow_up["wordings"]]
            for words in (*step["wordings"], *follow_ups):
                literal = [re.escape(part) for part in re.split(r"\{\w+\}", words)]
                found.append((step["id"], re.compile(".+".join(literal), re.IGNORECASE)))
    return found


_QUESTIONS = _questions()
