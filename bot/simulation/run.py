"""`attune simulate`: all proofs in one run, as one JSON object or as lines to read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import numpy as np

from bot.simulation.changing import NEVER, detection_delays, false_changed
from bot.simulation.confusion import Confusion
from bot.simulation.cost import cost_ratio
from bot.simulation.linear import at_eight
from bot.simulation.recovery import Reads, Recovered, correlation, coverage, recover
from bot.simulation.world import CLUSTERED, IDEAL, World
from bot.working_model.statement import Theme
from bot.working_model.weights import DEFAULT, Weights

COUNTS: Final = (8, 20, 60)
# Eight statements that all bear on an axis: what people expect of closeness and losing.
ON_AXIS: Final = (Theme.SECURITY, Theme.CLOSENESS)


def simulate(
    *, people: int = 300, seed: int = 1, weights: Weights = DEFAULT, confusion: Confusion | None = None
) -> dict[str, Any]:
    """Every figure issue D answers to, and under `detail` what they are made of.

    `coverage90`: intervals of axes and ties together, ordinary talk read by the real reader. `coverage90_clustered`: the same with
    correlated episodes, moody days, heavy tails and one-sided questions. `r_at_8` and `best_linear_r_at_8`: read perfectly, both
    from the statements an axis may read. `detection_delay`: the median, in heard statements.
    """
    reader = confusion or Confusion.measured()
    worlds: dict[str, tuple[World, Reads | None]] = {
        "ideal": (IDEAL, None),
        "ordinary": (World(), reader.read),
        "clustered": (CLUSTERED, reader.read),
        "clustered_read_perfectly": (CLUSTERED, None),
    }
    found = {name: _recovery(world, reads, people, weights, seed) for name, (world, reads) in worlds.items()}
    eight = at_eight(IDEAL, weights=weights, seed=seed, people=people * 4)
    on_axis = at_eight(IDEAL, weights=weights, seed=seed, people=people * 4, themes=ON_AXIS)
    changed = {
        name: false_changed(world, weights=weights, seed=seed, reports=people * 2, reads=reads)
        for name, (world, reads) in worlds.items()
    }
    delays = {
        name: detection_delays(world, weights=weights, seed=seed, people=people // 2, reads=reads)
        for name, (world, reads) in worlds.items()
    }
    return {
        "coverage90": found["ordinary"]["coverage90"],
        "coverage90_clustered": found["clustered"]["coverage90"],
        "r_at_8": round(eight["model"], 3),
        "best_linear_r_at_8": round(eight["best_linear"], 3),
        "false_changed_per_report": round(max(changed.values()), 4),
        "detection_delay": float(np.median(delays["ordinary"])),
        "cost_ratio_10000_to_10": round(cost_ratio(weights=weights, seed=seed), 3),
        "detail": {
            "recovery": found,
            "r_at_8": {name: round(value, 3) for name, value in eight.items()},
            "r_at_8_all_on_the_axes": {name: round(value, 3) for name, value in on_axis.items()},
            "false_changed": {name: round(value, 4) for name, value in changed.items()},
            "detection": {name: _delay(each) for name, each in delays.items()},
            "reader": reader.source,
            "people": people,
            "seed": seed,
        },
    }


def sensitivity(*, people: int = 150, seed: int = 1) -> dict[str, dict[str, float]]:
    """What halving or doubling each weight does to coverage and recovery (clustered talk, real reader, 20 statements)."""
    names = (
        "open_question", "asked_pole", "episode_cap", "least_confidence", "half_life_days", "prior_plus", "tie_rho",
        "between_themes", "worry_from_self", "distance_from_trust", "never_sure",
    )  # fmt: skip
    reads = Confusion.measured().read
    table = {"as it is": _figures(DEFAULT, reads, people, seed)}
    for name in names:
        for word, factor in (("halved", 0.5), ("doubled", 2.0)):
            value = getattr(DEFAULT, name) * factor
            changed = (
                {name: min(value, 1.0)}
                if name in ("open_question", "least_confidence", "between_themes")
                else {name: value}
            )
            if name == "prior_plus":
                changed["prior_minus"] = value
            table[f"{name} {word}"] = _figures(replace(DEFAULT, **changed), reads, people, seed)
    return table


def _figures(weights: Weights, reads: Reads, people: int, seed: int) -> dict[str, float]:
    rows = recover(CLUSTERED, statements=20, people=people, weights=weights, seed=seed, reads=reads)
    return {
        "coverage_axes": round(coverage(rows.axes), 3),
        "coverage_ties": round(coverage(rows.ties), 3),
        "r_worry": round(correlation(rows.worry), 3),
        "r_distance": round(correlation(rows.distance), 3),
        "r_ties": round(correlation(rows.ties), 3),
    }


def _recovery(world: World, reads: Reads | None, people: int, weights: Weights, seed: int) -> dict[str, Any]:
    total, by_count = Recovered(), {}
    for count in COUNTS:
        rows = recover(world, statements=count, people=people, weights=weights, seed=seed, reads=reads)
        total.add(rows)
        by_count[str(count)] = {
            "coverage_axes": round(coverage(rows.axes), 3),
            "coverage_ties": round(coverage(rows.ties), 3),
            "r_worry": round(correlation(rows.worry), 3),
            "r_distance": round(correlation(rows.distance), 3),
            "r_ties": round(correlation(rows.ties), 3) if len(rows.ties) > 3 else None,
            "ties": len(rows.ties),
        }
    return {
        "coverage90": round(coverage(total.axes + total.ties), 3),
        "coverage_axes": round(coverage(total.axes), 3),
        "coverage_ties": round(coverage(total.ties), 3),
        "by_statements": by_count,
    }


def _delay(delays: list[int]) -> dict[str, float]:
    return {
        "median": float(np.median(delays)),
        "within_6": round(sum(each <= 6 for each in delays) / len(delays), 3),
        "never_in_16": round(sum(each == NEVER for each in delays) / len(delays), 3),
    }
