"""Corrections: contest, remove, restore, how true; once each, nobody else's, and not lost beside a turn at the same moment."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import ConflictError, InputError, NotFoundError
from bot.service import correct_line, queries
from bot.service.correct_line import contest, remove, restore, say_how_true
from bot.working_model.identity import StatementId
from bot.working_model.kept import KeptStatement, Standing
from bot.working_model.statement import Direction, Facet, Figure, Reading
from tests.builders import Talk, ToldReader, parts, statement

THERE = "My sister is always there for me."
READER = ToldReader(
    {THERE: Reading(statements=(statement(THERE, THERE[:-1], Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING),))}
)


@pytest.fixture
def talk() -> Talk:
    found = Talk.begin(parts(reader=READER))
    found.press(found.greeting, "Someone I lean on")
    found.say(THERE)
    return found


def _kept(talk: Talk) -> KeptStatement:
    with talk.parts.store.begin() as uow:
        return uow.statements.of(talk.conversation.person_id)[0]


def _revisions(talk: Talk) -> int:
    with talk.parts.store.begin() as uow:
        return len(uow.revisions.of(talk.conversation.person_id))


def _lines(talk: Talk) -> int:
    return len(queries.summary_of(talk.parts, talk.conversation.person_id).lines)


@pytest.mark.parametrize(
    ("correction", "standing"), [(contest, Standing.CONTESTED), (remove, Standing.REMOVED)], ids=["contest", "remove"]
)
def test_a_correction_stops_the_line_and_is_undone(talk: Talk, correction: Any, standing: Standing) -> None:
    person = talk.conversation.person_id
    correction(talk.parts, person, _kept(talk).id)
    assert (_kept(talk).standing, _lines(talk)) == (standing, 0)
    restore(talk.parts, person, _kept(talk).id)
    assert (_kept(talk).standing, _lines(talk)) == (Standing.LIVE, 1)


@pytest.mark.parametrize("correction", [contest, remove, restore])
def test_the_same_correction_again_changes_nothing(talk: Talk, correction: Any) -> None:
    correction(talk.parts, talk.conversation.person_id, _kept(talk).id)
    before = _revisions(talk)
    correction(talk.parts, talk.conversation.person_id, _kept(talk).id)
    assert _revisions(talk) == before


def test_contesting_does_not_bring_removed_words_back(talk: Talk) -> None:
    remove(talk.parts, talk.conversation.person_id, _kept(talk).id)
    contest(talk.parts, talk.conversation.person_id, _kept(talk).id)
    assert _kept(talk).standing is Standing.REMOVED


@pytest.mark.parametrize("value", [0, 4, None])
def test_how_true_is_kept(talk: Talk, value: int | None) -> None:
    say_how_true(talk.parts, talk.conversation.person_id, _kept(talk).id, 2)
    say_how_true(talk.parts, talk.conversation.person_id, _kept(talk).id, value)
    assert _kept(talk).true_these_days == value


@pytest.mark.parametrize("value", [-1, 5])
def test_how_true_beyond_the_scale_is_refused(talk: Talk, value: int) -> None:
    with pytest.raises(InputError):
        say_how_true(talk.parts, talk.conversation.person_id, _kept(talk).id, value)


@pytest.mark.parametrize("correction", [contest, remove, restore])
def test_anothers_line_is_not_there(talk: Talk, correction: Any) -> None:
    other = Talk.begin(talk.parts)
    with pytest.raises(NotFoundError):
        correction(talk.parts, other.conversation.person_id, _kept(talk).id)
    with pytest.raises(NotFoundError):
        correction(talk.parts, talk.conversation.person_id, StatementId("no such"))
    assert _kept(talk).standing is Standing.LIVE


@pytest.mark.parametrize(("conflicts", "succeeds"), [(1, True), (4, True), (5, False)])
def test_a_turn_at_the_same_moment_is_waited_out(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, conflicts: int, succeeds: bool
) -> None:
    left = [ConflictError("by order of the test")] * conflicts
    real = correct_line.correct_within

    def meeting(*args: Any, **more: Any) -> None:
        if left:
            raise left.pop()
        real(*args, **more)

    monkeypatch.setattr(correct_line, "correct_within", meeting)
    if succeeds:
        remove(talk.parts, talk.conversation.person_id, _kept(talk).id)
        assert _kept(talk).standing is Standing.REMOVED
    else:
        with pytest.raises(ConflictError):
            remove(talk.parts, talk.conversation.person_id, _kept(talk).id)
