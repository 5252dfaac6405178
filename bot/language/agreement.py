"""How far two coders agree who labelled the same messages independently (data/agreement): what a reader can at best be asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from bot.errors import SetUpError
from bot.language.corpus import CORPUS, Labelled, relabelled
from bot.language.evaluation import POLES, Sentences, evaluate
from bot.language.measures import kappa
from bot.working_model.statement import Asked, Reading, Span, Statement, Theme, Way

SECOND: Final = CORPUS.parent / "agreement" / "second-coder.jsonl"
FIRST: Final = SECOND.with_name("first-coder.jsonl")
"""What the first coder said of messages whose labels a third has settled since: agreement is between the two who worked alone."""
_LAYERS: Final = ("facet", "figure", "time", "grain", "certainty")


@dataclass(frozen=True, slots=True)
class Agreement:
    """κ (Cohen 1960) by theme, by theme × direction and for coping, whether there or not in a sentence (coping: a message);
    κ of each layer where both coders saw the same theme and direction; `f1` of the second coder against the first."""

    messages: int
    by_theme: dict[str, float]
    by_pole: dict[str, float]
    by_layer: dict[str, float]
    coping: float
    f1: float
    figures: dict[str, Any]


def second_labels(
    messages: Iterable[Labelled], path: Path = SECOND, first: Path = FIRST
) -> list[tuple[Labelled, Labelled]]:
    """The messages that were labelled twice, first and second labels. Raises `SetUpError` where a line names no message or a quote is not in it."""
    known = {message.id: message for message in messages}
    for line in first.read_text(encoding="utf-8").splitlines() if first.exists() else ():
        data = json.loads(line)
        if data["id"] in known:
            known[data["id"]] = relabelled(known[data["id"]], data)
    pairs: list[tuple[Labelled, Labelled]] = []
    problems: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        data = json.loads(line)
        message = known.get(data["id"])
        if message is None:
            problems.append(f"{path.name}:{number}: no message {data['id']}")
            continue
        try:
            pairs.append((message, relabelled(message, data)))
        except ValueError:
            problems.append(f"{path.name}:{number}: a quote is not in the text, or a label not in the codebook")
    if problems:
        raise SetUpError(problems)
    return pairs


def agreement(pairs: Sequence[tuple[Labelled, Labelled]], spans: Sentences) -> Agreement:
    """Counts by sentence, as the reader is counted."""
    by_place: list[tuple[set[str], set[str]]] = []
    layers: dict[str, list[tuple[str, str]]] = {layer: [] for layer in _LAYERS}
    ways: list[tuple[bool, bool]] = []
    for first, second in pairs:
        sentences = spans(first.text) or [Span(0, 1)]
        for span in sentences:
            ours, theirs = _within(first.statements, span), _within(second.statements, span)
            by_place.append(({_pole(s) for s in ours}, {_pole(s) for s in theirs}))
            _compare(ours, theirs, layers)
        there, said = {c.way for c in first.coping}, {c.way for c in second.coping}
        ways += [(way in there, way in said) for way in Way]
    second_of = {(second.text, _question(second.asked)): second for _, second in pairs}

    def read(text: str, asked: Asked | None) -> Reading:
        found = second_of[(text, _question(asked))]
        return Reading(tuple(replace(s, confidence=1.0) for s in found.statements), found.coping)

    report = evaluate("a second coder", read, [first for first, _ in pairs], split="both", spans=spans)
    return Agreement(
        messages=len(pairs),
        by_theme={theme: _kappa_of(by_place, {f"{theme} +", f"{theme} -"}) for theme in Theme},
        by_pole={pole: _kappa_of(by_place, {pole}) for pole in POLES},
        by_layer={layer: kappa(values) for layer, values in layers.items()},
        coping=kappa(ways),
        f1=report.figures["macro_f1"],
        figures=report.figures,
    )


def _kappa_of(places: Iterable[tuple[set[str], set[str]]], labels: set[str]) -> float:
    return kappa((bool(ours & labels), bool(theirs & labels)) for ours, theirs in places)


def _compare(ours: Sequence[Statement], theirs: Sequence[Statement], layers: dict[str, list[tuple[str, str]]]) -> None:
    """Adds the layers of what both saw: each of ours beside the first of theirs with its theme and direction."""
    for one in ours:
        other = next((s for s in theirs if _pole(s) == _pole(one)), None)
        if other is not None:
            for layer in _LAYERS:
                layers[layer].append((str(getattr(one, layer)), str(getattr(other, layer))))


def _within(statements: Sequence[Statement], span: Span) -> list[Statement]:
    return [s for s in statements if span.start <= s.span.start < span.end]


def _pole(s: Statement) -> str:
    return f"{s.theme} {s.direction}"


def _question(asked: Asked | None) -> str:
    return "" if asked is None else asked.question
