"""Runs the trained classifier (ONNX, int8) over a message's clauses."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot.encoder.running import Session
from bot.language.clauses import Clause
from bot.language.heads import TOTAL
from bot.language.normaliser import Word
from bot.language.people import Meant
from bot.language.windows import Window, Windower

Answers = npt.NDArray[np.float32]
"""[clauses, heads.TOTAL], raw: logits of every head."""
_FILES: Final = ("model.onnx", "tokenizer.json")
_MOST_WINDOWS: Final = 24


class Classifier:
    """The reader's network over all windows of a message."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._session = Session(folder / "model.onnx")
        self._windower = Windower(folder / "tokenizer.json")

    def answers(
        self, words: Sequence[Word], meant: Sequence[Meant], clauses: Sequence[Clause], *, question: str = ""
    ) -> Answers:
        """Every head's raw answers for every clause; clauses beyond the first 24 windows answer nothing."""
        found = np.full((len(clauses), TOTAL), -20.0, dtype=np.float32)
        for window in self._windower.windows(words, meant, clauses, question=question)[:_MOST_WINDOWS]:
            found[[number for number, _, _ in window.clauses]] = self._run(window)
        return found

    def answers_of(self, windows: Sequence[Window]) -> Answers:
        """The answers for the clauses of some windows, in order."""
        return np.concatenate([self._run(window) for window in windows])

    def _run(self, window: Window) -> Answers:
        length = len(window.ids)
        pooling = np.zeros((len(window.clauses), length), dtype=np.float32)
        for row, (_, start, end) in enumerate(window.clauses):
            pooling[row, start:end] = 1.0 / (end - start)
        inputs: dict[str, npt.NDArray[Any]] = {
            "ids": np.array([window.ids], dtype=np.int64),
            "segments": np.array([window.segments], dtype=np.int64),
            "lengths_mask": np.ones((1, length), dtype=np.float32),
            "pooling": pooling,
            "rows": np.zeros(len(window.clauses), dtype=np.int64),
        }
        return self._session.run(inputs)

    def to_disk(self, path: Path) -> None:
        """Copies its files to another folder."""
        path.mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            if (self.folder / name).resolve() != (path / name).resolve():
                shutil.copyfile(self.folder / name, path / name)
