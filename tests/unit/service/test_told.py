"""Told or ordered: each sign with its near misses."""

from __future__ import annotations

import pytest

from bot.service.told import PRONOUN, RELATION, TOGETHER, is_only_courtesy, is_spoken, is_that_clause, is_told
from bot.working_model.dialogue import Command


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I stop texting back", id="one's own habit"),
        pytest.param("I wanted to delete everything", id="one's own past"),
        pytest.param("usually I skip it", id="a habit, with a word before"),
        pytest.param("we start over", id="our habit"),
        pytest.param("to ask why", id="an infinitive"),
        pytest.param("for him to stop", id="what another should do"),
        pytest.param("like someone hit pause", id="a likeness"),
        pytest.param("that it's over, the end", id="a thought"),
        pytest.param("the one where I said I want out", id="a story"),
        pytest.param("deleted the photo", id="a past without a subject"),
        pytest.param("skip it, that's what he always said", id="reported after"),
        pytest.param("mum said pause the drama", id="reported before"),
        pytest.param("I'd like to say wait", id="what one would say"),
        pytest.param('"not now"', id="quoted"),
        pytest.param("stop her", id="another object"),
        pytest.param("skip lunch", id="a meal"),
        pytest.param("start shouting", id="a deed"),
        pytest.param("continue without me", id="a life"),
        pytest.param("leave the room", id="a place"),
        pytest.param("skip my meals", id="my own"),
        pytest.param("I'd sooner skip a meal than ask", id="a comparison"),
        pytest.param("because I stopped", id="a reason"),
    ],
)
def test_told(text: str) -> None:
    assert is_told(text)


@pytest.mark.parametrize(
    "text",
    [
        "stop", "stop asking me that", "skip this one", "skip the question", "I'd like to stop", "I want to delete everything",
        "let's start over", "continue where we left off", "start with the first question", "leave this one out", "pause for now",
        "can we stop here", "we can stop here", "go on please", "delete what I said to you", "I never said that",
        "print what I've said", "I'll stop here", "start something new", "to be continued", "who should I ask",
    ],
)  # fmt: skip
def test_ordered(text: str) -> None:
    assert not is_told(text)


def test_an_order_s_object_may_be_left_out_of_it() -> None:
    assert is_told("leave my dad out of this")
    assert not is_told("leave my dad out of this", of_another_thing=False)


def test_somebody_and_the_two_of_us() -> None:
    assert PRONOUN.search("is he there")
    assert not PRONOUN.search("is there anything")
    assert RELATION.search("my sister")
    assert not RELATION.search(TOGETHER.sub(" ", "can we stop"))
    assert RELATION.search(TOGETHER.sub(" ", "we argue"))


@pytest.mark.parametrize(
    "text",
    ["thanks", "thank you for that, really", "ta, that helped", "cheers, that's a kind question", "thanks, that was well put", "thanks dude",
     "you've been very kind", "good talk"],
)  # fmt: skip
def test_only_thanks(text: str) -> None:
    assert is_only_courtesy(text, Command.THANKS)


@pytest.mark.parametrize(
    "text",
    [
        "ten, thank you",
        "thanks to my uncle",
        "thanks for nothing",
        "a thank you",
        "thanks dad",
        "helped",
        "thanks for asking, it felt bad",
    ],
)
def test_thanks_and_more(text: str) -> None:
    assert not is_only_courtesy(text, Command.THANKS)


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "hi, my name is Asha",
        "hello, sorry I was away, hello again",
        "good morning to you",
        "hey how are you doing",
        "hello?",
    ],
)
def test_only_a_greeting(text: str) -> None:
    assert is_only_courtesy(text, Command.GREET)


@pytest.mark.parametrize(
    "text", ["hello? at 3am? no", "hi mum", "just a hello", "hi. i miss you", "hello, my dad had a stroke"]
)
def test_a_greeting_and_more(text: str) -> None:
    assert not is_only_courtesy(text, Command.GREET)


@pytest.mark.parametrize(
    ("spoken", "ordered"),
    [
        ("told her to stop asking", "tell me why you ask"),
        ("she always says go on", "she's my aunt, not my mother"),
        ("do it again, boy", "do it again, please"),
        ("next question please, as a joke", "next question please, as agreed"),
    ],
)
def test_who_spoke_or_to_whom(spoken: str, ordered: str) -> None:
    assert is_spoken(spoken)
    assert not is_spoken(ordered)


def test_a_that_clause_contests_nothing() -> None:
    assert is_that_clause("that it's wrong")
    assert not is_that_clause("that's wrong")
