"""Where in a message a clause's own words stand, without joining words and punctuation at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.language.matcher import ClauseText
from bot.language.normaliser import Word
from bot.working_model.statement import Span

_LEADING: Final = frozenset(
    {
        "and",
        "but",
        "so",
        "because",
        "like",
        "honestly",
        "also",
        "plus",
        "though",
        "although",
        "anyway",
        "well",
        "oh",
        "yeah",
        "then",
        "or",
        "however",
        "while",
    }
)
_TRAILING: Final = frozenset({"and", "but", "so", "or", "because", "though"})


def span_of(text: ClauseText, words: Sequence[Word]) -> Span:
    """The clause's words without joining words and punctuation at its ends."""
    plain = [w for w in words[text.clause.start : text.clause.end] if not w.is_break]
    first, last = 0, len(plain)
    while first < last - 1 and plain[first].norm in _LEADING:
        first += 1
    while last > first + 1 and plain[last - 1].norm in _TRAILING:
        last -= 1
    return Span(plain[first].start, plain[last - 1].end)
