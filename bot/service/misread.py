"""What follows where a message was taken the wrong way: it is put right, and after two in a row the program asks instead of guessing."""

from __future__ import annotations

import re
from typing import Final

from bot.service.turn import Turn
from bot.working_model.dialogue import Command, Reply, ReplyKind, Stage

ASKS_AFTER: Final = 2
CONFIRMING: Final = "misread"
SAYING: Final = "say-it-again"
REPEATED_UP_TO_WORDS: Final = 25  # a longer complaint has told something; then the talk goes on from there

_WAS_AN_ANSWER: Final = re.compile(
    r"\b(?:(?:that|this|it) was (?:just |only )?(?:my|an|the) answer|i was (?:just |only )?answering|meant (?:that|it|this) as (?:my|an) answer"
    r"|(?:that|it|this) (?:wasn't|was not) (?:a command|an order|meant for you|for you)|i (?:didn't|did not) (?:want|mean|ask) (?:you )?to (?:skip|stop|pause|end|leave|delete)(?: (?:it|this|that|now|yet|there))?\W*$"
    r"|that (?:wasn't|was not) (?:what i wanted|to you))\b",
    re.IGNORECASE,
)
_LABELS: Final = {
    Command.START: "begin", Command.CHOOSE_GUIDE: "show me the topics", Command.SKIP: "skip this question",
    Command.PAUSE: "pause", Command.RESUME: "go on", Command.STOP: "stop here", Command.HELP: "help",
    Command.WHY: "why do you ask", Command.WHO_ARE_YOU: "who are you", Command.WHAT_IS_KEPT: "what is kept",
    Command.SUMMARY: "show my summary", Command.NOT_RIGHT: "that's not right", Command.NEVER_ASK: "never ask about this",
    Command.DELETE_ALL: "delete everything", Command.EXPORT: "export", Command.REPEAT: "say it another way",
}  # fmt: skip


def says_it_was_an_answer(text: str) -> bool:
    """True where the person says that what was taken for a command was their answer."""
    return len(text.split()) <= REPEATED_UP_TO_WORDS and bool(_WAS_AN_ANSWER.search(text.replace("\u2019", "'")))


def counts_as_misread(turn: Turn, command: Command) -> bool:
    """True where a typed command says that the program got it wrong while a question is open; said as an answer, it counts there."""
    return (
        command is Command.NOT_RIGHT
        and turn.message.command is None
        and turn.state.stage in (Stage.ASKING, Stage.CLOSING)
    )


def must_ask(turn: Turn, command: Command) -> bool:
    """True where a typed command is not simply believed any more."""
    return (
        turn.message.command is None
        and command in _LABELS
        and turn.state.misread >= ASKS_AFTER
        and turn.state.stage in (Stage.ASKING, Stage.CLOSING)
    )


def ask_which(turn: Turn, command: Command) -> Reply:
    """Was it the command, or the answer? Either button decides."""
    turn.set(stage=Stage.CONFIRMING, confirming=CONFIRMING, resume_to=turn.state.stage)
    label = _LABELS[command]
    return Reply(
        turn.say("misread", command=label),
        ReplyKind.COMMAND,
        (
            turn.button(label[:1].upper() + label[1:], command),
            turn.button("It was my answer", Command.DENY, turn.message.id),
        ),
    )


def ask_to_say_it(turn: Turn) -> Reply:
    """After two readings in a row that were wrong: what would they say themselves?"""
    turn.set(stage=Stage.CONFIRMING, confirming=SAYING, resume_to=turn.state.stage, misread=0)
    return Reply(turn.say("misread_twice"), ReplyKind.QUESTION)
