"""Tells waiting streams that something new stands in a conversation. A hint only: what is new is read from the store."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import RateError

STREAMS_PER_CONVERSATION = 6


class Hub:
    """Wakes those who listen to a conversation, within this process; other replicas' news is found by looking every few seconds."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._streams: Counter[str] = Counter()
        self.delayed: set[str] = set()

    @contextmanager
    def listening(self, conversation_id: str) -> Iterator[asyncio.Event]:
        """An event that is set at news; the listener clears it."""
        listeners = self._listeners[conversation_id]
        event = asyncio.Event()
        listeners.add(event)
        try:
            yield event
        finally:
            listeners.discard(event)
            if not listeners:
                self._listeners.pop(conversation_id, None)

    @contextmanager
    def streaming(self, conversation_id: str) -> Iterator[asyncio.Event]:
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

    def news(self, conversation_id: str) -> None:
        """Wakes the listeners."""
        for event in self._listeners.get(conversation_id, ()):
            event.set()

    def news_to_all(self) -> None:
        """Wakes everybody."""
        for conversation_id in list(self._listeners):
            self.news(conversation_id)

    @property
    def listeners(self) -> int:
        """How many listen, over all conversations."""
        return sum(len(events) for events in self._listeners.values())
