"""Compares two times of speaking: what changed between them, and when it may only be said that somebody spoke differently."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from bot.working_model.evidence import UNIT, Bucket, Counts, contributions, who_of
from bot.working_model.identity import StatementId
from bot.working_model.kept import KeptStatement, Standing
from bot.working_model.pooling import updated
from bot.working_model.position import Beta
from bot.working_model.statement import THEME_OF, Direction, Elicits, Theme
from bot.working_model.weights import DEFAULT, Weights

SESSION_GAP: Final = timedelta(hours=12)
_FLAT: Final = Beta(0.5, 0.5)  # Jeffreys
_SHARES: Final = tuple((step + 0.5) / 40 for step in range(40))


class Ground(StrEnum):
    """Whether two times may be compared, and if not, why."""

    COMPARABLE = "comparable"
    TOO_NEAR = "too_near"
    QUESTIONS_DIFFER = "questions_differ"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True)
class Shift:
    """One position that stands elsewhere: shares of `+` before and after, and how likely so large a difference is by chance."""

    who: str
    theme: Theme
    before: float
    after: float
    chance: float
    statement_ids: tuple[StatementId, ...]

    @property
    def direction(self) -> Direction:
        """Which way it moved."""
        return Direction.PLUS if self.after > self.before else Direction.MINUS

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "who": self.who,
            "theme": self.theme.value,
            "before": round(self.before, 3),
            "after": round(self.after, 3),
            "chance": round(self.chance, 5),
            "direction": self.direction.value,
            "statements": list(self.statement_ids),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two times of speaking show. `changed` is only filled on comparable ground; otherwise the shifts are `different`."""

    ground: Ground
    tested: int
    changed: tuple[Shift, ...] = ()
    different: tuple[Shift, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "ground": self.ground.value,
            "tested": self.tested,
            "changed": [shift.to_data() for shift in self.changed],
            "different": [shift.to_data() for shift in self.different],
        }


def sessions(statements: Iterable[KeptStatement]) -> list[tuple[KeptStatement, ...]]:
    """Live statements parted into sessions, oldest first: another conversation, or twelve hours of silence, begins a new one."""
    found: list[list[KeptStatement]] = []
    for kept in sorted(statements, key=lambda each: (each.said_at_utc, each.number)):
        if kept.standing is not Standing.LIVE:
            continue
        last = found[-1][-1] if found else None
        same = last is not None and last.conversation_id == kept.conversation_id
        if last is not None and same and kept.said_at_utc - last.said_at_utc < SESSION_GAP:
            found[-1].append(kept)
        else:
            found.append([kept])
    return [tuple(session) for session in found]


def compare(
    earlier: Sequence[KeptStatement], later: Sequence[KeptStatement], *, weights: Weights = DEFAULT
) -> Comparison:
    """What changed from one time to another, by person and theme.

    At most `change_alpha` of reports on people who did not change say "changed" (Holm's procedure over all that is tested), and
    only where two weeks or more lie between and the questions called for the same poles. Only what holds now is compared.
    """
    before, after = _gathered(earlier, weights), _gathered(later, weights)
    both = sorted(
        place
        for place in before.keys() & after.keys()
        if min(before[place].sure, after[place].sure) >= weights.change_counts
        and min(before[place].count, after[place].count) >= weights.change_statements
    )
    if not both:
        return Comparison(Ground.TOO_LITTLE, 0)
    ground = _ground(earlier, later, weights)
    ids = _ids((*earlier, *later))
    shifts = sorted((_shift(place, before[place], after[place], ids) for place in both), key=lambda each: each.chance)
    clear = []
    for at, shift in enumerate(shifts):
        if shift.chance > weights.change_alpha / (len(shifts) - at):
            break
        if abs(shift.after - shift.before) >= weights.change_least:
            clear.append(shift)
    if ground is Ground.COMPARABLE:
        return Comparison(ground, len(both), changed=tuple(clear))
    return Comparison(ground, len(both), different=tuple(clear))


def _gathered(statements: Sequence[KeptStatement], weights: Weights) -> dict[tuple[str, Theme], Counts]:
    """Counts by person and theme, each session's brought down to what a single day can show."""
    total: defaultdict[tuple[str, Theme], Counts] = defaultdict(Counts)
    for session in sessions(statements):
        of_session: defaultdict[tuple[str, Theme], Counts] = defaultdict(Counts)
        for cell, part in contributions(session, weights, ageing=False).items():
            if cell.bucket is not Bucket.THEN:
                of_session[cell.who, THEME_OF[cell.facet]] += Counts(
                    part.plus / UNIT, part.minus / UNIT, part.sure / UNIT, part.count
                )
        for place, counts in of_session.items():
            total[place] += counts.pulled(1 / (1 + weights.session_rho * counts.n))
    return dict(total)


def _ground(earlier: Sequence[KeptStatement], later: Sequence[KeptStatement], weights: Weights) -> Ground:
    apart = min(kept.said_at_utc for kept in later) - max(kept.said_at_utc for kept in earlier)
    if apart < timedelta(days=weights.change_days):
        return Ground.TOO_NEAR
    before, after = _asked(earlier), _asked(later)
    gap = sum(abs(before[each] - after[each]) for each in Elicits) / 2
    by_chance = 0.4 * math.sqrt(1 / len(earlier) + 1 / len(later))  # what few statements differ by anyway
    return Ground.QUESTIONS_DIFFER if gap > weights.questions_differ + by_chance else Ground.COMPARABLE


def _asked(statements: Sequence[KeptStatement]) -> dict[Elicits, float]:
    """The shares of each way of asking; volunteered and openly asked are one here."""
    found: Counter[Elicits] = Counter(
        Elicits.NONE if kept.statement.elicited is Elicits.OPEN else kept.statement.elicited for kept in statements
    )
    return {each: found[each] / max(1, len(statements)) for each in Elicits}


def _shift(
    place: tuple[str, Theme], before: Counts, after: Counts, ids: dict[tuple[str, Theme], tuple[StatementId, ...]]
) -> Shift:
    old, new = updated(_FLAT, before), updated(_FLAT, after)
    above = sum(1 - new.below(point) for point in old.quantiles(_SHARES)) / len(_SHARES)
    chance = min(1.0, 2 * min(above, 1 - above))
    return Shift(place[0], place[1], old.mean, new.mean, chance, ids[place])


def _ids(statements: Iterable[KeptStatement]) -> dict[tuple[str, Theme], tuple[StatementId, ...]]:
    found: defaultdict[tuple[str, Theme], list[StatementId]] = defaultdict(list)
    for kept in statements:
        if kept.standing is Standing.LIVE:
            found[who_of(kept), kept.statement.theme].append(kept.id)
    return {place: tuple(each) for place, each in found.items()}
