"""Laws of the reader over any text: it never raises, its spans lie in the text, letter case of the quote marks changes nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import reader
from bot.working_model.statement import THEME_OF

_WORDS = st.sampled_from(
    [
        "i",
        "you",
        "he",
        "she",
        "they",
        "we",
        "my",
        "mum",
        "dad",
        "sister",
        "friend",
        "people",
        "nobody",
        "trust",
        "love",
        "feel",
        "like",
        "never",
        "not",
        "always",
        "is",
        "are",
        "was",
        "don't",
        "can't",
        "alone",
        "close",
        "leave",
        "me",
        "him",
        "her",
        "them",
        "but",
        "and",
        "because",
        "if",
        "when",
        "scared",
        "worried",
        "worthless",
        "good",
        "enough",
        "listen",
        "lie",
        "to",
        "on",
        "with",
        "for",
        ",",
        ".",
        "?",
        "!",
        "\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text):
    reading = reader().read(text)
    for statement in reading.statements:
        assert 0 <= statement.span.start < statement.span.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_spans_lie_in_the_text_and_facets_in_their_themes(text):
    for statement in reader().read(text).statements:
        assert statement.span.of(text).strip()
        assert THEME_OF[statement.facet] is statement.theme


@settings(max_examples=100, deadline=None)
@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_curly_quotes_change_nothing(text):
    straight, curly = reader().read(text), reader().read(text.replace("'", "’"))
    assert straight == curly
