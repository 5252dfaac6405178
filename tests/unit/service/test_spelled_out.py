"""Shorthand is spelled out where it has one reading; names and words of their own stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.spelled_out import spelled_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dont wanna answer pls", "don't want to answer please"),
        ("y do u ask", "why do you ask"),
        ("ill come back tmrw", "i'll come back tomorrow"),
        ("id rather not", "i'd rather not"),
        ("lets go", "let's go"),
        ("ok lets go on", "ok let's go on"),
        ("nooooo", "noo"),
        ("erase every thing", "erase everything"),
        ("that\u2019s wrong", "that's wrong"),
        ("qustion", "question"),
        ("SKP", "skip"),
    ],
)
def test_spelled_out(typed: str, meant: str) -> None:
    assert spelled_out(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "I was ill for a year",
        "she checks my id",
        "she lets me down",
        "Del and me",
        "Ty",
        "y",
        "Yes",
        "I am well",
        "urban",
        "a rude man",
    ],
)
def test_left_as_it_is(text: str) -> None:
    assert spelled_out(text) == text


@given(st.text(max_size=200))
def test_once_is_enough(text: str) -> None:
    once = spelled_out(text)
    assert spelled_out(once) == once


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("delte all my dats", "delete all my dats"),
        ("dleete evrything", "delete everything"),
        ("plese contineu", "please continue"),
        ("sumnary", "summary"),
        ("wy do you ask", "why do you ask"),
    ],
)
def test_slips_of_the_finger(typed: str, meant: str) -> None:
    assert spelled_out(typed) == meant


@pytest.mark.parametrize(
    "word", ["message", "messaged", "tonic", "cause", "guided", "answered", "questions", "deleted"]
)
def test_other_words_that_lie_near_stand(word: str) -> None:
    assert spelled_out(word) == word
