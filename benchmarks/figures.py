"""The arithmetic of the benchmark and the form of its results: medians, ratios, stages, the table, `build/bench.json`."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import mean
from typing import Any, Final

STAGES: Final = ("screen", "store", "rasa", "reading", "rest")
KEPT_SHARE: Final = 0.9
"""Share of turns that the stages are taken from: the slowest tenth tells of the machine, not of us."""

_AT_MOST, _AT_LEAST = "≤", "≥"
_HOLDS: Final[Mapping[str, Callable[[float, float], bool]]] = {_AT_MOST: operator.le, _AT_LEAST: operator.ge}
TARGETS: Final[Mapping[str, tuple[str, float]]] = {
    "turn_p50_ratio": (_AT_MOST, 0.5),
    "growth_turn300": (_AT_MOST, 1.1),
    "throughput_ratio": (_AT_LEAST, 2.0),
    "memory_ratio": (_AT_MOST, 1.0),
    "start_ratio": (_AT_MOST, 0.5),
    "read_60_words_p50_ms": (_AT_MOST, 15.0),
}
"""What the results are held against (docs/reference/performance.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One bot's figures. Memory is the proportional set size (PSS) of all its processes together."""

    turn_p50_ms: float
    turn_5_ms: float
    turn_300_ms: float
    turns_per_s: float
    memory_mib: float
    first_reply_s: float

    @property
    def growth(self) -> float:
        """Turn 300 against turn 5 of a conversation."""
        return self.turn_300_ms / self.turn_5_ms


@dataclass(frozen=True, slots=True)
class Timed:
    """One stretch of work inside one of our processes, in seconds of the machine's monotonic clock."""

    stage: str
    start_s: float
    end_s: float


def stages_of(turns: Sequence[tuple[float, float]], timed: Iterable[Timed]) -> dict[str, float]:
    """Mean milliseconds of each stage, over turns given by start and end (s). Together they make the mean turn.

    `rasa` is what the call to Rasa took until the reply was there, less what our action did meanwhile (`handed_over` less `acted`);
    `rest` is what no stage claims.
    """
    kept = sorted(turns, key=lambda turn: turn[1] - turn[0])[: max(1, int(len(turns) * KEPT_SHARE))]
    records = list(timed)
    sums: dict[str, list[float]] = {name: [] for name in STAGES}
    for start, end in kept:
        took: dict[str, float] = {}
        for record in records:
            if start <= record.start_s < end:
                # Rasa goes on for some milliseconds when the reply is there already; nobody waits for that.
                took[record.stage] = took.get(record.stage, 0.0) + 1000 * (min(record.end_s, end) - record.start_s)
        rasa = took.get("handed_over", 0.0) - took.get("acted", 0.0)
        stages = {name: took.get(name, 0.0) for name in ("screen", "store", "reading")} | {"rasa": rasa}
        stages["rest"] = 1000 * (end - start) - sum(stages.values())
        for name, value in stages.items():
            sums[name].append(value)
    return {name: round(mean(values), 2) for name, values in sums.items()}


def results(
    stock: Column, ours: Column, *, stages: Mapping[str, float], alone: Mapping[str, float], machine: Mapping[str, Any]
) -> dict[str, Any]:
    """What `build/bench.json` holds. `alone` are parts measured by themselves, `read_60_words_p50_ms` among them."""
    figures = {
        "turn_p50_ratio": ours.turn_p50_ms / stock.turn_p50_ms,
        "growth_turn300": ours.growth,
        "throughput_ratio": ours.turns_per_s / stock.turns_per_s,
        "memory_ratio": ours.memory_mib / stock.memory_mib,
        "start_ratio": ours.first_reply_s / stock.first_reply_s,
        "read_60_words_p50_ms": alone["read_60_words_p50_ms"],
    }
    return {
        **{name: round(value, 3) for name, value in figures.items()},
        "stages": dict(stages),
        "stock": _rounded(asdict(stock)),
        "ours": _rounded(asdict(ours)),
        "alone": _rounded(alone),
        "missed": missed(figures),
        "machine": dict(machine),
    }


def missed(figures: Mapping[str, float]) -> list[str]:
    """The names of the figures that do not reach their target."""
    return [name for name, (sign, target) in TARGETS.items() if not _HOLDS[sign](figures[name], target)]


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in values.items()}


def table(found: Mapping[str, Any]) -> str:
    """The results for a reader: both columns and the ratio, then our stages and the parts alone."""
    stock, ours = found["stock"], found["ours"]
    growth = [column["turn_300_ms"] / column["turn_5_ms"] for column in (stock, ours)]
    rows = [
        ("a whole turn, one person, p50 (ms)", stock["turn_p50_ms"], ours["turn_p50_ms"], "turn_p50_ratio"),
        ("turn 5 (ms)", stock["turn_5_ms"], ours["turn_5_ms"], ""),
        ("turn 300 (ms)", stock["turn_300_ms"], ours["turn_300_ms"], ""),
        ("turn 300 / turn 5", *growth, "growth_turn300"),
        ("turns a second, 16 people at once", stock["turns_per_s"], ours["turns_per_s"], "throughput_ratio"),
        ("memory, all processes, PSS (MiB)", stock["memory_mib"], ours["memory_mib"], "memory_ratio"),
        ("from start to first reply (s)", stock["first_reply_s"], ours["first_reply_s"], "start_ratio"),
    ]
    lines = [f"{'':38}{'rasa init':>11}{'Attune':>11}{'ratio':>9}   target"]
    for name, theirs, own, key in rows:
        lines.append(f"{name:38}{theirs:11.2f}{own:11.2f}{_ratio(own / theirs, found, key)}")
    read = found["read_60_words_p50_ms"]
    lines.append(
        f"{'reading 60 words, one core, p50 (ms)':38}{'':11}{read:11.2f}{'':9}   {_target('read_60_words_p50_ms', found)}"
    )
    lines += ["", "Where a turn of ours goes (ms): " + ", ".join(f"{k} {v:.1f}" for k, v in found["stages"].items())]
    lines += ["Alone: " + ", ".join(f"{name} {value:g}" for name, value in found["alone"].items())]
    return "\n".join(lines)


def _ratio(value: float, found: Mapping[str, Any], key: str) -> str:
    if not key:
        return ""
    shown = "" if key == "growth_turn300" else f"{value:.2f}"
    return f"{shown:>9}   {_target(key, found)}"


def _target(key: str, found: Mapping[str, Any]) -> str:
    sign, target = TARGETS[key]
    return f"{sign} {target:g}" + (" MISSED" if key in found["missed"] else "")
