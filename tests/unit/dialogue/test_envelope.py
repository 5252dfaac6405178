"""The envelope: opened only by who may, for what it was made for, and in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.dialogue.envelope import open_envelope, seal
from bot.errors import AccessError, SetUpError
from bot.working_model.identity import ConversationId, MessageId

KEY = b"k" * 32
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TALK, MESSAGE = ConversationId("talk-1"), MessageId("message-1")


def sealed(**changes: Any) -> dict[str, Any]:
    envelope = seal(key=KEY, conversation_id=TALK, message_id=MESSAGE, now_utc=NOW, valid_for_s=60)
    return {**envelope, **changes}


def opened(metadata: object, *, key: bytes = KEY, conversation_id: str = TALK, after_s: float = 0) -> MessageId:
    now = NOW + timedelta(seconds=after_s)
    return open_envelope(metadata, key=key, conversation_id=ConversationId(conversation_id), now_utc=now)


@pytest.mark.parametrize("after_s", [0, 59, 60], ids=["at once", "a second before", "at the last second"])
def test_opens_in_time(after_s: float) -> None:
    assert opened(sealed(), after_s=after_s) == MESSAGE


@pytest.mark.parametrize(
    "metadata",
    [
        pytest.param(None, id="none"),
        pytest.param("mac", id="a text"),
        pytest.param({}, id="empty"),
        pytest.param(sealed(mac=None), id="no seal"),
        pytest.param(sealed(mac=""), id="empty seal"),
        pytest.param(sealed(mac="0" * 64), id="made-up seal"),
        pytest.param(sealed(mac=sealed()["mac"].upper()), id="seal in capitals"),
        pytest.param(sealed(mac="é" * 64), id="seal not ASCII"),
        pytest.param(sealed(mac="\ud800"), id="seal with a lone surrogate"),
        pytest.param(sealed(message_id="message-2"), id="another message"),
        pytest.param(sealed(message_id=7), id="message id is a number"),
        pytest.param(sealed(expires=sealed()["expires"] + 1), id="made to last longer"),
        pytest.param(sealed(expires=str(sealed()["expires"])), id="expiry is a text"),
        pytest.param(sealed(expires=True), id="expiry is a truth value"),
    ],
)
def test_refuses_what_is_not_ours(metadata: object) -> None:
    with pytest.raises(AccessError):
        opened(metadata)


def test_refuses_another_conversation() -> None:
    with pytest.raises(AccessError):
        opened(sealed(), conversation_id="talk-2")


def test_refuses_another_key() -> None:
    with pytest.raises(AccessError):
        opened(sealed(), key=b"x" * 32)


def test_refuses_when_out_of_date() -> None:
    with pytest.raises(AccessError, match="out of date"):
        opened(sealed(), after_s=61)


def test_parts_do_not_run_together() -> None:
    one = seal(key=KEY, conversation_id=ConversationId("a"), message_id=MessageId("bc"), now_utc=NOW, valid_for_s=1)
    other = seal(key=KEY, conversation_id=ConversationId("ab"), message_id=MessageId("c"), now_utc=NOW, valid_for_s=1)
    assert one["mac"] != other["mac"]


def test_a_short_key_is_a_fault_of_the_installation() -> None:
    with pytest.raises(SetUpError):
        seal(key=b"short", conversation_id=TALK, message_id=MESSAGE, now_utc=NOW, valid_for_s=60)


def test_errors_hold_no_ids() -> None:
    with pytest.raises(AccessError) as caught:
        opened(sealed(mac="0" * 64))
    assert TALK not in str(caught.value)
    assert MESSAGE not in str(caught.value)
