"""How the person's words stand in a sentence of ours."""

from __future__ import annotations

import pytest

from bot.guides.wording import embedded, may_be_a_name, quoted


@pytest.mark.parametrize(
    ("said", "within"),
    [
        pytest.param("You are tired...", "you are tired", id="small-and-bare"),
        pytest.param("Anna calls you", "Anna calls you", id="a-name-stays"),
        pytest.param("Mum calls you", "your mum calls you", id="a-role-is-theirs"),
    ],
)
def test_in_the_middle_of_a_sentence(said: str, within: str) -> None:
    assert embedded(said) == within


def test_a_quotation_has_a_beginning_and_an_end() -> None:
    assert quoted("differently, i think") == "Differently, I think."
    assert quoted('who said "no"?') == "Who said 'no'?"


def test_a_word_written_large_may_be_a_name_until_something_tells() -> None:
    assert may_be_a_name("Rose in the garden", "Rose in the garden", frozenset())
    assert not may_be_a_name("Rose in the garden", "Rose in the garden", frozenset({"rose"}))
    assert not may_be_a_name("Nobody in the garden", "Nobody in the garden", frozenset())
