"""Command or answer, in the light of the open question: near misses beside hits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.service.command_or_answer import command_of
from bot.working_model.dialogue import Command, Heard, Message, Stage
from bot.working_model.identity import ConversationId, MessageId
from bot.working_model.statement import Asked

TOLD = "What would you tell her now, if she could hear it?"
DONE = "When she left the room, what did you want to do?"
OPEN = "Who comes to mind?"


def _read(text: str, command: Command, confidence: float, question: str, stage: Stage = Stage.ASKING) -> Command | None:
    message = Message(
        MessageId("m"),
        ConversationId("c"),
        1,
        is_reply=False,
        text=text,
        at_utc=datetime(2026, 1, 1, tzinfo=UTC),
        asked=Asked(question),
    )
    return command_of(message, Heard(command, confidence), stage)


@pytest.mark.parametrize(
    ("text", "command", "confidence", "question"),
    [
        ("skip", Command.SKIP, 0.9, OPEN),
        ("skip this one please", Command.SKIP, 0.95, TOLD),
        ("stop", Command.STOP, 0.99, DONE),
        ("can we stop here for today", Command.STOP, 0.97, OPEN),
        ("why do you ask?", Command.WHY, 0.97, OPEN),
        ("delete all my data", Command.DELETE_ALL, 0.6, OPEN),
        ("never ask about my father", Command.NEVER_ASK, 0.9, OPEN),
        ("where were we", Command.RESUME, 0.9, OPEN),
        ("ok I'm back, let's continue", Command.RESUME, 0.9, OPEN),
    ],
)
def test_commands(text: str, command: Command, confidence: float, question: str) -> None:
    assert _read(text, command, confidence, question) is command


@pytest.mark.parametrize(
    ("text", "command", "confidence", "question"),
    [
        ("I wanted to delete everything", Command.DELETE_ALL, 0.99, DONE),
        ("delete my number", Command.DELETE_ALL, 0.96, TOLD),
        ("help", Command.HELP, 0.97, "What did you need from your father then?"),
        ("thank you", Command.THANKS, 0.99, "What did you need from your father then?"),
        ("stop her", Command.STOP, 0.9, DONE),
        ("Stop drinking", Command.STOP, 0.86, TOLD),
        ("I hate asking other people for help", Command.HELP, 0.9, OPEN),
        ('"who are you to tell me", that is what I got', Command.WHO_ARE_YOU, 0.95, OPEN),
        ("No.", Command.DENY, 0.99, OPEN),
        ("skip", Command.SKIP, 0.3, OPEN),
        ("stop " * 30, Command.STOP, 1.0, OPEN),
    ],
)
def test_answers(text: str, command: Command, confidence: float, question: str) -> None:
    assert _read(text, command, confidence, question) is None


def test_no_answers_our_own_yes_or_no_question() -> None:
    assert _read("no", Command.DENY, 0.9, OPEN, Stage.CONFIRMING) is Command.DENY


@pytest.mark.parametrize(
    "said", ["He'll change the subject.", "She always skips it.", "They would show me everything."]
)
@pytest.mark.parametrize("command", [Command.CHOOSE_GUIDE, Command.SKIP, Command.SUMMARY])
def test_what_somebody_does_is_no_command(said: str, command: Command) -> None:
    message = Message(MessageId("m"), ConversationId("t"), 1, False, said, datetime(2026, 1, 1, tzinfo=UTC))
    assert command_of(message, Heard(command, 0.99), Stage.ASKING) is None
