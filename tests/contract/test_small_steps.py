"""What every store does with small steps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import ConflictError, NotFoundError
from bot.working_model.identity import KnownPersonId, MessageId, PersonId
from tests.contract.builders import ANNA, BEN, BENS_TALK, later, populate, small_step

TOLD = small_step("step1", about=KnownPersonId("known-mia"), sure=7, happened=MessageId("m9"), came_true=False, asked=1)


@pytest.fixture
def steps(store):
    """A store in which Anna has taken a step."""
    populate(store)
    populate(store, BEN, BENS_TALK)
    with store.begin() as work:
        work.small_steps.add(ANNA, small_step("step1"))
        work.commit()
    return store


def test_a_step_comes_back_as_it_was_and_nobody_elses(steps):
    with steps.begin() as work:
        assert list(work.small_steps.of(ANNA)) == [small_step("step1")]
        assert list(work.small_steps.of(BEN)) == []
        assert list(work.small_steps.of(PersonId("nobody"))) == []


def test_saving_replaces_all_but_the_day_it_was_taken(steps):
    with steps.begin() as work:
        work.small_steps.save(ANNA, replace(TOLD, taken_at_utc=later(90)))
        work.commit()
    with steps.begin() as work:
        assert list(work.small_steps.of(ANNA)) == [TOLD]


def test_they_come_in_the_order_in_which_they_were_taken(steps):
    with steps.begin() as work:
        work.small_steps.add(ANNA, small_step("early", taken_at_utc=later(-5)))
        work.small_steps.add(ANNA, small_step("b", taken_at_utc=later(5)))
        work.small_steps.add(ANNA, small_step("a", taken_at_utc=later(5)))
        work.commit()
    with steps.begin() as work:
        assert [step.id for step in work.small_steps.of(ANNA)] == ["early", "step1", "a", "b"]


def test_a_taken_id_is_a_conflict_and_changes_nothing(steps):
    with steps.begin() as work:
        with pytest.raises(ConflictError):
            work.small_steps.add(ANNA, replace(TOLD, taken_at_utc=later(1)))
        work.commit()
    with steps.begin() as work:
        assert list(work.small_steps.of(ANNA)) == [small_step("step1")]


@pytest.mark.parametrize(("person", "step"), [(ANNA, "step2"), (BEN, "step1"), ("nobody", "step1")])
def test_only_ones_own_step_can_be_saved(steps, person, step):
    with steps.begin() as work, pytest.raises(NotFoundError):
        work.small_steps.save(person, small_step(step))


def test_nobody_can_take_none(steps):
    with steps.begin() as work, pytest.raises(NotFoundError):
        work.small_steps.add(PersonId("nobody"), small_step("step2"))


def test_erasing_the_person_takes_them_along(steps):
    with steps.begin() as work:
        work.people.erase(ANNA)
        work.commit()
    with steps.begin() as work:
        assert list(work.small_steps.of(ANNA)) == []
