"""How things stand with the people somebody talks about: the state of a tie, and whether danger from them was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.errors import ConflictError, InputError, NotFoundError
from bot.service.acquaint import Acquaintances
from bot.service.model_of import save_standing
from bot.service.parts import Parts
from bot.working_model.change import Reason
from bot.working_model.danger import dangerous
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.person import Tie
from bot.working_model.protocols import UnitOfWork
from bot.working_model.statement import TieTold

TRIES = 5  # against a turn being recorded at the same moment


def hear_ties(people: Acquaintances, told: Iterable[TieTold], *, about: KnownPersonId | None, at_utc: datetime) -> None:
    """Keeps what a message told of ties. Who died stays so, whatever is said in passing."""
    for each in told:
        person = people.meant(each.figure, each.name, about=about)
        if person is None or person.tie in (each.tie, Tie.DIED):
            continue
        changed = people.changed(person, tie=each.tie)
        save_standing(people.uow, people.person_id, changed, reason=Reason.TIE, at_utc=at_utc)


def mark_danger(parts: Parts, uow: UnitOfWork, person_id: PersonId, text: str, *, about: KnownPersonId | None) -> None:
    """Marks whom a text means that tells of danger from somebody: without words, so that a later talk knows it too.

    The working model takes the mark up when it is next read: a safety reply waits for nothing.
    """
    people = Acquaintances.of(person_id, uow, parts.ids)
    found = dangerous(text, people.known, about=about)
    ids = set(found.known)
    if found.figure is not None:
        met = people.meant(found.figure, None, about=None)
        ids |= {met.id} if met is not None else set()
    for person in people.known:
        if person.id in ids and not person.told_unsafe:
            uow.known_people.set_unsafe(person.id, True)


def set_tie(parts: Parts, person_id: PersonId, known_id: KnownPersonId, tie: Tie) -> None:
    """The person says how things stand with somebody now. Raises `NotFoundError`."""
    _stand(parts, person_id, known_id, tie=tie)


def take_danger_back(parts: Parts, person_id: PersonId, known_id: KnownPersonId) -> None:
    """The person says that there is no danger from somebody: they count again. Raises `NotFoundError`, `InputError` if not marked."""
    _stand(parts, person_id, known_id, tie=None)


def _stand(parts: Parts, person_id: PersonId, known_id: KnownPersonId, *, tie: Tie | None) -> None:
    for attempt in range(TRIES):
        try:
            with parts.store.begin() as uow:
                _stand_within(parts, uow, person_id, known_id, tie)
                uow.commit()
            return
        except ConflictError:
            if attempt == TRIES - 1:
                raise


def _stand_within(parts: Parts, uow: UnitOfWork, person_id: PersonId, known_id: KnownPersonId, tie: Tie | None) -> None:
    known = next((each for each in uow.known_people.of(person_id) if each.id == known_id), None)
    if known is None:
        raise NotFoundError("There is no such person.")
    if tie is None:
        if not known.told_unsafe:
            raise InputError("Nothing of that kind was told of them.")
        changed, reason = replace(known, told_unsafe=False), Reason.SAFETY
    elif tie is known.tie:
        return  # said already
    else:
        changed, reason = replace(known, tie=tie), Reason.TIE
    save_standing(uow, person_id, changed, reason=reason, at_utc=parts.clock.now())
