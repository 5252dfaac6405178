"""Trains the small classifier of the screen (`python -m bot.safety.training`): the same data, the same weights.

Logistic regression with an L2 penalty, fitted by L-BFGS (Liu and Nocedal 1989) in NumPy alone.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.safety.classifier import BUCKETS, KINDS, OUTPUTS, WEIGHTS_PATH, features, may_raise, reading, windows
from bot.safety.rules import RuleBook, load_rules
from bot.safety.screen import RuleScreen
from bot.working_model.risk import Level, Verdict

DATA: Final = Path(__file__).resolve().parents[2] / "data"
FOLDS: Final = 4
PENALTY: Final = 0.3  # of the squared weights; 0.3 to 3 give the same within noise
# Shares of messages that may be raised falsely, of ordinary talk and of hard negatives; the rules have theirs besides.
FALSE_CONCERN: Final = 0.0005
FALSE_CONCERN_HARD: Final = 0.002
FALSE_WATCH: Final = 0.003
FALSE_WATCH_HARD: Final = 0.015
SURE_KIND: Final = 1.0  # log-odds
_MEMORY: Final = 8
_STEPS: Final = 60

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A message read as words. `level` and `kind` as in data/safety; `source`: safety, twin, talk.

    `is_open`: the rules leave the verdict to the classifier; only such messages count when thresholds are chosen.
    """

    id: str
    words: tuple[str, ...]
    level: str
    kind: str | None
    source: str
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Pieces of messages as sparse rows. `owner` is the message of each row."""

    buckets: NDArray[np.int64]
    values: Array
    starts: NDArray[np.int64]
    owner: NDArray[np.int64]

    @property
    def rows(self) -> NDArray[np.int64]:
        """The row of each stored value."""
        return np.repeat(np.arange(len(self.starts)), np.diff(np.append(self.starts, len(self.buckets))))


def is_for_measuring(one_id: str) -> bool:
    """True for the half of a set that is left out of training: the SHA-1 of the id is odd."""
    return hashlib.sha1(one_id.encode(), usedforsecurity=False).digest()[-1] % 2 == 1


def read_examples(data: Path, book: RuleBook) -> list[Example]:
    """What may be trained on: development phrases, the development half of the independent set, half of the talk."""
    screen = RuleScreen(book, classifier=None)

    def example(one: dict[str, str], source: str) -> Example:
        verdict = screen.screen(one["text"])
        words = tuple(reading(book, one["text"]))
        return Example(one["id"], words, one.get("level", "none"), one.get("kind"), source, may_raise(verdict))

    found: list[Example] = []
    for folder, source in (("development", "safety"), ("classifier", "twin")):
        for path in sorted((data / "safety" / folder).glob("*.jsonl")):
            found += [example(one, source) for one in _lines(path) if "text" in one and _may_teach(one)]
    independent = _lines(data / "safety" / "independent.jsonl")
    found += [example(one, "safety") for one in independent if one["half"] == "dev" and _may_teach(one)]
    for path in sorted((data / "statements").glob("*.jsonl")):
        found += [example(one, "talk") for one in _lines(path) if not is_for_measuring(one["id"])]
    for rule in book.rules:
        for number, text in enumerate(rule.must_not, 1):
            if screen.screen(text) == Verdict(Level.NONE):
                found.append(example({"id": f"{rule.id}.{number}", "text": text}, "safety"))
    return [one for one in found if one.words]


def _may_teach(one: dict[str, str]) -> bool:
    """Risks in English only: ordinary talk is all English, so another language itself would look like a risk."""
    is_english = one.get("lang", "en") == "en" and not one["id"].startswith(("d-german", "d-spanish"))
    return is_english or one["level"] == "none"


def tabulate(examples: Sequence[Example]) -> Table:
    """The features of every piece of every message."""
    buckets, values, starts, owner, size = [], [], [], [], 0
    for number, example in enumerate(examples):
        for piece in windows(example.words):
            where, what = features(piece)
            buckets.append(where)
            values.append(what)
            starts.append(size)
            owner.append(number)
            size += len(where)
    return Table(
        np.concatenate(buckets),
        np.concatenate(values).astype(np.float64),
        np.array(starts, np.int64),
        np.array(owner, np.int64),
    )


def fit(table: Table, wanted: Array, weight: Array, *, penalty: float = PENALTY) -> Array:
    """Weights by bucket and, last, the bias. `wanted` is 0 or 1 a row; rows of weight 0 are left out."""
    rows = table.rows
    used = weight[rows] > 0
    rows, buckets, values = rows[used], table.buckets[used], table.values[used]
    known, where = np.unique(buckets, return_inverse=True)
    size = len(known)

    def loss(guess: Array) -> tuple[float, Array]:
        score = np.bincount(rows, weights=values * guess[where], minlength=len(wanted)) + guess[size]
        cost = float(weight @ (np.logaddexp(0.0, score) - wanted * score)) + 0.5 * penalty * float(
            guess[:size] @ guess[:size]
        )
        off = weight * (1.0 / (1.0 + np.exp(-score)) - wanted)
        slope = np.bincount(where, weights=values * off[rows], minlength=size) + penalty * guess[:size]
        return cost, np.append(slope, off.sum())

    found = _least(loss, np.zeros(size + 1))
    out = np.zeros(BUCKETS + 1)
    out[known], out[-1] = found[:size], found[size]
    return out


def _least(loss: Callable[[Array], tuple[float, Array]], guess: Array) -> Array:
    """The minimum of a smooth convex function: L-BFGS with halving steps."""
    cost, slope = loss(guess)
    moves: list[tuple[Array, Array, float]] = []
    for _ in range(_STEPS):
        way, alphas = slope.copy(), []
        for move, turn, inner in reversed(moves):
            alphas.append(float(move @ way) / inner)
            way -= alphas[-1] * turn
        way *= (
            moves[-1][2] / float(moves[-1][1] @ moves[-1][1]) if moves else 1.0 / max(1.0, float(np.abs(slope).sum()))
        )
        for (move, turn, inner), alpha in zip(moves, reversed(alphas), strict=True):
            way += (alpha - float(turn @ way) / inner) * move
        step, fall = 1.0, float(slope @ way)
        while step > 1e-8:
            tried, tried_slope = loss(guess - step * way)
            if tried <= cost - 1e-4 * step * fall:
                break
            step /= 2
        else:
            return guess
        move, turn = -step * way, tried_slope - slope
        inner = float(move @ turn)
        if inner > 1e-12:
            moves = [*moves[-(_MEMORY - 1) :], (move, turn, inner)]
        done = cost - tried < 1e-5 * max(1.0, cost)
        guess, cost, slope = guess + move, tried, tried_slope
        if done:
            break
    return guess


def highest(table: Table, weights: Array, messages: int) -> Array:
    """The highest score of any piece, by message."""
    score = np.add.reduceat(table.values * weights[table.buckets], table.starts) + weights[-1]
    out = np.full(messages, -np.inf)
    np.maximum.at(out, table.owner, score)
    return out


def _weights_of_rows(examples: Sequence[Example], table: Table, positive: NDArray[np.bool_]) -> Array:
    """Positives and hard negatives weigh more than ordinary talk, of which there is much."""
    each = np.array([1.0 if one.source == "talk" else 2.0 for one in examples])
    each[positive] = 3.0
    return each[table.owner]


def cross_validated(
    examples: Sequence[Example],
    table: Table,
    positive: NDArray[np.bool_],
) -> Array:
    """Scores of each message by weights that were fitted without it."""
    fold = np.array([hashlib.sha1(one.id.encode(), usedforsecurity=False).digest()[0] % FOLDS for one in examples])
    weight = _weights_of_rows(examples, table, positive)
    out = np.zeros(len(examples))
    for number in range(FOLDS):
        away = fold == number
        weights = fit(table, positive[table.owner].astype(float), np.where(away[table.owner], 0.0, weight))
        out = np.where(fold == number, highest(table, weights, len(examples)), out)
    return out


def _limit(scores: Array, negatives: Sequence[tuple[NDArray[np.bool_], float]]) -> float:
    """The lowest score at which no set of negatives exceeds its share of false alarms."""
    limits = []
    for which, share in negatives:
        ordered = np.sort(scores[which])[::-1]
        limits.append(float(ordered[int(share * len(ordered))]) if len(ordered) else 0.0)
    return max(limits) + 1e-3


def train(examples: Sequence[Example]) -> dict[str, NDArray[np.generic]]:
    """The arrays of the weights file."""
    table = tabulate(examples)
    levels = np.array([one.level for one in examples])
    talk = np.array([one.source == "talk" for one in examples])
    nothing = levels == "none"
    concern, watch = np.isin(levels, ("concern", "acute")), levels == "watch"
    is_open = np.array([one.is_open for one in examples])
    fitted, limits = [], []
    hard = nothing & np.array([one.source == "safety" for one in examples])  # twins are harder than what people say
    for positive, shares in (
        (concern, (FALSE_CONCERN, FALSE_CONCERN_HARD)),
        (watch | concern, (FALSE_WATCH, FALSE_WATCH_HARD)),
    ):
        weight = _weights_of_rows(examples, table, positive)
        fitted.append(fit(table, positive[table.owner].astype(float), weight))
        scores = cross_validated(examples, table, positive)
        limits.append(_limit(scores, ((talk & nothing & is_open, shares[0]), (hard & is_open, shares[1]))))
    for kind in KINDS:
        of_kind = np.array([one.kind == kind.value for one in examples])
        named = concern & np.array([one.kind in KINDS for one in examples])
        fitted.append(fit(table, of_kind[table.owner].astype(float), named[table.owner].astype(float), penalty=0.3))
    stacked = np.stack(fitted)
    return {
        "weights": stacked[:, :-1].astype(np.float16),
        "bias": stacked[:, -1].astype(np.float32),
        "thresholds": np.array([*limits, SURE_KIND], np.float32),
    }


def _lines(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def main(path: Path = WEIGHTS_PATH) -> None:
    """Trains on the data of the repository and writes the weights file."""
    examples = read_examples(DATA, load_rules())
    arrays = train(examples)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    limits = ", ".join(f"{float(one):.2f}" for one in arrays["thresholds"])
    sys.stdout.write(f"{len(examples)} messages, {len(OUTPUTS)} outputs, thresholds {limits}\n")


if __name__ == "__main__":
    main()
