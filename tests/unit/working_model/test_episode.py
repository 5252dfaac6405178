"""Episodes and the patterns they make."""

from __future__ import annotations

from dataclasses import replace

from bot.working_model.episode import Answer, episodes
from bot.working_model.guide import StepKind
from bot.working_model.kept import Quote, Standing
from bot.working_model.pattern import patterns
from bot.working_model.statement import Direction, Facet, Figure, Outcome, Way
from tests.unit.working_model.builders import DAY, kept, way


def told(number, label="responsiveness-", which=Way.WITHDRAW, figure=Figure.PARTNER, **over):
    episode = f"e{number}"
    return kept(number, label, figure, episode=episode), way(
        number + 100, which, episode=episode, about=figure.value, **over
    )


def found(*pairs, unsafe=()):
    return patterns(episodes([one for one, _ in pairs], [other for _, other in pairs]), unsafe=unsafe)


def test_an_episode_is_what_was_told_together():
    statement, coping = told(1, outcome=Outcome.DID_NOT)
    wish = Answer("e1", StepKind.WISH, Quote("x", "m1", "to be heard", "What did you want?", DAY))
    episode = episodes([statement], [coping], [wish])[0]
    assert episode.about == "partner"
    assert episode.they_did == (Facet.RESPONSIVENESS, Direction.MINUS)
    assert (episode.i_did, episode.outcome, episode.wish) == ((Way.WITHDRAW,), Outcome.DID_NOT, wish)


def test_what_it_meant_is_not_what_they_did():
    assert episodes([kept(1, "worth-", Figure.SELF, episode="e1")], [])[0].they_did is None


def test_what_does_not_count_makes_no_episode():
    statement, coping = told(1)
    assert (
        episodes([replace(statement, standing=Standing.CONTESTED)], [replace(coping, standing=Standing.REMOVED)]) == []
    )
    assert episodes([kept(1)], []) == []


def test_two_that_rhyme_are_a_pattern():
    pattern = found(told(1), told(2))[0]
    assert (pattern.direction, pattern.way, pattern.facet, pattern.about) == (
        Direction.MINUS, Way.WITHDRAW, Facet.RESPONSIVENESS, "partner",
    )  # fmt: skip
    assert [episode.id for episode in pattern.episodes] == ["e1", "e2"]


def test_one_is_none():
    assert found(told(1)) == []


def test_two_that_do_not_rhyme_are_none():
    assert found(told(1), told(2, which=Way.SEEK)) == []


def test_several_facets_and_people_are_said_widely():
    pattern = found(told(1), told(2, "availability-", figure=Figure.MOTHER))[0]
    assert (pattern.facet, pattern.about) == (None, None)


def test_the_same_met_in_another_way_is_an_exception():
    pattern = found(told(1), told(2), told(3, which=Way.SET_LIMIT))[0]
    assert [episode.id for episode in pattern.exceptions] == ["e3"]


def test_people_one_is_not_safe_with_make_no_pattern():
    assert found(told(1), told(2), unsafe={"partner"}) == []
