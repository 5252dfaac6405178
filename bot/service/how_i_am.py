"""From 0 to 10, how the person is: asked only where they chose to say it, at a guide's start and then at its end."""

from __future__ import annotations

from typing import Final

from bot.service.turn import Turn
from bot.service.zero_to_ten import number_said
from bot.working_model.dialogue import Choice, Command, Reply, Stage
from bot.working_model.guide import Guide

WORDS_MOST: Final = 8  # "I was 7 when she left" is no answer to "from 0 to 10"
MINUTES_LEAST: Final = 10  # a short guide is not made longer by it


def offered(turn: Turn, guide: Guide) -> tuple[Choice, ...]:
    """The button beside a guide's first question."""
    return (turn.button("First say how I am (0\u201310)", Command.HOW_I_AM),) if guide.minutes >= MINUTES_LEAST else ()


def ask_before(turn: Turn) -> Reply:
    """Asks how they are; the open question waits."""
    return _ask(turn, "before_0_10", ())


def ask_after(turn: Turn, *, before: tuple[str, ...]) -> Reply:
    """Asks again, of somebody who said it at the start."""
    return _ask(turn, "after_0_10", before)


def number_in(turn: Turn) -> int | None:
    """The number in the message."""
    return number_said(turn.message.text) if len(turn.message.text.split()) <= WORDS_MOST else None


def _ask(turn: Turn, key: str, before: tuple[str, ...]) -> Reply:
    (question,) = turn.say(key)
    turn.set(stage=Stage.RATING, rating=question)
    return turn.ask_again(before=before)
