"""What was told of past harm or a loss and answered by safety alone: read afterwards, and harm only once the person said it may be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.service.model_of import is_disclosure
from bot.service.turn import Turn
from bot.working_model.dialogue import Message, ReplyKind
from bot.working_model.risk import Level

LOOKED_AT: Final = 24  # messages back, replies and pressed buttons among them
LOOKED_AT_FIRST: Final = 5  # nearly always enough to see that nothing was told
BEREAVED: Final = "history.bereaved"


def told_before(turn: Turn) -> Message | None:
    """The message to be read now beside the one just said, None where there is none. Asked again for the same, there is none.

    Harm is kept where the answer to "May I keep this in your summary?" was yes; of a loss nothing is asked, and it is read at the
    next answer.
    """
    safety = turn.state.safety
    if not safety.keep_disclosure:
        _, said = _earlier(turn, limit=LOOKED_AT_FIRST)
        if said and not _is_loss(said[-1]):
            return None
    earlier, said = _earlier(turn, limit=LOOKED_AT)
    if safety.keep_disclosure:
        turn.set(safety=replace(safety, keep_disclosure=None))
        harm = [message for message in said if is_disclosure(message) and not _is_loss(message)]
        return _unread(harm, earlier)
    return _unread(said[-1:], earlier) if said and _is_loss(said[-1]) else None


def _earlier(turn: Turn, *, limit: int) -> tuple[list[Message], list[Message]]:
    """Of the last messages those before this one, and among them those that were said in words of their own."""
    latest = turn.uow.messages.latest(turn.conversation.id, limit=limit)
    earlier = [message for message in latest if message.number < turn.message.number]
    return earlier, [message for message in earlier if not message.is_reply and message.command is None]


def _is_loss(message: Message) -> bool:
    return any(rule.startswith(BEREAVED) for rule in message.rules)


def _unread(found: Sequence[Message], earlier: Sequence[Message]) -> Message | None:
    """The last of these, if safety answered it: then no turn was made of it, and nothing of it was read."""
    if not found or found[-1].level.rank > Level.WATCH.rank:
        return None
    answers = [each for each in earlier if each.in_reply_to == found[-1].id]
    by_safety = any(each.reply is not None and each.reply.kind is ReplyKind.SAFETY for each in answers)
    return found[-1] if by_safety else None
