"""What happened to the statements: said, or corrected in one of seven ways; the input of a revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.working_model.evidence import who_of
from bot.working_model.identity import StatementId
from bot.working_model.kept import KeptStatement, Standing
from bot.working_model.person import KnownPerson


class Reason(StrEnum):
    """Why the model is revised."""

    SAID = "said"
    CONTESTED = "contested"
    REMOVED = "removed"
    RESTORED = "restored"
    CONFIRMED = "confirmed"  # an answer to "how true is this these days?"
    REWORDED = "reworded"
    TIE = "tie"  # how things stand with somebody now: current, ended, died, no contact
    SAFETY = "safety"  # danger from somebody was told, or that mark was taken back
    REASSIGNED = "reassigned"  # it was said of somebody else
    NOT_ANY_MORE = "not_any_more"


@dataclass(frozen=True, slots=True)
class Detail:
    """What a correction said beyond its reason: from whom to whom (keys of the model), or the answer given (0 to 4)."""

    from_who: str | None = None
    to_who: str | None = None
    true_these_days: int | None = None


NOTHING_MORE: Final = Detail()


@dataclass(frozen=True, slots=True)
class Change:
    """Statements as they counted until now, and as they count from now on.

    `beside` are the other statements of every episode that `before` or `after` touches: with them the episode's cap is computed
    exactly, and the cost of a revision does not depend on how long the history is. `known` are the people concerned as they stand
    now: the state of a tie and the mark of danger are theirs and not a statement's.
    """

    reason: Reason
    before: tuple[KeptStatement, ...] = ()
    after: tuple[KeptStatement, ...] = ()
    beside: tuple[KeptStatement, ...] = ()
    known: tuple[KnownPerson, ...] = ()

    @property
    def statement_ids(self) -> tuple[StatementId, ...]:
        """The statements this is about, each once, in the order they were said."""
        found = {kept.id: kept.number for kept in (*self.before, *self.after)}
        return tuple(sorted(found, key=lambda each: (found[each], each)))

    @property
    def detail(self) -> Detail:
        """What was said beyond the reason; empty for most corrections."""
        for old, new in zip(self.before, self.after, strict=False):
            if self.reason is Reason.REASSIGNED:
                return Detail(from_who=who_of(old), to_who=who_of(new))
            if self.reason is Reason.CONFIRMED:
                return Detail(true_these_days=new.true_these_days)
        return NOTHING_MORE


def said(statements: Iterable[KeptStatement], *, beside: Iterable[KeptStatement] = ()) -> Change:
    """New statements were heard."""
    return Change(Reason.SAID, after=tuple(statements), beside=tuple(beside))


def stood(
    before: Iterable[KeptStatement], standing: Standing, *, reason: Reason, beside: Iterable[KeptStatement] = ()
) -> Change:
    """The standing of kept statements changed: contested, removed, restored."""
    old = tuple(before)
    return Change(
        reason, before=old, after=tuple(replace(kept, standing=standing) for kept in old), beside=tuple(beside)
    )


def contested(statements: Iterable[KeptStatement], *, beside: Iterable[KeptStatement] = ()) -> Change:
    """The person said "that's not right": the statements stay in the history and stop counting."""
    return stood(statements, Standing.CONTESTED, reason=Reason.CONTESTED, beside=beside)


def removed(statements: Iterable[KeptStatement], *, beside: Iterable[KeptStatement] = ()) -> Change:
    """The person removed them: as if never heard."""
    return stood(statements, Standing.REMOVED, reason=Reason.REMOVED, beside=beside)


def restored(statements: Iterable[KeptStatement], *, beside: Iterable[KeptStatement] = ()) -> Change:
    """They count again: as if never removed. What counts already and is over holds for today again."""
    old = tuple(statements)
    after = tuple(
        replace(kept, is_over=False)
        if kept.standing is Standing.LIVE
        else replace(kept, standing=Standing.LIVE, echo_of=None)
        for kept in old
    )
    return Change(Reason.RESTORED, before=old, after=after, beside=tuple(beside))


def reassigned(
    statements: Iterable[KeptStatement], about: KnownPerson, *, beside: Iterable[KeptStatement] = ()
) -> Change:
    """It was said of somebody else: as if never heard of the one, and heard of the other. Moving it back is never having moved it."""
    old = tuple(statements)
    return Change(
        Reason.REASSIGNED, before=old, after=tuple(_told_of(kept, about) for kept in old), beside=tuple(beside)
    )


def _told_of(kept: KeptStatement, about: KnownPerson) -> KeptStatement:
    if kept.about == about.id:
        return kept
    to = f"k:{about.id}"
    # Moved back, what it had been moved to was a slip, and leaves no trace but its revisions.
    not_about = kept.not_about[: kept.not_about.index(to)] if to in kept.not_about else (*kept.not_about, who_of(kept))
    said = replace(kept.statement, figure=about.figure, name=about.name)
    return replace(kept, statement=said, about=about.id, tie=about.tie, not_about=not_about)


def not_any_more(statements: Iterable[KeptStatement], *, beside: Iterable[KeptStatement] = ()) -> Change:
    """It was so and is so no more: it counts for then. An earlier "true these days" is taken back with it."""
    old = tuple(statements)
    after = tuple(replace(kept, is_over=True, true_these_days=None) for kept in old)
    return Change(Reason.NOT_ANY_MORE, before=old, after=after, beside=tuple(beside))


def reworded(before: KeptStatement, words: str | None, *, beside: Iterable[KeptStatement] = ()) -> Change:
    """The person put the line into their own words (None takes them back). What it weighs stays as it was."""
    return Change(Reason.REWORDED, before=(before,), after=(replace(before, reworded=words),), beside=tuple(beside))


def confirmed(before: KeptStatement, value: int | None, *, beside: Iterable[KeptStatement] = ()) -> Change:
    """The person answered "how true is this these days?", 0 to 4 (None takes the answer back)."""
    return Change(
        Reason.CONFIRMED, before=(before,), after=(replace(before, true_these_days=value),), beside=tuple(beside)
    )


def stands(known: KnownPerson, *, reason: Reason) -> Change:
    """How things stand with somebody changed: the state of the tie, or whether danger from them was told."""
    return Change(reason, known=(known,))
