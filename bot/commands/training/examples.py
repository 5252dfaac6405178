"""The replies that teach the network, each with the question it answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from bot.commands.classifier import INTENTS, pieces_of
from bot.encoder.running import Pieces
from bot.working_model.dialogue import Command

DATA: Final = Path(__file__).resolve().parents[3] / "data"
KEPT_APART: Final = ("commands-4.jsonl", "commands-5.jsonl", "commands-6.jsonl")
"""Of data/evaluation: the two sets that the weights are chosen on, and the set that nobody has looked at."""
LONGEST_REPLY_WORDS: Final = 24  # a longer one is an answer
OF_RASAS: Final = 0.35  # of its examples, which have no question: with all of its commands more answers were lost
_TO_THE_PROGRAM: Final = (Command.AFFIRM, Command.DENY)  # said to its own questions alone
_OPEN: Final = ("what", "how", "who", "when", "where", "which", "is there", "was there", "tell me", "think of")


@dataclass(frozen=True, slots=True)
class Example:
    """One reply: its piece ids, the question's among them, to which of the two each belongs, and its place in `INTENTS`."""

    source: str
    ids: tuple[int, ...]
    segments: tuple[int, ...]
    intent: int


def read_examples(pieces: Pieces, data: Path = DATA) -> list[Example]:
    """All that may teach: the labelled replies, people's answers to questions, and what is said to the program whatever it asked."""
    labelled = [
        *((path.stem, one) for path in sorted((data / "commands").glob("*.jsonl")) for one in _lines(path)),
        *((path.stem, one) for path in sorted((data / "evaluation").glob("*.jsonl")) if path.name not in KEPT_APART for one in _lines(path)),
    ]  # fmt: skip
    asked = sorted({one["question"] for _, one in labelled if one["question"].lower().startswith(_OPEN)})
    of_the_program = sorted({one["question"] for _, one in labelled if one["command"] in _TO_THE_PROGRAM})
    found = [_example(pieces, source, one["question"], one["text"], one["command"]) for source, one in labelled]
    for question, text in _answers(data):
        if len(text.split()) <= LONGEST_REPLY_WORDS:
            found.append(_example(pieces, "answers", question, text, None))
    for intent, text in _said_to_rasa(data / "nlu"):
        if _share_of(text) >= OF_RASAS:
            continue
        among = of_the_program if intent in _TO_THE_PROGRAM else asked
        found.append(_example(pieces, "nlu", _one_of(among, text), text, intent))
    return found


def kept_apart(pieces: Pieces, name: str, data: Path = DATA) -> list[Example]:
    """The replies of one set of data/evaluation."""
    return [
        _example(pieces, name, one["question"], one["text"], one["command"])
        for one in _lines(data / "evaluation" / name)
    ]


def _example(pieces: Pieces, source: str, question: str, text: str, command: str | None) -> Example:
    ids, segments = pieces_of(pieces, question, text)
    return Example(source, tuple(ids), tuple(segments), INTENTS.index(Command(command) if command else None))


def _answers(data: Path) -> Iterator[tuple[str, str]]:
    """Questions about somebody's life and what was answered, from the corpora of the reader."""
    for folder in ("statements", "talk"):
        for path in sorted((data / folder).glob("*.jsonl")):
            for one in _lines(path):
                if one.get("asked"):
                    yield one["asked"]["question"], one["text"]


def _said_to_rasa(folder: Path) -> Iterator[tuple[str | None, str]]:
    """Rasa's examples, which have no question; short answers in them may be an answer to anything."""
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            intent = entry.get("intent")
            if intent is None:
                continue
            for line in entry["examples"].splitlines():
                yield None if intent == "answer" else intent, line.removeprefix("- ").strip()


def _one_of(questions: Sequence[str], text: str) -> str:
    """A question that follows from the text alone."""
    return questions[int(hashlib.sha256(text.encode()).hexdigest()[8:16], 16) % len(questions)]


def _share_of(text: str) -> float:
    """A number in [0, 1) that follows from the text alone."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 2**32


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
