"""What weighs in skimming is what stands in risks and not in talk; what is merely `watch` teaches neither."""

from __future__ import annotations

import numpy as np

from bot.safety.training.examples import Example
from bot.safety.training.skim import skim_weights
from bot.working_model.risk import Level


def said(level: Level, *pieces: int) -> Example:
    return Example("e", "phrases", ((1, *pieces, 2),), level, None, Level.NONE, is_open=True, is_dev=False)


def test_a_piece_of_risks_weighs_and_one_of_talk_does_not() -> None:
    made = [
        said(Level.ACUTE, 5, 7),
        said(Level.CONCERN, 5),
        said(Level.NONE, 6, 7),
        said(Level.NONE, 6),
        said(Level.WATCH, 8),
    ]
    weights = skim_weights(made, 10)
    assert weights.shape == (10,)
    assert weights[5] > 1 > abs(weights[7])
    assert weights[6] < -1
    assert weights[8] == weights[1] == weights[2] == 0
    assert np.array_equal(weights, skim_weights(made, 10))
