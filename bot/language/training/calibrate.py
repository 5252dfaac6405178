"""Fits the calibration on dev: a logistic model over classifier and rules, then the least confidence at which each pole is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.language.calibration import Calibration
from bot.language.heads import POLES, WAYS, slices
from bot.language.matcher import Finding
from bot.working_model.statement import Direction

Rows = npt.NDArray[np.float64]
_STEPS: Final = 4000
_RATE: Final = 0.05
_PULL: Final = 0.02  # keeps a pole's own bias near the common one where dev holds few of it


def rule_features(findings: Sequence[Finding]) -> npt.NDArray[np.float64]:
    """For each pole: 1 where a rule says it, and 1 where a rule says its opposite; [2, poles]."""
    said = {(f.rule.theme, f.direction) for f in findings if f.rule.facet is not None}
    made = np.zeros((2, len(POLES)))
    for k, (theme, direction) in enumerate(POLES):
        other = Direction.MINUS if direction is Direction.PLUS else Direction.PLUS
        made[0, k] = (theme, direction) in said
        made[1, k] = (theme, other) in said
    return made


def calibrate(
    logits: Rows,
    ruled: Rows,
    wanted: Rows,
    weights: Rows,
    *,
    neutral: npt.NDArray[np.bool_],
    most_alarms: float,
    notes: dict[str, object],
) -> Calibration:
    """`logits` and `wanted`, `weights` [clauses, all answers]; `ruled` [clauses, 2, poles]; `neutral` [clauses].

    The least confidence is the one that gives the best F1 while at most `most_alarms` of 100 neutral clauses say anything.
    """
    part = slices()["pole"]
    x, y, w = logits[:, part], wanted[:, part], weights[:, part]
    theta = np.zeros(3 + len(POLES))
    theta[:3] = (1.0, 1.0, 1.0)
    for _ in range(_STEPS):
        z = theta[0] * x + theta[1] * ruled[:, 0] - theta[2] * ruled[:, 1] + theta[3:]
        error = (1 / (1 + np.exp(-z)) - y) * w
        gradient = (
            np.concatenate(
                [[(error * x).sum(), (error * ruled[:, 0]).sum(), -(error * ruled[:, 1]).sum()], error.sum(0)]
            )
            / w.sum()
        )
        gradient[3:] += _PULL * (theta[3:] - theta[3:].mean()) / len(x) ** 0.5
        theta -= _RATE * gradient * np.array([4.0, 20.0, 20.0, *[20.0] * len(POLES)])
    z = theta[0] * x + theta[1] * ruled[:, 0] - theta[2] * ruled[:, 1] + theta[3:]
    p = 1 / (1 + np.exp(-z))
    least = _least(p, y, w, neutral, most_alarms)
    ways = slices()["way"]
    way_least = [
        _best_threshold(1 / (1 + np.exp(-logits[:, ways.start + k])), wanted[:, ways.start + k])
        for k in range(len(WAYS))
    ]
    return Calibration(
        scale=float(theta[0]), bias=tuple(float(b) for b in theta[3:]), rule_for=float(theta[1]), rule_against=float(theta[2]),
        least=tuple([least] * len(POLES)), way_least=tuple(way_least), notes=notes,
    )  # fmt: skip


def _least(p: Rows, y: Rows, w: Rows, neutral: npt.NDArray[np.bool_], most_alarms: float) -> float:
    best = (0.0, 0.5)
    for threshold in np.arange(0.2, 0.9, 0.02):
        said = (p >= threshold) & (w > 0)
        if 100 * said[neutral].any(1).mean() > most_alarms:
            continue
        right = (said & (y > 0)).sum()
        best = max(best, (float(2 * right / max(1, said.sum() + (y > 0).sum())), float(threshold)))
    return best[1]


def _best_threshold(p: Rows, y: Rows) -> float:
    """The threshold of the best F1, never below .3: a way of coping seen twice on dev decides nothing."""
    tried = np.arange(0.3, 0.75, 0.05)
    scores = [2 * ((p >= t) & (y > 0)).sum() / max(1, (p >= t).sum() + (y > 0).sum()) for t in tried]
    return float(tried[int(np.argmax(scores))]) if max(scores) > 0 else 0.5
