"""What every store does with the working model and its revisions."""

from __future__ import annotations

import pytest

from bot.errors import ConflictError, NotFoundError
from bot.working_model.identity import PersonId
from tests.contract.builders import ANNA, BEN, BENS_TALK, later, populate

MODEL = {"evidence": [["s1", 0.30000000000000004, -1e-9]], "über": {"leer": None, "wahr": True}, "text": "„still“ 🙂"}


def revision(number):
    return {"number": number, "moved": ["trust"], "why": f"because of s{number}"}


def save(store, *numbers, of=ANNA, model=None):
    with store.begin() as work:
        for number in numbers:
            kept = model or {"at": number}
            work.revisions.save(of, model=kept, revision=revision(number), number=number, at_utc=later(number))
        work.commit()


def test_the_model_is_replaced_and_revisions_are_kept(store):
    populate(store)
    save(store, 1, model=MODEL)
    with store.begin() as work:
        assert work.revisions.model(ANNA) == MODEL
    save(store, 2)
    with store.begin() as work:
        assert work.revisions.model(ANNA) == {"at": 2}
        assert work.revisions.get(ANNA, 1) == revision(1)
        assert work.revisions.get(ANNA, 2) == revision(2)


def test_a_taken_number_is_a_conflict_and_neither_changes(store):
    populate(store)
    save(store, 1)
    with store.begin() as work:
        with pytest.raises(ConflictError):
            work.revisions.save(ANNA, model={}, revision={}, number=1, at_utc=later(9))
        work.commit()
    with store.begin() as work:
        assert work.revisions.model(ANNA) == {"at": 1}
        assert work.revisions.get(ANNA, 1) == revision(1)


def test_revisions_come_newest_first_by_pages(store):
    populate(store)
    populate(store, BEN, BENS_TALK)
    save(store, 1, 2, 3, 4)
    save(store, 1, of=BEN)
    with store.begin() as work:
        assert [each["number"] for each in work.revisions.of(ANNA)] == [4, 3, 2, 1]
        assert [each["number"] for each in work.revisions.of(ANNA, limit=2)] == [4, 3]
        assert [each["number"] for each in work.revisions.of(ANNA, limit=2, before=3)] == [2, 1]
        assert list(work.revisions.of(ANNA, before=1)) == []


def test_before_the_first_there_is_none(store):
    populate(store)
    with store.begin() as work:
        assert work.revisions.model(ANNA) is None
        assert list(work.revisions.of(ANNA)) == []
        with pytest.raises(NotFoundError):
            work.revisions.get(ANNA, 1)


def test_nobody_has_none(store):
    nobody = PersonId("nobody")
    with store.begin() as work:
        assert work.revisions.model(nobody) is None
        assert list(work.revisions.of(nobody)) == []
        with pytest.raises(NotFoundError):
            work.revisions.save(nobody, model={}, revision={}, number=1, at_utc=later(0))


def test_what_is_read_is_the_readers_own(store):
    populate(store)
    save(store, 1, model={"list": [1]})
    with store.begin() as work:
        model = work.revisions.model(ANNA)
        assert model is not None
        model["list"].append(2)
        assert work.revisions.model(ANNA) == {"list": [1]}
