"""What the teacher answered, kept in the repository (data/teacher/answers.npz): the small reader is made anew from it without the hours a teacher takes."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.language.heads import TOTAL
from bot.language.training.examples import Example

KEPT: Final = Path(__file__).resolve().parents[3] / "data" / "teacher" / "answers.npz"
_STEPS: Final = 255
"""A probability is kept as a byte."""

Answers = npt.NDArray[np.float32]
"""[clauses, heads.TOTAL], probabilities."""


def keep(made: Sequence[Example], answers: Sequence[Answers], file: Path = KEPT) -> None:
    """Writes the answers to each window, by message."""
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        file,
        ids=np.array([one.message.id for one in made]),
        clauses=np.array([len(one.window.clauses) for one in made], dtype=np.uint16),
        answers=np.concatenate([np.rint(rows * _STEPS) for rows in answers]).astype(np.uint8),
    )


def kept_answers(made: Sequence[Example], file: Path = KEPT) -> list[Answers | None]:
    """For each window what the teacher answered; None where it was not asked, or the message is cut into other clauses today.

    Raises `ValueError` where the answers have another shape, `OSError` where there is no file.
    """
    with np.load(file, allow_pickle=False) as data:
        ids, clauses, answers = data["ids"], data["clauses"].astype(int), data["answers"]
    if answers.shape != (clauses.sum(), TOTAL):
        raise ValueError("the kept answers have another shape")
    rows = np.split(answers, np.cumsum(clauses)[:-1])
    of: dict[str, list[npt.NDArray[np.uint8]]] = defaultdict(list)
    for one_id, part in zip(ids.tolist(), rows, strict=True):
        of[one_id].append(part)
    cut: dict[str, list[int]] = defaultdict(list)
    for one in made:
        cut[one.message.id].append(len(one.window.clauses))
    found: list[Answers | None] = []
    taken: dict[str, int] = defaultdict(int)
    for one in made:
        name, number = one.message.id, taken[one.message.id]
        taken[name] += 1
        same = [len(part) for part in of.get(name, [])] == cut[name]
        found.append((of[name][number] / np.float32(_STEPS)).astype(np.float32) if same else None)
    return found
