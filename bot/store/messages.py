"""Messages in and out: numbered within their conversation, unique by the sender's id, each answered at most once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, select, update

from bot.errors import ConflictError, DuplicateMessageError, NotFoundError
from bot.store.keys import Keys
from bot.store.mapping import MESSAGE, MessageWords
from bot.store.tables import ConversationRow, MessageRow
from bot.store.transaction import Transaction
from bot.working_model.dialogue import Message
from bot.working_model.identity import ConversationId, MessageId

_COLUMNS = (
    MessageRow.id,
    MessageRow.conversation_id,
    MessageRow.number,
    MessageRow.is_reply,
    MessageRow.at_utc,
    MessageRow.in_reply_to,
    MessageRow.sealed,
)
_SELECT = select(*_COLUMNS)
_IN_CONVERSATION = MessageRow.conversation_id == bindparam("conversation")
_GET = _SELECT.where(MessageRow.id == bindparam("this"))
_BY_CLIENT_ID = _SELECT.where(_IN_CONVERSATION, MessageRow.client_hash == bindparam("client"))
_REPLY_TO = _SELECT.where(MessageRow.in_reply_to == bindparam("this"))
_SINCE = (
    _SELECT.where(_IN_CONVERSATION, MessageRow.number > bindparam("after"))
    .order_by(MessageRow.number)
    .limit(bindparam("limit"))
)
_LATEST = _SELECT.where(_IN_CONVERSATION).order_by(MessageRow.number.desc()).limit(bindparam("limit"))
_SAID = (
    _SELECT.where(_IN_CONVERSATION, MessageRow.is_reply.is_(False))
    .order_by(MessageRow.number.desc())
    .limit(bindparam("limit"))
)
_UNANSWERED = (
    _SELECT.where(_IN_CONVERSATION, MessageRow.is_waiting.is_(True))
    .order_by(MessageRow.number)
    .limit(bindparam("limit"))
)
_THESE = _SELECT.where(MessageRow.id.in_(bindparam("these", expanding=True)))
_TAKE_NUMBER = (
    update(ConversationRow)
    .where(ConversationRow.id == bindparam("this"))
    .values(last_number=ConversationRow.last_number + 1)
    .returning(ConversationRow.last_number)
)
_MARK_ANSWERED = (
    update(MessageRow)
    .where(MessageRow.id == bindparam("this"), _IN_CONVERSATION, MessageRow.is_reply.is_(False))
    .values(is_waiting=False)
)


class SqlMessages:
    """Messages of all conversations."""

    def __init__(self, transaction: Transaction, keys: Keys) -> None:
        self._transaction = transaction
        self._keys = keys

    def next_number(self, conversation_id: ConversationId) -> int:
        """Raises `NotFoundError` where there is no such conversation."""
        found = self._transaction.changed(_TAKE_NUMBER, this=conversation_id)
        if found is None:
            raise NotFoundError("no such conversation")
        return int(found.last_number)

    def add(self, message: Message) -> None:
        """Raises `NotFoundError` where the conversation, or the message it answers, is not there; `ConflictError` for a taken id or number."""
        if message.in_reply_to is not None:
            self._mark_answered(message.conversation_id, message.in_reply_to)
        key = self._keys.of_conversation(message.conversation_id)
        client_hash = (
            None if message.client_id is None else self._client_hash(message.conversation_id, message.client_id)
        )
        values = {
            "id": message.id,
            "conversation_id": message.conversation_id,
            "number": message.number,
            "is_reply": message.is_reply,
            "is_waiting": not message.is_reply,
            "at_utc": message.at_utc,
            "client_hash": client_hash,
            "in_reply_to": message.in_reply_to,
            "sealed": MESSAGE.seal(key, message.id, _words(message)),
        }
        if not self._transaction.insert(MessageRow, values):
            raise self._why_not(message)

    def get(self, message_id: MessageId) -> Message:
        """Raises `NotFoundError`."""
        found = self._one(_GET, this=message_id)
        if found is None:
            raise NotFoundError("no such message")
        return found

    def by_client_id(self, conversation_id: ConversationId, client_id: str) -> Message | None:
        """None where there is none (or no such conversation)."""
        try:
            client_hash = self._client_hash(conversation_id, client_id)
        except NotFoundError:
            return None
        return self._one(_BY_CLIENT_ID, conversation=conversation_id, client=client_hash)

    def reply_to(self, message_id: MessageId) -> Message | None:
        """None while there is none."""
        return self._one(_REPLY_TO, this=message_id)

    def since(self, conversation_id: ConversationId, *, after: int, limit: int = 200) -> Sequence[Message]:
        """Messages with a number above `after`, in order."""
        return self._many(_SINCE, conversation=conversation_id, after=after, limit=limit)

    def latest(self, conversation_id: ConversationId, *, limit: int) -> Sequence[Message]:
        """The last ones, oldest first."""
        return self._many(_LATEST, conversation=conversation_id, limit=limit)[::-1]

    def said(self, conversation_id: ConversationId, *, limit: int) -> Sequence[Message]:
        """The last ones in, oldest first."""
        return self._many(_SAID, conversation=conversation_id, limit=limit)[::-1]

    def unanswered(self, conversation_id: ConversationId, *, limit: int = 50) -> Sequence[Message]:
        """In order."""
        return self._many(_UNANSWERED, conversation=conversation_id, limit=limit)

    def texts(self, message_ids: Iterable[MessageId]) -> dict[MessageId, str]:
        """Ids that are not there are left out."""
        return {message.id: message.text for message in self.many(message_ids)}

    def many(self, message_ids: Iterable[MessageId]) -> Sequence[Message]:
        """In any order; ids that are not there are left out."""
        ids = list(dict.fromkeys(message_ids))
        found: list[Message] = []
        for start in range(0, len(ids), 500):  # well below SQLite's limit of variables
            found += self._many(_THESE, these=ids[start : start + 500])
        return found

    def _mark_answered(self, conversation_id: ConversationId, message_id: MessageId) -> None:
        answered = self._transaction.change(_MARK_ANSWERED, this=message_id, conversation=conversation_id)
        if not answered:
            raise NotFoundError("no such message to reply to")

    def _why_not(self, message: Message) -> ConflictError:
        """Which uniqueness stood against the message."""
        if message.client_id is not None and self.by_client_id(message.conversation_id, message.client_id) is not None:
            return DuplicateMessageError("a message with this client id is there already")
        if message.in_reply_to is not None and self.reply_to(message.in_reply_to) is not None:
            return DuplicateMessageError("this message has its reply already")
        return ConflictError("the message's id or number is taken")

    def _client_hash(self, conversation_id: ConversationId, client_id: str) -> bytes:
        return self._keys.of_conversation(conversation_id).digest(f"{conversation_id}/{client_id}")

    def _one(self, statement: Select[Any], **values: Any) -> Message | None:
        found = self._transaction.row(statement, **values)
        return None if found is None else self._message(found)

    def _many(self, statement: Select[Any], **values: Any) -> list[Message]:
        return [self._message(row) for row in self._transaction.rows(statement, **values)]

    def _message(self, row: Row[Any]) -> Message:
        conversation_id = ConversationId(row.conversation_id)
        words = MESSAGE.unseal(self._keys.of_conversation(conversation_id), row.id, row.sealed)
        return Message(
            id=MessageId(row.id),
            conversation_id=conversation_id,
            number=row.number,
            is_reply=row.is_reply,
            text=words.text,
            at_utc=row.at_utc,
            client_id=words.client_id,
            command=words.command,
            argument=words.argument,
            asked=words.asked,
            level=words.level,
            rules=words.rules,
            in_reply_to=None if row.in_reply_to is None else MessageId(row.in_reply_to),
            reply=words.reply,
        )


def _words(message: Message) -> MessageWords:
    return MessageWords(
        text=message.text,
        client_id=message.client_id,
        command=message.command,
        argument=message.argument,
        asked=message.asked,
        level=message.level,
        rules=message.rules,
        reply=message.reply,
    )
