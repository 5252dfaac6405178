"""Where little is known, thinnest first."""

from __future__ import annotations

from bot.working_model.model import WorkingModel
from bot.working_model.revision import rebuild
from bot.working_model.statement import Facet, Figure, Theme
from bot.working_model.thin import thin, unsafe_people
from tests.unit.working_model.builders import kept, several


def test_every_facet_is_listed_once():
    pairs = thin(WorkingModel.empty(), None)
    assert len(pairs) == len(set(pairs)) == 12


def test_what_was_told_comes_last():
    pairs = thin(rebuild(several(3, "reliability-")), "mother")
    assert pairs[-1] == (Theme.TRUST, Facet.RELIABILITY)


def test_a_theme_nothing_was_said_about_comes_before_a_facet_of_one_that_was():
    pairs = thin(rebuild(several(3, "reliability-")), "mother")
    assert pairs[0][0] is not Theme.TRUST


def test_what_was_told_of_another_person_does_not_count():
    assert thin(rebuild(several(3, "reliability-", Figure.FATHER)), "mother")[0] == (Theme.TRUST, Facet.RELIABILITY)


def test_own_worth_counts_whoever_is_asked_about():
    pairs = thin(rebuild(several(3, "worth-", Figure.SELF)), "mother")
    assert pairs[-1] == (Theme.SELF_WORTH, Facet.WORTH)


def test_unsafe_people():
    assert unsafe_people(rebuild([kept(1, "safety-"), kept(2, "safety+", Figure.FATHER)])) == ["mother"]
