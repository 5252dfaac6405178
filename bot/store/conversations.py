"""Conversations: their state, their tokens, and the lease under which one process at a time works on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, bindparam, func, or_, select, update

from bot.errors import ConflictError, NotFoundError
from bot.store.keys import Keys
from bot.store.mapping import STATE
from bot.store.tables import ConversationRow, MessageRow
from bot.store.transaction import Transaction
from bot.working_model.dialogue import Conversation
from bot.working_model.identity import ConversationId, PersonId

_COLUMNS = (
    ConversationRow.id,
    ConversationRow.person_id,
    ConversationRow.started_at_utc,
    ConversationRow.last_at_utc,
    ConversationRow.version,
    ConversationRow.sealed,
)
_THIS = ConversationRow.id == bindparam("this")
_HOLDER = ConversationRow.lease_holder == bindparam("holder")
_GET = select(*_COLUMNS).where(_THIS)
_BY_TOKEN = select(*_COLUMNS).where(ConversationRow.token_sha256 == bindparam("token"))
_OF_PERSON = (
    select(*_COLUMNS)
    .where(ConversationRow.person_id == bindparam("person"))
    .order_by(ConversationRow.started_at_utc, ConversationRow.id)
)
_SAVE = update(ConversationRow).where(_THIS, ConversationRow.version == bindparam("expected"))
_SET_TOKEN = update(ConversationRow).where(_THIS)
_CLAIM = update(ConversationRow).where(
    _THIS,
    or_(
        ConversationRow.lease_holder.is_(None),
        _HOLDER,
        ConversationRow.lease_until_utc <= bindparam("now"),
    ),
)
_RELEASE = update(ConversationRow).where(_THIS, _HOLDER)
_WAITING = (
    select(MessageRow.conversation_id)
    .where(MessageRow.is_waiting.is_(True))
    .group_by(MessageRow.conversation_id)
    .order_by(func.min(MessageRow.at_utc), MessageRow.conversation_id)
    .limit(bindparam("limit"))
)


class SqlConversations:
    """Conversations of all persons."""

    def __init__(self, transaction: Transaction, keys: Keys) -> None:
        self._transaction = transaction
        self._keys = keys

    def add(self, conversation: Conversation, *, token_sha256: str) -> None:
        """Raises `NotFoundError` where there is no such person, `ConflictError` where id or token is taken."""
        values = {
            "id": conversation.id,
            "person_id": conversation.person_id,
            "token_sha256": token_sha256,
            "started_at_utc": conversation.started_at_utc,
            "last_at_utc": conversation.last_at_utc,
            "version": conversation.version,
            "sealed": self._sealed(conversation),
        }
        if not self._transaction.insert(ConversationRow, values):
            raise ConflictError("this conversation or its token is there already")

    def get(self, conversation_id: ConversationId) -> Conversation:
        """Raises `NotFoundError`."""
        found = self._transaction.row(_GET, this=conversation_id)
        if found is None:
            raise NotFoundError("no such conversation")
        return self._conversation(found)

    def of(self, person_id: PersonId) -> Sequence[Conversation]:
        """In the order in which they were started."""
        found = self._transaction.rows(_OF_PERSON, person=person_id)
        return [self._conversation(row) for row in found]

    def by_token(self, token_sha256: str) -> Conversation | None:
        """None for an unknown token."""
        found = self._transaction.row(_BY_TOKEN, token=token_sha256)
        return None if found is None else self._conversation(found)

    def set_token(self, conversation_id: ConversationId, token_sha256: str) -> None:
        """Raises `NotFoundError`, and `ConflictError` where the token is another's. Does not change the version."""
        self._transaction.start_writing()
        holder = self._transaction.row(_BY_TOKEN, token=token_sha256)
        if holder is not None and holder.id != conversation_id:
            raise ConflictError("this token is taken")
        if not self._transaction.change(_SET_TOKEN, this=conversation_id, token_sha256=token_sha256):
            raise NotFoundError("no such conversation")

    def save(self, conversation: Conversation, *, ends_lease: bool = False) -> None:
        """Raises `NotFoundError` where it is gone."""
        lease = {"lease_holder": None, "lease_until_utc": None} if ends_lease else {}
        saved = self._transaction.change(
            _SAVE,
            this=conversation.id,
            expected=conversation.version,
            version=conversation.version + 1,
            last_at_utc=conversation.last_at_utc,
            sealed=self._sealed(conversation),
            **lease,
        )
        if not saved:
            self.get(conversation.id)
            raise ConflictError("the conversation has been changed since it was read")

    def claim(self, conversation_id: ConversationId, *, holder: str, until_utc: datetime, now_utc: datetime) -> bool:
        """True for the same holder again, which prolongs its lease; False also where there is no such conversation."""

        taken = self._transaction.change(
            _CLAIM,
            this=conversation_id,
            holder=holder,
            now=now_utc,
            lease_holder=holder,
            lease_until_utc=until_utc,
        )
        return taken == 1

    def release(self, conversation_id: ConversationId, *, holder: str) -> None:
        """Does nothing where somebody else holds the lease by now."""
        self._transaction.change(_RELEASE, this=conversation_id, holder=holder, lease_holder=None, lease_until_utc=None)

    def with_unanswered(self, *, limit: int) -> Sequence[ConversationId]:
        """Leased conversations are among them: whether one can be worked on is told by `claim`."""
        found = self._transaction.rows(_WAITING, limit=limit)
        return [ConversationId(row.conversation_id) for row in found]

    def _sealed(self, conversation: Conversation) -> bytes:
        return STATE.seal(self._keys.of(conversation.person_id), conversation.id, conversation.state)

    def _conversation(self, row: Row[tuple[str, str, datetime, datetime, int, bytes]]) -> Conversation:
        person_id = PersonId(row.person_id)
        return Conversation(
            ConversationId(row.id),
            person_id,
            row.started_at_utc,
            row.last_at_utc,
            STATE.unseal(self._keys.of(person_id), row.id, row.sealed),
            row.version,
        )
