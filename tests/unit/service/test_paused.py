"""While paused nothing is asked, whatever is asked of us; the closing stays the closing."""

from __future__ import annotations

import pytest

from bot.working_model.dialogue import Command, Stage
from tests.builders import ACUTE, Talk, ToldScreen, parts

HELP = "I need help now"


@pytest.fixture
def held() -> Talk:
    """A talk that a safety reply has stopped."""
    found = Talk.begin(parts(screen=ToldScreen({HELP: ACUTE})))
    found.press(found.greeting, "Someone I lean on")
    found.say(HELP)
    return found


@pytest.mark.parametrize(
    "command",
    [Command.WHY, Command.REPEAT, Command.NOT_RIGHT, Command.NEVER_ASK, Command.SKIP, Command.HELP, Command.SUMMARY],
)
def test_no_question_is_asked_after_a_safety_reply(held: Talk, command: Command) -> None:
    question = held.conversation.state.question
    reply = held.say("hm", heard=command)
    assert held.conversation.state.stage is Stage.PAUSED
    assert question not in reply.paragraphs
    assert reply.paragraphs
    assert reply.choices


def test_going_on_is_theirs_to_choose(held: Talk) -> None:
    question = held.conversation.state.question
    reply = held.say("why?", heard=Command.WHY)
    assert held.press(reply, "Go on").paragraphs[-1] == question
    assert held.conversation.state.stage is Stage.ASKING
