"""Turns labelled messages into windows with the answers each clause should get."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.language.clauses import Clause
from bot.language.corpus import Labelled
from bot.language.heads import FACETS, FIGURES, GRAINS, POLES, SIZES, TIMES, TOTAL, WAYS, slices
from bot.language.normaliser import Word
from bot.language.reader import SpacyReader
from bot.language.windows import Window, Windower
from bot.working_model.statement import Span

_SURE: Final = 0.5
_UNSURE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Example:
    """One window with, for each of its clauses, the answers wanted and their weights (0 where an answer is not asked for)."""

    message: Labelled
    window: Window
    wanted: tuple[tuple[float, ...], ...]
    weights: tuple[tuple[float, ...], ...]


def examples(messages: Iterable[Labelled], reader: SpacyReader, windower: Windower) -> list[Example]:
    """Every window of every message."""
    made: list[Example] = []
    for message in messages:
        doc = reader.analyse(message.text, message.asked)
        if doc._.clauses is None:
            continue
        question = message.asked.question if message.asked else ""
        for window in windower.windows(doc._.words, doc._.meant, doc._.clauses, question=question):
            answers = [_answers(message, doc._.words, doc._.clauses[number]) for number, _, _ in window.clauses]
            made.append(Example(message, window, tuple(a for a, _ in answers), tuple(w for _, w in answers)))
    return made


def clause_span(words: Sequence[Word], clause: Clause) -> Span:
    """The characters a clause covers."""
    plain = [w for w in words[clause.start : clause.end] if not w.is_break]
    return Span(plain[0].start, plain[-1].end)


def _share(clause: Span, quote: Span) -> float:
    """How much of the shorter of the two the other covers."""
    common = max(0, min(clause.end, quote.end) - max(clause.start, quote.start))
    return common / min(clause.end - clause.start, quote.end - quote.start)


def _answers(message: Labelled, words: Sequence[Word], clause: Clause) -> tuple[tuple[float, ...], tuple[float, ...]]:
    span = clause_span(words, clause)
    wanted, weights = [0.0] * TOTAL, [0.0] * TOTAL
    at = {name: part.start for name, part in slices().items()}
    for name in ("pole", "facet", "way"):
        weights[at[name] : at[name] + SIZES[name]] = [1.0] * SIZES[name]
    for s in message.statements:
        share = _share(span, s.span)
        pole, facet = at["pole"] + POLES.index((s.theme, s.direction)), at["facet"] + FACETS.index(s.facet)
        if share >= _SURE:
            wanted[pole] = wanted[facet] = 1.0
            for name, place in (
                ("time", TIMES.index(s.time)),
                ("grain", GRAINS.index(s.grain)),
                ("figure", FIGURES.index(s.figure)),
            ):
                if not weights[at[name]]:
                    wanted[at[name] + place] = 1.0
                    weights[at[name] : at[name] + SIZES[name]] = [1.0] * SIZES[name]
            wanted[at["hedged"]] = float(s.certainty < 1.0)
            weights[at["hedged"]] = 1.0
        elif share > _UNSURE and not wanted[pole]:
            weights[pole] = weights[facet] = 0.0
    for c in message.coping:
        share = _share(span, c.span)
        if share >= _SURE:
            wanted[at["way"] + WAYS.index(c.way)] = 1.0
        elif share > _UNSURE:
            weights[at["way"] + WAYS.index(c.way)] = 0.0
    return tuple(wanted), tuple(weights)
