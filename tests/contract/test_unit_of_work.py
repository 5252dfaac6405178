"""What every store's unit of work keeps and what it does not, alone and beside others (real threads, two engines)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import ConflictError, DuplicateMessageError, NotFoundError
from bot.working_model.identity import MessageId
from tests.contract.builders import (
    ANNA,
    BEN,
    BENS_TALK,
    TALK,
    conversation,
    coping,
    known,
    later,
    message,
    person,
    populate,
    reply,
    statement,
    token_of,
)


def everything(work):
    """Writes into every part of the store, for Anna."""
    work.people.add(person())
    work.conversations.add(conversation(), token_sha256=token_of(TALK))
    work.known_people.add(known())
    work.messages.add(message("m1", work.messages.next_number(TALK)))
    work.messages.add(reply("m2", work.messages.next_number(TALK), "m1"))
    work.statements.add(ANNA, [statement()], [coping(2)])
    work.revisions.save(ANNA, model={"a": 1}, revision={"b": 2}, number=1, at_utc=later(0))


def is_empty_of_anna(store):
    with store.begin() as work:
        with pytest.raises(NotFoundError):
            work.people.get(ANNA)
        with pytest.raises(NotFoundError):
            work.messages.get(MessageId("m1"))
        return (
            work.conversations.by_token(token_of(TALK)) is None
            and not work.conversations.of(ANNA)
            and not work.known_people.of(ANNA)
            and not work.messages.since(TALK, after=0)
            and not work.statements.of(ANNA)
            and not work.statements.coping_of(ANNA)
            and not work.people.consents(ANNA)
            and not work.people.declined(ANNA)
            and work.revisions.model(ANNA) is None
            and not work.revisions.of(ANNA)
        )


def test_without_commit_nothing_is_kept(store):
    with store.begin() as work:
        everything(work)
    assert is_empty_of_anna(store)


def test_a_crash_leaves_nothing(store):
    def crash():
        with store.begin() as work:
            everything(work)
            raise RuntimeError("pulled the plug")

    with pytest.raises(RuntimeError):
        crash()
    assert is_empty_of_anna(store)


def test_what_came_after_the_commit_is_not_kept(store):
    with store.begin() as work:
        everything(work)
        work.commit()
        work.people.set_country(ANNA, "AT")
    with store.begin() as work:
        assert work.people.get(ANNA).country is None


def test_a_unit_of_work_sees_its_own_writing_and_others_do_not(stores):
    writer, reader = stores(), stores()
    with writer.begin() as work, reader.begin() as other:
        work.people.add(person())
        assert work.people.get(ANNA) == person()
        with pytest.raises(NotFoundError):
            other.people.get(ANNA)


def test_a_person_added_again_after_a_rollback_can_be_read(store):
    with store.begin() as work:
        work.people.add(person(country="AT"))
    with store.begin() as work:
        work.people.add(person(country="DE"))
        work.commit()
    with store.begin() as work:
        assert work.people.get(ANNA).country == "DE"


def test_erasing_leaves_nothing_of_that_person_and_all_of_others(store):
    populate(store, BEN, BENS_TALK)
    with store.begin() as work:
        everything(work)
        work.messages.add(message("b1", 1, BENS_TALK))
        work.commit()
    with store.begin() as work:
        work.people.erase(ANNA)
        work.commit()
    assert is_empty_of_anna(store)
    with store.begin() as work:
        assert work.people.get(BEN) == person(BEN)
        assert work.messages.get(MessageId("b1")).text == "She always picked up."
        assert list(work.conversations.with_unanswered(limit=5)) == [BENS_TALK]


def test_an_erased_person_is_gone_within_the_unit_of_work_too(store):
    populate(store)
    with store.begin() as work:
        work.people.get(ANNA)
        work.people.erase(ANNA)
        with pytest.raises(NotFoundError):
            work.people.get(ANNA)
        with pytest.raises(NotFoundError):
            work.people.erase(ANNA)


def test_an_erasure_that_is_not_committed_erases_nothing(store):
    populate(store)
    with store.begin() as work:
        work.people.erase(ANNA)
    with store.begin() as work:
        assert work.people.get(ANNA) == person()
        assert work.conversations.get(TALK) == conversation()


def test_an_erased_person_can_come_anew_and_has_another_key(stores):
    one, two = stores(), stores()
    populate(one)
    with two.begin() as work:
        work.conversations.get(TALK)
    with one.begin() as work:
        work.people.erase(ANNA)
        work.commit()
    populate(one)
    with one.begin() as work:
        assert work.conversations.get(TALK) == conversation()


def test_another_process_does_not_write_to_an_erased_person(stores):
    one, two = stores(), stores()
    populate(one)
    with two.begin() as work:
        work.conversations.get(TALK)
    with one.begin() as work:
        work.people.erase(ANNA)
        work.commit()
    with two.begin() as work, pytest.raises(NotFoundError):
        work.messages.add(message("m1", 1))


def test_ready_stores_are_ready(store):
    assert store.ready()
    assert store.ready()


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Runs the calls in threads that start together; an error of our own tree stands for its call's result."""
    together = threading.Barrier(len(calls))

    def run(call):
        together.wait(timeout=10)
        try:
            return call()
        except ConflictError as error:
            return type(error)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_many_claims_at_once_one_wins(stores):
    populate(stores())

    def claim(store, holder):
        with store.begin() as work:
            won = work.conversations.claim(TALK, holder=holder, until_utc=later(5), now_utc=later(0))
            work.commit()
        return won

    replicas = [stores(), stores()]
    won = at_once(*(lambda n=n: claim(replicas[n % 2], f"holder-{n}") for n in range(8)))
    assert sorted(won) == [False] * 7 + [True]


def test_of_the_same_message_sent_twice_at_once_one_is_kept(stores):
    populate(stores())

    def send(store, name):
        with store.begin() as work:
            work.messages.add(message(name, work.messages.next_number(TALK), client_id="same"))
            work.commit()

    replicas = [stores(), stores()]
    done = at_once(*(lambda n=n: send(replicas[n % 2], f"m{n}") for n in range(6)))
    assert done.count(None) == 1
    assert done.count(DuplicateMessageError) == 5
    with replicas[0].begin() as work:
        assert len(work.messages.since(TALK, after=0)) == 1


def test_messages_accepted_at_once_are_all_kept_and_numbered(stores):
    populate(stores())

    def send(store, name):
        with store.begin() as work:
            work.messages.add(message(name, work.messages.next_number(TALK)))
            work.commit()

    replicas = [stores(), stores()]
    assert at_once(*(lambda n=n: send(replicas[n % 2], f"m{n}") for n in range(8))) == [None] * 8
    with replicas[0].begin() as work:
        assert [each.number for each in work.messages.since(TALK, after=0)] == list(range(1, 9))


def test_of_two_who_save_what_both_read_one_is_told(stores):
    populate(stores())
    both_read = threading.Barrier(2)

    def change(store):
        with store.begin() as work:
            shown = work.conversations.get(TALK)
            both_read.wait(timeout=10)
            work.conversations.save(shown)
            work.commit()

    one, two = stores(), stores()
    assert set(at_once(lambda: change(one), lambda: change(two))) == {None, ConflictError}
    with one.begin() as work:
        assert work.conversations.get(TALK).version == 2


def test_erasing_waits_for_a_turn_that_is_being_recorded(stores):
    """The turn takes the person's row, then the conversation's; the erasure must not take them the other way round."""
    populate(stores())
    turn_has_begun, erasing = threading.Event(), threading.Event()

    def record(store):
        with store.begin() as work:
            work.statements.next_number(ANNA)
            turn_has_begun.set()
            assert erasing.wait(10)
            work.messages.add(message("m1", work.messages.next_number(TALK)))
            work.conversations.save(work.conversations.get(TALK))
            work.commit()

    def erase(store):
        assert turn_has_begun.wait(10)
        with store.begin() as work:
            erasing.set()
            work.people.erase(ANNA)
            work.commit()

    one, two = stores(), stores()
    assert at_once(lambda: record(one), lambda: erase(two)) == [None, None]
    assert is_empty_of_anna(one)
