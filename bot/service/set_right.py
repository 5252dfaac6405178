"""Sets statements right within a unit of work: what is said in the same words stands and falls together, and stays as it was put."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeAlias

from bot.errors import NotFoundError, StaleError
from bot.service.model_of import beside, save_change
from bot.working_model.change import Change
from bot.working_model.evidence import who_of
from bot.working_model.identity import PersonId, StatementId
from bot.working_model.kept import KeptStatement, Standing
from bot.working_model.protocols import UnitOfWork
from bot.working_model.sameness import nearly_same

Statements: TypeAlias = Sequence[KeptStatement]
STALE: Final = "This line has changed since it was shown to you. Look at it as it stands now, and change it there."
NO_SUCH_LINE: Final = "There is no such line."
REVISIONS_LOOKED_AT: Final = 50


@dataclass(frozen=True, slots=True)
class Correction:
    """What is done to some statements, given those beside them in their episodes, and which others go with the one meant."""

    change_of: Callable[[Statements, Statements], Change]
    also_of: Callable[[UnitOfWork, Statements, KeptStatement], Statements] | None = None


def correct_within(
    uow: UnitOfWork,
    person_id: PersonId,
    statement_id: StatementId,
    correction: Correction,
    *,
    at_utc: datetime,
    shown: int | None = None,
) -> None:
    """Applies a correction to one of the person's statements, and to those that go with it.

    `shown` is the number of the revision that the person was looking at. Said again, a correction changes nothing. Raises
    `NotFoundError` where the statement is not theirs, `StaleError` where it was corrected after `shown`.
    """
    everything = uow.statements.of(person_id)
    kept = _among(everything, statement_id)
    these = (kept, *(correction.also_of(uow, everything, kept) if correction.also_of is not None else ()))
    change = correction.change_of(these, beside(uow, person_id, these))
    if change.before == change.after:
        return  # said already
    if kept.standing is Standing.REMOVED and change.after[0].standing is not Standing.LIVE:
        return  # what was removed stays removed, and its words unseen, until it is brought back
    if shown is not None and _corrected_after(uow, person_id, statement_id, shown):
        raise StaleError(STALE)
    for before, after in zip(change.before, change.after, strict=True):
        if before != after:
            uow.statements.correct(after)
    save_change(uow, person_id, change, at_utc=at_utc)


def mine(uow: UnitOfWork, person_id: PersonId, statement_id: StatementId) -> KeptStatement:
    """One of the person's own statements. Raises `NotFoundError`."""
    return _among(uow.statements.of(person_id), statement_id)


def _among(everything: Statements, statement_id: StatementId) -> KeptStatement:
    kept = next((each for each in everything if each.id == statement_id), None)
    if kept is None:
        raise NotFoundError(NO_SUCH_LINE)
    return kept


def _corrected_after(uow: UnitOfWork, person_id: PersonId, statement_id: StatementId, shown: int) -> bool:
    before: int | None = None
    while page := uow.revisions.of(person_id, limit=REVISIONS_LOOKED_AT, before=before):
        for revision in page:
            if revision["number"] <= shown:
                return False
            if statement_id in revision["statements"]:
                return True
        before = page[-1]["number"]
    return False


def said_alike(uow: UnitOfWork, everything: Statements, kept: KeptStatement) -> Statements:
    """The other statements that count and say the same of the same person in nearly the same words."""
    same = [
        each
        for each in everything
        if each.id != kept.id and each.standing is Standing.LIVE and _reading(each) == _reading(kept)
    ]
    words = _words(uow, (*same, kept)) if same else {}
    return [each for each in same if nearly_same(words[each.id], words[kept.id])]


def alike_or_echoes(uow: UnitOfWork, everything: Statements, kept: KeptStatement) -> Statements:
    """Both: what counts still in the same words, and what was set aside with it."""
    return (*said_alike(uow, everything, kept), *its_echoes(uow, everything, kept))


def its_echoes(_uow: UnitOfWork, everything: Statements, kept: KeptStatement) -> Statements:
    """The statements that were set aside only because this one was."""
    return [each for each in everything if each.echo_of == kept.id and each.standing is not Standing.LIVE]


def as_echoes(change: Change) -> Change:
    """The change with all statements but the first marked as echoes of it, so that bringing it back brings them back."""
    first, *rest = change.after
    echoes = tuple(replace(each, echo_of=first.id) if each.standing is not Standing.LIVE else each for each in rest)
    return replace(change, after=(first, *echoes))


def as_counting(change: Change) -> Change:
    """The change with what was contested counting again: now it is known what was not right about it."""
    after = (
        replace(each, standing=Standing.LIVE, echo_of=None) if each.standing is Standing.CONTESTED else each
        for each in change.after
    )
    return replace(change, after=tuple(after))


def without_what_was_set_right(uow: UnitOfWork, person_id: PersonId, said: Statements) -> list[KeptStatement]:
    """What was just read, the readings that the person said no to before kept as they put them: contested or removed.

    Only the same reading (facet, direction, person) of nearly the same words is meant; a live statement of the kind shows that it
    was brought back since.
    """
    if not said:
        return []
    aside = [kept for kept in uow.statements.set_aside(person_id) if any(_denies(kept, _reading(new)) for new in said)]
    if not aside:
        return list(said)
    words = _words(uow, (*aside, *said))
    found = []
    for new in said:
        source = next(
            (k for k in reversed(aside) if _denies(k, _reading(new)) and nearly_same(words[k.id], words[new.id])), None
        )
        if source is None or said_alike(uow, [*uow.statements.of(person_id), new], new):
            found.append(new)
            continue
        standing = Standing.CONTESTED if source.standing is Standing.LIVE else source.standing
        found.append(replace(new, standing=standing, echo_of=source.echo_of or source.id))
    return found


def _reading(kept: KeptStatement) -> tuple[object, ...]:
    return kept.statement.facet, kept.statement.direction, who_of(kept)


def _denies(kept: KeptStatement, reading: tuple[object, ...]) -> bool:
    """Whether the person said of these words that this reading of them is not so."""
    *what, who = reading
    if [kept.statement.facet, kept.statement.direction] != what:
        return False
    return who in kept.not_about or (kept.standing is not Standing.LIVE and who_of(kept) == who)


def _words(uow: UnitOfWork, statements: Statements) -> dict[StatementId, str]:
    texts = uow.messages.texts({kept.message_id for kept in statements})
    return {kept.id: kept.statement.span.of(texts[kept.message_id]) for kept in statements}
