"""What of a message the networks read: all of one that fits a window; of a longer one the stretches in which its words weigh most.

A risk said in one sentence must not drown in the rest, wherever in the message it stands; and no message may keep the screen
busy. So a long one is skimmed first: its pieces are weighed by a list, one weight a piece (`models/safety/skim.npy`, made by
`make train-safety`), and the few stretches of the greatest sum are read, with its last words in any case. The rules read all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.encoder.running import CLASS, SEPARATOR, Pieces
from bot.logs import Events

WINDOW_PIECES: Final = 96
"""Pieces of the longest message that is read in one window."""
STRETCH_PIECES: Final = 40
_STEP_PIECES: Final = 28
MOST_STRETCHES: Final = 3
SKIM: Final = "skim.npy"
_MOST_LETTERS: Final = 30  # of one word
_events: Final = Events("safety.classifier")

Weights = npt.NDArray[np.float32]


class Cut(NamedTuple):
    """A message as the networks read it."""

    windows: tuple[tuple[int, ...], ...]
    """Piece ids of each window, first and last piece included."""
    of: int
    """How many stretches these were chosen from: 1 of a message read whole, as many as are read where nothing was weighed."""


class Skimmer:
    """Cuts messages. Without weights it takes a long message's beginning and its end."""

    def __init__(self, pieces: Pieces, weights: Weights | None = None) -> None:
        """`weights` [pieces of the vocabulary], log-odds. Raises `ValueError` where they have another shape or are no numbers."""
        if weights is not None and (weights.shape != (len(pieces),) or not np.isfinite(weights).all()):
            raise ValueError("the weights for skimming have another shape or are no numbers")
        self._pieces = pieces
        self._weights = weights

    @classmethod
    def load(cls, pieces: Pieces, folder: Path) -> Skimmer:
        """With the weights of a folder; without them, and with one line in the log, where the file is missing or broken."""
        try:
            return cls(pieces, np.load(folder / SKIM, allow_pickle=False).astype(np.float32))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the file, something of a long message must be read
            _events.warning("safety_skimming_missing", reason=type(error).__name__)
            return cls(pieces)

    def cut(self, words: Sequence[str]) -> Cut:
        """The windows of a message, in its order; at least one."""
        own = [piece for word in words for piece in self._pieces.of_word(word[:_MOST_LETTERS])]
        first, last = self._pieces.id_of(CLASS), self._pieces.id_of(SEPARATOR)
        if len(own) <= WINDOW_PIECES:
            return Cut(((first, *own, last),), 1)
        end = len(own) - STRETCH_PIECES
        starts = np.array([*range(0, end, _STEP_PIECES), end])
        chosen = self._chosen(own, starts)
        windows = tuple((first, *own[start : start + STRETCH_PIECES], last) for start in chosen)
        return Cut(windows, len(chosen) if self._weights is None else len(starts))

    def _chosen(self, own: Sequence[int], starts: npt.NDArray[np.int64]) -> list[int]:
        """Where the stretches begin that are read, in order. What is said last is read always: people say farewell there."""
        half = MOST_STRETCHES // 2
        if self._weights is None:
            return sorted({*starts[: MOST_STRETCHES - half].tolist(), *starts[-half:].tolist()})
        upto = np.concatenate([[0.0], np.cumsum(self._weights[np.array(own)], dtype=np.float64)])
        weight = upto[starts + STRETCH_PIECES] - upto[starts]
        chosen = [int(starts[-1])]
        for number in np.argsort(-weight, kind="stable").tolist():
            start = int(starts[number])
            # Two that share most of their words would be one place read twice.
            if len(chosen) < MOST_STRETCHES and all(abs(start - other) >= _STEP_PIECES // 2 for other in chosen):
                chosen.append(start)
        return sorted(chosen)
