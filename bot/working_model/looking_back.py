"""The model as it stood at an earlier revision, and what lies between two of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.working_model.axes import Axes, axes
from bot.working_model.change import Reason
from bot.working_model.evidence import Era, who_of
from bot.working_model.identity import KnownPersonId, StatementId
from bot.working_model.kept import KeptStatement, Standing
from bot.working_model.model import WorkingModel
from bot.working_model.pooling import position
from bot.working_model.position import Position
from bot.working_model.revision import Revision
from bot.working_model.statement import Theme
from bot.working_model.weights import DEFAULT, Weights

MOVED_LEAST = 0.05  # less is no difference that a picture or a sentence could show
_STANDINGS = {
    Reason.SAID: Standing.LIVE,
    Reason.CONTESTED: Standing.CONTESTED,
    Reason.REMOVED: Standing.REMOVED,
    Reason.RESTORED: Standing.LIVE,
    # Put more exactly, what was contested counts again.
    Reason.REWORDED: Standing.LIVE,
    Reason.REASSIGNED: Standing.LIVE,
    Reason.NOT_ANY_MORE: Standing.LIVE,
}


def as_of(statements: Sequence[KeptStatement], revisions: Sequence[Revision], number: int) -> list[KeptStatement]:
    """The statements as they counted at revision `number`, with their labels of today.

    What the person has removed since is as if never heard then, too.
    """
    then = _Then()
    for revision in sorted(revisions, key=lambda each: each.number):
        for statement_id in revision.statement_ids:
            then.hear(revision, statement_id, is_later=revision.number > number)
    return [then.of(kept) for kept in statements if kept.id in then.standing and kept.standing is not Standing.REMOVED]


@dataclass(slots=True)
class _Then:
    """What the revisions up to one of them say of each statement, and of what came later only what it changed."""

    standing: dict[StatementId, Standing] = field(default_factory=dict)
    over: set[StatementId] = field(default_factory=set)
    changed_later: set[tuple[StatementId, Reason]] = field(default_factory=set)
    about: dict[StatementId, str | None] = field(default_factory=dict)

    def hear(self, revision: Revision, this: StatementId, *, is_later: bool) -> None:
        reason = revision.reason
        if is_later:
            self.changed_later.add((this, reason))
            if reason is Reason.REASSIGNED:
                self.about.setdefault(this, revision.detail.from_who)  # the first later move tells where it stood then
            return
        if reason is Reason.NOT_ANY_MORE:
            self.over.add(this)
        elif reason is Reason.RESTORED and self.standing.get(this) is Standing.LIVE:
            self.over.discard(this)
        if reason in _STANDINGS:
            self.standing[this] = _STANDINGS[reason]

    def of(self, kept: KeptStatement) -> KeptStatement:
        """The statement as it counted then. An answer or a wording that was changed later is not known any more."""
        who = self.about.get(kept.id, who_of(kept))
        return replace(
            kept,
            standing=self.standing[kept.id],
            about=KnownPersonId(who.removeprefix("k:")) if who is not None and who.startswith("k:") else None,
            is_over=kept.id in self.over,
            true_these_days=None if (kept.id, Reason.CONFIRMED) in self.changed_later else kept.true_these_days,
            reworded=None if (kept.id, Reason.REWORDED) in self.changed_later else kept.reworded,
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """One position that stands elsewhere at the later of two revisions; None where there was too little to place it."""

    who: str
    theme: Theme
    era: Era
    before: Position | None
    after: Position | None

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "who": self.who,
            "theme": self.theme.value,
            "era": self.era.value,
            "before": self.before.to_data() if self.before else None,
            "after": self.after.to_data() if self.after else None,
        }


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between two revisions: what was done, which positions moved, and both pairs of axes."""

    earlier: int
    later: int
    done: tuple[tuple[Reason, int], ...]
    moved: tuple[Moved, ...]
    axes_before: Axes
    axes_after: Axes

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "earlier": self.earlier,
            "later": self.later,
            "done": {reason.value: count for reason, count in self.done},
            "moved": [each.to_data() for each in self.moved],
            "axes": {"before": self.axes_before.to_data(), "after": self.axes_after.to_data()},
        }


@dataclass(frozen=True, slots=True)
class Moment:
    """A model as it stood after a revision."""

    number: int
    at_utc: datetime
    model: WorkingModel


def between(earlier: Moment, later: Moment, revisions: Sequence[Revision], *, weights: Weights = DEFAULT) -> Between:
    """What lies between two moments. It says what the model holds, not that somebody changed (`compare` judges that)."""
    done = Counter(each.reason for each in revisions if earlier.number < each.number <= later.number)
    moved = []
    for who in sorted(earlier.model.people.keys() | later.model.people.keys()):
        for theme in Theme:
            for era in Era:
                old, new = (_place(moment, who, theme, era, weights) for moment in (earlier, later))
                if _differ(old, new):
                    moved.append(Moved(who, theme, era, old, new))
    return Between(
        earlier.number,
        later.number,
        tuple(sorted(done.items())),
        tuple(moved),
        axes(earlier.model, weights=weights, at_utc=earlier.at_utc),
        axes(later.model, weights=weights, at_utc=later.at_utc),
    )


def _place(moment: Moment, who: str, theme: Theme, era: Era, weights: Weights) -> Position | None:
    found = position(moment.model, who, theme, era=era, weights=weights, at_utc=moment.at_utc)
    return found if found.enough else None


def _differ(old: Position | None, new: Position | None) -> bool:
    if old is None or new is None:
        return old is not new
    return abs(old.mean - new.mean) >= MOVED_LEAST or old.mixed is not new.mixed
