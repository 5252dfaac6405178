"""Fits the weights by which a long message is skimmed: logistic regression of "is there a risk here" on the pieces that occur."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.safety.training.examples import Example
from bot.working_model.risk import Level

_STEPS: Final = 300
_RATE: Final = 0.5
_PULL: Final = 2e-5  # keeps the weight of a piece that few messages hold near none


def skim_weights(train: Sequence[Example], pieces: int) -> npt.NDArray[np.float16]:
    """[pieces] log-odds that a message which holds the piece is at least `concern`; `watch` teaches neither. By AdaGrad, nothing random."""
    told = [one for one in train if one.level is not Level.WATCH]
    risks = np.array([float(one.level.rank >= Level.CONCERN.rank) for one in told])
    there = [sorted({piece for window in one.windows for piece in window[1:-1]}) for one in told]
    flat = np.array([piece for row in there for piece in row], dtype=np.int64)
    rows = np.repeat(np.arange(len(told)), [len(row) for row in there])
    weights, bias, seen = np.zeros(pieces), 0.0, np.full(pieces, 1e-6)
    for _ in range(_STEPS):
        z = np.bincount(rows, weights=weights[flat], minlength=len(told)) + bias
        error = 1.0 / (1.0 + np.exp(-z)) - risks
        slope = np.bincount(flat, weights=error[rows], minlength=pieces) / len(told) + _PULL * weights
        seen += slope * slope
        weights -= _RATE * slope / np.sqrt(seen)
        bias -= _RATE * float(error.mean())
    return weights.astype(np.float16)
