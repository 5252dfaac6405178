"""Readers to compare with: nothing, a word list, and bags of words with logistic regression."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log
from typing import Any, Final

import numpy as np

from bot.language.corpus import Labelled
from bot.language.evaluation import Read, Sentences
from bot.language.heads import POLES
from bot.working_model.statement import THEME_OF, Asked, Direction, Facet, Figure, Reading, Span, Statement

_WORD: Final = re.compile(r"[a-z']+")
# A first facet stands for its theme: these baselines know no facets.
_FACET: Final = {theme: next(f for f in Facet if THEME_OF[f] is theme) for theme, _ in POLES}
_LEXICON: Final = {
    ("trust", "+"): "trust|rely on|count on|there for me|listens|understands me|safe with|supportive|honest|loyal",
    (
        "trust",
        "-",
    ): "don't trust|can't trust|lied|cheated|betrayed|let me down|never there|ignores|doesn't care|scared of|abusive",
    ("closeness", "+"): "close to|tell (?:him|her|them) everything|open up|belong|best friend|connected",
    (
        "closeness",
        "-",
    ): "lonely|alone|push people away|distant|don't need anyone|keep (?:it|everything) to myself|walls",
    ("self_worth", "+"): "proud of myself|like myself|good enough|confident|deserve|i'm a good|worthy|lovable",
    ("self_worth", "-"): "worthless|not good enough|hate myself|burden|failure|stupid|ugly|useless|unlovable",
    ("security", "+"): "won't leave|not worried|not jealous|accepts? me|secure|be myself",
    ("security", "-"): "leave me|jealous|afraid of losing|rejected|clingy|don't like me|reassurance|abandon",
}


def nothing(text: str, asked: Asked | None) -> Reading:
    """The majority baseline: most sentences hold no statement, so it reads none anywhere."""
    return Reading()


def lexicon(spans: Sentences) -> Read:
    """A list of plain words for each pole, negation not looked at."""
    patterns = {pole: re.compile(rf"\b(?:{words})\b") for pole, words in _LEXICON.items()}

    def read(text: str, asked: Asked | None) -> Reading:
        said: list[Statement] = []
        for span in spans(text):
            low = span.of(text).lower().replace("’", "'")
            said += [
                plain_statement(span, theme, direction)
                for theme, direction in POLES
                if patterns[(theme.value, direction.value)].search(low)
            ]
        return Reading(tuple(said))

    return read


def bag_of_words(train: Sequence[Labelled], spans: Sentences, *, epochs: int = 20, seed: int = 1) -> Read:
    """TF-IDF of words and pairs of words, one logistic regression a pole, fitted by averaged stochastic descent on train."""
    rows: list[list[str]] = []
    wanted: list[set[int]] = []
    for message in train:
        for span in spans(message.text):
            rows.append(_features(span.of(message.text)))
            wanted.append(
                {
                    POLES.index((s.theme, s.direction))
                    for s in message.statements
                    if span.start <= s.span.start < span.end
                }
            )
    seen = Counter(f for row in rows for f in set(row))
    index = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= 2))}
    weight = np.array([log(len(rows) / seen[f]) for f in index], dtype=np.float32)
    vectors = [_vector(row, index, weight) for row in rows]
    coefficients, bias = _fit(vectors, wanted, len(index), epochs, seed)

    def read(text: str, asked: Asked | None) -> Reading:
        said: list[Statement] = []
        for span in spans(text):
            places, values = _vector(_features(span.of(text)), index, weight)
            p = 1 / (1 + np.exp(-(values @ coefficients[places] + bias)))
            said += [plain_statement(span, *POLES[k], confidence=float(p[k])) for k in range(len(POLES)) if p[k] >= 0.4]
        return Reading(tuple(said))

    return read


def _features(text: str) -> list[str]:
    words = _WORD.findall(text.lower().replace("’", "'"))
    return words + [f"{a} {b}" for a, b in pairwise(words)]


def _vector(row: Sequence[str], index: dict[str, int], weight: Any) -> tuple[Any, Any]:
    counted = Counter(index[f] for f in row if f in index)
    places = np.array(sorted(counted), dtype=np.int64)
    values = np.array([(1 + log(counted[i])) * weight[i] for i in places], dtype=np.float32)
    return places, values / max(1e-6, float(np.linalg.norm(values)))


def _fit(
    vectors: Sequence[tuple[Any, Any]], wanted: Sequence[set[int]], width: int, epochs: int, seed: int
) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    coefficients, bias = np.zeros((width, len(POLES)), dtype=np.float32), np.full(len(POLES), -3.0, dtype=np.float32)
    for epoch in range(epochs):
        rate = 2.0 / (1 + 0.3 * epoch)
        for i in rng.permutation(len(vectors)):
            places, values = vectors[i]
            target = np.zeros(len(POLES), dtype=np.float32)
            target[list(wanted[i])] = 1.0
            error = target - 1 / (1 + np.exp(-(values @ coefficients[places] + bias)))
            coefficients[places] += rate * values[:, None] * error[None]
            bias += 0.02 * rate * error
    return coefficients, bias


def plain_statement(span: Span, theme: Any, direction: Direction, *, confidence: float = 0.7) -> Statement:
    """A statement of a reader that knows no facet and no person."""
    return Statement(
        span=span,
        theme=theme,
        facet=_FACET[theme],
        direction=direction,
        figure=Figure.SELF,
        confidence=confidence,
        rule="baseline",
    )


Baselines = dict[str, Callable[[str, Asked | None], Reading]]
