"""The best linear estimator on the same statements: what any weighting of them could at most recover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.simulation.recovery import true_axes
from bot.simulation.world import Floats, Speaker, World
from bot.working_model.axes import axes
from bot.working_model.kept import KeptStatement
from bot.working_model.revision import rebuild
from bot.working_model.statement import Direction, Facet, Theme
from bot.working_model.weights import Weights

GroupOf = Callable[[KeptStatement, Weights], str | None]
AXES = ("worry", "distance")


def axis_inputs(kept: KeptStatement, weights: Weights) -> str | None:
    """The group of a statement that an axis may read; None for all others, which no axis reads."""
    said = kept.statement
    if said.figure in weights.outside_general:
        return None
    if said.theme is Theme.SECURITY:
        return "worry:security"
    if said.facet in (Facet.WORTH, Facet.LOVABILITY):
        return "worry:self"
    if said.facet is Facet.COMFORT:
        return "distance:comfort"
    return "distance:people" if said.theme is Theme.TRUST and kept.about is None else None


def everything(kept: KeptStatement, weights: Weights) -> str | None:
    """A group for every statement, for the estimator that may read them all."""
    apart = "apart:" if kept.statement.figure in weights.outside_general else ""
    own = "general" if kept.about is None else "tie"
    if kept.statement.theme in (Theme.CLOSENESS, Theme.SELF_WORTH):
        return f"{apart}{own}:{kept.statement.facet}"
    return f"{apart}{own}:{kept.statement.theme}"


@dataclass(slots=True)
class BestLinear:
    """Kriging with second moments measured on very many simulated people: the best linear unbiased predictor (Robinson 1991)."""

    group_of: GroupOf
    weights: Weights
    by_axis: bool
    _means: dict[tuple[str, ...], float]
    _truth: Floats
    _with_truth: dict[tuple[str, ...], Floats]
    _pairs: dict[tuple[object, ...], float]

    @classmethod
    def fitted(
        cls, told: Sequence[tuple[list[KeptStatement], tuple[float, float]]], group_of: GroupOf, weights: Weights
    ) -> BestLinear:
        """Measures how statements go with each other and with the truth."""
        kinds: defaultdict[tuple[str, ...], list[float]] = defaultdict(list)
        for said, _ in told:
            for kept in said:
                group = group_of(kept, weights)
                if group is not None:
                    kinds[_kind(kept, group)].append(_sign(kept))
        means = {kind: float(np.mean(signs)) for kind, signs in kinds.items()}
        truth = np.mean([each for _, each in told], axis=0)
        with_truth: defaultdict[tuple[str, ...], list[Floats]] = defaultdict(list)
        pairs: defaultdict[tuple[object, ...], list[float]] = defaultdict(list)
        for said, true in told:
            rows = [(kept, group_of(kept, weights)) for kept in said]
            own = [(kept, _kind(kept, group)) for kept, group in rows if group is not None]
            for at, (kept, kind) in enumerate(own):
                off = _sign(kept) - means[kind]
                with_truth[kind].append(off * (np.array(true) - truth))
                for other, other_kind in own[at + 1 :]:
                    pairs[_pair(kept, kind, other, other_kind)].append(off * (_sign(other) - means[other_kind]))
        return cls(
            group_of,
            weights,
            group_of is axis_inputs,
            means,
            truth,
            {kind: np.mean(each, axis=0) for kind, each in with_truth.items()},
            # Ten products of zero: a pair seldom seen is taken for unrelated.
            {pair: sum(each) / (len(each) + 10) for pair, each in pairs.items()},
        )

    def predict(self, said: Sequence[KeptStatement]) -> tuple[float, float]:
        """The best linear guess at worry and distance."""
        rows = [(kept, self.group_of(kept, self.weights)) for kept in said]
        found = [self._axis(at, axis, [(k, g) for k, g in rows if g is not None]) for at, axis in enumerate(AXES)]
        return found[0], found[1]

    def _axis(self, at: int, axis: str, rows: Sequence[tuple[KeptStatement, str]]) -> float:
        own = [(k, _kind(k, g)) for k, g in rows if not self.by_axis or g.startswith(axis)]
        own = [(kept, kind) for kept, kind in own if kind in self._means]
        if not own:
            return float(self._truth[at])
        size = len(own)
        cover, goes_with, off = np.eye(size) * 1e-3, np.zeros(size), np.zeros(size)
        for i, (kept, kind) in enumerate(own):
            cover[i, i] += 1 - self._means[kind] ** 2
            goes_with[i] = self._with_truth[kind][at]
            off[i] = _sign(kept) - self._means[kind]
            for j in range(i + 1, size):
                cover[i, j] = cover[j, i] = self._pairs.get(_pair(kept, kind, *own[j]), 0.0)
        return float(self._truth[at] + goes_with @ np.linalg.solve(cover, off))


def at_eight(
    world: World,
    *,
    weights: Weights,
    seed: int,
    people: int,
    statements: int = 8,
    themes: tuple[Theme, ...] = tuple(Theme),
) -> dict[str, float]:
    """Correlation with the truth, mean over both axes: the model's, and the best linear estimator's on the same inputs and on all."""
    rng = np.random.default_rng([seed, 8])
    fit, test = [_spoken(world, rng, statements, size, weights, themes) for size in (people * 5, people)]
    same, all_ = (BestLinear.fitted(fit, group_of, weights) for group_of in (axis_inputs, everything))
    truth = np.array([true for _, true in test])
    guesses = {"model": [], "best_linear": [], "best_linear_of_everything": []}  # type: dict[str, list[tuple[float, float]]]
    for said, _ in test:
        placed = axes(rebuild(said, weights=weights), weights=weights, at_utc=said[-1].said_at_utc)
        guesses["model"].append((placed.worry.mean, placed.distance.mean))
        guesses["best_linear"].append(same.predict(said))
        guesses["best_linear_of_everything"].append(all_.predict(said))
    return {
        name: float(np.mean([np.corrcoef(np.array(each)[:, at], truth[:, at])[0, 1] for at in (0, 1)]))
        for name, each in guesses.items()
    }


def _spoken(
    world: World, rng: np.random.Generator, count: int, people: int, weights: Weights, themes: tuple[Theme, ...]
) -> list[tuple[list[KeptStatement], tuple[float, float]]]:
    told = []
    for _ in range(people):
        speaker = Speaker.born(world, rng)
        told.append((speaker.speak(count, themes=themes), true_axes(speaker, weights)))
    return told


def _sign(kept: KeptStatement) -> float:
    return 1.0 if kept.statement.direction is Direction.PLUS else -1.0


def _kind(kept: KeptStatement, group: str) -> tuple[str, ...]:
    asked = kept.statement.elicited.value if kept.statement.elicited.value.startswith("asked") else "free"
    return group, asked, "general" if kept.about is None else "tie"


def _pair(
    one: KeptStatement, one_kind: tuple[str, ...], other: KeptStatement, other_kind: tuple[str, ...]
) -> tuple[object, ...]:
    first, second = sorted((one_kind, other_kind))
    return (
        first,
        second,
        one.statement.facet is other.statement.facet,
        one.about is not None and one.about == other.about,
        one.episode_id is not None and one.episode_id == other.episode_id,
    )
