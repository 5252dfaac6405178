"""Names listed after a role of several."""

from __future__ import annotations

import pytest

from bot.language import reader
from bot.language.listed import listed_names
from bot.language.person_words import LEXICONS, FigureLexicon

LEXICON = FigureLexicon.load(LEXICONS)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        pytest.param(
            "I've got two sisters, Jo and Helen, and that's it.",
            ["Jo sibling f", "Helen sibling f"],
            id="two-letters-too",
        ),
        pytest.param("my kids: Ana, Tom and Lee", ["Ana child n", "Tom child n", "Lee child n"], id="three"),
        pytest.param("my brothers called Femi & Tobi", ["Femi sibling m", "Tobi sibling m"], id="called"),
        pytest.param("my sister, Jo, and Helen", [], id="one-sister"),
        pytest.param("my sisters, Jo", [], id="one-name-is-no-list"),
        pytest.param("my sisters, and I and Tom", [], id="i-am-no-name"),
        pytest.param("my brothers, tall and loud", [], id="no-names"),
        pytest.param("my parents", [], id="nothing-after"),
    ],
)
def test_names_listed(text: str, listed: list[str]) -> None:
    found = listed_names(reader().words(text), LEXICON.terms)
    assert [f"{each.word.text} {each.figure} {each.gender}" for each in found] == listed
