"""Talk that nobody labelled, for the small reader to learn from what a teacher says of it: data/talk, the screen's harmless phrases, short answers."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from bot.language.corpus import Labelled, asked_of
from bot.language.heads import slices
from bot.language.training.examples import Example
from bot.language.training.fit import INDEPENDENT
from bot.working_model.statement import Asked

DATA: Final = Path(__file__).resolve().parents[3] / "data"
_SAID: Final = 0.5


def load_talk(data: Path = DATA, *, without: Collection[str] = ()) -> list[Labelled]:
    """Every message, without labels, in the files' order. Whatever the screen would interrupt is left out, nothing is read from it;
    and so are commands, and those named in `without`, which have come into the corpus.
    """
    folders = data / "talk", data / "safety" / "classifier", data / "commands"
    files = [file for folder in folders for file in sorted(folder.glob("*.jsonl"))]
    lines = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [
        Labelled(one["id"], one["id"], "casual", one["text"], (), (), _asked(one), None, "talk")
        for one in lines
        if one.get("level", "none") == "none" and one.get("command") is None and one["id"] not in without
    ]


def _asked(one: Mapping[str, Any]) -> Asked | None:
    return asked_of(one.get("asked") or ({"question": one["question"]} if "question" in one else None))


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
