"""What moves the axes, and what must not."""

from __future__ import annotations

import pytest

from bot.working_model.axes import axes, tie_place
from bot.working_model.revision import rebuild
from bot.working_model.statement import Figure
from bot.working_model.weights import DEFAULT
from tests.unit.working_model.builders import DAY, kept, several


def found(statements):
    return axes(rebuild(statements), weights=DEFAULT, at_utc=DAY)


@pytest.mark.parametrize(
    ("label", "figure", "worry", "distance"),
    [
        pytest.param("abandonment-", Figure.PARTNER, "more", "same", id="fear of losing is worry"),
        pytest.param("reassurance+", Figure.PARTNER, "less", "same", id="ease is less worry"),
        pytest.param("worth-", Figure.SELF, "more", "same", id="worth is worry, slightly"),
        pytest.param("lovability-", Figure.SELF, "more", "same", id="lovability too"),
        pytest.param("competence-", Figure.SELF, "same", "same", id="competence never"),
        pytest.param("comfort-", Figure.FRIEND, "same", "more", id="keeping away is distance"),
        pytest.param("reliability-", Figure.OTHERS, "same", "more", id="mistrust of people is distance, slightly"),
        pytest.param("reliability-", Figure.MOTHER, "same", "same", id="what one person did is on no axis"),
        pytest.param("connection-", Figure.PARTNER, "same", "same", id="feeling far is on no axis"),
        pytest.param("abandonment-", Figure.CHILD, "same", "same", id="nor is a child"),
    ],
)
def test_what_moves_which_axis(label, figure, worry, distance):
    axes_found = found(several(6, label, figure))
    for axis, expected in ((axes_found.worry, worry), (axes_found.distance, distance)):
        word = "more" if axis.mean > 0.52 else "less" if axis.mean < 0.48 else "same"
        assert word == expected


def test_own_worth_moves_worry_less_than_fear_of_losing_does():
    assert (
        found(several(6, "worth-", Figure.SELF)).worry.mean
        < found(several(6, "abandonment-", Figure.PARTNER)).worry.mean
    )


def test_too_little_is_not_enough_yet_and_shows_no_number():
    data = found(several(2, "abandonment-", Figure.PARTNER)).to_data()
    assert data["worry"] == {"mean": None, "low": None, "high": None, "n": 2}
    assert data["distance"]["mean"] is None


def test_enough_is_shown_with_its_interval():
    worry = found(
        [*several(3, "abandonment-", Figure.PARTNER), *several(3, "rejection-", Figure.FRIEND, start=4)]
    ).to_data()["worry"]
    assert worry["low"] < worry["mean"] < worry["high"]
    assert worry["n"] == 6


def test_an_unsafe_person_moves_no_axis():
    told = [*several(6, "comfort-", Figure.FATHER), kept(9, "safety-", Figure.FATHER)]
    assert found(told).distance.mean == pytest.approx(0.5)


def test_a_person_has_a_place_only_where_both_stances_are_known():
    security, comfort = several(3, "abandonment-", Figure.PARTNER), several(3, "comfort+", Figure.PARTNER, start=4)
    assert tie_place(rebuild(security), "k:partner", weights=DEFAULT, at_utc=DAY) is None
    worry, distance = tie_place(rebuild([*security, *comfort]), "k:partner", weights=DEFAULT, at_utc=DAY)
    assert worry.mean > 0.5 > distance.mean
