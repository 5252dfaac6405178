"""The proof itself: what the working model answers to, at a size a test can bear."""

from __future__ import annotations

import json

import pytest

from bot.simulation.changing import detection_delays, false_changed
from bot.simulation.confusion import Confusion
from bot.simulation.cost import cost_ratio
from bot.simulation.linear import at_eight
from bot.simulation.recovery import coverage, recover
from bot.simulation.run import simulate
from bot.simulation.world import CLUSTERED, IDEAL, World
from bot.working_model.weights import DEFAULT

KEYS = {
    "coverage90", "coverage90_clustered", "r_at_8", "best_linear_r_at_8", "false_changed_per_report", "detection_delay",
    "cost_ratio_10000_to_10", "detail",
}  # fmt: skip


@pytest.mark.slow
def test_one_object_with_every_figure():
    figures = simulate(people=12, seed=2)
    assert set(figures) == KEYS
    assert json.loads(json.dumps(figures)) == figures


@pytest.mark.slow
@pytest.mark.parametrize(
    ("world", "reads"),
    [
        pytest.param(IDEAL, None, id="ideal"),
        pytest.param(World(), Confusion().read, id="ordinary"),
        pytest.param(CLUSTERED, Confusion().read, id="clustered and one-sided"),
    ],
)
def test_nine_intervals_in_ten_hold_the_truth(world, reads):
    rows = recover(world, statements=20, people=220, weights=DEFAULT, seed=3, reads=reads)
    # The target is .87 to .93 over thousands; a few hundred intervals leave two points either way.
    assert 0.85 <= coverage(rows.axes + rows.ties) <= 0.95


@pytest.mark.slow
def test_recovery_is_near_the_best_linear_estimator():
    found = at_eight(IDEAL, weights=DEFAULT, seed=4, people=500)
    assert found["model"] >= found["best_linear"] - 0.03


@pytest.mark.slow
def test_changed_is_seldom_said_of_those_who_did_not():
    assert false_changed(IDEAL, weights=DEFAULT, seed=5, reports=200) <= 0.05


@pytest.mark.slow
def test_a_full_side_is_seen_within_six():
    delays = sorted(detection_delays(World(), weights=DEFAULT, seed=6, people=30))
    assert delays[len(delays) // 2] <= 6


@pytest.mark.slow
def test_a_long_history_costs_no_more():
    assert min(cost_ratio(weights=DEFAULT, seed=seed, long=3000, times=40) for seed in (1, 2)) <= 1.2
