"""Measures how a reader errs on labelled messages, so that the simulation errs in the same way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.simulation.confusion import Confusion
from bot.working_model.statement import Figure, Statement


def measure_confusion(
    rows: Iterable[tuple[Sequence[Statement], Sequence[Statement]]], *, source: str, least_confidence: float = 0.0
) -> Confusion:
    """The confusion of a reader. Each row holds what one message says (as labelled) and what was read in it.

    Figures are read as right where theme and direction agree on overlapping words; the rest of what was read is turned round
    (same theme), misplaced (another theme where something was said), of the wrong person, or invented.
    """
    said, found, kinds = Counter[str](), Counter[str](), Counter[str]()
    right: list[tuple[float, bool]] = []
    for labelled, read in rows:
        sure = [each for each in read if each.confidence >= least_confidence]
        for gold in labelled:
            key = f"{gold.theme}{gold.direction}"
            said[key] += 1
            found[key] += any(_meets(gold, each) for each in sure)
        for each in sure:
            kind = _kind(each, labelled)
            kinds[kind] += kind != "right"
            right.append((each.confidence, kind == "right"))
    wrong = max(1, sum(kinds.values()))
    return Confusion(
        recall={key: round(found[key] / count, 3) for key, count in sorted(said.items())},
        invented=round(kinds["invented"] / wrong, 3),
        turned=round(kinds["turned"] / wrong, 3),
        misplaced=round(kinds["misplaced"] / wrong, 3),
        wrong_person=round(1 - sum(round(kinds[k] / wrong, 3) for k in ("invented", "turned", "misplaced")), 3),
        confidences=_rightness(right),
        source=source,
    )


def _meets(gold: Statement, read: Statement) -> bool:
    return gold.span.start < read.span.end and read.span.start < gold.span.end


def _kind(read: Statement, labelled: Sequence[Statement]) -> str:
    here = [gold for gold in labelled if _meets(gold, read)]
    if not here:
        return "invented"
    same = [gold for gold in here if gold.theme is read.theme]
    if not same:
        return "misplaced"
    if all(gold.direction is not read.direction for gold in same):
        return "turned"
    # A pronoun alone, in a message alone, stands for somebody the talk would name: that is no mistake of person.
    open_ = read.figure is Figure.OTHER_PERSON
    return "right" if open_ or any(gold.figure is read.figure for gold in same) else "wrong_person"


def _rightness(right: Sequence[tuple[float, bool]], *, parts: int = 10) -> list[tuple[float, float]]:
    """For each tenth of what was read, by confidence: the confidence given, and how often it was right."""
    ordered = sorted(right, key=lambda each: each[0])
    if len(ordered) < parts:
        return [(0.6, 0.6)]
    size = len(ordered) / parts
    tenths = [ordered[round(at * size) : round((at + 1) * size)] for at in range(parts)]
    return [
        (round(sum(c for c, _ in each) / len(each), 3), round(sum(ok for _, ok in each) / len(each), 3))
        for each in tenths
    ]
