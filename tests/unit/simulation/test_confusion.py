"""A reader that errs as measured, and the measuring."""

from __future__ import annotations

import numpy as np
import pytest

from bot.simulation.confusion import Confusion
from bot.simulation.measure import measure_confusion
from bot.simulation.world import IDEAL, Speaker
from bot.working_model.statement import THEME_OF, Direction, Facet, Figure, Span, Statement

PERFECT = Confusion(
    recall={f"{t}{d}": 1.0 for t in ("trust", "closeness", "self_worth", "security") for d in "+-"},
    confidences=((1.0, 1.0),),
)


def said(count=400):
    return Speaker.born(IDEAL, np.random.default_rng(1)).speak(count)


def read(facet="reliability", direction="-", *, start=0, figure=Figure.MOTHER, confidence=0.8):
    kind = Facet(facet)
    return Statement(Span(start, start + 5), THEME_OF[kind], kind, Direction(direction), figure, confidence=confidence)


def test_a_perfect_reader_reads_what_was_said():
    assert PERFECT.read(said(), np.random.default_rng(2)) == said()


def test_it_misses_as_often_as_it_does():
    heard = Confusion(recall={}, confidences=((0.9, 0.9),)).read(said(), np.random.default_rng(2))
    assert len(heard) / len(said()) == pytest.approx(0.6, abs=0.08)


def test_a_reader_that_is_always_wrong_turns_round():
    turning = Confusion(
        recall=PERFECT.recall, invented=0, turned=1, misplaced=0, wrong_person=0, confidences=((0.8, 0.0),)
    )
    heard = turning.read(said(), np.random.default_rng(2))
    assert all(a.statement.direction is not b.statement.direction for a, b in zip(said(), heard, strict=True))
    assert {each.statement.confidence for each in heard} == {0.8}


def test_written_and_read_again(tmp_path):
    path = tmp_path / "confusion.json"
    Confusion().write(path)
    assert Confusion.measured(path).read(said(50), np.random.default_rng(1)) == Confusion().read(
        said(50), np.random.default_rng(1)
    )


def test_without_a_measurement_it_says_so(tmp_path):
    assert Confusion.measured(tmp_path / "none.json").source.startswith("assumed")


def test_the_shipped_measurement_can_be_read():
    assert Confusion.measured().recall


def test_measuring():
    gold = [read()]
    rows = [
        (gold, [read()]),
        (gold, [read(direction="+")]),
        (gold, [read("comfort")]),
        (gold, [read(figure=Figure.FATHER)]),
        (gold, [read(figure=Figure.OTHER_PERSON)]),
        (gold, []),
        ([], [read()]),
    ]
    found = measure_confusion(rows, source="a test")
    assert found.recall == {"trust-": pytest.approx(5 / 6, abs=1e-3)}
    shares = (found.invented, found.turned, found.misplaced, found.wrong_person)
    assert shares == pytest.approx((0.25, 0.25, 0.25, 0.25))
    assert found.confidences == [(0.6, 0.6)]
