"""Where a clause's own words stand in a message."""

from __future__ import annotations

import pytest

from bot.language import reader
from bot.language.clause_spans import span_of


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param("But honestly I trust him.", "I trust him", id="joining-words-and-the-stop-left-out"),
        pytest.param("So", "So", id="a-word-alone-is-kept"),
    ],
)
def test_a_clauses_own_words(text: str, own: str) -> None:
    doc = reader().analyse(text)
    span = span_of(doc._.texts[0], doc._.words)
    assert text[span.start : span.end] == own


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param("We were close and now she ignores me", ["We were close", "now she ignores me"], id="and-now"),
        pytest.param("I rang him but anyway he was out", ["I rang him", "he was out"], id="but-anyway"),
        pytest.param("He hates me now I think he left", ["He hates me now", "I think he left"], id="now-at-the-end"),
    ],
)
def test_a_word_that_leads_in_is_no_clause(text: str, own: list[str]) -> None:
    doc = reader().analyse(text)
    spans = [span_of(each, doc._.words) for each in doc._.texts]
    assert [text[span.start : span.end] for span in spans] == own
