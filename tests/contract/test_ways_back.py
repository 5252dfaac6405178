"""What every store does with the ways back."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from bot.errors import ConflictError, NotFoundError
from bot.working_model.identity import PersonId
from tests.contract.builders import ANNA, BEN, BENS_TALK, later, populate, way_back


def kept(store, way):
    with store.begin() as work:
        work.ways_back.put(way)
        work.commit()


def test_a_way_back_comes_back_as_it_was_and_is_found_by_its_code(store):
    populate(store)
    way = way_back(tries=3, shut_until_utc=later(9))
    kept(store, way)
    with store.begin() as work:
        assert work.ways_back.of(ANNA) == work.ways_back.by_code(way.code_sha256) == way
        assert work.ways_back.of(BEN) is None
        assert work.ways_back.by_code("another") is None


def test_a_person_has_one_way_back_and_the_old_code_opens_nothing(store):
    populate(store)
    kept(store, way_back())
    again = way_back(code_sha256="new", passphrase_hash="$argon2id$new", made_at_utc=later(5))
    kept(store, again)
    with store.begin() as work:
        assert work.ways_back.of(ANNA) == again
        assert work.ways_back.by_code(way_back().code_sha256) is None


def test_a_code_of_another_is_a_conflict_and_changes_nothing(store):
    populate(store)
    populate(store, BEN, BENS_TALK)
    kept(store, way_back(ANNA))
    kept(store, way_back(BEN))
    with store.begin() as work:
        with pytest.raises(ConflictError):
            work.ways_back.put(way_back(BEN, code_sha256=way_back(ANNA).code_sha256, tries=9))
        work.commit()
    with store.begin() as work:
        assert (work.ways_back.of(ANNA), work.ways_back.of(BEN)) == (way_back(ANNA), way_back(BEN))


def test_a_way_back_is_taken_away_as_often_as_one_likes(store):
    populate(store)
    kept(store, way_back())
    for _ in range(2):
        with store.begin() as work:
            work.ways_back.remove(ANNA)
            work.commit()
    with store.begin() as work:
        assert work.ways_back.of(ANNA) is None


def test_a_way_back_of_nobody_is_not_found(store):
    with store.begin() as work, pytest.raises(NotFoundError):
        work.ways_back.put(way_back(PersonId("nobody")))


def test_an_erased_person_has_no_way_back(store):
    populate(store)
    kept(store, way_back())
    with store.begin() as work:
        work.people.erase(ANNA)
        work.commit()
    with store.begin() as work:
        assert work.ways_back.by_code(way_back().code_sha256) is None


def test_tries_at_the_same_moment_are_all_counted(stores):
    store = stores()
    populate(store)
    kept(store, way_back())

    def try_once():
        with stores().begin() as work:
            found = work.ways_back.by_code(way_back().code_sha256)
            work.ways_back.put(replace(found, tries=found.tries + 1))
            work.commit()

    threads = [threading.Thread(target=try_once) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.begin() as work:
        assert work.ways_back.of(ANNA).tries == 6
