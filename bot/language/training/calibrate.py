"""Fits the calibration on dev: logistic models over classifier and rules, for the poles and for the ways of coping."""

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
_LEAST_FOR_A_RULE: Final = 2.4
"""Log-odds a matching rule adds at least: it knows the plainest sentences, and of those dev holds few."""
_PULL: Final = 0.02  # keeps a pole's own bias near the common one where dev holds few of it


def rule_features(findings: Sequence[Finding], taken_back: Sequence[Finding]) -> npt.NDArray[np.float64]:
    """For each pole 1 where a rule says it, where a rule says its opposite, where one that would say it is taken back; [3, poles]."""
    said = {(f.rule.theme, f.direction) for f in findings if f.rule.facet is not None}
    unsaid = {(f.rule.theme, f.direction) for f in taken_back}
    made = np.zeros((3, len(POLES)))
    for k, (theme, direction) in enumerate(POLES):
        other = Direction.MINUS if direction is Direction.PLUS else Direction.PLUS
        made[:, k] = (theme, direction) in said, (theme, other) in said, (theme, direction) in unsaid
    return made


def way_features(findings: Sequence[Finding]) -> npt.NDArray[np.float64]:
    """For each way of coping 1 where a rule says it; [ways]."""
    said = {f.rule.way for f in findings}
    return np.array([float(way in said) for way in WAYS])


def calibrate(
    logits: Rows,
    ruled: tuple[Rows, Rows],
    wanted: Rows,
    weights: Rows,
    *,
    least: float,
    notes: dict[str, object],
) -> Calibration:
    """`logits`, `wanted` and `weights` [clauses, all answers]; `ruled` [clauses, 3, poles] and [clauses, ways].

    `least` is the confidence below which no statement is made.
    """
    part, way = slices()["pole"], slices()["way"]
    for_it, against, unsaid = ruled[0][:, 0], ruled[0][:, 1], ruled[0][:, 2]
    scale, (rule_for, rule_against, rule_taken_back), bias = _fitted(
        logits[:, part], (for_it, -against, -unsaid), wanted[:, part], weights[:, part]
    )
    way_scale, (way_rule,), way_bias = _fitted(logits[:, way], (ruled[1],), wanted[:, way], weights[:, way])
    z = way_scale * logits[:, way] + way_rule * ruled[1] + way_bias
    way_least = [_best_threshold(1 / (1 + np.exp(-z[:, k])), wanted[:, way][:, k]) for k in range(len(WAYS))]
    return Calibration(
        scale=scale, bias=tuple(bias), rule_for=max(rule_for, _LEAST_FOR_A_RULE), rule_against=rule_against, rule_taken_back=rule_taken_back, least=(least,) * len(POLES),
        way_scale=way_scale, way_bias=tuple(way_bias), way_rule=way_rule, way_least=tuple(way_least), notes=notes,
    )  # fmt: skip


def _fitted(
    x: Rows, features: Sequence[Rows], y: Rows, w: Rows
) -> tuple[float, tuple[float, ...], npt.NDArray[np.float64]]:
    """A logistic model with one weight for the logit, one for each feature and a bias a column; all arrays [clauses, columns]."""
    inputs = (x, *features)
    theta, bias = np.ones(len(inputs)), np.zeros(x.shape[1])
    for _ in range(_STEPS):
        z = sum(t * f for t, f in zip(theta, inputs, strict=True)) + bias
        error = (1 / (1 + np.exp(-z)) - y) * w
        slope = np.array([(error * f).sum() for f in inputs]) / w.sum()
        bias_slope = error.sum(0) / w.sum() + _PULL * (bias - bias.mean()) / len(x) ** 0.5
        theta -= _RATE * slope * np.array([4.0, *[20.0] * len(features)])
        bias -= _RATE * bias_slope * 20.0
    return float(theta[0]), tuple(float(t) for t in theta[1:]), bias


def _best_threshold(p: Rows, y: Rows) -> float:
    """The threshold of the best F1, never below .1: two or three of dev's 21 to 43 tellings of a way shall not decide."""
    tried = np.arange(0.1, 0.75, 0.05)
    scores = [2 * ((p >= t) & (y > 0)).sum() / max(1, (p >= t).sum() + (y > 0).sum()) for t in tried]
    return float(tried[int(np.argmax(scores))]) if max(scores) > 0 else 0.5
