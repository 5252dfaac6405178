"""A position between 0 (the `-` pole) and 1 (the `+` pole) with its uncertainty, as a Beta distribution; the mathematics of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

_GRID: Final = 96
_TINY: Final = 1e-300
_FIELDS: Final = ("mean", "low", "high", "n", "count", "enough", "mixed")
_LEAST: Final = 0.02  # the least Beta parameter: keeps the distribution proper where moments ask for less


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands: `mean` with the interval `low`–`high`, all 0–1; `n` counts of evidence, from `count` statements.

    `enough` is False below the stated threshold: then nothing is said. `mixed` is True where both sides are strong.
    """

    mean: float
    low: float
    high: float
    n: float
    count: int
    enough: bool
    mixed: bool = False

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return {name: getattr(self, name) for name in _FIELDS}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Position:
        """The position as `to_data` wrote it."""
        return cls(**{name: data[name] for name in _FIELDS})


@dataclass(frozen=True, slots=True)
class Beta:
    """A Beta distribution by its two parameters."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The mean."""
        return self.a / (self.a + self.b)

    @property
    def variance(self) -> float:
        """The variance."""
        total = self.a + self.b
        return self.a * self.b / (total * total * (total + 1))

    @classmethod
    def of(cls, mean: float, variance: float) -> Beta:
        """The Beta distribution with these moments; a variance too large for any is brought down to the widest."""
        mean = min(max(mean, 1e-4), 1 - 1e-4)
        strength = max(mean * (1 - mean) / max(variance, 1e-9) - 1, 2 * _LEAST)
        return cls(max(mean * strength, _LEAST), max((1 - mean) * strength, _LEAST))

    def quantile(self, share: float) -> float:
        """The point with this share of the distribution below it, to about 1e-4."""
        return self.quantiles((share,))[0]

    def quantiles(self, shares: Sequence[float]) -> list[float]:
        """The points with these rising shares below them, in one pass over a fixed grid of the log odds.

        The cost is the same for every distribution, so that a revision costs the same after ten statements and ten thousand.
        """
        reach = 4 * math.sqrt(1 / self.a + 1 / self.b)
        left = math.log(self.a / self.b) - reach - 6 / self.a
        step = (reach + 6 / self.a + reach + 6 / self.b) / _GRID
        heights, peak = [], -math.inf
        for at in range(_GRID + 1):
            odds = left + at * step
            small = math.log1p(math.exp(-abs(odds)))
            height = -self.a * (small + max(0.0, -odds)) - self.b * (small + max(0.0, odds))
            heights.append(height)
            peak = max(peak, height)
        heights = [math.exp(height - peak) for height in heights]
        total = sum(heights) - (heights[0] + heights[-1]) / 2
        found: list[float] = []
        passed, at = 0.0, 0
        for share in shares:
            wanted = share * total
            while at < _GRID - 1 and passed + (heights[at] + heights[at + 1]) / 2 < wanted:
                passed += (heights[at] + heights[at + 1]) / 2
                at += 1
            found.append(_odds_to_share(left + (at + _into(heights[at], heights[at + 1], wanted - passed)) * step))
        return found

    def below(self, point: float) -> float:
        """The share of the distribution below a point: the regularised incomplete beta function (Numerical Recipes, 6.4)."""
        if point <= 0.0 or point >= 1.0:
            return 0.0 if point <= 0.0 else 1.0
        a, b = self.a, self.b
        front = math.exp(
            math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(point) + b * math.log1p(-point)
        )
        if point < (a + 1) / (a + b + 2):
            return front * _fraction(a, b, point) / a
        return 1 - front * _fraction(b, a, 1 - point) / b


def _into(before: float, after: float, area: float) -> float:
    """How far into a step of width 1 an area lies, where the height runs straight from one end to the other."""
    slope = after - before
    if abs(slope) < 1e-12 * (before + after) + _TINY:
        return min(1.0, max(0.0, area / max(before, _TINY)))
    root = math.sqrt(max(0.0, before * before + 2 * slope * area))
    return min(1.0, max(0.0, (root - before) / slope))


def _odds_to_share(odds: float) -> float:
    return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0


def _fraction(a: float, b: float, point: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 - (a + b) * point / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, 200):
        for step in (
            m * (b - m) * point / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * point / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + step * d
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = 1 + step / c
            c = c if abs(c) > _TINY else _TINY
            value *= d * c
        if abs(d * c - 1) < 1e-10:
            break
    return value
