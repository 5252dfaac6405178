"""Everybody a person talks about, as a face shows them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.service.parts import Parts
from bot.service.summarise import summary_within
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.naming import naming
from bot.working_model.person import Tie
from bot.working_model.phrasing import finish


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody the person talks about as a face shows them. `is_left_out`: danger from them was told."""

    id: KnownPersonId
    name: str
    figure: str
    tie: Tie
    is_left_out: bool


def people_of(parts: Parts, person_id: PersonId) -> list[Acquaintance]:
    """Everybody the person talks about, in the order in which they came up."""
    with parts.store.begin() as uow:
        known = uow.known_people.of(person_id)
        summary = summary_within(uow, person_id, now_utc=parts.clock.now())
    names = {person.id: person.name for person in summary.people}
    return [
        Acquaintance(
            each.id, names.get(each.id) or finish(naming(each, ()).full), each.figure.value, each.tie, each.told_unsafe
        )
        for each in known
    ]
