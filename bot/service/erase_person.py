"""Erases a person: their key and every row, at once."""

from __future__ import annotations

from bot.logs import Events
from bot.service.parts import Parts
from bot.working_model.identity import PersonId

log = Events("erase")


def erase_person(parts: Parts, person_id: PersonId) -> None:
    """Destroys the key first of all, so that even a copy of the rows says nothing. Raises `NotFoundError`, `StoreError`."""
    with parts.store.begin() as uow:
        uow.people.erase(person_id)
        uow.commit()
    log.info("person_erased")
