"""The envelope a message travels in through Rasa: who it is from, until when it holds, and a seal only we can make.

Rasa carries it unread as `metadata`; the actions open it and refuse a call without it. It holds no words.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from bot.errors import AccessError, SetUpError
from bot.working_model.identity import ConversationId, MessageId

MINIMUM_KEY_BYTES: Final = 32  # as long as SHA-256's output, RFC 2104 section 3
PURPOSE: Final = "attune/turn/1"  # keeps a seal made for anything else from passing here


def seal(
    *, key: bytes, conversation_id: ConversationId, message_id: MessageId, now_utc: datetime, valid_for_s: float
) -> dict[str, Any]:
    """The metadata that goes with one message: `message_id`, `expires` (Unix seconds) and `mac` (hexadecimal)."""
    expires = int((now_utc + timedelta(seconds=valid_for_s)).timestamp())
    return {"message_id": message_id, "expires": expires, "mac": _mac(key, conversation_id, message_id, expires)}


def open_envelope(metadata: object, *, key: bytes, conversation_id: ConversationId, now_utc: datetime) -> MessageId:
    """The message's id. Raises `AccessError` where the seal is missing, not ours, for another conversation, or out of date."""
    if not isinstance(metadata, Mapping):
        raise AccessError("the call carries no envelope")
    message_id, expires, mac = (metadata.get(name) for name in ("message_id", "expires", "mac"))
    if not (isinstance(message_id, str) and type(expires) is int and isinstance(mac, str)):
        raise AccessError("the envelope is incomplete")
    expected = _mac(key, conversation_id, MessageId(message_id), expires)
    if not hmac.compare_digest(expected.encode(), mac.encode("utf-8", "replace")):
        raise AccessError("the envelope's seal is not ours")
    if now_utc.timestamp() > expires:
        raise AccessError("the envelope is out of date")
    return MessageId(message_id)


def _mac(key: bytes, conversation_id: ConversationId, message_id: MessageId, expires: int) -> str:
    if len(key) < MINIMUM_KEY_BYTES:
        raise SetUpError([f"the dialogue's signing key is shorter than {MINIMUM_KEY_BYTES} bytes"])
    # JSON keeps the parts apart: no two different triples make the same bytes.
    sealed = json.dumps([PURPOSE, conversation_id, message_id, expires], ensure_ascii=True).encode("ascii")
    return hmac.new(key, sealed, hashlib.sha256).hexdigest()
