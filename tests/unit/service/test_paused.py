"""While paused nothing is asked, whatever is asked of us; the closing stays the closing."""

from __future__ import annotations

import pytest

from bot.working_model.dialogue import Command, ReplyKind, Stage
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


def test_what_is_written_on_in_danger_is_met_with_help_in_view_and_no_question(held: Talk) -> None:
    said = {" ".join(held.say(words).paragraphs) for words in ("I am so tired.", "My sister rang.", "She said hello.")}
    assert not any("?" in one for one in said)
    assert len(said) > 1


def test_stopping_in_danger_is_not_waved_off(held: Talk) -> None:
    said = " ".join(held.say("stop", heard=Command.STOP).paragraphs)
    assert "help named above" in said
    assert "nothing more is needed" not in said


@pytest.mark.parametrize("is_skipped", [True, False], ids=["skipped", "gone on from"])
def test_the_last_question_is_not_announced_as_one_of_more(is_skipped: bool) -> None:
    """ "Then we go on with something else. We are at the end." says two things that cannot both be."""
    talk = Talk.begin(parts(screen=ToldScreen({HELP: ACUTE})))
    talk.press(talk.greeting, "Someone I lean on")
    reply = talk.say("No one.")
    before: list[str] = []
    for _ in range(12):
        if not is_skipped:
            talk.say(HELP)
        reply = talk.say("skip", heard=Command.SKIP) if is_skipped else talk.say("go on", heard=Command.RESUME)
        before = list(reply.paragraphs[:-1])
        if reply.kind is ReplyKind.CLOSING:
            break
    assert before
    assert not any(
        words in " ".join(before) for words in ("on to something", "something else", "another", "next one", "We go on")
    )
