"""The axes in words."""

from __future__ import annotations

import pytest

from bot.working_model.axes import Axes
from bot.working_model.position import Position
from bot.working_model.regions import axis_word, region_words


def place(low, mean, high, *, enough=True):
    return Position(mean, low, high, 5.0, 5, enough=enough)


@pytest.mark.parametrize(
    ("position", "word"),
    [
        (place(0.55, 0.7, 0.85), "more"),
        (place(0.1, 0.3, 0.45), "less"),
        (place(0.35, 0.5, 0.65), "in the middle"),
        (place(0.2, 0.5, 0.8), "not clear"),
    ],
)
def test_a_side_is_named_only_when_the_interval_lies_on_it(position, word):
    assert axis_word(position) == word


def test_too_little_is_said_so():
    words = region_words(Axes(place(0.1, 0.5, 0.9, enough=False), place(0.6, 0.8, 0.9)))
    assert words[0].endswith("not enough has been said yet.")
    assert "more than the middle" in words[1]


@pytest.mark.parametrize(
    ("worry", "distance", "name"),
    [
        (place(0.1, 0.2, 0.4), place(0.1, 0.2, 0.4), "secure"),
        (place(0.6, 0.8, 0.9), place(0.1, 0.2, 0.4), "preoccupied"),
        (place(0.1, 0.2, 0.4), place(0.6, 0.8, 0.9), "dismissing"),
        (place(0.6, 0.8, 0.9), place(0.6, 0.8, 0.9), "fearful"),
        (place(0.2, 0.5, 0.8), place(0.6, 0.8, 0.9), "Too little is known"),
    ],
)
def test_names_when_asked_for(worry, distance, name):
    words = region_words(Axes(worry, distance), names_shown=True)
    assert name in words[2]
    assert "disorganized" in words[3]
