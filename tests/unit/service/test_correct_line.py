"""Corrections: contest, remove, restore, how true; once each, nobody else's, and not lost beside a turn at the same moment."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import ConflictError, InputError, NotFoundError, StaleError, TooLargeError
from bot.service import correct_line, queries
from bot.service.correct_line import (
    TakenAsSaidError,
    contest,
    reassign,
    remove,
    restore,
    reword,
    say_how_true,
    say_not_any_more,
)
from bot.working_model.evidence import Era
from bot.working_model.identity import StatementId
from bot.working_model.kept import KeptStatement, Standing
from bot.working_model.statement import Direction, Facet, Figure, Reading
from tests.builders import ACUTE, Talk, ToldReader, ToldScreen, parts, statement

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


MUM = "My mother never listens to me."
AGAIN = "As I said, my mum never listens!"
ELSE = "My mother never listens when I talk about work."
HEAVY = "I want to end it"


def _of_mother(text: str) -> Reading:
    end = text.rindex(text[-1])
    return Reading(
        statements=(statement(text, text[:end], Facet.RESPONSIVENESS, Direction.MINUS, Figure.MOTHER),),
    )


def _talk_of_mother() -> Talk:
    readings = {text: _of_mother(text) for text in (MUM, AGAIN, ELSE)}
    found = Talk.begin(parts(reader=ToldReader(readings), screen=ToldScreen({HEAVY: ACUTE})))
    found.press(found.greeting, "Someone I lean on")
    found.say(MUM)
    return found


@pytest.fixture
def mother() -> Talk:
    return _talk_of_mother()


def _all(talk: Talk) -> list[KeptStatement]:
    with talk.parts.store.begin() as uow:
        return list(uow.statements.of(talk.conversation.person_id))


def _latest(talk: Talk) -> dict[str, Any]:
    with talk.parts.store.begin() as uow:
        return uow.revisions.of(talk.conversation.person_id)[0]


def test_a_line_is_put_into_ones_own_words_and_taken_back(mother: Talk) -> None:
    (before,) = queries.summary_of(mother.parts, mother.conversation.person_id).lines
    reword(mother.parts, mother.conversation, _kept(mother).id, "  She listens\nwhen it suits her. ")
    (line,) = queries.summary_of(mother.parts, mother.conversation.person_id).lines
    assert (line.text, line.our_words, line.quotes) == ("She listens when it suits her.", before.text, before.quotes)
    assert (_latest(mother)["reason"], _latest(mother)["moved"]) == ("reworded", [])
    reword(mother.parts, mother.conversation, _kept(mother).id, None)
    assert queries.summary_of(mother.parts, mother.conversation.person_id).lines == (before,)


@pytest.mark.parametrize(
    ("words", "error"),
    [("", InputError), (" \n\u200b", InputError), ("x" * 301, TooLargeError), ("word " * 50_000, TooLargeError)],
    ids=["empty", "blank", "long", "huge"],
)
def test_no_words_and_too_many_are_refused_in_one_sentence_or_two(
    mother: Talk, words: str, error: type[Exception]
) -> None:
    with pytest.raises(error) as refused:
        reword(mother.parts, mother.conversation, _kept(mother).id, words)
    assert str(refused.value).count(".") <= 2
    assert _kept(mother).reworded is None


def test_what_is_heavy_is_answered_whatever_box_it_was_written_into(mother: Talk) -> None:
    with pytest.raises(TakenAsSaidError):
        reword(mother.parts, mother.conversation, _kept(mother).id, HEAVY)
    assert _kept(mother).reworded is None
    news = queries.messages_since(mother.parts, mother.id, after=0).messages
    assert [m.text for m in news][-2:] == [HEAVY, "Please call 000."]
    assert mother.conversation.state.stage == "paused"


@pytest.mark.parametrize(
    ("words", "figure", "name"),
    [("my stepmother", Figure.STEPPARENT, None), ("Rosa", Figure.OTHER_PERSON, "Rosa")],
)
def test_it_was_somebody_else(mother: Talk, words: str, figure: Figure, name: str | None) -> None:
    first = _kept(mother).about
    reassign(mother.parts, mother.conversation, _kept(mother).id, words=words)
    with mother.parts.store.begin() as uow:
        known = {k.id: k for k in uow.known_people.of(mother.conversation.person_id)}
    now = known[_kept(mother).about]  # type: ignore[index]
    assert (now.figure, now.name) == (figure, name)
    assert (_kept(mother).statement.figure, _kept(mother).not_about) == (figure, (f"k:{first}",))
    summary = queries.summary_of(mother.parts, mother.conversation.person_id)
    assert [person.id for person in summary.people] == [now.id]
    assert _latest(mother)["reason"] == "reassigned"
    assert _latest(mother)["detail"] == {"from": f"k:{first}", "to": f"k:{now.id}", "true_these_days": None}


def test_a_stepmother_is_not_the_stepfather_spoken_of_before(mother: Talk) -> None:
    reassign(mother.parts, mother.conversation, _kept(mother).id, words="my stepfather")
    stepfather = _kept(mother).about
    reassign(mother.parts, mother.conversation, _kept(mother).id, words="my stepmother")
    assert _kept(mother).about != stepfather
    reassign(mother.parts, mother.conversation, _kept(mother).id, words="stepfather")
    assert _kept(mother).about == stepfather


def test_moved_back_it_is_as_it_was(mother: Talk) -> None:
    before = _kept(mother)
    reassign(mother.parts, mother.conversation, before.id, words="my stepmother")
    reassign(mother.parts, mother.conversation, before.id, known=before.about)
    assert _kept(mother) == before


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"words": ""}, InputError),
        ({"words": "I don't know"}, InputError),
        ({"words": "my stepmother " * 20}, TooLargeError),
        ({"known": "no such"}, NotFoundError),
        ({}, InputError),
        ({"known": "k", "words": "Rosa"}, InputError),
    ],
    ids=["empty", "nobody", "long", "unknown", "neither", "both"],
)
def test_nobody_to_move_it_to_changes_nothing(mother: Talk, more: dict[str, str], error: type[Exception]) -> None:
    before = _kept(mother)
    with pytest.raises(error):
        reassign(mother.parts, mother.conversation, before.id, **more)
    assert _kept(mother) == before
    with mother.parts.store.begin() as uow:
        assert len(uow.known_people.of(mother.conversation.person_id)) == 1


def test_someone_another_person_knows_cannot_be_meant(mother: Talk) -> None:
    other = Talk.begin(mother.parts)
    other.say(MUM)
    with pytest.raises(NotFoundError):
        reassign(mother.parts, mother.conversation, _kept(mother).id, known=_all(other)[0].about)
    with pytest.raises(NotFoundError):
        reassign(mother.parts, mother.conversation, _all(other)[0].id, words="Rosa")


def test_not_any_more_moves_the_line_to_then_and_restoring_brings_it_back(mother: Talk) -> None:
    say_not_any_more(mother.parts, mother.conversation.person_id, _kept(mother).id)
    summary = queries.summary_of(mother.parts, mother.conversation.person_id)
    assert [line.era for line in summary.lines] == [Era.THEN]
    assert _latest(mother)["reason"] == "not_any_more"
    restore(mother.parts, mother.conversation.person_id, _kept(mother).id)
    assert [line.era for line in queries.summary_of(mother.parts, mother.conversation.person_id).lines] == [Era.NOW]


def _move(talk: Talk, person: Any, this: StatementId) -> None:
    reassign(talk.parts, talk.conversation, this, words="my stepmother")


def _contest(talk: Talk, person: Any, this: StatementId) -> None:
    contest(talk.parts, person, this)


def _remove(talk: Talk, person: Any, this: StatementId) -> None:
    remove(talk.parts, person, this)


@pytest.mark.parametrize("correction", [_contest, _remove, _move])
@pytest.mark.parametrize("again", [MUM, AGAIN], ids=["same words", "nearly the same"])
def test_the_same_words_do_not_bring_it_back(mother: Talk, correction: Any, again: str) -> None:
    correction(mother, mother.conversation.person_id, _kept(mother).id)
    summary, revisions = queries.summary_of(mother.parts, mother.conversation.person_id), _revisions(mother)
    mother.say(again)
    first, second = _all(mother)
    assert second.standing is not Standing.LIVE
    assert second.echo_of == first.id
    after = queries.summary_of(mother.parts, mother.conversation.person_id)
    assert (after.lines, after.people, _revisions(mother)) == (summary.lines, summary.people, revisions)


@pytest.mark.parametrize("correction", [contest, remove])
def test_brought_back_its_words_count_again_and_so_does_what_was_said_meanwhile(mother: Talk, correction: Any) -> None:
    person = mother.conversation.person_id
    correction(mother.parts, person, _kept(mother).id)
    mother.say(AGAIN)
    restore(mother.parts, person, _kept(mother).id)
    assert [kept.standing for kept in _all(mother)] == [Standing.LIVE] * 2
    mother.say(MUM)
    assert [kept.standing for kept in _all(mother)] == [Standing.LIVE] * 3


def test_what_was_said_twice_is_set_aside_and_brought_back_together(mother: Talk) -> None:
    mother.say(AGAIN)
    first, second = _all(mother)
    contest(mother.parts, mother.conversation.person_id, second.id)
    assert [kept.standing for kept in _all(mother)] == [Standing.CONTESTED] * 2
    restore(mother.parts, mother.conversation.person_id, second.id)
    assert _all(mother) == [first, second]


def test_other_words_count(mother: Talk) -> None:
    contest(mother.parts, mother.conversation.person_id, _kept(mother).id)
    mother.say(ELSE)
    assert [kept.standing for kept in _all(mother)] == [Standing.CONTESTED, Standing.LIVE]


def test_the_same_words_of_somebody_else_count() -> None:
    readings = {MUM: _of_mother(MUM)}
    talk = Talk.begin(parts(reader=ToldReader(readings)))
    talk.say(MUM)
    contest(talk.parts, talk.conversation.person_id, _kept(talk).id)
    aunt = statement(MUM, MUM[:-1], Facet.RESPONSIVENESS, Direction.MINUS, Figure.FAMILY)
    readings[MUM] = Reading(statements=(aunt,))
    talk.say(MUM)
    assert [kept.standing for kept in _all(talk)] == [Standing.CONTESTED, Standing.LIVE]


def test_what_was_contested_and_is_then_put_more_exactly_counts_again(mother: Talk) -> None:
    person, this = mother.conversation.person_id, _kept(mother).id
    contest(mother.parts, person, this)
    _move(mother, person, this)
    assert _kept(mother).standing is Standing.LIVE
    contest(mother.parts, person, this)
    reword(mother.parts, mother.conversation, this, "She is busy.")
    assert _kept(mother).standing is Standing.LIVE
    remove(mother.parts, person, this)
    reword(mother.parts, mother.conversation, this, "She is busy after all.")
    assert (_kept(mother).standing, _kept(mother).reworded) == (Standing.REMOVED, "She is busy.")


@pytest.mark.parametrize(
    "correction",
    [
        lambda t, this, shown: contest(t.parts, t.conversation.person_id, this, shown=shown),
        lambda t, this, shown: remove(t.parts, t.conversation.person_id, this, shown=shown),
        lambda t, this, shown: say_not_any_more(t.parts, t.conversation.person_id, this, shown=shown),
        lambda t, this, shown: say_how_true(t.parts, t.conversation.person_id, this, 1, shown=shown),
        lambda t, this, shown: reword(t.parts, t.conversation, this, "Hers.", shown=shown),
        lambda t, this, shown: reassign(t.parts, t.conversation, this, words="Rosa", shown=shown),
    ],
    ids=["contest", "remove", "not any more", "how true", "reword", "reassign"],
)
def test_a_form_shown_before_the_last_correction_changes_nothing(mother: Talk, correction: Any) -> None:
    this = _kept(mother).id
    shown = queries.summary_of(mother.parts, mother.conversation.person_id).revision
    mother.say(ELSE)  # something else was heard meanwhile: no matter
    say_how_true(mother.parts, mother.conversation.person_id, this, 3, shown=shown)
    before, revisions = _kept(mother), _revisions(mother)
    with pytest.raises(StaleError):
        correction(mother, this, shown)
    assert (_kept(mother), _revisions(mother)) == (before, revisions)
    correction(mother, this, queries.summary_of(mother.parts, mother.conversation.person_id).revision)
    assert _kept(mother) != before


def test_pressed_twice_it_is_meant_once(mother: Talk) -> None:
    shown = queries.summary_of(mother.parts, mother.conversation.person_id).revision
    for _ in range(2):
        contest(mother.parts, mother.conversation.person_id, _kept(mother).id, shown=shown)
    assert _kept(mother).standing is Standing.CONTESTED


def test_many_revisions_do_not_hide_the_last_correction(mother: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.service.set_right.REVISIONS_LOOKED_AT", 1)
    shown = queries.summary_of(mother.parts, mother.conversation.person_id).revision
    say_how_true(mother.parts, mother.conversation.person_id, _kept(mother).id, 3)
    mother.say(ELSE)
    mother.say(AGAIN)
    with pytest.raises(StaleError):
        contest(mother.parts, mother.conversation.person_id, _kept(mother).id, shown=shown)
