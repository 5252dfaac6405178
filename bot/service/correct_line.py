"""Corrects what was understood: contest, remove, restore, or say how true it is these days."""

from __future__ import annotations

from datetime import datetime

from bot.errors import InputError
from bot.service.model_of import correct_within
from bot.service.parts import Parts
from bot.working_model.change import confirmed, contested, removed, restored
from bot.working_model.identity import PersonId, StatementId
from bot.working_model.protocols import UnitOfWork


def contest_within(uow: UnitOfWork, person_id: PersonId, statement_id: StatementId, *, at_utc: datetime) -> None:
    """ "That's not right": the statement stays in the history and stops counting. Raises `NotFoundError`."""
    correct_within(uow, person_id, statement_id, lambda kept, beside: contested([kept], beside=beside), at_utc=at_utc)


def contest(parts: Parts, person_id: PersonId, statement_id: StatementId) -> None:
    """The same, as a use case of its own."""
    with parts.store.begin() as uow:
        contest_within(uow, person_id, statement_id, at_utc=parts.clock.now())
        uow.commit()


def remove(parts: Parts, person_id: PersonId, statement_id: StatementId) -> None:
    """As if never heard; its quote reads "removed by you" everywhere. Raises `NotFoundError`."""
    with parts.store.begin() as uow:
        correct_within(
            uow, person_id, statement_id, lambda kept, beside: removed([kept], beside=beside), at_utc=parts.clock.now()
        )
        uow.commit()


def restore(parts: Parts, person_id: PersonId, statement_id: StatementId) -> None:
    """As if never contested or removed. Raises `NotFoundError`."""
    with parts.store.begin() as uow:
        correct_within(
            uow, person_id, statement_id, lambda kept, beside: restored([kept], beside=beside), at_utc=parts.clock.now()
        )
        uow.commit()


def say_how_true(parts: Parts, person_id: PersonId, statement_id: StatementId, value: int | None) -> None:
    """How true it is these days, 0 (not at all) to 4 (very); None takes the answer back. Raises `InputError`, `NotFoundError`."""
    if value is not None and not 0 <= value <= 4:
        raise InputError("How true it is these days is a number from 0 to 4.")
    with parts.store.begin() as uow:
        correct_within(
            uow,
            person_id,
            statement_id,
            lambda kept, beside: confirmed(kept, value, beside=beside),
            at_utc=parts.clock.now(),
        )
        uow.commit()
