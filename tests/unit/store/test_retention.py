"""Forgetting those long gone, and Rasa's windows that outlived their conversation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.errors import NotFoundError
from bot.store.tables import TrackerWindowRow
from bot.working_model.identity import ConversationId, PersonId
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
    way_back,
)

LIMIT = later(60)


def window(store, sender, *, age_s=3600.0):
    with store._engine.begin() as connection:
        values = {"sender_id": sender, "snapshot": "{}", "updated_at_utc": NOW.timestamp() - age_s}
        connection.execute(insert(TrackerWindowRow), values)


def windows(store):
    with store._engine.connect() as connection:
        return set(connection.scalars(select(TrackerWindowRow.sender_id)))


def test_who_has_been_gone_for_long_is_erased(sql_store):
    populate(sql_store)
    with sql_store.begin() as work:
        work.people.add(person(PersonId("never-spoke")))
        work.commit()
    window(sql_store, TALK)
    assert sql_store.delete_idle(LIMIT) == 2
    with sql_store.begin() as work, pytest.raises(NotFoundError):
        work.people.get(ANNA)
    assert windows(sql_store) == set()
    assert sql_store.delete_idle(LIMIT) == 0


def test_who_made_no_way_back_is_erased_sooner(sql_store):
    populate(sql_store)
    populate(sql_store, BEN, BENS_TALK)
    with sql_store.begin() as work:
        work.ways_back.put(way_back(BEN))
        work.commit()
    assert sql_store.delete_idle(later(-60), closed_before_utc=later(-1)) == 0
    assert sql_store.delete_idle(later(-60), closed_before_utc=LIMIT) == 1
    with sql_store.begin() as work:
        assert work.people.get(BEN).id == BEN
        with pytest.raises(NotFoundError):
            work.people.get(ANNA)


@pytest.mark.parametrize(
    "sign_of_life",
    [
        pytest.param(
            lambda work: work.conversations.save(conversation(last_at_utc=LIMIT)), id="a turn at the very moment"
        ),
        pytest.param(lambda work: work.messages.add(message(at_utc=later(61))), id="a message not yet answered"),
        pytest.param(
            lambda work: work.conversations.add(
                conversation(ConversationId("another"), last_at_utc=later(99)), token_sha256="x"
            ),
            id="another conversation",
        ),
    ],
)
def test_who_gave_a_sign_of_life_stays(sql_store, sign_of_life):
    populate(sql_store)
    populate(sql_store, BEN, BENS_TALK)
    with sql_store.begin() as work:
        sign_of_life(work)
        work.commit()
    assert sql_store.delete_idle(LIMIT) == 1
    with sql_store.begin() as work:
        assert work.people.get(ANNA) == person()
        with pytest.raises(NotFoundError):
            work.people.get(BEN)


def test_who_came_just_now_stays(sql_store):
    with sql_store.begin() as work:
        work.people.add(person(created_at_utc=LIMIT))
        work.commit()
    assert sql_store.delete_idle(LIMIT) == 0


def test_windows_without_a_conversation_go_and_others_stay(sql_store):
    populate(sql_store)
    window(sql_store, TALK)
    window(sql_store, "erased-meanwhile")
    window(sql_store, "just-now", age_s=30)
    assert sql_store.drop_orphan_windows() == 1
    assert windows(sql_store) == {TALK, "just-now"}
    assert sql_store.drop_orphan_windows(older_than=timedelta(0)) == 1
