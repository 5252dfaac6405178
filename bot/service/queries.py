"""What is read for the faces: messages, what waits, the summary, the export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import AccessError, NotFoundError
from bot.service.begin_conversation import token_digest
from bot.service.parts import Parts
from bot.service.summarise import summary_within
from bot.working_model.dialogue import Conversation, Message
from bot.working_model.identity import ConversationId, MessageId, PersonId
from bot.working_model.protocols import UnitOfWork
from bot.working_model.summary import Summary
from bot.working_model.way_back import WayBack


def authorised(parts: Parts, conversation_id: str, token: str | None) -> Conversation:
    """The conversation, for who holds its token. Raises `AccessError` without a valid one, `NotFoundError` for another's."""
    if not token:
        raise AccessError("This conversation opens only with its token.")
    with parts.store.begin() as uow:
        conversation = _opened_by(uow, token)
    if conversation.id != conversation_id:
        raise NotFoundError("There is no such conversation.")
    return conversation


def _opened_by(uow: UnitOfWork, token: str) -> Conversation:
    conversation = uow.conversations.by_token(token_digest(token))
    if conversation is None:
        raise AccessError("This conversation opens only with its token.")
    return conversation


def way_back_of(parts: Parts, person_id: PersonId) -> WayBack | None:
    """How the person can come back, None where they cannot."""
    with parts.store.begin() as uow:
        return uow.ways_back.of(person_id)


@dataclass(frozen=True, slots=True)
class News:
    """Messages after a cursor, how many of the person's wait for their reply, and the help to keep in sight, if any."""

    messages: Sequence[Message]
    waiting: int
    in_sight: str | None = None


def messages_since(
    parts: Parts, conversation_id: ConversationId, *, after: int, limit: int = 200, token: str | None = None
) -> News:
    """At most `limit` messages with a number above `after`, in order. Raises `AccessError` where a `token` is given that opens it no more."""
    with parts.store.begin() as uow:
        conversation = uow.conversations.get(conversation_id) if token is None else _opened_by(uow, token)
        if conversation.id != conversation_id:
            raise NotFoundError("There is no such conversation.")
        country = uow.people.get(conversation.person_id).country or parts.default_country
        return News(
            uow.messages.since(conversation_id, after=after, limit=limit),
            len(uow.messages.unanswered(conversation_id)),
            parts.safety.in_sight(conversation.state.safety, country=country, language="en"),
        )


def waiting_conversations(parts: Parts, *, limit: int) -> Sequence[ConversationId]:
    """Conversations with a message that has no reply, longest waiting first."""
    with parts.store.begin() as uow:
        return uow.conversations.with_unanswered(limit=limit)


@dataclass(frozen=True, slots=True)
class AfterTurn:
    """The reply row of a message, if it has one, and whether other messages of its conversation wait for theirs."""

    reply: Message | None
    more_wait: bool


def after_turn(parts: Parts, message: Message) -> AfterTurn:
    """Where a conversation stands after a turn at `message`. Raises `NotFoundError` where it is gone."""
    with parts.store.begin() as uow:
        reply = uow.messages.reply_to(message.id)
        if reply is None:
            uow.conversations.get(message.conversation_id)
        return AfterTurn(reply, bool(uow.messages.unanswered(message.conversation_id, limit=1)))


def reply_to(parts: Parts, message_id: MessageId) -> Message | None:
    """The reply row of a message."""
    with parts.store.begin() as uow:
        return uow.messages.reply_to(message_id)


def summary_of(parts: Parts, person_id: PersonId, *, names_shown: bool = False) -> Summary:
    """The working-model summary as it stands. `names_shown` adds the research names of the map's corners."""
    with parts.store.begin() as uow:
        return summary_within(uow, person_id, now_utc=parts.clock.now(), names_shown=names_shown)


__all__ = [
    "AfterTurn",
    "News",
    "after_turn",
    "authorised",
    "messages_since",
    "reply_to",
    "summary_of",
    "waiting_conversations",
    "way_back_of",
]
