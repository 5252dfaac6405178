"""What one statement weighs, what an episode weighs, and where it is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.working_model.evidence import UNIT, Bucket, Cell, Era, bucket_of, contributions, era_of, weight_of, who_of
from bot.working_model.kept import Standing
from bot.working_model.person import Tie
from bot.working_model.statement import Elicits, Facet, Figure, Grain, Time
from bot.working_model.weights import DEFAULT
from tests.unit.working_model.builders import DAY, kept, several

NOW = Cell("k:mother", Facet.RELIABILITY, Bucket.NOW)


def counts(statements, cell=NOW):
    found = contributions(statements, DEFAULT, ageing=False).get(cell)
    return (found.plus / UNIT, found.minus / UNIT, found.count) if found else None


@pytest.mark.parametrize(
    ("over", "weight"),
    [
        pytest.param({}, 1.0, id="asserted, volunteered, sure"),
        pytest.param({"certainty": 0.5}, 0.5, id="hedged"),
        pytest.param({"confidence": 0.6}, 0.6, id="read with doubt"),
        pytest.param({"confidence": 0.2}, 0.0, id="a guess is no evidence"),
        pytest.param({"elicited": Elicits.OPEN}, DEFAULT.open_question, id="asked openly"),
        pytest.param({"elicited": Elicits.ASKED_MINUS}, DEFAULT.asked_pole, id="the pole asked for"),
        pytest.param({"elicited": Elicits.ASKED_PLUS}, DEFAULT.against_pole, id="against the pole asked for"),
        pytest.param({"standing": Standing.CONTESTED}, 0.0, id="contested"),
        pytest.param({"standing": Standing.REMOVED}, 0.0, id="removed"),
    ],
)
def test_a_statement_weighs(over, weight):
    assert weight_of(kept(label="reliability-", **over), DEFAULT) == pytest.approx(weight)


@pytest.mark.parametrize(
    ("time", "grain", "bucket"),
    [
        (Time.NOW, Grain.GENERAL, Bucket.NOW),
        (Time.CHANGING, Grain.GENERAL, Bucket.NOW),
        (Time.PAST, Grain.MOMENT, Bucket.ACT),
        (Time.PAST, Grain.GENERAL, Bucket.THEN),
    ],
)
def test_tense_alone_makes_nothing_old(time, grain, bucket):
    assert bucket_of(kept(time=time, grain=grain)) is bucket


@pytest.mark.parametrize(
    ("tie", "era"),
    [(Tie.CURRENT, Era.NOW), (Tie.ENDED, Era.THEN), (Tie.DIED, Era.THEN), (Tie.NO_CONTACT, Era.THEN)],
)
def test_a_finished_act_counts_for_now_only_while_the_tie_lasts(tie, era):
    assert era_of(Bucket.ACT, tie) is era


@pytest.mark.parametrize(
    ("label", "figure", "who"),
    [
        ("reliability-", Figure.MOTHER, "k:mother"),
        ("worth-", Figure.PARTNER, "k:partner"),
        ("worth-", Figure.SELF, "self"),
        ("connection-", Figure.SELF, "others"),
        ("reliability-", Figure.OTHERS, "others"),
    ],
)
def test_who_a_statement_is_about(label, figure, who):
    assert who_of(kept(1, label, figure)) == who


def test_an_episode_told_at_length_is_capped():
    assert counts(several(6, episode="e1")) == (0.0, pytest.approx(DEFAULT.episode_cap, abs=1e-5), 6)


def test_statements_of_different_episodes_are_not():
    assert counts([kept(n, episode=f"e{n}") for n in range(1, 4)]) == (0.0, 3.0, 3)


def test_a_cap_holds_for_both_sides_together():
    mixed = [*several(2, "reliability-", episode="e1"), *several(2, "reliability+", start=3, episode="e1")]
    plus, minus, _ = counts(mixed)
    assert plus == minus == pytest.approx(DEFAULT.episode_cap / 2, abs=1e-5)


def test_an_episode_is_capped_for_each_person_and_theme_apart():
    told = [
        *several(3, "reliability-", episode="e1"),
        *several(3, "comfort-", start=4, episode="e1"),
        *several(3, "reliability-", Figure.FATHER, start=7, episode="e1"),
    ]
    found = contributions(told, DEFAULT, ageing=False)
    assert [part.minus / UNIT for part in found.values()] == pytest.approx([DEFAULT.episode_cap] * 3, abs=1e-5)


def test_the_same_statement_given_twice_counts_once():
    assert counts([kept(1), kept(1)]) == counts([kept(1)])


def test_nothing_is_made_of_nothing():
    assert contributions([], DEFAULT) == {}
    assert contributions([kept(standing=Standing.CONTESTED)], DEFAULT) == {}


@pytest.mark.parametrize(
    ("answer", "plus", "minus"),
    [
        pytest.param(4, 0.0, 1 + DEFAULT.true_these_days * DEFAULT.yes_saying, id="very true"),
        pytest.param(2, 0.0, 1.0, id="in between adds nothing"),
        pytest.param(1, DEFAULT.true_these_days / 2, 0.5, id="hardly"),
        pytest.param(0, DEFAULT.true_these_days, 0.0, id="not at all"),
    ],
)
def test_how_true_these_days(answer, plus, minus):
    found = counts([kept(1, true_these_days=answer)])
    assert found[:2] == (pytest.approx(plus), pytest.approx(minus))


def test_what_is_no_longer_true_was_true_then():
    then = Cell("k:mother", Facet.RELIABILITY, Bucket.THEN)
    assert counts([kept(1, true_these_days=0)], then)[1] == pytest.approx(1.0)


def test_a_no_weighs_more_than_a_yes():
    yes, no = counts([kept(1, true_these_days=4)]), counts([kept(1, true_these_days=0)])
    assert no[0] > yes[1] - 1


def test_yes_to_both_sides_cancels():
    both = [kept(1, "reliability-", true_these_days=4), kept(2, "reliability+", true_these_days=4)]
    plus, minus, _ = counts(both)
    assert plus == minus


def test_a_half_life_halves():
    old = kept(1, at=DAY - timedelta(days=DEFAULT.half_life_days))
    new = replace(kept(2), said_at_utc=DAY)
    cell = Cell("k:mother", Facet.RELIABILITY, Bucket.NOW)
    weights = [contributions([each], DEFAULT)[cell].minus for each in (old, new)]
    assert weights[1] / weights[0] == pytest.approx(2.0, rel=1e-5)


def test_being_unsafe_is_not_forgotten_by_waiting():
    cell = Cell("k:mother", Facet.SAFETY, Bucket.NOW)
    old, new = kept(1, "safety-", at=DAY - timedelta(days=3000)), kept(2, "safety-")
    assert contributions([old], DEFAULT)[cell].minus == contributions([new], DEFAULT)[cell].minus
