"""The summary on two pages for some days: to take to a session, or to keep."""

from __future__ import annotations

from datetime import date, timedelta

from bot.errors import InputError
from bot.service.look_back import changed_lately
from bot.service.parts import Parts
from bot.service.summarise import quotes, summary_within
from bot.working_model.change import Reason
from bot.working_model.identity import PersonId
from bot.working_model.kept import KeptStatement, Standing
from bot.working_model.printed import Page
from bot.working_model.protocols import UnitOfWork

CORRECTIONS_MOST = 6


def print_pages(
    parts: Parts, person_id: PersonId, *, first: date | None = None, last: date | None = None, unfold: bool = False
) -> bytes:
    """A PDF of the days from `first` to `last` (left open: the last four weeks, to today). Raises `InputError`, `NotFoundError`."""
    now = parts.clock.now()
    until = last or now.date()
    since = first or until - timedelta(days=28)
    if since > until:
        raise InputError("The first day lies after the last.")
    with parts.store.begin() as uow:
        uow.people.get(person_id)
        page = Page(
            since,
            until,
            corrections=_corrections(uow, person_id, since, until),
            changed=changed_lately(uow, person_id, now_utc=now),
            unfold=unfold,
        )
        summary = summary_within(uow, person_id, now_utc=now)
    return parts.printer.pdf(summary, page)


def _corrections(uow: UnitOfWork, person_id: PersonId, since: date, until: date) -> list[str]:
    """What was said not to be right in these days, in the words that were read wrongly; the latest first."""
    kept = {each.id: each for each in uow.statements.of(person_id)}
    quote_of = quotes(uow, kept.values())
    found: list[str] = []
    for revision in uow.revisions.of(person_id, limit=200):
        if (
            revision["reason"] != Reason.CONTESTED.value
            or not since <= date.fromisoformat(revision["at"][:10]) <= until
        ):
            continue
        found += [
            f"“{quote_of(kept[each]).text}” was read in a way that is not right."
            for each in revision["statements"]
            if each in kept and _is_contested(kept[each])
        ]
    return list(dict.fromkeys(found))[:CORRECTIONS_MOST]


def _is_contested(kept: KeptStatement) -> bool:
    return kept.standing is Standing.CONTESTED and not kept.folded
