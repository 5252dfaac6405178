"""A position between 0 (the `-` pole) and 1 (the `+` pole) with its uncertainty, as a Beta distribution; the mathematics of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

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
        """The point with this share of the distribution below it, to about 1e-6, by bisection sped up with Newton's steps."""
        low, high = 0.0, 1.0
        log_beta = math.lgamma(self.a) + math.lgamma(self.b) - math.lgamma(self.a + self.b)
        point = self.mean
        for _ in range(60):
            gap = self.below(point) - share
            if gap > 0:
                high = point
            else:
                low = point
            slope = math.exp((self.a - 1) * math.log(point) + (self.b - 1) * math.log1p(-point) - log_beta)
            ahead = point - gap / slope if slope > _TINY else -1.0
            following = ahead if low < ahead < high else (low + high) / 2
            if abs(following - point) < 1e-6 or high - low < 1e-9:
                return following
            point = min(max(following, 1e-12), 1 - 1e-12)
        return point

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
