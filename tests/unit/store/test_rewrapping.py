"""Changing the master key."""

from __future__ import annotations

import pytest

from bot.errors import SetUpError
from bot.store import rewrap
from bot.working_model.identity import MessageId
from tests.contract.builders import BEN, BENS_TALK, TALK, message, populate
from tests.stores import MASTER_KEY

NEW_KEY = bytes(range(100, 132))


def test_after_rewrapping_the_new_key_opens_everything_and_the_old_one_nothing(url, opened):
    before = opened(url)
    populate(before)
    populate(before, BEN, BENS_TALK)
    with before.begin() as work:
        work.messages.add(message("m1", work.messages.next_number(TALK), client_id="same"))
        work.commit()
    assert rewrap(url, MASTER_KEY, NEW_KEY) == 2
    with pytest.raises(SetUpError):
        opened(url)
    with opened(url, master_key=NEW_KEY).begin() as work:
        assert work.messages.get(MessageId("m1")).text == "She always picked up."
        assert work.messages.by_client_id(TALK, "same") is not None
        assert work.conversations.get(BENS_TALK).person_id == BEN


def test_rewrapping_twice_does_nothing_more(url, opened):
    populate(opened(url))
    assert rewrap(url, MASTER_KEY, NEW_KEY) == 1
    assert rewrap(url, MASTER_KEY, NEW_KEY) == 0


def test_with_a_wrong_old_key_nothing_is_changed(url, opened):
    populate(opened(url))
    with pytest.raises(SetUpError):
        rewrap(url, bytes(32), NEW_KEY)
    assert opened(url).ready()
