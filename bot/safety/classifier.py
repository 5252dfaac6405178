"""The small classifier behind the rules: it may raise a verdict to `watch` or `concern`, never lower one, never to `acute`.

Linear over hashed word 1-3-grams and character 3-5-grams within words, as `bot.safety.spelling` reads them. It is
trained by `python -m bot.safety.training`. Without its file the rules stand alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.logs import Events
from bot.safety.patterns import IDIOM
from bot.safety.rules import RuleBook
from bot.working_model.risk import Level, RiskKind, Verdict

WEIGHTS_PATH: Final = Path(__file__).resolve().parents[2] / "models" / "safety" / "classifier.npz"
BUCKETS: Final = 1 << 17
KINDS: Final = (RiskKind.SELF, RiskKind.FROM_SOMEONE, RiskKind.TO_OTHERS, RiskKind.CHILD)
OUTPUTS: Final = ("concern", "watch", *(kind.value for kind in KINDS))
CONCERN_RULE: Final = "classifier.concern"
WATCH_RULE: Final = "classifier.watch"
# A long message is read in overlapping pieces: a risk said in one sentence must not drown in the rest.
WINDOW_WORDS: Final = 60
_STEP_WORDS: Final = 45
_MOST_WORDS: Final = 1000
_END_CHARS: Final = 1200  # of a very long message only beginning and end are read here; the rules read all of it
# What the rules read as told history, or cannot read at all, has its own path; a guess must not overrule it.
_LEFT_ALONE: Final = (RiskKind.PAST_HARM, RiskKind.BEREAVED, RiskKind.UNKNOWN_LANGUAGE)

Weights = NDArray[np.float32]
Features = tuple[NDArray[np.int64], NDArray[np.float32]]
_events: Final = Events("safety.classifier")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores (log-odds) from which a raise is made. `sure_kind` is the lead the best kind needs over the next."""

    concern: float
    watch: float
    sure_kind: float


class Classifier:
    """Weights (outputs in the order of `OUTPUTS` by buckets) with their biases and thresholds."""

    def __init__(self, weights: Weights, bias: NDArray[np.float32], thresholds: Thresholds) -> None:
        if weights.shape != (len(OUTPUTS), BUCKETS) or bias.shape != (len(OUTPUTS),):
            raise ValueError("weights of another shape")
        if not (np.isfinite(weights).all() and np.isfinite(bias).all()):
            raise ValueError("weights that are not numbers")
        self._weights = np.ascontiguousarray(weights.T, dtype=np.float32)
        self._bias = bias.astype(np.float32)
        self.thresholds = thresholds

    @classmethod
    def load(cls, path: Path = WEIGHTS_PATH) -> Classifier | None:
        """The classifier of a file; None, with one line in the log, where the file is missing or broken."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                limits = [float(one) for one in stored["thresholds"]]
                if len(limits) != 3 or not np.isfinite(limits).all():
                    raise ValueError("thresholds that are not three numbers")
                return cls(stored["weights"], stored["bias"], Thresholds(*limits))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the file, the rules must stand
            _events.warning("safety_classifier_missing", reason=type(error).__name__)
            return None

    def scores(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Log-odds by output: those of the piece of the message that is most of concern, and the highest for `watch`."""
        pieces = []
        for piece in windows(words[:_MOST_WORDS]):
            buckets, values = features(piece)
            pieces.append(values @ self._weights[buckets] + self._bias)
        table = np.array(pieces)
        found: NDArray[np.float32] = table[int(np.argmax(table[:, 0]))].copy()
        found[1] = table[:, 1].max()
        return found

    def raised(self, verdict: Verdict, words: Sequence[str]) -> Verdict:
        """The verdict, or a higher one. `words` is the message as `bot.safety.spelling` reads it."""
        if not (may_raise(verdict) and words):
            return verdict
        try:
            scores = self.scores(words)
        except Exception as error:  # noqa: BLE001 - a fault here must not cost what the rules found
            _events.warning("safety_classifier_failed", reason=type(error).__name__)
            return verdict
        if scores[0] >= self.thresholds.concern:
            kind = self._kind(scores[2:])
            if kind is not None:
                return Verdict(Level.CONCERN, kind, (*verdict.rules, CONCERN_RULE))
        elif scores[1] < self.thresholds.watch:
            return verdict
        if verdict.level is Level.NONE:
            return Verdict(Level.WATCH, RiskKind.SELF, (*verdict.rules, WATCH_RULE))
        return verdict

    def _kind(self, scores: NDArray[np.float32]) -> RiskKind | None:
        """The kind, where it is clear; else None: then the gentle check is the safest thing to say."""
        order = np.argsort(scores)
        if scores[order[-1]] - scores[order[-2]] < self.thresholds.sure_kind:
            return None
        return KINDS[int(order[-1])]


def reading(book: RuleBook, text: str) -> list[str]:
    """The words of a message, those within an idiom known to the rules left out ("he'll kill me if I'm late")."""
    if len(text) > 2 * _END_CHARS:
        text = f"{text[:_END_CHARS]}\n{text[-_END_CHARS:]}"
    words, codes = book.words(text), book.encode(text)
    if len(words) != len(codes):
        return words
    return [word for word, code in zip(words, codes, strict=True) if code != IDIOM]


def may_raise(verdict: Verdict) -> bool:
    """Whether what the rules found leaves anything to the classifier."""
    return verdict.level.rank < Level.CONCERN.rank and verdict.kind not in _LEFT_ALONE


def windows(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The message in overlapping pieces; in one where it is short."""
    yield words[:WINDOW_WORDS]
    for start in range(_STEP_WORDS, len(words) - (WINDOW_WORDS - _STEP_WORDS), _STEP_WORDS):
        yield words[start : start + WINDOW_WORDS]


def features(words: Sequence[str]) -> Features:
    """Buckets and their values; word and character features weigh the same as a whole, whatever the length."""
    grams = {_bucket(word) for word in words}
    grams |= {_bucket(f"{a} {b}") for a, b in pairwise(words)}
    grams |= {_bucket(f"{a} {b} {c}") for a, b, c in zip(words, words[1:], words[2:], strict=False)}
    parts = set().union(*(_parts(word) for word in set(words)))
    buckets = np.fromiter(sorted(grams), np.int64, len(grams))
    inside = np.fromiter(sorted(parts), np.int64, len(parts))
    values = np.concatenate(
        [
            np.full(len(grams), 1.0 / max(1, len(grams)) ** 0.5, np.float32),
            np.full(len(parts), 1.0 / max(1, len(parts)) ** 0.5, np.float32),
        ]
    )
    return np.concatenate([buckets, inside]), values


def _bucket(gram: str) -> int:
    return zlib.crc32(gram.encode("utf-8", "surrogatepass")) & (BUCKETS - 1)


@lru_cache(maxsize=16384)
def _parts(word: str) -> frozenset[int]:
    """Buckets of the characters of a word, three to five at a time."""
    edged = f"<{word[:40]}>"
    return frozenset(
        _bucket(f"#{edged[at : at + size]}") for size in (3, 4, 5) for at in range(max(1, len(edged) - size + 1))
    )
