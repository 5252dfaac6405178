"""The same words, or nearly: a slip of the finger and a small word make no difference, another thing said does."""

from __future__ import annotations

import pytest

from bot.working_model.sameness import nearly_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("My mother never listens to me.", "My mother never listens to me."),
        ("My mother never listens to me.", "my mum never listens"),
        ("My mother never listens to me.", "As I said, she really never listens to me!"),
        ("My mother never listens to me.", "My mothr never lisens to me"),
        ("He doesn't call me back.", "He does not call me back"),
        ("He doesn\u2019t call me back.", "he doesnt call me back"),
        ("I can't rely on her.", "I cannot rely on her"),
        ("She was always there when I needed her", "when I needed her she was always there"),
        ("", ""),
    ],
)
def test_the_same_words(one: str, other: str) -> None:
    assert nearly_same(one, other)
    assert nearly_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("She is not there for me when I need her.", "She is there for me when I need her."),
        ("My mother never listens to me.", "My mother never listens when I talk about work."),
        ("My mother never listens to me.", "My mother shouts at me."),
        ("She is always there for me.", "She is sometimes there for me."),
        ("He lied to me for a year.", "He lied about the money."),
        ("I trust him.", "I love him."),
        ("I trust him.", ""),
        ("x" * 5_000, "y" * 5_000),
    ],
)
def test_other_words(one: str, other: str) -> None:
    assert not nearly_same(one, other)
    assert not nearly_same(other, one)
