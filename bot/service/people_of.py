"""Everybody a person talks about, as a face shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.service.parts import Parts
from bot.service.summarise import quotes, summary_within
from bot.working_model.evidence import OTHERS, SELF
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.naming import naming
from bot.working_model.person import KnownPerson, Tie
from bot.working_model.phrasing import finish
from bot.working_model.protocols import UnitOfWork


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody the person talks about as a face shows them. `is_left_out`: danger from them was told."""

    id: KnownPersonId
    name: str
    figure: str
    tie: Tie
    is_left_out: bool


def names_within(uow: UnitOfWork, person_id: PersonId, *, now_utc: datetime) -> dict[str, str]:
    """How everybody is spoken of within a sentence ("your stepmother"), by their key in the model."""
    summary = summary_within(uow, person_id, now_utc=now_utc)
    said = {person.id: person.name for person in summary.people}
    moved = [kept for kept in uow.statements.of(person_id) if kept.not_about]
    quote_of = quotes(uow, moved)
    names = {OTHERS: "people in general", SELF: "you alone"}
    for each in uow.known_people.of(person_id):
        who = f"k:{each.id}"
        words = [quote_of(kept).text for kept in moved if who in kept.not_about]  # what was once read to be about them
        names[who] = _within(said.get(each.id) or _plainly(each, words))
    return names


def _within(name: str) -> str:
    return f"y{name[1:]}" if name.startswith("Your ") else name


def _plainly(known: KnownPerson, words: Sequence[str] = ()) -> str:
    return finish(naming(known, words, called=known.called).full)


def people_of(parts: Parts, person_id: PersonId) -> list[Acquaintance]:
    """Everybody the person talks about, in the order in which they came up."""
    with parts.store.begin() as uow:
        known = uow.known_people.of(person_id)
        summary = summary_within(uow, person_id, now_utc=parts.clock.now())
    names = {person.id: person.name for person in summary.people}
    return [
        Acquaintance(each.id, names.get(each.id) or _plainly(each), each.figure.value, each.tie, each.told_unsafe)
        for each in known
    ]
