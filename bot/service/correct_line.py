"""Corrects what was understood: contest, remove, restore, or say how true it is these days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from bot.errors import ConflictError, InputError
from bot.service.model_of import correct_within
from bot.service.parts import Parts
from bot.working_model.change import Change, confirmed, contested, removed, restored
from bot.working_model.identity import PersonId, StatementId
from bot.working_model.kept import KeptStatement
from bot.working_model.protocols import UnitOfWork

ChangeOf: TypeAlias = Callable[[KeptStatement, tuple[KeptStatement, ...]], Change]
TRIES = 5  # against a turn being recorded at the same moment


def contest_within(uow: UnitOfWork, person_id: PersonId, statement_id: StatementId, *, at_utc: datetime) -> None:
    """ "That's not right": the statement stays in the history and stops counting. Raises `NotFoundError`."""
    correct_within(uow, person_id, statement_id, lambda kept, beside: contested([kept], beside=beside), at_utc=at_utc)


def contest(parts: Parts, person_id: PersonId, statement_id: StatementId) -> None:
    """The same, as a use case of its own."""
    _correct(parts, person_id, statement_id, lambda kept, beside: contested([kept], beside=beside))


def remove(parts: Parts, person_id: PersonId, statement_id: StatementId) -> None:
    """As if never heard; its quote reads "removed by you" everywhere. Raises `NotFoundError`."""
    _correct(parts, person_id, statement_id, lambda kept, beside: removed([kept], beside=beside))


def restore(parts: Parts, person_id: PersonId, statement_id: StatementId) -> None:
    """As if never contested or removed. Raises `NotFoundError`."""
    _correct(parts, person_id, statement_id, lambda kept, beside: restored([kept], beside=beside))


def say_how_true(parts: Parts, person_id: PersonId, statement_id: StatementId, value: int | None) -> None:
    """How true it is these days, 0 (not at all) to 4 (very); None takes the answer back. Raises `InputError`, `NotFoundError`."""
    if value is not None and not 0 <= value <= 4:
        raise InputError("How true it is these days is a number from 0 to 4.")
    _correct(parts, person_id, statement_id, lambda kept, beside: confirmed(kept, value, beside=beside))


def _correct(parts: Parts, person_id: PersonId, statement_id: StatementId, change_of: ChangeOf) -> None:
    for attempt in range(TRIES):
        try:
            with parts.store.begin() as uow:
                correct_within(uow, person_id, statement_id, change_of, at_utc=parts.clock.now())
                uow.commit()
            return
        except ConflictError:
            if attempt == TRIES - 1:
                raise
