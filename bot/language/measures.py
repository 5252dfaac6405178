"""Measures of a reader: plain functions over counts and pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

BINS: Final = 10


@dataclass(slots=True)
class Count:
    """Right, false and missed findings of one label."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 1 where nothing was said."""
        said = self.right + self.false
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        """Share of what was there that was found; 1 where nothing was there."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 1 where nothing was there and nothing was said."""
        whole = 2 * self.right + self.false + self.missed
        return 2 * self.right / whole if whole else 1.0


class Tally:
    """Counts per label from sets of what is there and what was said."""

    def __init__(self) -> None:
        self.counts: dict[str, Count] = {}

    def add(self, there: Iterable[str], said: Iterable[str]) -> None:
        """One unit (a sentence): the labels there and the labels said, each label once."""
        there, said = set(there), set(said)
        for label in there | said:
            count = self.counts.setdefault(label, Count())
            count.right += label in there and label in said
            count.false += label not in there
            count.missed += label not in said

    def micro(self) -> Count:
        """All labels together."""
        return Count(*(sum(getattr(c, part) for c in self.counts.values()) for part in ("right", "false", "missed")))

    def macro_f1(self, labels: Iterable[str]) -> float:
        """The mean F1 of `labels`, one that neither is there nor was said counting as nought."""
        each = [self.counts[label].f1 if label in self.counts else 0.0 for label in labels]
        return sum(each) / len(each) if each else 0.0


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float:
    """Cohen's κ of two codings of the same units (Cohen 1960); 1 where both are constant and agree."""
    both = Counter(pairs)
    n = sum(both.values())
    if not n:
        return 1.0
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for (a, b), k in both.items():
        first[a] += k
        second[b] += k
    agreed = sum(k for (a, b), k in both.items() if a == b) / n
    chance = sum(first[label] * second[label] for label in first) / n**2
    return 1.0 if chance == 1.0 else (agreed - chance) / (1.0 - chance)


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of a reliability plot: mean confidence, share right, how many."""

    confidence: float
    right: float
    count: int


def reliability(scored: Sequence[tuple[float, bool]], bins: int = BINS) -> list[Bin]:
    """Equal-width bins over confidence 0–1; empty bins are left out."""
    made: list[Bin] = []
    for k in range(bins):
        here = [(c, ok) for c, ok in scored if k / bins <= c < (k + 1) / bins or (k == bins - 1 and c == 1.0)]
        if here:
            made.append(Bin(sum(c for c, _ in here) / len(here), sum(ok for _, ok in here) / len(here), len(here)))
    return made


def calibration_error(scored: Sequence[tuple[float, bool]], bins: int = BINS) -> float:
    """Expected calibration error over equal-width bins (Naeini et al. 2015)."""
    if not scored:
        return 0.0
    return sum(b.count * abs(b.confidence - b.right) for b in reliability(scored, bins)) / len(scored)


def coverage_risk(scored: Sequence[tuple[float, bool]]) -> list[tuple[float, float, float]]:
    """(threshold, share of what was said that is kept, share of the kept that is wrong), thresholds from 0 to 0.95."""
    made: list[tuple[float, float, float]] = []
    for step in range(20):
        threshold = step / 20
        kept = [ok for c, ok in scored if c >= threshold]
        if kept:
            made.append((threshold, len(kept) / len(scored), 1.0 - sum(kept) / len(kept)))
    return made


def wilson(right: int, n: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    if not n:
        return 0.0, 1.0
    z = 1.96
    p = right / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * ((p * (1 - p) + z * z / (4 * n)) / n) ** 0.5 / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)
