"""What every store does with conversations, their tokens, versions and leases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import ConflictError, NotFoundError
from bot.working_model.dialogue import DialogueState, Stage
from bot.working_model.identity import ConversationId, KnownPersonId, PersonId
from bot.working_model.risk import Level, RiskKind, SafetyState
from bot.working_model.statement import Asked, Elicits, Facet, Figure, Theme
from tests.contract.builders import (
    ANNA,
    BEN,
    BENS_TALK,
    NOW,
    TALK,
    conversation,
    later,
    message,
    person,
    populate,
    reply,
    token_of,
)

RICH = DialogueState(
    stage=Stage.CONFIRMING,
    guide_id="someone-i-lean-on",
    step_id="moment",
    wording=2,
    question="Was there a time – “even a small one” – when Mia came?",
    asked=Asked("When?", Theme.TRUST, Facet.AVAILABILITY, Figure.SIBLING, "Mia", Elicits.ASKED_PLUS, "moment"),
    about=KnownPersonId("known-mia"),
    answered=("person",),
    passed=("wish",),
    followed_up=("person",),
    wordings=(("person", 1), ("moment", 2)),
    openings=("you-said",),
    finished_guides=("in-my-own-eyes",),
    confirming="delete_everything",
    resume_to=Stage.ASKING,
    misread=1,
    turn=7,
    safety=SafetyState(
        Level.WATCH, RiskKind.SELF, 3, 1, 1.5, "direct", True, False, ("watch-1",), told_program_at_utc=later(-200)
    ),
)


def test_a_conversation_comes_back_with_all_of_its_state(store):
    populate(store)
    with store.begin() as work:
        work.conversations.save(conversation(state=RICH, last_at_utc=later(3)))
        work.commit()
    with store.begin() as work:
        kept = work.conversations.get(TALK)
    assert kept == conversation(state=RICH, last_at_utc=later(3), version=2)
    assert kept.last_at_utc.utcoffset() == NOW.utcoffset()


@pytest.mark.parametrize("taken", ["id", "token"])
def test_a_taken_id_or_token_is_a_conflict(store, taken):
    populate(store)
    other = TALK if taken == "id" else ConversationId("talk-other")
    token = token_of(TALK) if taken == "token" else token_of(ConversationId("talk-other"))
    with store.begin() as work, pytest.raises(ConflictError):
        work.conversations.add(conversation(other), token_sha256=token)


def test_a_conversation_of_nobody_is_not_found(store):
    with store.begin() as work, pytest.raises(NotFoundError):
        work.conversations.add(conversation(person_id=PersonId("nobody")), token_sha256="t")


def test_a_token_opens_its_own_conversation_only(store):
    populate(store)
    populate(store, BEN, BENS_TALK)
    with store.begin() as work:
        found = work.conversations.by_token(token_of(BENS_TALK))
        assert found is not None
        assert (found.id, found.person_id) == (BENS_TALK, BEN)
        assert work.conversations.by_token("0" * 64) is None


def test_a_new_token_opens_and_the_old_one_opens_nothing(store):
    populate(store)
    with store.begin() as work:
        work.conversations.set_token(TALK, "new")
        work.commit()
    with store.begin() as work:
        assert work.conversations.by_token("new") == work.conversations.get(TALK) == conversation()
        assert work.conversations.by_token(token_of(TALK)) is None


def test_a_token_of_another_is_a_conflict_and_changes_nothing(store):
    populate(store)
    populate(store, BEN, BENS_TALK)
    with store.begin() as work:
        with pytest.raises(ConflictError):
            work.conversations.set_token(TALK, token_of(BENS_TALK))
        work.conversations.set_token(TALK, token_of(TALK))
        work.commit()
    with store.begin() as work:
        assert [work.conversations.by_token(token_of(each)).id for each in (TALK, BENS_TALK)] == [TALK, BENS_TALK]


def test_conversations_of_a_person_come_in_the_order_of_their_start(store):
    populate(store)
    populate(store, BEN, BENS_TALK)
    for name, minutes in (("late", 9), ("early", -9)):
        with store.begin() as work:
            begun = conversation(ConversationId(name), started_at_utc=later(minutes))
            work.conversations.add(begun, token_sha256=name)
            work.commit()
    with store.begin() as work:
        assert [each.id for each in work.conversations.of(ANNA)] == ["early", TALK, "late"]


def test_saving_an_old_version_is_a_conflict_and_changes_nothing(store):
    populate(store)
    with store.begin() as work:
        shown = work.conversations.get(TALK)
        work.conversations.save(replace(shown, state=RICH))
        work.commit()
    with store.begin() as work:
        with pytest.raises(ConflictError):
            work.conversations.save(replace(shown, state=DialogueState(turn=99)))
        work.commit()
    with store.begin() as work:
        assert work.conversations.get(TALK).state == RICH


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(lambda work: work.conversations.get(TALK), id="get"),
        pytest.param(lambda work: work.conversations.save(conversation()), id="save"),
        pytest.param(lambda work: work.conversations.set_token(TALK, "new"), id="set_token"),
    ],
)
def test_a_conversation_that_is_not_there_is_not_found(store, use):
    with store.begin() as work:
        work.people.add(person())
        with pytest.raises(NotFoundError):
            use(work)


def claim(store, holder, *, minutes=0, until=5):
    with store.begin() as work:
        won = work.conversations.claim(TALK, holder=holder, until_utc=later(until), now_utc=later(minutes))
        work.commit()
    return won


def test_one_holder_at_a_time(store):
    populate(store)
    assert claim(store, "one")
    assert not claim(store, "two", minutes=4.9)


def test_the_holder_prolongs_its_own_lease(store):
    populate(store)
    assert claim(store, "one", until=5)
    assert claim(store, "one", minutes=4, until=10)
    assert not claim(store, "two", minutes=6)


def test_a_lease_that_ran_out_is_free_at_that_moment(store):
    populate(store)
    assert claim(store, "one", until=5)
    assert claim(store, "two", minutes=5, until=10)
    assert not claim(store, "one", minutes=5.5, until=11)


@pytest.mark.parametrize(("releases", "is_free"), [("one", True), ("two", False)], ids=["its holder", "another"])
def test_only_the_holder_releases(store, releases, is_free):
    populate(store)
    claim(store, "one")
    with store.begin() as work:
        work.conversations.release(TALK, holder=releases)
        work.commit()
    assert claim(store, "three") is is_free


@pytest.mark.parametrize(("ends_lease", "is_free"), [(True, True), (False, False)], ids=["ended", "kept"])
def test_saving_may_end_whoevers_lease(store, ends_lease, is_free):
    populate(store)
    claim(store, "one")
    with store.begin() as work:
        work.conversations.save(work.conversations.get(TALK), ends_lease=ends_lease)
        work.commit()
    assert claim(store, "two") is is_free


def test_nobody_claims_a_conversation_that_is_not_there(store):
    assert not claim(store, "one")


def test_a_lease_does_not_change_the_version(store):
    populate(store)
    claim(store, "one")
    with store.begin() as work:
        assert work.conversations.get(TALK).version == 1


def test_the_longest_waiting_conversation_comes_first(store):
    populate(store)
    populate(store, BEN, BENS_TALK)
    with store.begin() as work:
        work.messages.add(message("a1", 1, at_utc=later(2)))
        work.messages.add(message("b1", 1, BENS_TALK, at_utc=later(1)))
        work.messages.add(message("b2", 2, BENS_TALK, at_utc=later(3)))
        work.commit()
    with store.begin() as work:
        assert list(work.conversations.with_unanswered(limit=5)) == [BENS_TALK, TALK]
        assert list(work.conversations.with_unanswered(limit=1)) == [BENS_TALK]
        work.messages.add(reply("b3", 3, "b1", conversation_id=BENS_TALK))
        assert list(work.conversations.with_unanswered(limit=5)) == [TALK, BENS_TALK]
        work.messages.add(reply("b4", 4, "b2", conversation_id=BENS_TALK))
        assert list(work.conversations.with_unanswered(limit=5)) == [TALK]
