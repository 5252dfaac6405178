"""Folding a message to plain small letters, and leaving other scripts be."""

import pytest

from bot.safety.folding import fold


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("I DON’T KNOW", "i don't know"),
        ("don`t", "don't"),
        ("ki\u200bll", "kill"),
        ("Ｋｉｌｌ", "kill"),
        ("señor Müller, groß", "senor muller, gross"),
        ("dіе", "die"),
        ("i want to ԁіе", "i want to die"),
    ],
    ids=["curly", "backtick", "zero-width", "wide", "marks", "mixed-scripts", "a-lone-word"],
)
def test_a_message_becomes_plain_small_letters(typed: str, plain: str) -> None:
    assert fold(typed) == plain


@pytest.mark.parametrize("text", ["Я люблю её", "我想你", "Σ' αγαπώ"])
def test_other_scripts_stay_as_they_are(text: str) -> None:
    assert not any("a" <= letter <= "z" for letter in fold(text))
