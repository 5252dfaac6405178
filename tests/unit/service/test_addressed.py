"""Shapes that are for the program, whatever their words: hits beside near misses."""

from __future__ import annotations

import pytest

from bot.service.addressed import MAY_BE, Act, act_of
from bot.working_model.dialogue import Command


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("do I have to answer?", Act.ASKS),
        ("do you enjoy asking this stuff", Act.ASKS),
        ("can I get all this in a document", Act.ASKS),
        ("why are you asking about him?", Act.ASKS),
        ("what is it to you?", Act.ASKS),
        ("remind me what we were doing", Act.ASKS),
        ("does it have to be a person?", Act.WONDERS),
        ("is a teacher ok", Act.WONDERS),
        ("I'd like not to go into that", Act.DECLINES),
        ("nope, not touching that", Act.DECLINES),
        ("I don't feel like talking about that today", Act.DECLINES),
        ("I'm not comfortable with this", Act.DECLINES),
        ("none of your business", Act.DECLINES),
        ("let's not do him", Act.DECLINES),
        ("I have to dash, school run", Act.DEFERS),
        ("going to grab some water", Act.DEFERS),
        ("phone's ringing", Act.DEFERS),
        ("you've asked me that already", Act.OBJECTS),
        ("I've said that already, haven't I?", Act.OBJECTS),
        ("you keep getting her name wrong", Act.OBJECTS),
        ("please never bring him up", Act.FORBIDS),
        ("how do I know you won't share any of it", Act.ASKS),
        ("you still haven't answered me", Act.WAITS),
        ("no, this was a question for you", Act.WAITS),
        ("that doesn't really answer what I asked", Act.WAITS),
        ("I have no clue what you are asking", Act.IS_LOST),
        ("I am not following", Act.IS_LOST),
        ("who is her?", Act.IS_LOST),
    ],
)
def test_for_the_program(text: str, act: Act) -> None:
    assert act_of(text) is act


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("how do I know you love me", id="asked of somebody, and told"),
        pytest.param("I said it before he did", id="an order of things told"),
        pytest.param("you never answered the phone", id="said to somebody"),
        pytest.param("I was asking you to help", id="asked for something"),
        pytest.param("do you know what he did?", id="a story, opened with a question"),
        pytest.param("what do you expect", id="a shrug"),
        pytest.param("who are you to me?", id="said to somebody"),
        pytest.param("why don't you ask him", id="turned back"),
        pytest.param("I don't talk about it", id="a habit"),
        pytest.param("I don't want to talk to him", id="about somebody"),
        pytest.param("I always have to go when he shouts", id="again and again"),
        pytest.param('"do you mind?" she said', id="another's words"),
        pytest.param("you get used to it", id="anybody's you"),
        pytest.param("it is what it is", id="no question"),
        pytest.param("not that I know of", id="a no"),
        pytest.param("don't know, ask him", id="somebody else is to be asked"),
        pytest.param("my sister", id="a name"),
    ],
)
def test_for_nobody_here(text: str) -> None:
    assert act_of(text) is None


def test_every_act_has_its_commands() -> None:
    assert set(MAY_BE) == set(Act)
    assert MAY_BE[Act.DECLINES][-1] is Command.SKIP
    assert all(Command.DELETE_ALL not in commands for act, commands in MAY_BE.items() if act is not Act.ASKS)
