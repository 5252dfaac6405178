"""How well known positions are recovered: coverage of the intervals, correlation with the truth, lines that should not be there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.simulation.world import START, Speaker, World
from bot.working_model.axes import axes
from bot.working_model.kept import KeptStatement
from bot.working_model.pooling import position
from bot.working_model.position import Position
from bot.working_model.revision import rebuild
from bot.working_model.statement import Facet, Theme
from bot.working_model.weights import Weights

Reads = Callable[[Sequence[KeptStatement], np.random.Generator], list[KeptStatement]]
TIE_THEMES = (Theme.TRUST, Theme.CLOSENESS, Theme.SECURITY)


@dataclass(slots=True)
class Recovered:
    """Positions found beside the true ones, axes and ties apart. Each row: mean, low, high, truth."""

    worry: list[tuple[float, float, float, float]] = field(default_factory=list)
    distance: list[tuple[float, float, float, float]] = field(default_factory=list)
    ties: list[tuple[float, float, float, float]] = field(default_factory=list)

    @property
    def axes(self) -> list[tuple[float, float, float, float]]:
        """Both axes together."""
        return self.worry + self.distance

    def add(self, other: Recovered) -> None:
        """Takes in the rows of another run."""
        self.worry += other.worry
        self.distance += other.distance
        self.ties += other.ties


def coverage(rows: Sequence[tuple[float, float, float, float]]) -> float:
    """The share of intervals that hold the truth."""
    return sum(low <= truth <= high for _, low, high, truth in rows) / len(rows) if rows else float("nan")


def correlation(rows: Sequence[tuple[float, float, float, float]]) -> float:
    """Pearson's r of the means with the truth."""
    table = np.array(rows)
    return float(np.corrcoef(table[:, 0], table[:, 3])[0, 1])


def true_axes(speaker: Speaker, weights: Weights) -> tuple[float, float]:
    """Where the person truly stands on worry and on distance, by the axes' own definition."""
    security, own = (
        speaker.truth(Theme.SECURITY),
        speaker.truth(Theme.SELF_WORTH, facets=(Facet.WORTH, Facet.LOVABILITY)),
    )
    comfort, people = speaker.truth(Theme.CLOSENESS, facets=(Facet.COMFORT,)), speaker.truth_in_people()
    by_self, by_trust = weights.worry_from_self, weights.distance_from_trust
    return 1 - ((1 - by_self) * security + by_self * own), 1 - ((1 - by_trust) * comfort + by_trust * people)


def recover(
    world: World, *, statements: int, people: int, weights: Weights, seed: int, reads: Reads | None = None
) -> Recovered:
    """Lets people speak, compiles their models, and sets what was found beside what is true.

    Axes are taken whether or not there is enough to show them, ties only where there is: an interval is a promise where it is
    shown, and on the axes even where it is not.
    """
    rng = np.random.default_rng([seed, statements])
    found = Recovered()
    for _ in range(people):
        speaker = Speaker.born(world, rng)
        said = speaker.speak(statements)
        heard = reads(said, rng) if reads else said
        model, at = rebuild(heard, weights=weights), said[-1].said_at_utc if said else START
        placed, truth = axes(model, weights=weights, at_utc=at), true_axes(speaker, weights)
        found.worry.append(_row(placed.worry, truth[0]))
        found.distance.append(_row(placed.distance, truth[1]))
        for tie in speaker.ties:
            for theme in TIE_THEMES:
                place = position(model, f"k:{tie}", theme, weights=weights, at_utc=at)
                if place.enough:
                    found.ties.append(_row(place, speaker.truth(theme, tie)))
    return found


def _row(place: Position, truth: float) -> tuple[float, float, float, float]:
    return place.mean, place.low, place.high, truth
