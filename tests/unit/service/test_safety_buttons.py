"""A button under a safety reply is heard by safety as the words on it, as if they had been typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.safety.protocol import FixedReplies
from bot.service.answer import CONFIRMED
from bot.working_model.dialogue import Command, Reply, ReplyKind, Stage
from bot.working_model.risk import Level, RiskKind, Verdict
from tests.builders import Talk, ToldScreen, parts


def _talk(text: str, level: Level, kind: RiskKind) -> tuple[Talk, Reply]:
    screen = ToldScreen({text: Verdict(level, kind, ("told",))})
    talk = Talk.begin(replace(parts(screen=screen), safety=FixedReplies()))
    talk.press(talk.greeting, "Someone I lean on")
    return talk, talk.say(text)


def _press(talk: Talk, reply: Reply, label: str) -> Reply:
    accepted = talk.accept(choice_id=next(c.id for c in reply.choices if c.label == label))
    if accepted.reply is not None and accepted.reply.reply is not None:
        return accepted.reply.reply
    return talk.record(accepted)


CASES = {
    "not-safe": (Level.ACUTE, RiskKind.SELF, "I'm not safe", "I might hurt myself"),
    "safe-for-now": (Level.ACUTE, RiskKind.SELF, "I'm safe for now", "Good. Thank you for telling me."),
    "thoughts-yes": (Level.CONCERN, RiskKind.SELF, "Yes", "Thank you for answering honestly"),
    "thoughts-no": (Level.CONCERN, RiskKind.SELF, "No", "I believe you, and I won't keep asking"),
    "thoughts-unsaid": (Level.CONCERN, RiskKind.SELF, "I'd rather not say", "don't have to answer"),
    "cannot-type-safely": (Level.ACUTE, RiskKind.FROM_SOMEONE, "No", "leave this page now"),
    "can-type-safely": (Level.ACUTE, RiskKind.FROM_SOMEONE, "Yes", "nothing to deserve it"),
}


@pytest.mark.parametrize(("level", "kind", "label", "expected"), CASES.values(), ids=CASES)
def test_a_pressed_answer_is_answered_by_safety(level: Level, kind: RiskKind, label: str, expected: str) -> None:
    talk, asked = _talk("told words", level, kind)
    reply = _press(talk, asked, label)
    assert reply.kind is ReplyKind.SAFETY
    assert expected in reply.text


def test_going_on_goes_back_to_the_open_question() -> None:
    talk, asked = _talk("told words", Level.CONCERN, RiskKind.SELF)
    before = talk.conversation.state.question
    reply = _press(talk, asked, "Go on")
    assert reply.kind is ReplyKind.QUESTION
    assert reply.paragraphs[-1] == before
    assert talk.conversation.state.stage is Stage.ASKING


def test_a_button_of_an_earlier_reply_answers_nothing_of_safety() -> None:
    talk, _ = _talk("told words", Level.ACUTE, RiskKind.SELF)
    assert _press(talk, talk.greeting, talk.greeting.choices[0].label).kind is not ReplyKind.SAFETY


def test_in_danger_from_somebody_deleting_everything_is_one_press() -> None:
    talk, _ = _talk("told words", Level.ACUTE, RiskKind.FROM_SOMEONE)
    offered = talk.say("delete everything")
    assert offered.kind is ReplyKind.SAFETY
    accepted = talk.accept(choice_id=next(c.id for c in offered.choices if c.label == "Delete everything"))
    # The gateway erases the person on just this message, before any reply to it.
    assert (accepted.message.command, accepted.message.argument) == (Command.DELETE_ALL, CONFIRMED)


def test_keeping_it_goes_back_to_words_for_staying() -> None:
    talk, _ = _talk("told words", Level.ACUTE, RiskKind.FROM_SOMEONE)
    reply = _press(talk, talk.say("delete everything"), "No, keep it")
    assert reply.kind is ReplyKind.SAFETY
    assert "Delete everything" not in {choice.label for choice in reply.choices}
