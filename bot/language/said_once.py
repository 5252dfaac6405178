"""Says once what two clauses of one sentence say together: "I ring my mum | when I'm upset and it helps"."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

from bot.working_model.statement import Coping, Statement

Said = TypeVar("Said", bound=Statement | Coping)


def once(found: Sequence[tuple[int, Said]], *, guessed: str) -> list[Said]:
    """`found` are (sentence, what was read), in the order of the text; `guessed` is the rule's name of what no rule matched.

    Of two alike in one sentence the surer stays, unless rules matched both: then the words were said twice.
    """
    keys: list[Hashable] = []
    kept: list[Said] = []
    for sentence, one in found:
        alike = (sentence, *_what(one))
        before = keys.index(alike) if alike in keys else None
        if before is None or not (_guess(one, guessed) or _guess(kept[before], guessed)):
            keys.append(alike)
            kept.append(one)
        elif one.confidence > kept[before].confidence:
            kept[before] = one
    return kept


def _what(one: Statement | Coping) -> tuple[Hashable, ...]:
    if isinstance(one, Coping):
        return ("way", one.way)
    return (one.facet, one.direction, one.figure, one.name, one.time)


def _guess(one: Statement | Coping, guessed: str) -> bool:
    return isinstance(one, Coping) or one.rule == guessed
