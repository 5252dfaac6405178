"""Laws of the working model: order does not matter, removing is never having heard, restoring is never having removed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.working_model.change import (
    Change,
    Reason,
    confirmed,
    contested,
    not_any_more,
    reassigned,
    removed,
    restored,
    reworded,
    said,
    stands,
)
from bot.working_model.kept import Standing
from bot.working_model.model import WorkingModel
from bot.working_model.person import Tie
from bot.working_model.revision import Revision, rebuild, revise
from bot.working_model.statement import Direction, Elicits, Facet, Figure, Grain, Time
from tests.unit.working_model.builders import DAY, kept, someone

EMPTY = WorkingModel.empty()
FIGURES = (Figure.MOTHER, Figure.PARTNER, Figure.COLLEAGUE, Figure.OTHERS, Figure.SELF)


@st.composite
def statements(draw, *, most=12):
    """Some statements of one person, numbered, in a few episodes, over two years."""
    found = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        facet, direction = draw(st.sampled_from(tuple(Facet))), draw(st.sampled_from(tuple(Direction)))
        found.append(
            kept(
                number,
                f"{facet}{direction}",
                draw(st.sampled_from(FIGURES)),
                time=draw(st.sampled_from(tuple(Time))),
                grain=draw(st.sampled_from(tuple(Grain))),
                certainty=draw(st.sampled_from((0.5, 1.0))),
                confidence=draw(st.floats(0, 1)),
                elicited=draw(st.sampled_from(tuple(Elicits))),
                episode=draw(st.sampled_from((None, "e1", "e2"))),
                standing=draw(st.sampled_from((Standing.LIVE, Standing.LIVE, Standing.CONTESTED))),
                true_these_days=draw(st.sampled_from((None, None, 0, 2, 4))),
                at=DAY + timedelta(days=draw(st.integers(0, 730))),
            )
        )
    return found


def beside(all_of_them, some):
    """The other statements of the episodes these belong to, as the store would find them."""
    ids, episodes = {each.id for each in some}, {each.episode_id for each in some} - {None}
    return [each for each in all_of_them if each.episode_id in episodes and each.id not in ids]


def in_turns(model, turns):
    """Hears statements turn by turn, each with those that stand beside it."""
    heard = []
    for turn in turns:
        model = revise(model, said(turn, beside=beside(heard, turn)), at_utc=DAY).model
        heard += turn
    return model


@settings(deadline=None)
@given(statements(), st.randoms(use_true_random=False))
def test_order_within_a_session_does_not_matter(told, random):
    shuffled = random.sample(told, len(told))
    assert revise(EMPTY, told, at_utc=DAY).model == revise(EMPTY, shuffled, at_utc=DAY).model


@settings(deadline=None)
@given(statements(), st.randoms(use_true_random=False))
def test_nor_does_the_order_of_the_turns(told, random):
    shuffled = random.sample(told, len(told))
    one_way, other_way = ([[each] for each in order] for order in (told, shuffled))
    assert in_turns(EMPTY, one_way).people == in_turns(EMPTY, other_way).people


@settings(deadline=None)
@given(statements(), st.integers(1, 4))
def test_turns_and_rebuilding_agree(told, size):
    turns = [told[at : at + size] for at in range(0, len(told), size)]
    assert in_turns(EMPTY, turns).people == rebuild(told).people


@settings(deadline=None)
@given(statements(), st.data())
def test_removing_is_never_having_heard(told, data):
    gone = data.draw(st.lists(st.sampled_from(told), unique_by=lambda each: each.id) if told else st.just([]))
    left = [each for each in told if each not in gone]
    after = revise(rebuild(told), removed(gone, beside=beside(told, gone)), at_utc=DAY).model
    assert after.people == rebuild(left).people


@settings(deadline=None)
@given(statements(), st.data())
def test_restoring_is_never_having_removed(told, data):
    live = [each for each in told if each.standing is Standing.LIVE]
    gone = data.draw(st.lists(st.sampled_from(live), unique_by=lambda each: each.id) if live else st.just([]))
    rest = beside(told, gone)
    model = rebuild(told)
    less = revise(model, removed(gone, beside=rest), at_utc=DAY).model
    removed_ones = [replace(each, standing=Standing.REMOVED) for each in gone]
    assert revise(less, restored(removed_ones, beside=rest), at_utc=DAY).model.people == model.people


@settings(deadline=None)
@given(statements(), st.data())
def test_contesting_counts_like_removing(told, data):
    if not told:
        return
    one = data.draw(st.sampled_from(told))
    changes = (make([one], beside=beside(told, [one])) for make in (contested, removed))
    first, second = (revise(rebuild(told), change, at_utc=DAY).model.people for change in changes)
    assert first == second


@settings(deadline=None)
@given(statements(), st.data(), st.sampled_from((0, 1, 2, 3, 4)))
def test_an_answer_taken_back_is_never_having_answered(told, data, value):
    unanswered = [replace(each, true_these_days=None) for each in told]
    if not unanswered:
        return
    one = data.draw(st.sampled_from(unanswered))
    model, rest = rebuild(unanswered), beside(unanswered, [one])
    answered = revise(model, confirmed(one, value, beside=rest), at_utc=DAY).model
    with_answer = replace(one, true_these_days=value)
    assert revise(answered, confirmed(with_answer, None, beside=rest), at_utc=DAY).model.people == model.people


MEANT = someone(Figure.STEPPARENT)


@settings(deadline=None)
@given(statements(), st.data())
def test_moved_to_somebody_else_is_never_heard_of_the_first(told, data):
    moved = data.draw(st.lists(st.sampled_from(told), unique_by=lambda each: each.id) if told else st.just([]))
    change = reassigned(moved, MEANT, beside=beside(told, moved))
    as_told_of_another = {each.id: each for each in change.after}
    after = revise(rebuild(told), change, at_utc=DAY).model
    assert after.people == rebuild([as_told_of_another.get(each.id, each) for each in told]).people
    first = rebuild([each for each in told if each not in moved]).people
    assert {who: about for who, about in after.people.items() if who != f"k:{MEANT.id}"} == first


@settings(deadline=None)
@given(statements(), st.data())
def test_moving_back_is_never_having_moved(told, data):
    about_someone = [each for each in told if each.about is not None]
    if not about_someone:
        return
    one = data.draw(st.sampled_from(about_someone))
    rest, model = beside(told, [one]), rebuild(told)
    there = reassigned([one], MEANT, beside=rest)
    back = reassigned(there.after, someone(one.statement.figure), beside=rest)
    assert back.after == (one,)
    assert revise(revise(model, there, at_utc=DAY).model, back, at_utc=DAY).model.people == model.people


@settings(deadline=None)
@given(statements(), st.data())
def test_not_any_more_leaves_nothing_of_it_for_today_and_is_undone(told, data):
    live = [replace(each, true_these_days=None) for each in told if each.standing is Standing.LIVE]
    if not live:
        return
    one = data.draw(st.sampled_from(live))
    rest, model = beside(live, [one]), rebuild(live)
    change = not_any_more([one], beside=rest)
    over = revise(model, change, at_utc=DAY).model
    in_the_past = replace(one, statement=replace(one.statement, time=Time.PAST, grain=Grain.GENERAL))
    assert over.people == rebuild([in_the_past if each is one else each for each in live]).people
    assert revise(over, restored(change.after, beside=rest), at_utc=DAY).model.people == model.people


@settings(deadline=None)
@given(statements(), st.data())
def test_other_words_weigh_the_same(told, data):
    if not told:
        return
    one = data.draw(st.sampled_from(told))
    revision = revise(rebuild(told), reworded(one, "In my words.", beside=beside(told, [one])), at_utc=DAY)
    assert (revision.moved, revision.model.people) == ((), rebuild(told).people)


@settings(deadline=None)
@given(statements())
def test_all_contested_is_nothing_said(told):
    assert revise(rebuild(told), contested(told), at_utc=DAY).model.people == {}


@settings(deadline=None)
@given(statements())
def test_hearing_the_same_statement_twice_in_one_change_is_hearing_it_once(told):
    assert revise(EMPTY, [*told, *told], at_utc=DAY).model == revise(EMPTY, told, at_utc=DAY).model


@settings(deadline=None)
@given(statements())
def test_everything_survives_being_written_down(told):
    revision = revise(EMPTY, told, at_utc=DAY)
    model = WorkingModel.from_data(json.loads(json.dumps(revision.model.to_data())))
    assert model == revision.model
    assert Revision.from_data(json.loads(json.dumps(revision.to_data())), model=model) == revision


@settings(deadline=None)
@given(statements())
def test_positions_are_shares_and_intervals_hold_their_mean(told):
    for move in revise(EMPTY, told, at_utc=DAY).moved:
        after = move.after
        assert 0 <= after.low <= after.high <= 1
        assert 0 <= after.mean <= 1


def test_a_change_names_each_statement_once():
    change = Change(Reason.REWORDED, before=(kept(2), kept(1)), after=(kept(1), kept(3)))
    assert change.statement_ids == ("s1", "s2", "s3")


@settings(deadline=None)
@given(
    statements(), st.dictionaries(st.sampled_from(FIGURES[:3]), st.tuples(st.sampled_from(tuple(Tie)), st.booleans()))
)
def test_how_things_stand_is_the_same_whenever_it_is_learnt(told, standing):
    known = [replace(someone(figure, tie=tie), told_unsafe=mark) for figure, (tie, mark) in standing.items()]
    at_once = rebuild(told, known=known)
    assert rebuild(told).standing(known).people == at_once.people
    assert at_once.standing(known) is at_once or at_once.standing(known).people == at_once.people
    one_by_one = rebuild(told)
    for person in known:
        one_by_one = revise(one_by_one, stands(person, reason=Reason.TIE), at_utc=DAY).model
    assert one_by_one.people == at_once.people


@settings(deadline=None)
@given(statements(), st.data())
def test_removing_and_restoring_leave_how_things_stand_alone(told, data):
    known = [replace(someone(Figure.MOTHER, tie=data.draw(st.sampled_from(tuple(Tie)))), told_unsafe=True)]
    model = rebuild(told, known=known)
    live = [each for each in told if each.standing is Standing.LIVE]
    less = revise(model, removed(live), at_utc=DAY).model
    assert less.people == rebuild([], known=known).people
    removed_ones = [replace(each, standing=Standing.REMOVED) for each in live]
    assert revise(less, restored(removed_ones), at_utc=DAY).model.standing(known).people == model.people
