"""Command or answer, where three have an opinion: the rules, Rasa, and a network that sees a short reply beside its question.

The network knows what fits a question, and wordings that nobody thought of; the rules know what must not be lost, and what the stage
allows. Each is wrong at other replies, so their opinions are multiplied (a product of experts: Hinton 2002).
"""

from __future__ import annotations

import math
from typing import Final

from bot.logs import Events
from bot.service.parts import Parts
from bot.working_model.dialogue import Command, Conversation, Heard, Message, Stage
from bot.working_model.protocols import UnitOfWork
from bot.working_model.risk import Level

MOST_WORDS: Final = (
    16  # longer ones are left to the rules: hardly one is a command, and weighing them would cost every turn
)
# Both weights and the number of words were chosen on data/evaluation/commands-4.jsonl and -5.
RULES_WEIGHT: Final = 3.5  # what the rules say counts as much as thirty-three to one
RASA_WEIGHT: Final = 0.25
_LEAST: Final = 0.02  # of a command that Rasa does not name: it names the likeliest ones alone
_HARDLY: Final = 1e-6
_YES_OR_NO: Final = (Command.AFFIRM, Command.DENY)
_RECENT: Final = 6  # messages among which the last reply is looked for
log = Events("weigh")


def weighed(parts: Parts, uow: UnitOfWork, conversation: Conversation, message: Message) -> Heard | None:
    """What the network makes of a typed message and its question; None where it is not asked, is missing, or fails.

    It is not asked while help is in sight: what is said to safety's questions has its own reading.
    """
    if parts.commands is None or message.command is not None or len(message.text.split()) > MOST_WORDS:
        return None
    if conversation.state.safety.level is not Level.NONE:
        return None
    try:
        return parts.commands.weigh(_replied_to(uow, conversation, message), message.text)
    except Exception as error:  # noqa: BLE001  Rasa's recognition and the rules decide without it
        log.error("weighing_failed", error=error)
        return None


def _replied_to(uow: UnitOfWork, conversation: Conversation, message: Message) -> str:
    """The open question; where none is open, the last paragraph of what was said last."""
    if message.asked is not None:
        return message.asked.question
    for earlier in reversed(uow.messages.latest(conversation.id, limit=_RECENT)):
        if earlier.reply is not None and earlier.number < message.number and earlier.reply.paragraphs:
            return earlier.reply.paragraphs[-1]
    return ""


def together(weighed: Heard, heard: Heard, ruled: Command | None, stage: Stage) -> Command | None:
    """What network, Rasa and rules make of a reply together; None is an answer."""
    by_rasa = dict([(heard.command, heard.confidence), *heard.also])
    likely = {
        command: math.log(max(share, _HARDLY)) + RASA_WEIGHT * math.log(by_rasa.get(command, 0.0) + _LEAST)
        for command, share in ((weighed.command, weighed.confidence), *weighed.also)
    }
    likely[ruled] = likely.get(ruled, math.log(_HARDLY)) + RULES_WEIGHT
    if stage is not Stage.CONFIRMING:  # a yes or no to an open question is an answer to it
        likely = {command: score for command, score in likely.items() if command not in _YES_OR_NO or command is ruled}
        if weighed.command in _YES_OR_NO:
            return ruled
    return max(likely, key=lambda command: likely[command])
