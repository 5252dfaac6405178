"""What is said of the question itself: words asked back, and what it takes for granted."""

from __future__ import annotations

import pytest

from bot.service.about_the_question import echoes


@pytest.mark.parametrize(
    ("text", "is_echo"),
    [
        pytest.param("rely on how?", True, id="a-word-asked-back"),
        pytest.param("my mother, always", False, id="an-answer"),
        pytest.param("do you rely on her?", False, id="a-question-to-the-program"),
        pytest.param("what weather?", False, id="a-word-of-another-thing"),
    ],
)
def test_a_word_of_the_question_asked_back(text: str, is_echo: bool) -> None:
    assert echoes(text, "Whom could you rely on then?") is is_echo
