"""Measures against values worked out by hand."""

from __future__ import annotations

import pytest

from bot.language.measures import Count, Tally, calibration_error, coverage_risk, kappa, reliability, wilson


def test_counts_give_precision_recall_and_f1():
    count = Count(right=6, false=2, missed=4)
    assert (count.precision, count.recall, count.f1) == pytest.approx((0.75, 0.6, 2 / 3))


def test_nothing_there_and_nothing_said_is_right():
    assert (Count().precision, Count().recall, Count().f1) == (1.0, 1.0, 1.0)


def test_a_tally_counts_labels_of_units():
    tally = Tally()
    tally.add({"a", "b"}, {"a"})
    tally.add(set(), {"b"})
    assert (tally.counts["a"].right, tally.counts["b"].missed, tally.counts["b"].false) == (1, 1, 1)
    assert tally.micro().f1 == pytest.approx(0.5)
    assert tally.macro_f1(["a", "b"]) == pytest.approx(0.5)
    assert tally.macro_f1(["a", "never"]) == pytest.approx(0.5)


def test_kappa_takes_chance_away():
    # Cohen 1960's own kind of table: 20 both yes, 15 both no, 5 and 10 apart.
    pairs = [(1, 1)] * 20 + [(0, 0)] * 15 + [(1, 0)] * 5 + [(0, 1)] * 10
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([(0, 0)] * 5) == 1.0


def test_calibration_error_is_the_gap_weighted_by_count():
    scored = [(0.95, True)] * 9 + [(0.95, False)] + [(0.55, True)] * 5 + [(0.55, False)] * 5
    assert calibration_error(scored) == pytest.approx(0.05)
    assert [b.count for b in reliability(scored)] == [10, 10]
    assert calibration_error([]) == 0.0


def test_risk_falls_with_coverage():
    scored = [(0.9, True), (0.8, True), (0.3, False), (0.2, False)]
    curve = coverage_risk(scored)
    assert curve[0] == (0.0, 1.0, 0.5)
    assert curve[-1][1:] == (0.25, 0.0)


def test_wilson_holds_the_share():
    low, high = wilson(8, 10)
    assert low < 0.8 < high
    assert wilson(0, 0) == (0.0, 1.0)
