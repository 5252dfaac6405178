"""Looking back: the revisions, the summary as it stood after one, what lies between two, and what two times of speaking show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from bot.errors import InputError, NotFoundError
from bot.service.model_of import model_within
from bot.service.parts import Parts
from bot.service.people_of import names_within
from bot.service.summarise import REMOVED_WORDS, own_wording, quotes, summary_within
from bot.working_model.change_words import between_words, comparison_words, reason_words
from bot.working_model.compare import compare, sessions
from bot.working_model.identity import PersonId, StatementId
from bot.working_model.kept import KeptStatement, Quote, Standing
from bot.working_model.looking_back import Moment, as_of, between
from bot.working_model.protocols import UnitOfWork
from bot.working_model.revision import Revision, rebuild
from bot.working_model.summary import Summary
from bot.working_model.weights import DEFAULT

ALL: Final = 100_000  # more revisions than anybody makes


@dataclass(frozen=True, slots=True)
class _Told:
    """What a person said and every revision made of it."""

    statements: Sequence[KeptStatement]
    revisions: Sequence[Revision]

    def get(self, number: int) -> Revision:
        found = next((each for each in self.revisions if each.number == number), None)
        if found is None:
            raise NotFoundError("There is no such revision.")
        return found


def revisions_of(parts: Parts, person_id: PersonId, *, before: int | None, limit: int) -> list[dict[str, Any]]:
    """The latest revisions below `before`, newest first: when, why, by which words, and what moved."""
    with parts.store.begin() as uow:
        found = [Revision.from_data(each) for each in uow.revisions.of(person_id, limit=limit, before=before)]
        return listed(uow, person_id, found, now_utc=parts.clock.now())


def summary_then(parts: Parts, person_id: PersonId, number: int) -> dict[str, Any]:
    """A revision and the summary as it stood after it. Raises `NotFoundError`."""
    with parts.store.begin() as uow:
        told = _told(uow, person_id)
        revision = told.get(number)
        summary = summary_within(
            uow,
            person_id,
            now_utc=revision.at_utc,
            then=as_of(told.statements, told.revisions, number),
            number=number,
        )
        (found,) = listed(uow, person_id, [revision], now_utc=parts.clock.now())
        return {"revision": found, "summary": summary.to_data()}


def between_revisions(parts: Parts, person_id: PersonId, earlier: int, later: int) -> dict[str, Any]:
    """What lies between two revisions; 0 is before anything was said. Raises `NotFoundError`, `InputError`."""
    if earlier >= later:
        raise InputError("The earlier of two revisions has the lower number.")
    with parts.store.begin() as uow:
        told = _told(uow, person_id)
        known = uow.known_people.of(person_id)
        at = told.get(later).at_utc  # one time for both: what only grew old has not moved
        if earlier:
            told.get(earlier)
        moments = [
            Moment(number, at, rebuild(as_of(told.statements, told.revisions, number), known=known, number=number))
            for number in (earlier, later)
        ]
        found = between(moments[0], moments[1], told.revisions)
        summary = summary_within(uow, person_id, now_utc=parts.clock.now())
        text = between_words(found, _names(summary), leave_out=_unsafe(uow, person_id))
        return found.to_data() | {"text": list(text)}


def sessions_of(parts: Parts, person_id: PersonId) -> list[dict[str, Any]]:
    """The times of speaking, oldest first, numbered from 1."""
    with parts.store.begin() as uow:
        found = sessions(uow.statements.of(person_id))
    return [
        {
            "number": number,
            "first": _first(each).isoformat(),
            "last": max(kept.said_at_utc for kept in each).isoformat(),
            "statements": len(each),
        }
        for number, each in enumerate(found, start=1)
    ]


def between_sessions(parts: Parts, person_id: PersonId, earlier: int, later: int) -> dict[str, Any]:
    """What two times of speaking show: changed, or only spoken differently. Raises `NotFoundError`, `InputError`."""
    if earlier >= later:
        raise InputError("The earlier of two talks has the lower number.")
    with parts.store.begin() as uow:
        found = sessions(uow.statements.of(person_id))
        if not 1 <= earlier < later <= len(found):
            raise NotFoundError("There is no such talk.")
        comparison = compare(found[earlier - 1], found[later - 1])
        summary = summary_within(uow, person_id, now_utc=parts.clock.now())
        text = comparison_words(comparison, _names(summary), leave_out=_unsafe(uow, person_id))
        return comparison.to_data() | {"earlier": earlier, "later": later, "text": list(text)}


def changed_lately(uow: UnitOfWork, person_id: PersonId, *, now_utc: datetime) -> tuple[str, ...]:
    """What has changed from the latest talk two weeks or more before the last one; empty where nothing can be called changed."""
    found = sessions(uow.statements.of(person_id))
    if len(found) < 2:
        return ()
    last = found[-1]
    apart = timedelta(days=DEFAULT.change_days)
    before = [each for each in found[:-1] if _first(last) - max(kept.said_at_utc for kept in each) >= apart]
    comparison = compare(before[-1], last) if before else None
    if comparison is None or not comparison.changed:
        return ()
    summary = summary_within(uow, person_id, now_utc=now_utc)
    return comparison_words(comparison, _names(summary), leave_out=_unsafe(uow, person_id))[1:]


def _told(uow: UnitOfWork, person_id: PersonId) -> _Told:
    revisions = [Revision.from_data(each) for each in uow.revisions.of(person_id, limit=ALL)]
    return _Told(uow.statements.of(person_id), revisions)


def listed(
    uow: UnitOfWork, person_id: PersonId, revisions: Iterable[Revision], *, now_utc: datetime
) -> list[dict[str, Any]]:
    """Revisions with why they were made and the words they rest on, as these stand today."""
    kept = {each.id: each for each in uow.statements.of(person_id)}
    quote_of = quotes(uow, kept.values())
    names = names_within(uow, person_id, now_utc=now_utc)
    return [
        revision.to_data()
        | {
            "why": reason_words(revision.reason, revision.detail, names),
            "quotes": [
                _words(kept[each], quote_of) if each in kept else _gone(each) for each in revision.statement_ids
            ],
        }
        for revision in revisions
    ]


def _words(kept: KeptStatement, quote_of: Callable[[KeptStatement], Quote]) -> dict[str, Any]:
    quote = quote_of(kept)
    return {
        "statement": kept.id,
        "text": quote.text,
        "question": quote.question,
        "folded": quote.folded,
        "standing": kept.standing.value,
        "is_over": kept.is_over,
        "reworded": own_wording(kept),
    }


def _gone(statement_id: StatementId) -> dict[str, Any]:
    return {
        "statement": statement_id,
        "text": REMOVED_WORDS,
        "question": "",
        "folded": False,
        "standing": Standing.REMOVED.value,
        "is_over": False,
        "reworded": None,
    }


def _names(summary: Summary) -> Mapping[str, str]:
    return {f"k:{person.id}": person.name[:1].lower() + person.name[1:] if person.name.startswith("Your ") else person.name for person in summary.people}  # fmt: skip


def _unsafe(uow: UnitOfWork, person_id: PersonId) -> frozenset[str]:
    return frozenset(who for who, about in model_within(uow, person_id).people.items() if about.is_unsafe)


def _first(session: Sequence[KeptStatement]) -> datetime:
    return min(kept.said_at_utc for kept in session)
