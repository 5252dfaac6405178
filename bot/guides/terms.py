"""Hears that somebody asks what a word of the guide is meant to say, and knows the answer that the guide's file has for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.guides.answers import plain, words
from bot.guides.format import Term

ASKED_ALONE_WORDS_MAX: Final = 12
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_QUOTE: Final = r"[\"'\u201c\u201d\u2018\u2019]?"


def explained(text: str, terms: Sequence[Term]) -> str | None:
    """What the word that is asked about means here, None where none of the guide's words is asked about."""
    for sentence in _SENTENCES.split(plain(text)):
        for term in terms:
            if _asks_about(sentence, term):
                return term.means
    return None


def is_asked_alone(text: str) -> bool:
    """True where nothing is answered beside such a question."""
    return len(_SENTENCES.split(text.strip())) == 1 and len(words(text)) <= ASKED_ALONE_WORDS_MAX


def _asks_about(sentence: str, term: Term) -> bool:
    word = rf"{_QUOTE}(?:the word |being |feeling |a |an )?{_QUOTE}(?:{'|'.join(map(re.escape, term.words))})\b{_QUOTE}"
    return bool(
        re.search(
            rf"\bwhat (?:exactly )?(?:do|did|are) you (?:even |actually |really )?mean(?:ing)? (?:by|with) (?:\w+ ){{0,2}}?{word}"
            rf"|\bwhat (?:exactly )?(?:is|does|'s) {word}(?: \w+)? (?:supposed|meant|even mean|mean\b(?! to me)|here)"
            rf"|\bwhat's {word} (?:supposed|meant)"
            rf"|^(?:(?:so|and|but|well|ok|sorry)[, ]+)*(?:what is|what's|define|explain) {word}\W*$"
            rf"|\bhow do you (?:define|mean) {word}"
            rf"|\b(?:not sure|don't know|no idea|unclear) what you mean (?:by|with) (?:\w+ ){{0,2}}?{word}",
            sentence,
        )
    )
