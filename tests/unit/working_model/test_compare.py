"""When "changed" may be said, and when only that somebody spoke differently."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.working_model.compare import Ground, compare, sessions
from bot.working_model.kept import Standing
from bot.working_model.statement import Direction, Elicits, Figure, Theme
from tests.unit.working_model.builders import DAY, kept, several

LATER = DAY + timedelta(days=14)


def then(count=8, label="reliability-", **over):
    return several(count, label, **over)


def now(count=6, label="reliability+", at=LATER, **over):
    return several(count, label, start=100, at=at, conversation="c2", **over)


def test_one_full_side_is_a_change():
    found = compare(then(), now())
    assert (found.ground, len(found.changed)) == (Ground.COMPARABLE, 1)
    shift = found.changed[0]
    assert (shift.who, shift.theme, shift.direction) == ("k:mother", Theme.TRUST, Direction.PLUS)
    assert {"s1", "s100"} <= set(shift.statement_ids)


def test_the_same_again_is_none():
    assert compare(then(), now(label="reliability-")).changed == ()


def test_two_remarks_are_none():
    assert compare(then(), now(2)).ground is Ground.TOO_LITTLE


@pytest.mark.parametrize(("days", "changed"), [(13, False), (14, True)])
def test_sessions_close_together_only_differ(days, changed):
    found = compare(then(), now(at=DAY + timedelta(days=days)))
    assert bool(found.changed) is changed
    assert bool(found.different) is not changed


def test_other_questions_only_differ():
    found = compare(then(elicited=Elicits.ASKED_MINUS), now(12, elicited=Elicits.ASKED_PLUS))
    assert found.ground is Ground.QUESTIONS_DIFFER
    assert found.changed == ()


def test_nothing_to_compare():
    assert compare([], []).ground is Ground.TOO_LITTLE
    assert compare(then(), []).ground is Ground.TOO_LITTLE


def test_what_is_contested_is_not_compared():
    assert compare(then(), now(standing=Standing.CONTESTED)).ground is Ground.TOO_LITTLE


def test_another_person_is_not_compared():
    assert compare(then(), several(6, "reliability+", Figure.FATHER, start=100, at=LATER)).tested == 0


def test_sessions_are_parted_by_conversation_and_by_silence():
    said = [
        kept(1),
        kept(2, at=DAY + timedelta(hours=1)),
        kept(3, at=DAY + timedelta(hours=14)),
        kept(4, at=DAY + timedelta(hours=15), conversation="c2"),
    ]
    assert [[each.number for each in session] for session in sessions(said)] == [[1, 2], [3], [4]]
