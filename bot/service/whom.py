"""Whom a line is about, as the person says it: someone known already, or "my stepmother", "Rosa", "my sister Anna"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.errors import InputError, NotFoundError, TooLargeError
from bot.service.accept_message import is_blank, writable
from bot.service.acquaint import find
from bot.service.parts import Parts
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.named import Named, person_named
from bot.working_model.person import KnownPerson, Tie
from bot.working_model.protocols import UnitOfWork
from bot.working_model.statement import Figure

MAX_CHARS: Final = 60
UNRECOGNISED: Final = "I did not find a person in that. A role or a name is enough, such as: my stepmother, or Rosa."
TOO_LONG: Final = (
    f"That is longer than {MAX_CHARS} characters. A role or a name is enough, such as: my stepmother, or Rosa."
)


def known_person(uow: UnitOfWork, person_id: PersonId, known_id: str) -> KnownPerson:
    """Someone the person has spoken of. Raises `NotFoundError`."""
    found = next((each for each in uow.known_people.of(person_id) if each.id == known_id), None)
    if found is None:
        raise NotFoundError("There is no such person in your summary.")
    return found


def named(words: str) -> Named:
    """Whom the words name. Raises `InputError`, `TooLargeError`."""
    plain = writable(words)
    if is_blank(plain):
        raise InputError(UNRECOGNISED)
    if len(plain) > MAX_CHARS:
        raise TooLargeError(TOO_LONG)
    found = person_named(plain)
    if found is None:
        raise InputError(UNRECOGNISED)
    return found


def meant(
    parts: Parts, uow: UnitOfWork, person_id: PersonId, who: Named, *, not_this: KnownPersonId | None = None
) -> KnownPerson:
    """The person named, made known where nobody fits. `not_this` is whom the line was read to be about, and so is not meant."""
    met = met_already(uow.known_people.of(person_id), who, not_this=not_this)
    if met is not None and (met.name is not None or who.name is None):
        return met
    if met is not None:
        uow.known_people.rename(met.id, figure=met.figure, name=who.name)
        return replace(met, name=who.name)
    tie = Tie.ENDED if who.figure is Figure.EX_PARTNER else Tie.CURRENT
    made = KnownPerson(KnownPersonId(parts.ids.new()), person_id, who.figure, who.name, tie, called=who.called)
    uow.known_people.add(made)
    return made


def met_already(
    known: Sequence[KnownPerson], who: Named, *, not_this: KnownPersonId | None = None
) -> KnownPerson | None:
    """Who of those known is named; a stepmother is not the stepfather, and someone without a name is nobody else without one."""
    others = [
        each for each in known if each.id != not_this and not (who.called and each.called and who.called != each.called)
    ]
    found = find(others, who.figure, who.name, about=None)
    if found is None or (found.figure is not who.figure and found.name is None):
        return None
    return None if found.figure is Figure.OTHER_PERSON and found.name is None else found
