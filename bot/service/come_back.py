"""Opens a conversation again with its return code and passphrase, and ends access to it: the other side of forgetting by default.

A wrong code, a wrong passphrase and one that is shut after wrong tries are answered alike.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from bot.errors import AccessError, ConflictError
from bot.logs import Events
from bot.service.begin_conversation import TOKEN_BYTES, token_digest
from bot.service.keep_way_back import code_digest
from bot.service.parts import Parts
from bot.service.where_we_were import where_we_were
from bot.working_model.dialogue import Message
from bot.working_model.identity import ConversationId, MessageId
from bot.working_model.protocols import UnitOfWork
from bot.working_model.way_back import WayBack

log = Events("way_back")
TRIES = 5  # against a turn being recorded at the same moment
REFUSED = (
    "That did not open anything. Please look at both the code and the passphrase again."
    " After several wrong tries it stays shut for up to an hour, whatever is typed."
)


@dataclass(frozen=True, slots=True)
class CameBack:
    """The conversation open again. `token` is new; the one before opens nothing any more."""

    conversation_id: ConversationId
    token: str


def come_back(parts: Parts, *, code: str, passphrase: str) -> CameBack:
    """Raises `AccessError`, with the same sentence for every reason, and `StoreError` where the try cannot be counted."""
    way_back = _counted(parts, code_digest(code))
    if not parts.passphrases.is_right(passphrase, way_back.passphrase_hash if way_back else None) or way_back is None:
        log.warning("return_refused")
        raise AccessError(REFUSED)
    for attempt in range(TRIES):
        try:
            return _opened(parts, way_back)
        except ConflictError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def end_access(parts: Parts, conversation_id: ConversationId) -> None:
    """The token that opened the conversation opens nothing any more. Raises `NotFoundError`."""
    with parts.store.begin() as uow:
        uow.conversations.set_token(conversation_id, token_digest(secrets.token_urlsafe(TOKEN_BYTES)))
        uow.commit()


def _counted(parts: Parts, digest: str) -> WayBack | None:
    """The way back, the try counted and committed before anything is compared; None where there is none, or it is shut."""
    now = parts.clock.now()
    with parts.store.begin() as uow:
        found = uow.ways_back.by_code(digest)
        if found is None or found.is_shut(now):
            return None
        uow.ways_back.put(found.tried(now))
        uow.commit()
    return found


def _opened(parts: Parts, way_back: WayBack) -> CameBack:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with parts.store.begin() as uow:
        now_kept = uow.ways_back.by_code(way_back.code_sha256)
        if now_kept is None or now_kept.passphrase_hash != way_back.passphrase_hash:
            raise AccessError(REFUSED)  # changed or taken back at this very moment
        uow.ways_back.put(now_kept.opened())
        conversation = max(uow.conversations.of(way_back.person_id), key=lambda each: each.last_at_utc)
        uow.conversations.set_token(conversation.id, token_digest(token))
        _say_where_we_were(parts, uow, conversation.id)
        uow.commit()
    log.info("came_back", conversation=conversation.id)
    return CameBack(conversation.id, token)


def _say_where_we_were(parts: Parts, uow: UnitOfWork, conversation_id: ConversationId) -> None:
    """After hours away the first thing to be read is one line of where we were, unless a reply is on its way anyhow."""
    conversation = uow.conversations.get(conversation_id)
    now = parts.clock.now()
    found = where_we_were(parts, uow, conversation, now)
    if found is None or uow.messages.unanswered(conversation_id, limit=1):
        return
    reply, state = found
    greeting = Message(
        MessageId(parts.ids.new()),
        conversation_id,
        uow.messages.next_number(conversation_id),
        is_reply=True,
        text=reply.text,
        at_utc=now,
        reply=reply,
    )
    uow.messages.add(greeting)
    uow.conversations.save(replace(conversation, state=state, last_at_utc=now))
