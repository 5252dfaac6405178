"""The hub wakes those who listen, and counts streams but not waiting requests."""

from __future__ import annotations

import pytest

from bot.errors import RateError
from bot.gateway.hub import STREAMS_PER_CONVERSATION, Hub
from tests.contract.builders import message


def test_news_wake_who_listens_to_that_conversation() -> None:
    hub = Hub()
    with hub.listening("a") as one, hub.listening("b") as other:
        hub.news("a")
        assert (one.is_set(), other.is_set()) == (True, False)
        hub.news_to_all()
        assert other.is_set()


def test_news_of_a_reply_hands_it_over_and_other_news_does_not_take_it_away() -> None:
    hub = Hub()
    with hub.listening("a") as one, hub.listening("b") as other:
        hub.news("a", reply=message())
        hub.news("a")
        assert one.is_set()
        assert one.reply == message()
        assert other.reply is None


def test_nothing_is_remembered_of_who_has_left() -> None:
    hub = Hub()
    with hub.streaming("a"):
        assert hub.listeners == 1
    hub.news("a")
    assert hub.listeners == 0
    hub.check_room("a")


def test_one_stream_too_many_is_refused_and_leaves_the_others() -> None:
    hub = Hub()
    streams = [hub.streaming("a") for _ in range(STREAMS_PER_CONVERSATION)]
    for stream in streams:
        stream.__enter__()
    with pytest.raises(RateError), hub.streaming("a"):
        pass
    with hub.streaming("b"), hub.listening("a"):
        assert hub.listeners == STREAMS_PER_CONVERSATION + 2
    for stream in streams:
        stream.__exit__(None, None, None)
    assert hub.listeners == 0
