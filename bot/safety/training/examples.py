"""The phrases the screen's classifier is taught with, and what each should answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from bot.encoder.running import Pieces
from bot.safety.classifier import KINDS, LEVELS, may_raise, reading
from bot.safety.rules import RuleBook
from bot.safety.screen import RuleScreen
from bot.safety.stretches import Skimmer
from bot.working_model.risk import Level

DATA: Final = Path(__file__).resolve().parents[3] / "data"
_DEV_SHARE: Final = 0.15
_OTHER_TONGUES: Final = ("de.", "es.", "german", "spanish")


@dataclass(frozen=True, slots=True)
class Example:
    """One message. `source`: phrases (written for the classifier), development, rules (their examples), independent, strangers
    (once blind), talk, commands (what people say to the program).

    `rules` is the level the rules give it; `is_open` says whether they leave the verdict to the classifier; `is_dev` keeps it
    for choosing thresholds.
    """

    id: str
    source: str
    windows: tuple[tuple[int, ...], ...]
    level: Level
    kind: str | None
    rules: Level
    is_open: bool
    is_dev: bool
    doubts_watch: bool = False

    @property
    def wanted(self) -> tuple[float, ...]:
        """Whether it is at least at each of `LEVELS`."""
        return tuple(float(self.level.rank >= level.rank) for level in LEVELS)

    @property
    def kind_number(self) -> int:
        """Its place in `KINDS`; -1 where no kind is to be learnt from it."""
        kinds = [kind.value for kind in KINDS]
        return kinds.index(self.kind) if self.level.rank >= Level.CONCERN.rank and self.kind in kinds else -1


def share_of(one_id: str) -> float:
    """A number in [0, 1) that follows from the id alone."""
    return int(hashlib.sha256(one_id.encode()).hexdigest()[:8], 16) / 2**32


def read_examples(book: RuleBook, pieces: Pieces, data: Path = DATA) -> list[Example]:
    """All phrases that may teach: never the held-out halves, never another language's risks (ordinary talk is all English)."""
    screen, skimmer = RuleScreen(book, classifier=None), Skimmer(pieces)

    def example(one: dict[str, Any], source: str, *, is_dev: bool, doubts_watch: bool = False) -> Example:
        verdict = screen.screen(one["text"])
        cut = skimmer.cut(reading(book.spelt(one["text"]))).windows
        return Example(
            one["id"], source, cut, Level(one.get("level", "none")), one.get("kind"), verdict.level, may_raise(verdict), is_dev, doubts_watch,
        )  # fmt: skip

    found: list[Example] = []
    for folder, source in (("development", "development"), ("classifier", "phrases")):
        for path in sorted((data / "safety" / folder).glob("*.jsonl")):
            for one in _lines(path):
                if "text" in one and _may_teach(one):
                    found.append(example(one, source, is_dev=share_of(one["id"]) < _DEV_SHARE))
    for rule in book.rules:
        if not rule.id.startswith(_OTHER_TONGUES):
            for number, text in enumerate((*rule.must, *rule.must_not), 1):
                verdict = screen.screen(text)  # what a rule must or must not match says what it is about
                kind = verdict.kind.value if verdict.kind else None
                one = {"id": f"{rule.id}.{number}", "text": text, "level": verdict.level.value, "kind": kind}
                found.append(example(one, "rules", is_dev=False))
    for one in _lines(data / "safety" / "independent.jsonl"):
        if _may_teach(one):
            found.append(example(one, "independent", is_dev=one["half"] == "test"))
    for one in _lines(
        data / "safety" / "once-blind" / "english.jsonl"
    ):  # other hands than ours: what thresholds are chosen on
        found.append(example(one, "strangers", is_dev=True))
    for text in _said_to_the_program(data / "nlu"):
        if screen.screen(text).level is Level.NONE:
            one = {"id": f"nlu.{text}", "text": text}
            found.append(example(one, "commands", is_dev=share_of(text) < _DEV_SHARE))
    known = {one.id for one in found}  # harmless phrases that were labelled for the reader since stand in both places
    for path in sorted((data / "statements").glob("*.jsonl")):
        for one in _lines(path):
            if one["id"] in known:
                continue
            if any(s["facet"] == "safety" and s["direction"] == "-" for s in one["statements"]):
                continue  # fear, control or blows, and nobody labelled how near the danger is
            # Talk that was not labelled for risk: "I'm a burden" may rightly be met with a gentle check.
            doubts = any(s["theme"] == "self_worth" and s["direction"] == "-" for s in one["statements"])
            found.append(example(one, "talk", is_dev=share_of(one["scenario"]) < _DEV_SHARE, doubts_watch=doubts))
    return found


def _said_to_the_program(folder: Path) -> Iterator[str]:
    """Examples of all that people ask of the program; answers to its questions are in the corpus."""
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if entry.get("intent", "answer") != "answer":
                for line in entry["examples"].splitlines():
                    yield line.removeprefix("- ").strip()


def _may_teach(one: dict[str, Any]) -> bool:
    is_english = one.get("lang", "en") == "en" and not one["id"].startswith(("d-german", "d-spanish"))
    return is_english or one["level"] == "none"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
