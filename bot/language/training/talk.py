"""Talk that nobody labelled, for the small reader to learn from what a teacher says of it: data/talk and the screen's harmless phrases."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from bot.language.corpus import Labelled, asked_of
from bot.language.heads import slices
from bot.language.training.examples import Example
from bot.language.training.fit import INDEPENDENT

DATA: Final = Path(__file__).resolve().parents[3] / "data"
_SAID: Final = 0.5
_OF_PHRASES: Final = 0.3  # of the screen's harmless phrases: all of them would take a third longer


def load_talk(data: Path = DATA) -> list[Labelled]:
    """Every message, without labels, in the files' order. Whatever the screen would interrupt is left out: nothing is read from it."""
    folders = data / "talk", data / "safety" / "classifier"
    files = [file for folder in folders for file in sorted(folder.glob("*.jsonl"))]
    lines = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [
        Labelled(one["id"], one["id"], "casual", one["text"], (), (), asked_of(one.get("asked")), None, "talk")
        for one in lines
        if one.get("level", "none") == "none" and ("level" not in one or _share_of(one["id"]) < _OF_PHRASES)
    ]


def _share_of(one_id: str) -> float:
    """A number in [0, 1) that follows from the id alone."""
    return int(hashlib.sha256(f"talk {one_id}".encode()).hexdigest()[:8], 16) / 2**32


def told(made: Sequence[Example], answers: np.ndarray) -> list[Example]:
    """The same windows, wanting what a teacher answered: `answers` [clauses, all answers], probabilities, in order.

    What is chosen for a statement (time, grain, figure) is asked only of clauses in which the teacher sees one.
    """
    ends = np.cumsum([len(e.window.clauses) for e in made])
    return [
        replace(e, wanted=tuple(map(tuple, part.tolist())), weights=tuple(_weights(row) for row in part))
        for e, part in zip(made, np.split(answers, ends[:-1]), strict=True)
    ]


def _weights(row: np.ndarray) -> tuple[float, ...]:
    weights = np.ones_like(row)
    if row[slices()["pole"]].max() < _SAID:
        for name, part in slices().items():
            if name not in INDEPENDENT or name == "hedged":
                weights[part] = 0.0
    return tuple(weights.tolist())
