"""Command or answer? Rasa's NLU says what a message looks like; the question that was open and the words' number decide.

Losing an answer to a misread command is worse than asking once more, so doubt means answer.
"""

from __future__ import annotations

from bot.working_model.dialogue import Command, Heard, Message, Stage

# Said to an open question, these are answers to it.
ANSWERS = frozenset({Command.AFFIRM, Command.DENY})
# Small talk counts as a command only when nothing else is said with it.
SMALL_TALK = frozenset({Command.GREET, Command.THANKS, Command.START, Command.CHOOSE_GUIDE})
# The confidence a command needs before it is believed, by the number of words it came in.
SURE_SHORT, SURE_MIDDLE, SURE_LONG = 0.55, 0.75, 0.93
SHORT_WORDS, MIDDLE_WORDS, LONG_WORDS = 6, 12, 24


def command_of(message: Message, heard: Heard, stage: Stage) -> Command | None:
    """The command a message is, None where it is an answer. A pressed button is always its command."""
    if message.command is not None:
        return message.command
    command = heard.command
    if command is None:
        return None
    if command in ANSWERS:
        return command if stage is Stage.CONFIRMING else None
    words = len(message.text.split())
    if command in SMALL_TALK and words > SHORT_WORDS and stage is Stage.ASKING:
        return None
    return command if heard.confidence >= _needed(words) else None


def _needed(words: int) -> float:
    if words <= SHORT_WORDS:
        return SURE_SHORT
    if words <= MIDDLE_WORDS:
        return SURE_MIDDLE
    return SURE_LONG if words <= LONG_WORDS else 1.01
