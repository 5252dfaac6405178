"""Gives back both sides where an answer tells one for and one against: "on one hand ..., on the other ..."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.guides.answers import words
from bot.guides.clauses import Clause
from bot.guides.grammar import is_plain_english, stands_alone
from bot.guides.tones import Tone
from bot.guides.turning import turned
from bot.guides.wording import embedded
from bot.working_model.statement import Direction

SIDE_WORDS_MAX: Final = 11


def two_sides(clauses: Sequence[Clause]) -> dict[str, str] | None:
    """The two sides in words of ours; None where there are not two that read well."""
    good = [
        c
        for c in clauses
        if c.tone in (Tone.PLAIN, Tone.OTHERS) and len(words(c.text)) <= SIDE_WORDS_MAX and stands_alone(c.text)
    ]
    good = [c for c in good if is_plain_english(c.text)]
    plus = next((c for c in good if c.direction is Direction.PLUS), None)
    minus = next((c for c in good if c.direction is Direction.MINUS), None)
    if plus is None or minus is None or plus.text in minus.text or minus.text in plus.text:
        return None
    return {"one": embedded(turned(plus.text)), "other": embedded(turned(minus.text))}
