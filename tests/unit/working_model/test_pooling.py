"""How a person's position and the general one lean on each other."""

from __future__ import annotations

import pytest

from bot.working_model.evidence import Era
from bot.working_model.pooling import general, is_mixed, position
from bot.working_model.revision import rebuild
from bot.working_model.statement import Figure, Grain, Theme, Time
from bot.working_model.weights import DEFAULT
from tests.unit.working_model.builders import DAY, kept, several


def place(statements, who, theme=Theme.TRUST, **over):
    return position(rebuild(statements), who, theme, weights=DEFAULT, at_utc=DAY, **over)


def in_general(statements, theme=Theme.TRUST):
    return general(rebuild(statements), theme, weights=DEFAULT, at_utc=DAY)[0].mean


def test_nothing_heard_is_the_middle_and_not_enough():
    found = place([], "k:mother")
    assert (found.mean, found.n, found.enough) == (pytest.approx(0.5), 0, False)


def test_more_on_one_side_moves_further_and_narrows():
    few, many = place(several(2), "k:mother"), place(several(12), "k:mother")
    assert many.mean < few.mean < 0.5
    assert many.high - many.low < few.high - few.low


def test_somebody_new_starts_where_people_in_general_stand():
    mistrust = [*several(5, figure=Figure.MOTHER), *several(5, figure=Figure.FATHER, start=6)]
    assert place(mistrust, "k:friend").mean < 0.42


def test_what_is_known_of_one_is_not_pulled_far_by_the_others():
    told = [*several(8, "reliability-", Figure.MOTHER), *several(8, "reliability+", Figure.FATHER, start=9)]
    assert place(told, "k:mother").mean < 0.3
    assert place(told, "k:father").mean > 0.7


def test_no_single_tie_drowns_the_rest():
    rest = [*several(3, "reliability+", Figure.FATHER), *several(3, "reliability+", Figure.FRIEND, start=4)]
    drowned = in_general([*rest, *several(200, "reliability-", Figure.MOTHER, start=7)])
    assert 0.3 < drowned < 0.7


@pytest.mark.parametrize("figure", [Figure.CHILD, Figure.COLLEAGUE, Figure.OTHER_PERSON, Figure.PET])
def test_children_colleagues_and_strangers_do_not_enter_the_general_model(figure):
    assert in_general(several(9, figure=figure)) == pytest.approx(0.5)


def test_nor_does_somebody_with_whom_it_is_not_safe():
    safe, unsafe = several(4, "comfort-"), [*several(4, "comfort-"), kept(9, "safety-")]
    assert in_general(safe, Theme.CLOSENESS) < 0.45
    assert in_general(unsafe, Theme.CLOSENESS) == pytest.approx(0.5)


def test_then_is_not_read_through_now():
    told = [*several(6, "reliability+"), kept(7, "reliability-", time=Time.PAST, grain=Grain.GENERAL)]
    then = place(told, "k:mother", era=Era.THEN)
    assert then.mean < 0.5
    assert then.count == 1


def test_misreading_pulls_to_the_middle_and_is_undone():
    doubtful = place(several(12, confidence=0.7), "k:mother")
    naive = (DEFAULT.prior_plus) / (DEFAULT.prior_plus + DEFAULT.prior_minus + 12 * 0.7)
    assert doubtful.mean < naive + 0.05
    assert doubtful.high - doubtful.low > place(several(12), "k:mother").high - place(several(12), "k:mother").low


@pytest.mark.parametrize(
    ("plus", "minus", "mixed"),
    [
        pytest.param(2.0, 2.0, True, id="both strong"),
        pytest.param(1.0, 1.0, True, id="even, though little"),
        pytest.param(1.0, 2.0, False, id="one remark against two is an exception"),
        pytest.param(8.0, 1.4, False, id="a small share"),
        pytest.param(3.0, 0.0, False, id="one side only"),
        pytest.param(0.3, 0.3, False, id="next to nothing"),
    ],
)
def test_mixed(plus, minus, mixed):
    assert is_mixed(plus, minus, DEFAULT) is mixed
