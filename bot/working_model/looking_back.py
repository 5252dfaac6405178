"""The model as it stood at an earlier revision, and what lies between two of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.working_model.axes import Axes, axes
from bot.working_model.change import Reason
from bot.working_model.evidence import Era
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
}


def as_of(statements: Sequence[KeptStatement], revisions: Sequence[Revision], number: int) -> list[KeptStatement]:
    """The statements as they counted at revision `number`, with their labels of today.

    What the person has removed since is as if never heard then, too.
    """
    standing: dict[str, Standing] = {}
    answered: dict[str, int] = {}
    for revision in sorted(revisions, key=lambda each: each.number):
        for statement_id in revision.statement_ids:
            if revision.reason is Reason.CONFIRMED:
                answered[statement_id] = revision.number
            elif revision.number <= number and revision.reason in _STANDINGS:
                standing[statement_id] = _STANDINGS[revision.reason]
    return [
        replace(
            kept,
            standing=standing[kept.id],
            true_these_days=kept.true_these_days if answered.get(kept.id, number + 1) <= number else None,
        )
        for kept in statements
        if kept.id in standing and kept.standing is not Standing.REMOVED
    ]


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
