"""What statements weigh: integer counts for and against, so that taking one back leaves exactly what was there before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from bot.working_model.kept import KeptStatement, Standing
from bot.working_model.person import Tie
from bot.working_model.statement import Direction, Elicits, Facet, Grain, Theme, Time
from bot.working_model.weights import Weights

UNIT: Final = 1_000_000  # one count, in the millionths that evidence is kept in
EPOCH: Final = datetime(
    2024, 1, 1, tzinfo=UTC
)  # the landmark of forward decay (Cormode et al. 2009); any fixed day would do
OTHERS: Final = "others"
SELF: Final = "self"


class Era(StrEnum):
    """Then and now, as the summary tells them."""

    THEN = "then"
    NOW = "now"


class Bucket(StrEnum):
    """Where evidence is kept until the state of the tie decides its era.

    A finished act ("that night she drove over") counts for now in a tie that lasts and for then in one that is over, so it is
    kept apart: when a tie ends, nothing has to be counted again.
    """

    NOW = "now"
    ACT = "act"
    THEN = "then"


class Cell(NamedTuple):
    """One place in the model: a person (or `others`, `self`), a facet, a bucket."""

    who: str
    facet: Facet
    bucket: Bucket


@dataclass(frozen=True, slots=True)
class Evidence:
    """Millionths of counts for and against, how many statements they come from, and how much of them was surely read.

    `sure` is the counts times the reader's confidence once more: with it the pull towards the middle that misread statements
    cause can be taken out (attenuation, Spearman 1904).
    """

    plus: int = 0
    minus: int = 0
    sure: int = 0
    count: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(
            self.plus + other.plus, self.minus + other.minus, self.sure + other.sure, self.count + other.count
        )

    def __sub__(self, other: Evidence) -> Evidence:
        return Evidence(
            self.plus - other.plus, self.minus - other.minus, self.sure - other.sure, self.count - other.count
        )

    def __bool__(self) -> bool:
        return bool(self.plus or self.minus or self.count)

    def grown(self, growth: float) -> Evidence:
        """The same, weighing as much as it does when said at a time of that growth."""
        return Evidence(round(self.plus * growth), round(self.minus * growth), round(self.sure * growth), self.count)


@dataclass(frozen=True, slots=True)
class Counts:
    """Evidence in counts, as it stands at some time."""

    plus: float = 0.0
    minus: float = 0.0
    sure: float = 0.0
    count: int = 0

    @property
    def n(self) -> float:
        """All counts."""
        return self.plus + self.minus

    def pulled(self, share: float) -> Counts:
        """The same with each number brought down to a share of it."""
        return Counts(self.plus * share, self.minus * share, self.sure * share, self.count)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.plus + other.plus, self.minus + other.minus, self.sure + other.sure, self.count + other.count
        )


def who_of(kept: KeptStatement) -> str:
    """The person a statement is about as a key of the model: `k:` and the id; else `self` (own worth) or `others` (in general).

    "I feel lonely" and "people leave" both say how it is in general; only own worth is about oneself.
    """
    if kept.about is not None:
        return f"k:{kept.about}"
    return SELF if kept.statement.theme is Theme.SELF_WORTH else OTHERS


def bucket_of(kept: KeptStatement) -> Bucket:
    """The bucket: tense sets no weight, it only tells a named earlier era from a finished act and from today."""
    if kept.is_over:
        return Bucket.THEN
    if kept.statement.time is not Time.PAST:
        return Bucket.NOW
    return Bucket.ACT if kept.statement.grain is Grain.MOMENT else Bucket.THEN


def era_of(bucket: Bucket, tie: Tie) -> Era:
    """The era a bucket counts for, given the state of the tie."""
    if bucket is Bucket.ACT:
        return Era.NOW if tie is Tie.CURRENT else Era.THEN
    return Era.NOW if bucket is Bucket.NOW else Era.THEN


def weight_of(kept: KeptStatement, weights: Weights) -> float:
    """Counts one statement would add alone: certainty times the reader's confidence, less where the question called for it."""
    said = kept.statement
    if kept.standing is not Standing.LIVE or said.confidence < weights.least_confidence:
        return 0.0
    return said.certainty * said.confidence * _elicitation(said.elicited, said.direction, weights)


def _elicitation(elicited: Elicits, direction: Direction, weights: Weights) -> float:
    if elicited is Elicits.NONE:
        return 1.0
    if elicited is Elicits.OPEN:
        return weights.open_question
    asked = Direction.PLUS if elicited is Elicits.ASKED_PLUS else Direction.MINUS
    return weights.asked_pole if direction is asked else weights.against_pole


def growth(at_utc: datetime, weights: Weights) -> float:
    """How much more a count said at this time weighs than one said at the landmark: two for every half-life."""
    return float(2.0 ** ((at_utc - EPOCH).total_seconds() / 86_400 / weights.half_life_days))


def fades(facet: Facet, bucket: Bucket) -> bool:
    """True where evidence grows old. What is over stays as it was, and being unsafe with someone is not forgotten by waiting."""
    return bucket is not Bucket.THEN and facet is not Facet.SAFETY


def contributions(
    statements: Iterable[KeptStatement], weights: Weights, *, ageing: bool = True
) -> dict[Cell, Evidence]:
    """What a set of statements adds to each cell; the order, and saying one twice (by id), make no difference.

    Whole episodes must be given: their joint weight in one theme about one person is capped. Without `ageing` the amounts are
    plain counts (in millionths), whenever they were said.
    """
    unique = {kept.id: kept for kept in statements if kept.standing is Standing.LIVE}
    joint: defaultdict[tuple[str, str, Theme], int] = defaultdict(int)
    own: dict[str, int] = {}
    for kept in unique.values():
        own[kept.id] = round(weight_of(kept, weights) * UNIT)
        if kept.episode_id is not None:
            joint[kept.episode_id, who_of(kept), kept.statement.theme] += own[kept.id]
    cap = round(weights.episode_cap * UNIT)
    cells: defaultdict[Cell, Evidence] = defaultdict(Evidence)
    for kept in unique.values():
        amount = own[kept.id]
        if not amount:
            continue
        if kept.episode_id is not None:
            told = joint[kept.episode_id, who_of(kept), kept.statement.theme]
            amount = amount * cap // told if told > cap else amount
        for cell, part in _parts(kept, amount, weights):
            if ageing and fades(cell.facet, cell.bucket):
                part = part.grown(growth(kept.said_at_utc, weights))
            cells[cell] += part
    return {cell: evidence for cell, evidence in cells.items() if evidence}


def _parts(kept: KeptStatement, amount: int, weights: Weights) -> list[tuple[Cell, Evidence]]:
    who, facet, direction, bucket = who_of(kept), kept.statement.facet, kept.statement.direction, bucket_of(kept)
    sure = kept.statement.confidence
    answer = kept.true_these_days
    if answer is None:
        return [(Cell(who, facet, bucket), _side(amount, direction, sure, 1))]
    agree = (answer - 2) / 2  # -1 not at all ... +1 very
    # What is no longer true was true once: its weight goes over to then as far as the person says so.
    moved = 0 if bucket is Bucket.THEN else round(amount * max(0.0, -agree))
    strength = weights.true_these_days * (agree * weights.yes_saying if agree > 0 else -agree)
    side = direction if agree > 0 else _other(direction)
    return [
        (Cell(who, facet, bucket), _side(amount - moved, direction, sure, 1)),
        (Cell(who, facet, Bucket.THEN), _side(moved, direction, sure, 0)),
        (Cell(who, facet, Bucket.NOW), _side(round(strength * UNIT), side, 1.0, 0)),
    ]


def _other(direction: Direction) -> Direction:
    return Direction.MINUS if direction is Direction.PLUS else Direction.PLUS


def _side(amount: int, side: Direction, confidence: float, count: int) -> Evidence:
    sure = round(amount * confidence)
    return Evidence(amount, 0, sure, count) if side is Direction.PLUS else Evidence(0, amount, sure, count)
