"""What happened to the statements: said, contested, removed, restored, confirmed or reworded; the input of a revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

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
    """They count again: as if never removed."""
    return stood(statements, Standing.LIVE, reason=Reason.RESTORED, beside=beside)


def confirmed(before: KeptStatement, value: int | None, *, beside: Iterable[KeptStatement] = ()) -> Change:
    """The person answered "how true is this these days?", 0 to 4 (None takes the answer back)."""
    return Change(
        Reason.CONFIRMED, before=(before,), after=(replace(before, true_these_days=value),), beside=tuple(beside)
    )


def stands(known: KnownPerson, *, reason: Reason) -> Change:
    """How things stand with somebody changed: the state of the tie, or whether danger from them was told."""
    return Change(reason, known=(known,))
