"""What a word of a guide means: heard where it is asked, and not where somebody tells what it means to them."""

from __future__ import annotations

import pytest

from bot.guides import GuideBook
from bot.working_model.dialogue import DialogueState

BOOK = GuideBook.load()
NEAR = DialogueState(guide_id="near-and-far")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        pytest.param("What is 'nearness' supposed to mean? My wife, obviously. Ilse.", False, id="beside an answer"),
        pytest.param("what do you mean by near, my wife Ilse I suppose", False, id="answered after a comma"),
        pytest.param("what do you mean by near I'd say Ilse", False, id="answered without a mark"),
        pytest.param("what do you mean by near here, exactly?", True, id="with a tail"),
        pytest.param("What do you mean by near or far, please?", True, id="two of its words"),
        pytest.param("what's closeness supposed to mean in this question", True, id="in the question"),
        pytest.param("what do you mean by being close to someone?", True, id="to someone"),
        pytest.param("What is \u2018nearness\u2019 supposed to mean?", True, id="supposed"),
        pytest.param("what do you mean by near?", True, id="mean by"),
        pytest.param("what exactly do you mean by feeling close", True, id="no mark"),
        pytest.param("What does closeness even mean?", True, id="even"),
        pytest.param("define distance", True, id="define"),
        pytest.param("I don't know what you mean by nearness.", True, id="not known"),
    ],
)
def test_asked(text: str, alone: bool) -> None:
    found = BOOK.explained(NEAR, text)
    assert found is not None
    assert "near" in found[0]
    assert found[1] is alone


@pytest.mark.parametrize(
    "text",
    [
        "I never know what she means by close.",
        "He asked what closeness means to me, and I laughed.",
        "What does closeness mean to me? Being left in peace.",
        "We are near, whatever that is.",
        "What is the distance from here to Leeds?",
        "What do you mean?",
    ],
)
def test_not_asked(text: str) -> None:
    assert BOOK.explained(NEAR, text) is None


def test_without_a_guide_no_word_is_explained() -> None:
    assert BOOK.explained(DialogueState(), "what do you mean by near?") is None
