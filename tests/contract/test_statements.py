"""What every store does with statements and ways of coping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import ConflictError, NotFoundError
from bot.working_model.identity import EpisodeId, KnownPersonId, PersonId, StatementId
from bot.working_model.kept import Standing
from bot.working_model.person import Tie
from bot.working_model.statement import (
    Coping,
    Direction,
    Elicits,
    Facet,
    Figure,
    Grain,
    Outcome,
    Span,
    Statement,
    Theme,
    Time,
    Way,
)
from tests.contract.builders import ANNA, BEN, BENS_TALK, TALK, coping, message, populate, statement

RICH = statement(
    statement=Statement(
        Span(4, 40), Theme.SECURITY, Facet.ABANDONMENT, Direction.MINUS, Figure.EX_PARTNER, "Jo", Time.CHANGING,
        Grain.MOMENT, 0.1 + 0.2, 1 / 3, Elicits.ASKED_MINUS, "security.leaving",
    ),
    about=KnownPersonId("known-jo"),
    tie=Tie.ENDED,
    episode_id=EpisodeId("that-night"),
    standing=Standing.CONTESTED,
    true_these_days=4,
    folded=True,
    is_over=True,
    reworded="It was harder than that.",
    not_about=("k:known-mother", "others"),
    echo_of=StatementId("s7"),
)  # fmt: skip
RICH_COPING = coping(
    coping=Coping(Span(1, 9), Way.GO_ALONE, Outcome.DID_NOT, Figure.MOTHER, 0.7),
    about=KnownPersonId("known-mother"),
    episode_id=EpisodeId("that-night"),
    standing=Standing.REMOVED,
)


@pytest.fixture
def talk(store):
    """A store in which Anna and Ben have said something."""
    populate(store)
    populate(store, BEN, BENS_TALK)
    with store.begin() as work:
        work.messages.add(message("m1", 1))
        work.messages.add(message("b1", 1, BENS_TALK))
        work.commit()
    return store


def add(store, *statements, of=ANNA, ways=()):
    with store.begin() as work:
        work.statements.add(of, statements, ways)
        work.commit()


def test_statements_and_coping_come_back_with_all_their_parts(talk):
    add(talk, RICH, ways=[RICH_COPING])
    with talk.begin() as work:
        assert list(work.statements.of(ANNA)) == [RICH]
        assert work.statements.get(RICH.id) == RICH
        assert list(work.statements.coping_of(ANNA)) == [RICH_COPING]


def test_they_come_in_order_and_apart(talk):
    add(talk, statement("s3", 3), statement("s1", 1), ways=[coping(4), coping(2)])
    add(talk, statement("b1", 1, "b1", conversation_id=BENS_TALK), of=BEN)
    with talk.begin() as work:
        assert [kept.number for kept in work.statements.of(ANNA)] == [1, 3]
        assert [way.number for way in work.statements.coping_of(ANNA)] == [2, 4]
        assert [kept.id for kept in work.statements.of(BEN)] == ["b1"]
        assert list(work.statements.coping_of(BEN)) == []


def test_numbers_go_on_whether_taken_one_by_one_or_counted_on_from(talk):
    with talk.begin() as work:
        assert [work.statements.next_number(ANNA) for _ in range(2)] == [1, 2]
        work.statements.add(ANNA, [statement("s2", 2), statement("s3", 3)], [coping(4)])
        assert work.statements.next_number(ANNA) == 5
        assert work.statements.next_number(BEN) == 1
        work.statements.add(ANNA, [statement("s1", 1)])
        assert work.statements.next_number(ANNA) == 6


def test_nothing_to_add_is_nothing_added(talk):
    add(talk)
    with talk.begin() as work:
        assert work.statements.next_number(ANNA) == 1


@pytest.mark.parametrize(
    ("statements", "ways"),
    [
        pytest.param([statement("s1", 2)], [], id="statement's id"),
        pytest.param([statement("s2", 1)], [], id="statement's number"),
        pytest.param([], [coping(1)], id="coping's number"),
    ],
)
def test_a_taken_id_or_number_is_a_conflict(talk, statements, ways):
    add(talk, statement("s1", 1), ways=[coping(1)])
    with talk.begin() as work, pytest.raises(ConflictError):
        work.statements.add(ANNA, statements, ways)


def test_an_episode_holds_its_own_statements_in_order(talk):
    night, day = EpisodeId("that-night"), EpisodeId("that-day")
    add(
        talk,
        statement("s2", 2, episode_id=night),
        statement("s1", 1, episode_id=night),
        statement("s3", 3, episode_id=day),
    )
    add(talk, statement("b1", 1, "b1", episode_id=night), of=BEN)
    with talk.begin() as work:
        assert [kept.id for kept in work.statements.in_episode(ANNA, night)] == ["s1", "s2"]
        assert list(work.statements.in_episode(ANNA, "another")) == []


def corrected(store, kept):
    with store.begin() as work:
        work.statements.correct(kept)
        work.commit()


MOVED = {
    "statement": replace(statement().statement, figure=Figure.STEPPARENT, name=None),
    "about": KnownPersonId("known-stepmother"),
    "not_about": ("k:known-mia",),
}


@pytest.mark.parametrize(
    "change",
    [
        {"standing": Standing.REMOVED},
        {"standing": Standing.CONTESTED, "echo_of": StatementId("s1")},
        {"true_these_days": 0},
        {"true_these_days": 4},
        {"is_over": True},
        {"reworded": "She is there when it suits her \u2013 \U0001f642."},
        MOVED,
    ],
    ids=["removed", "echo", "not at all", "very", "over", "reworded", "moved"],
)
def test_a_correction_changes_one_statement_and_is_taken_back(talk, change):
    before = statement("s2", 2, true_these_days=2, folded=True)
    add(talk, RICH, before)
    corrected(talk, replace(before, **change))
    with talk.begin() as work:
        assert list(work.statements.of(ANNA)) == [RICH, replace(before, **change)]
    corrected(talk, before)
    with talk.begin() as work:
        assert list(work.statements.of(ANNA)) == [RICH, before]


def test_what_was_set_aside_is_found_and_nothing_else(talk):
    aside = [statement("s2", 2, standing=Standing.CONTESTED), statement("s3", 3, standing=Standing.REMOVED)]
    add(talk, statement("s1", 1), *aside, statement("s4", 4, **MOVED), statement("s5", 5, is_over=True, reworded="So."))
    add(talk, statement("b1", 1, "b1", conversation_id=BENS_TALK, standing=Standing.REMOVED), of=BEN)
    with talk.begin() as work:
        assert [kept.id for kept in work.statements.set_aside(ANNA)] == ["s2", "s3", "s4"]
        assert list(work.statements.set_aside(PersonId("nobody"))) == []
    corrected(talk, replace(aside[0], standing=Standing.LIVE))
    corrected(talk, statement("s4", 4))
    with talk.begin() as work:
        assert [kept.id for kept in work.statements.set_aside(ANNA)] == ["s3"]


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(lambda work: work.statements.get(StatementId("s9")), id="get"),
        pytest.param(lambda work: work.statements.correct(statement("s9", 9)), id="correct"),
        pytest.param(lambda work: work.statements.next_number(PersonId("nobody")), id="next_number"),
        pytest.param(lambda work: work.statements.add(PersonId("nobody"), [statement()]), id="add of nobody"),
        pytest.param(lambda work: work.statements.add(ANNA, [statement(message_id="m9")]), id="add from no message"),
    ],
)
def test_what_is_not_there_is_not_found(talk, use):
    with talk.begin() as work, pytest.raises(NotFoundError):
        use(work)


def test_lists_of_nobody_are_empty(talk):
    with talk.begin() as work:
        assert list(work.statements.of(PersonId("nobody"))) == []
        assert list(work.statements.coping_of(PersonId("nobody"))) == []


def test_the_conversation_is_kept_with_the_statement(talk):
    add(talk, statement("b1", 1, "b1", conversation_id=BENS_TALK), of=BEN)
    add(talk, statement())
    with talk.begin() as work:
        assert work.statements.get(StatementId("b1")).conversation_id == BENS_TALK
        assert work.statements.get(StatementId("s1")).conversation_id == TALK


def test_a_way_of_coping_is_removed_and_brought_back(talk):
    add(talk, ways=[coping()])
    for standing in (Standing.REMOVED, Standing.LIVE):
        with talk.begin() as work:
            work.statements.set_way_standing(ANNA, coping().number, standing)
            work.commit()
        with talk.begin() as work:
            assert [way.standing for way in work.statements.coping_of(ANNA)] == [standing]


def test_anothers_way_of_coping_is_not_found(talk):
    add(talk, ways=[coping()])
    with talk.begin() as work, pytest.raises(NotFoundError):
        work.statements.set_way_standing(BEN, coping().number, Standing.REMOVED)
