"""Command or answer? Rasa's NLU says what a message looks like; the question that was open and the words themselves decide.

Losing an answer to a misread command is worse than asking once more, so doubt means answer: somebody else in the sentence, a
question for words or wishes ("What would you tell her?"), a sentence about oneself in the past.
"""

from __future__ import annotations

import re
from typing import Final

from bot.working_model.dialogue import Command, Heard, Message, Stage

# Said to an open question, these are answers to it.
ANSWERS: Final = frozenset({Command.AFFIRM, Command.DENY})
# Small talk counts as a command only when nothing else is said with it.
SMALL_TALK: Final = frozenset({Command.GREET, Command.THANKS, Command.START, Command.CHOOSE_GUIDE})
# These may speak of somebody: "never ask about my father", "she never said so", "skip him", "what have you on him?".
MAY_NAME_SOMEONE: Final = frozenset(
    {Command.NEVER_ASK, Command.NOT_RIGHT, Command.SKIP, Command.CHOOSE_GUIDE, Command.SUMMARY}
)
# The confidence a command needs before it is believed, by the number of words it came in.
SURE_SHORT, SURE_MIDDLE, SURE_LONG = 0.4, 0.7, 0.93
SHORT_WORDS, MIDDLE_WORDS, LONG_WORDS = 6, 12, 24

_SOMEONE: Final = re.compile(
    r"\b(?:he|she|him|her|his|hers|they|them|their|mum|mom|mam|dad|father|mother|sister|brother|wife|husband|partner|boyfriend"
    r"|girlfriend|friends?|son|daughter|gran|nan|grandma|grandad|grandpa|boss|people|us|we|our)\b",
    re.IGNORECASE,
)
# "Let's skip", "can we stop", "tell us": us and we are then the person and the program.
_TOGETHER: Final = re.compile(
    r"\b(?:let ?us|lets|let's|(?:can|could|shall|should|may) we|where (?:we|were we)\b|we (?:can|could|stop|skip|pause|leave|left|go|were))\b",
    re.IGNORECASE,
)
# A question for words, wishes or deeds: what sounds like a command is then most likely what was said, wished or done.
_ASKS_FOR_WORDS: Final = re.compile(
    r"\bwhat\b.*\b(?:say|said|tell|told|want|wanted|need|needed|wish|wished|hope|hoped|expect|answer|do|wrong)\b",
    re.IGNORECASE,
)
_ASKS_FOR_CHOICE: Final = re.compile(
    r"\b(?:would you like|what would you like|do you want to|shall (?:i|we)|welcome|pick a guide)\b", re.IGNORECASE
)
# Words that can only be meant for the program.
_TO_THE_PROGRAM: Final = re.compile(
    r"\b(?:questions?|guide|this one|that one|conversation|chat|app|program|bot|summary|data|messages|attune|for now|for today|tonight|here"
    r"|everything|please|asking|again|next|session|this|today|you|u|ur|your|minute|break|later|bye|enough|rather not|out of)\b",
    re.IGNORECASE,
)
# One's own past or habit: told, not ordered.
_TOLD: Final = re.compile(
    r"^\W*(?:i (?:wanted|used|always|never|would|had|was|did|just|only|keep|kept|tried)\b|to |when i\b|like (?:i|someone|nothing)\b|that i\b|just a\b|a \w+ (?:you|bit)\b)",
    re.IGNORECASE,
)
# What somebody does or will do: "He'll change the subject" changes no subject of ours.
_SOMEBODY_DOES: Final = re.compile(
    r"^\W*(?:he|she|they|it|my \w+|mum|mom|dad)(?:'(?:ll|d|s|re|ve))? (?:\w+ )?\w+", re.IGNORECASE
)
TELLS_OF_SOMEBODY: Final = frozenset({Command.CHOOSE_GUIDE, Command.SKIP, Command.SUMMARY})
_QUOTED: Final = re.compile(r"[\"\u201c][^\"\u201d]{2,}[\"\u201d]|(?:^|\s)[\u2018'][^\u2019']{2,}[\u2019'](?!\w)")
_DELETES_ALL: Final = re.compile(
    r"\b(?:everything|all|data|account|records?|history|profile|messages|conversations?|stuff|lot|it|me)\b",
    re.IGNORECASE,
)
_BARE: Final = frozenset(
    {Command.WHY, Command.HELP, Command.THANKS, Command.GREET, Command.RESUME, Command.START, Command.WHO_ARE_YOU}
)


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
    if heard.confidence < _needed(words):
        return None
    question = message.asked.question if message.asked is not None else ""
    return None if _is_told(message.text, command, question) else command


def _needed(words: int) -> float:
    if words <= SHORT_WORDS:
        return SURE_SHORT
    if words <= MIDDLE_WORDS:
        return SURE_MIDDLE
    return SURE_LONG if words <= LONG_WORDS else 1.01


def _is_told(text: str, command: Command, question: str) -> bool:
    """Whether what looks like a command is rather told: of somebody, of oneself, in quotation marks, or as asked for."""
    if command is Command.DELETE_ALL and not _DELETES_ALL.search(text):
        return True
    if command in TELLS_OF_SOMEBODY and _SOMEBODY_DOES.match(text):
        return True
    if command is not Command.NOT_RIGHT and (_TOLD.search(text) or _QUOTED.search(text)):
        return True
    if command not in MAY_NAME_SOMEONE and _SOMEONE.search(_TOGETHER.sub(" ", text)):
        return True
    asked_for_words = bool(_ASKS_FOR_WORDS.search(question)) and not _ASKS_FOR_CHOICE.search(question)
    if asked_for_words and command in (Command.THANKS, Command.GREET):
        return True
    if asked_for_words and not _TO_THE_PROGRAM.search(text):
        # "Stop." and "skip" alone are for the program even then; "help", "why", "thank you" may well be what was wanted.
        return command in _BARE or len(text.split()) > 1
    return False
