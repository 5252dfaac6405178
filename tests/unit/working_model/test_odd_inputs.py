"""Contradictory, duplicated, unknown-person, all-contested and empty inputs: what comes of each is laid down here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.working_model.axes import axes
from bot.working_model.change import contested
from bot.working_model.compare import Ground, compare
from bot.working_model.drawing import draw_map, draw_timeline
from bot.working_model.episode import episodes
from bot.working_model.kept import KeptStatement, Standing
from bot.working_model.markdown import summary_markdown
from bot.working_model.model import WorkingModel
from bot.working_model.pattern import patterns
from bot.working_model.revision import rebuild, revise
from bot.working_model.statement import Figure, Theme
from bot.working_model.thin import thin, unsafe_people
from bot.working_model.weights import DEFAULT
from tests.unit.working_model.builders import DAY, kept, quote, several, someone, summary_of

EMPTY = WorkingModel.empty()


def _lines(statements: list[KeptStatement], *known: Any) -> list[str]:
    return [line.text for line in summary_of(statements, list(known)).lines]


def test_contradictory_is_shown_as_both_and_placed_in_the_middle_with_its_doubt():
    told = [*several(4, "comfort+"), *several(4, "comfort-", start=5)]
    summary = summary_of(told)
    assert [line.mixed for line in summary.lines] == [True]
    place = next(each for theme, era, each in summary.people[0].positions if (theme, era) == (Theme.CLOSENESS, "now"))
    assert place.mixed
    assert place.low < 0.4 < 0.6 < place.high


def test_contradictory_within_one_episode_weighs_no_more_than_the_episode():
    told = [*several(5, "comfort+", episode="e"), *several(5, "comfort-", start=6, episode="e")]
    counts = sum((e.plus + e.minus for e in rebuild(told).people["k:mother"].cells.values()), 0) / 1_000_000
    assert counts <= DEFAULT.episode_cap * 1.001 * 2**2  # forward decay lets later days weigh more


@pytest.mark.parametrize("times", [2, 5])
def test_the_same_statement_given_twice_counts_once(times: int):
    assert rebuild(several(3) * times).people == rebuild(several(3)).people
    assert _lines(several(3) * times) == _lines(several(3))


def test_the_same_words_in_one_message_are_one_quote():
    told = [replace(each, message_id=kept(1).message_id) for each in several(3)]
    summary = summary_of(told, quote_of=lambda each: replace(quote(each), text="the same words"))
    assert [len(line.quotes) for line in summary.lines] == [1]
    assert summary.lines[0].sure == "said once"


def test_a_statement_about_somebody_not_known_counts_and_has_no_line():
    told = several(4, "comfort-", Figure.FRIEND, about="gone")
    summary = summary_of(told, [someone()], model=rebuild(told))
    known = [person for person in summary.people if person.id == "gone"]
    assert len(known) == 1  # made known by the builder, by their role alone
    bare = summary_of([], [someone()], model=rebuild(told))
    assert (bare.lines, bare.people) == ((), ())
    assert rebuild(told).people["k:gone"].figure is Figure.FRIEND


def test_all_contested_is_as_if_nothing_had_been_said():
    told = several(5)
    model = revise(rebuild(told), contested(told), at_utc=DAY).model
    summary = summary_of(
        [replace(each, standing=Standing.CONTESTED) for each in told], [someone(name="Maria")], model=model
    )
    assert (model.people, summary.is_empty, summary.quotes) == ({}, True, ())
    assert "Not enough yet to say anything about your mother Maria." in [each.text for each in summary.unknown]


def test_all_contested_of_somebody_unnamed_leaves_nobody_to_name():
    told = several(5)
    model = revise(rebuild(told), contested(told), at_utc=DAY).model
    summary = summary_of([replace(each, standing=Standing.CONTESTED) for each in told], [someone()], model=model)
    assert (model.people, summary.is_empty, summary.quotes) == ({}, True, ())
    assert [each.text for each in summary.unknown if "mother" in each.text] == []
    assert [each.about for each in summary.unknown] == [None] * len(summary.unknown)


def test_nothing_at_all_gives_something_whole_everywhere():
    summary = summary_of([])
    found = axes(EMPTY, weights=DEFAULT, at_utc=DAY)
    assert (found.worry.enough, found.distance.enough) == (False, False)
    assert "Not enough has been said yet" in summary_markdown(summary)
    assert "Not enough yet" in draw_map(summary)
    assert "There is no revision yet." in draw_timeline([])
    assert (patterns(episodes([], [])), unsafe_people(EMPTY), len(thin(EMPTY, None))) == ([], [], 12)
    assert compare([], []).ground is Ground.TOO_LITTLE
    assert rebuild([]) == EMPTY
