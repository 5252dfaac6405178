"""Revisions: numbered, immutable, saying what moved and why."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace

import pytest

from bot.working_model.change import Reason, confirmed, contested, removed, restored, said, stands
from bot.working_model.evidence import Era
from bot.working_model.kept import Standing
from bot.working_model.model import WorkingModel
from bot.working_model.person import Tie
from bot.working_model.revision import Revision, rebuild, revise
from bot.working_model.statement import Facet, Figure, Grain, Theme, Time
from bot.working_model.thin import unsafe_people
from bot.working_model.weights import DEFAULT
from tests.unit.working_model.builders import DAY, kept, several, someone

EMPTY = WorkingModel.empty()


def test_a_sequence_of_statements_is_taken_as_said():
    revision = revise(EMPTY, several(2))
    assert (revision.number, revision.reason, revision.statement_ids) == (1, Reason.SAID, ("s1", "s2"))
    assert revision.at_utc == DAY


def test_it_says_what_moved():
    revision = revise(EMPTY, several(2))
    theme, facet = (next(m for m in revision.moved if (m.facet is None) is whole) for whole in (True, False))
    assert (theme.who, theme.theme, theme.era) == ("k:mother", Theme.TRUST, Era.NOW)
    assert facet.facet is Facet.RELIABILITY
    assert theme.before.n == 0
    assert theme.after.mean < 0.5


def test_numbers_go_up_by_one():
    first = revise(EMPTY, [kept(1)])
    assert revise(first.model, [kept(2)]).number == 2


def test_a_revision_cannot_be_changed():
    revision = revise(EMPTY, [kept(1)])
    with pytest.raises(FrozenInstanceError):
        revision.number = 7


def test_the_model_before_stays_as_it_was():
    first = revise(EMPTY, [kept(1)])
    data = first.model.to_data()
    revise(first.model, several(5, start=2))
    assert first.model.to_data() == data


def test_it_holds_ids_and_no_words():
    told = json.dumps(revise(EMPTY, [kept(1)]).to_data())
    assert "s1" in told
    assert "span" not in told


def test_as_data_and_back():
    revision = revise(EMPTY, [*several(3), kept(9, "comfort+", Figure.FRIEND)])
    assert Revision.from_data(json.loads(json.dumps(revision.to_data())), model=revision.model) == revision
    assert WorkingModel.from_data(json.loads(json.dumps(revision.model.to_data()))) == revision.model


@pytest.mark.parametrize("read", [Revision.from_data, WorkingModel.from_data])
def test_an_unknown_format_is_refused(read):
    with pytest.raises(ValueError, match="format"):
        read({"format": 99})


def test_nothing_moves_when_nothing_is_said():
    revision = revise(EMPTY, [], at_utc=DAY)
    assert (revision.moved, revision.model.people) == ((), {})


def test_a_change_without_statements_needs_its_time():
    with pytest.raises(ValueError, match="time"):
        revise(EMPTY, [])


def test_a_model_made_under_other_weights_is_refused():
    model = revise(EMPTY, [kept(1)]).model
    with pytest.raises(ValueError, match="rebuild"):
        revise(model, [kept(2)], weights=replace(DEFAULT, episode_cap=2.0))


@pytest.mark.parametrize(("make", "reason"), [(contested, Reason.CONTESTED), (removed, Reason.REMOVED)])
def test_what_is_contested_or_removed_stops_counting(make, reason):
    first = revise(EMPTY, several(2))
    revision = revise(first.model, make([kept(1)]))
    assert revision.reason is reason
    assert revision.model.people == rebuild([kept(2)]).people


def test_all_contested_is_as_if_nothing_had_been_said():
    first = revise(EMPTY, several(4))
    assert revise(first.model, contested(several(4))).model.people == {}


def test_restored_counts_again():
    first = revise(EMPTY, several(2))
    gone = revise(first.model, removed([kept(1)]))
    back = revise(gone.model, restored([replace(kept(1), standing=Standing.REMOVED)]))
    assert back.model.people == first.model.people


def test_an_answer_given_and_taken_back():
    first = revise(EMPTY, several(2))
    answered = revise(first.model, confirmed(kept(1), 0))
    taken_back = revise(answered.model, confirmed(replace(kept(1), true_these_days=0), None))
    assert answered.model.people != first.model.people
    assert taken_back.model.people == first.model.people


def test_the_cap_is_exact_when_an_episode_is_told_in_two_turns():
    first, second = several(2, episode="e1"), several(2, start=3, episode="e1")
    model = revise(revise(EMPTY, first).model, said(second, beside=first)).model
    assert model.people == rebuild([*first, *second]).people


def test_a_tie_that_ends_turns_finished_acts_into_then():
    act = kept(1, time=Time.PAST, grain=Grain.MOMENT)
    model = revise(EMPTY, [act]).model
    revision = revise(model, stands(someone(tie=Tie.ENDED), reason=Reason.TIE), at_utc=DAY)
    ended = revision.model
    assert {move.era for move in revision.moved} == {Era.NOW, Era.THEN}
    assert model.people["k:mother"].counts((Facet.RELIABILITY,), Era.NOW, 1.0).n > 0
    assert ended.people["k:mother"].counts((Facet.RELIABILITY,), Era.NOW, 1.0).n == 0
    assert ended.people["k:mother"].counts((Facet.RELIABILITY,), Era.THEN, 1.0).n > 0


@pytest.mark.parametrize(
    ("tie", "unsafe"),
    [(Tie.CURRENT, True), (Tie.NO_CONTACT, True), (Tie.ENDED, False), (Tie.DIED, False)],
)
def test_unsafe_while_there_is_still_something_to_do_with_them(tie, unsafe):
    assert rebuild([kept(1, "safety-", tie=tie)]).people["k:mother"].is_unsafe is unsafe


def test_an_old_statement_restored_does_not_bring_an_old_tie_back():
    first = revise(EMPTY, several(2))
    ended = revise(first.model, stands(someone(tie=Tie.ENDED), reason=Reason.TIE), at_utc=DAY)
    gone = revise(ended.model, removed([kept(1)]))
    back = revise(gone.model, restored([replace(kept(1), standing=Standing.REMOVED)]))
    assert back.model.people == ended.model.people


@pytest.mark.parametrize(
    ("tie", "unsafe"),
    [(Tie.CURRENT, True), (Tie.NO_CONTACT, True), (Tie.ENDED, True), (Tie.DIED, False)],
)
def test_danger_that_was_told_holds_after_an_ending_too(tie, unsafe):
    person = replace(someone(tie=tie), told_unsafe=True)
    assert rebuild([kept(1)], known=[person]).people["k:mother"].is_unsafe is unsafe


def test_danger_needs_no_statement_and_can_be_taken_back():
    marked = revise(EMPTY, stands(replace(someone(), told_unsafe=True), reason=Reason.SAFETY), at_utc=DAY)
    assert unsafe_people(marked.model) == ["mother"]
    assert WorkingModel.from_data(marked.model.to_data()) == marked.model
    assert revise(marked.model, stands(someone(), reason=Reason.SAFETY), at_utc=DAY).model.people == {}


def test_whoever_is_marked_stays_so_when_something_is_said_or_removed():
    marked = revise(EMPTY, stands(replace(someone(), told_unsafe=True), reason=Reason.SAFETY), at_utc=DAY)
    heard = revise(marked.model, several(2))
    assert heard.model.people["k:mother"].is_unsafe
    assert revise(heard.model, removed(several(2))).model.people == marked.model.people


def test_people_in_general_are_not_a_person_to_be_unsafe_with():
    assert not rebuild([kept(1, "safety-", Figure.OTHERS)]).people["others"].is_unsafe


def test_the_model_does_not_grow_with_history():
    one = json.dumps(rebuild(several(5)).to_data())
    many = json.dumps(rebuild(several(500)).to_data())
    assert len(many) < len(one) + 30
