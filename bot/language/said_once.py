"""Says once what two clauses of one sentence say together: "I ring my mum | when I'm upset and it helps"."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.working_model.statement import Coping, Statement, Time

Said = TypeVar("Said", bound=Statement | Coping)


def once(found: Sequence[tuple[int, Said]], *, guessed: str) -> list[Said]:
    """`found` are (sentence, what was read), in the order of the text; `guessed` is the rule's name of what no rule matched.

    Of two alike in one sentence the surer stays, unless rules matched both: then the words were said twice. A change that is only guessed must lead elsewhere.
    """
    keys: list[Hashable] = []
    kept: list[Said] = []
    for sentence, one in found:
        if _changes_nothing(one, sentence, found, guessed):
            continue
        alike = (sentence, *_what(one))
        before = keys.index(alike) if alike in keys else None
        if before is None or not (_guess(one, guessed) or _guess(kept[before], guessed)):
            keys.append(alike)
            kept.append(one)
        elif one.confidence > kept[before].confidence:
            kept[before] = one
    return kept


def _changes_nothing(one: Said, sentence: int, found: Sequence[tuple[int, Said]], guessed: str) -> bool:
    """Whether a guessed change leads where things had been: "we were close, now she airs me" is no change to closeness."""
    if not isinstance(one, Statement) or one.time is not Time.CHANGING or one.rule != guessed:
        return False
    then = replace(one, time=Time.PAST)
    return any(
        number == sentence and isinstance(each, Statement) and _what(each) == _what(then) for number, each in found
    )


def _what(one: Statement | Coping) -> tuple[Hashable, ...]:
    if isinstance(one, Coping):
        return ("way", one.way)
    return (one.facet, one.direction, one.figure, one.name, one.time)


def _guess(one: Statement | Coping, guessed: str) -> bool:
    return isinstance(one, Coping) or one.rule == guessed
