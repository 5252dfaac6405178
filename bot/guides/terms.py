"""Hears that somebody asks what a word of the guide is meant to say, and knows the answer that the guide's file has for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.guides.answers import plain, sentences, words
from bot.guides.format import Term

ASKED_ALONE_WORDS_MAX: Final = 12
_QUOTE: Final = r"[\"'\u201c\u201d\u2018\u2019]?"
_NOTHING_MORE: Final = (  # what may follow such a question and answers nothing
    r"(?:\W+(?:here|exactly|then|please|though|anyway|now|even|actually|really|to mean|to be|to say|mean|to you|by (?:that|it)"
    r"|(?:in|with) (?:this|that|your|the) (?:question|context|case)|(?:(?:to|from|on) )?(?:someone|somebody|people|me|him|her|them)))*\W*$"
)


def explained(text: str, terms: Sequence[Term]) -> str | None:
    """What the word that is asked about means here, None where none of the guide's words is asked about."""
    for sentence in sentences(plain(text)):
        for term in terms:
            if _asks_about(sentence, term):
                return term.means
    return None


def is_asked_alone(text: str, terms: Sequence[Term]) -> bool:
    """True where nothing is answered beside such a question: it is one short sentence, and ends it."""
    if len(sentences(text.strip())) > 1 or len(words(text)) > ASKED_ALONE_WORDS_MAX:
        return False
    return any(_asks_about(plain(text), term, then=_more_of(term) + _NOTHING_MORE) for term in terms)


def _more_of(term: Term) -> str:
    """A second of its words: "near or far"."""
    return rf"(?:,? (?:or|and) {_QUOTE}(?:{'|'.join(map(re.escape, term.words))})\b{_QUOTE})*"


def _asks_about(sentence: str, term: Term, then: str = "") -> bool:
    word = rf"{_QUOTE}(?:the word |being |feeling |a |an )?{_QUOTE}(?:{'|'.join(map(re.escape, term.words))})\b{_QUOTE}"
    return bool(
        re.search(
            rf"(?:\bwhat (?:exactly )?(?:do|did|are) you (?:even |actually |really )?mean(?:ing)? (?:by|with) (?:\w+ ){{0,2}}?{word}"
            rf"|\bwhat (?:exactly )?(?:is|does|'s) {word}(?: \w+)? (?:supposed|meant|even mean|mean\b(?! to me)|here)"
            rf"|\bwhat's {word} (?:supposed|meant)"
            rf"|^(?:(?:so|and|but|well|ok|sorry)[, ]+)*(?:what is|what's|define|explain) {word}\W*$"
            rf"|\bhow do you (?:define|mean) {word}"
            rf"|\b(?:not sure|don't know|no idea|unclear) what you mean (?:by|with) (?:\w+ ){{0,2}}?{word}){then}",
            sentence,
        )
    )
