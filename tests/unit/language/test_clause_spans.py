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
