"""The copy for Rasa: only a button may look like an intent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.rasa_copy import LONGEST_COPY_CHARS, rasa_copy
from bot.working_model.dialogue import BUTTONS_ALONE, Command


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        pytest.param("skip this one", "skip this one", id="plain"),
        pytest.param("/stop", "stop", id="slash"),
        pytest.param(" /stop", "stop", id="space and slash"),
        pytest.param("\u200b/stop", "stop", id="zero-width space and slash"),
        pytest.param("\u2028/ /\t/ stop", "stop", id="line separator, slashes and tabs"),
        pytest.param("/ I felt small", "I felt small", id="slash, then words"),
        pytest.param("/restart@1.0{}", "restart@1.0{}", id="confidence and entities"),
        pytest.param("EXTERNAL: restart", "EXTERNAL: restart", id="what Rasa writes for itself"),
        pytest.param("a/b", "a/b", id="slash inside stays"),
        pytest.param("one\x00two", "one two", id="NUL"),
        pytest.param("hello \ud83d there", "hello there", id="lone surrogate"),
        pytest.param("that\u2019s not right", "that's not right", id="curly apostrophe"),
        pytest.param("\u202eopposite\u202c", "opposite", id="direction marks"),
        pytest.param("אמא שלי", "אמא שלי", id="right to left"),
        pytest.param("<b>stop</b>", "<b>stop</b>", id="markup is text"),
        pytest.param("", "/answer", id="empty"),
        pytest.param("   \n\t ", "/answer", id="white space"),
        pytest.param("\x00\x00", "/answer", id="NULs only"),
        pytest.param("🙂🙂", "/answer", id="emoji only"),
        pytest.param("...", "/answer", id="punctuation only"),
        pytest.param("////", "/answer", id="slashes only"),
        pytest.param("no " * 25, "/answer", id="more words than any command has"),
        pytest.param("no " * 24, ("no " * 24).strip(), id="just as many words as a command may have"),
        pytest.param("abc" * 10_000, "abc" * (LONGEST_COPY_CHARS // 3), id="one very long word"),
        pytest.param("helloooooo", "helloo", id="stretched"),
        pytest.param("dont wanna answer pls", "don't want to answer please", id="shorthand"),
    ],
)
def test_copy_of_words(text: str, copy: str) -> None:
    assert rasa_copy(text) == copy


@pytest.mark.parametrize("command", sorted(set(Command) - BUTTONS_ALONE))
def test_a_button_is_its_intent_whatever_the_text(command: Command) -> None:
    assert rasa_copy("/something else", command) == f"/{command.value}"


@pytest.mark.parametrize("command", sorted(BUTTONS_ALONE))
def test_a_button_that_nobody_can_say_is_an_answer_to_rasa(command: Command) -> None:
    assert rasa_copy("", command) == "/answer"


@given(st.text(alphabet=st.characters(codec=None), max_size=400))
def test_no_words_ever_become_an_intent(text: str) -> None:
    copy = rasa_copy(text)
    assert copy == "/answer" or not copy.strip().startswith("/")
    assert 0 < len(copy) <= LONGEST_COPY_CHARS
    copy.encode("utf-8")
