"""Tells waiting streams that something new stands in a conversation. A hint only: what is new is read from the store."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import RateError
from bot.working_model.dialogue import Message

STREAMS_PER_CONVERSATION = 6


class News(asyncio.Event):
    """Set at news; the listener clears it. `reply` is the reply that the news was of last, if it was of one."""

    reply: Message | None = None


class Hub:
    """Wakes those who listen to a conversation, within this process; other replicas' news is found by looking every few seconds."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[News]] = defaultdict(set)
        self._streams: Counter[str] = Counter()
        self.delayed: set[str] = set()

    @contextmanager
    def listening(self, conversation_id: str) -> Iterator[News]:
        """The conversation's news from here on."""
        listeners = self._listeners[conversation_id]
        event = News()
        listeners.add(event)
        try:
            yield event
        finally:
            listeners.discard(event)
            if not listeners:
                self._listeners.pop(conversation_id, None)

    @contextmanager
    def streaming(self, conversation_id: str) -> Iterator[News]:
        """The same, counted: raises `RateError` beyond six streams of a conversation."""
        self.check_room(conversation_id)
        self._streams[conversation_id] += 1
        try:
            with self.listening(conversation_id) as event:
                yield event
        finally:
            self._streams[conversation_id] -= 1
            if not self._streams[conversation_id]:
                del self._streams[conversation_id]

    def check_room(self, conversation_id: str) -> None:
        """Raises `RateError` where one more stream would be too many; asked before an answer begins, while it can still be refused."""
        if self._streams[conversation_id] >= STREAMS_PER_CONVERSATION:
            raise RateError("This conversation is open in too many places at once.", retry_after_s=10)

    def news(self, conversation_id: str, *, reply: Message | None = None) -> None:
        """Wakes the listeners, and hands them the reply where the news is of one."""
        for event in self._listeners.get(conversation_id, ()):
            event.reply = reply or event.reply
            event.set()

    def news_to_all(self) -> None:
        """Wakes everybody."""
        for conversation_id in list(self._listeners):
            self.news(conversation_id)

    @property
    def listeners(self) -> int:
        """How many listen, over all conversations."""
        return sum(len(events) for events in self._listeners.values())
