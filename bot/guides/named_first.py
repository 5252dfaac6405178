"""Answers that name somebody: who it is, and whether what is told of them is worth more than the name."""

from __future__ import annotations

import re
from typing import Final

from bot.guides.answers import is_somebody, named_in, words
from bot.guides.grammar import is_broken, is_question
from bot.guides.person_words import figure_said, figures_in, name_said, person_words
from bot.guides.tones import tells_of_loss
from bot.working_model.guide import StepKind
from bot.working_model.named import taken_back_at
from bot.working_model.statement import Asked, Figure, Reading

FRAGMENT_WORDS_MAX: Final = 6
_NAMED_THEN_TOLD: Final = re.compile(r"\W*((?:my|our) (?:[\w'-]+ ){0,3}?[\w'-]+)[.,:;]\s+(he|she)(?= )", re.IGNORECASE)
_ENOUGH: Final = 12  # letters by which a clause is known again


def named_person(text: str, reading: Reading, asked: Asked | None) -> str | None:
    """Who was named, where the question was "who?" and the answer, or its first sentence, does little more than name them."""
    if asked is None or asked.step != StepKind.PERSON or len(named_in(text, reading)) > 1:
        return None  # of several it is asked which one
    at = taken_back_at(text)
    if at:
        return _named_instead(text, at, reading)
    start = 0
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        start = text.index(sentence, start)
        if not is_question(sentence):
            break
    named = sentence if len(words(text)) > FRAGMENT_WORDS_MAX else text
    if len(words(named)) > FRAGMENT_WORDS_MAX:
        return None
    end = start + len(named) if named is sentence else len(text)
    particular = [m for m in reading.mentions if is_somebody(m) and m.span.start < end]
    particular = [m for m in particular if m.span.start >= start] if named is sentence else particular
    if len({(m.figure, m.name) for m in particular}) > 1 or re.search(r"\b(?:and|or|not|but)\b", named.casefold()):
        return None
    figure = particular[0].figure if particular else figure_said(named)
    if figure is None:
        return None
    return person_words(figure, particular[0].name if particular else name_said(named), heard=(named,)).full


def _named_instead(text: str, at: int, reading: Reading) -> str | None:
    """Who is named in place of somebody taken back: "my gran. No, it was my aunt Vi"."""
    after = [m for m in reading.mentions if is_somebody(m) and m.span.end > at]
    if not after:
        return None
    return person_words(after[0].figure, after[0].name, heard=(after[0].span.of(text), text[at:])).full


def lost_another(text: str) -> bool:
    """True where the loss told after the name is of somebody else: "My father. My mother died when I was four."."""
    return any(
        figures_in(sentence) - {Figure.OTHER_PERSON}
        for sentence in re.split(r"(?<=[.!?])\s+", text)[1:]
        if tells_of_loss(sentence)
    )


def tells_of_them(kind: str | None, text: str) -> bool:
    """True where what would be given back is worth more than the name: what the named one does to the speaker."""
    if kind in ("plain", "others", "feels"):
        rest = " ".join(re.split(r"(?<=[.!?])\s+", text)[1:])
        return (
            not is_broken(text) and not tells_of_loss(rest) and bool(re.search(r"\b(?:i|me|us|we)\b", rest.casefold()))
        )
    return kind is not None and kind not in ("quote", "heard", "fragment", "person")


def with_who_it_was(said: str, text: str) -> str:
    """ "My niece. She runs at me": "she" alone would not say whom the answer has just named."""
    named = _NAMED_THEN_TOLD.match(text)
    if named is None or figure_said(named.group(1)) is None or not text[named.start(2) :].startswith(said[:_ENOUGH]):
        return said
    return named.group(1) + said[len(named.group(2)) :]
