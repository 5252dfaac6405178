"""Taking a text for English by its everyday words."""

import pytest

from bot.safety.english import is_english


@pytest.mark.parametrize(
    "text",
    [
        "",
        "garden",
        "i do not want to talk about it",
        "my aunt los has a house by the sea",
        "she said ich liebe dich and we laughed about it",
    ],
    ids=["nothing", "no-everyday-word", "english", "a-name", "a-quote"],
)
def test_english_is_taken_for_it(text: str) -> None:
    assert is_english(text.split())


@pytest.mark.parametrize("text", ["ich bin froh dass sie da ist", "no quiero hablar porque estoy cansada", "quiero"])
def test_german_and_spanish_are_not(text: str) -> None:
    assert not is_english(text.split())
