"""Tells waiting streams that something new stands in a conversation. A hint only: what is new is read from the store."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import RateError

STREAMS_PER_CONVERSATION = 6


class Hub:
    """Wakes those who listen to a conversation, within this process; other replicas' news is found by looking every few seconds."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self.delayed: set[str] = set()

    @contextmanager
    def listening(self, conversation_id: str) -> Iterator[asyncio.Event]:
        """An event that is set at news; the listener clears it. Raises `RateError` beyond six listeners."""
        listeners = self._listeners[conversation_id]
        if len(listeners) >= STREAMS_PER_CONVERSATION:
            raise RateError("This conversation is open in too many places at once.", retry_after_s=10)
        event = asyncio.Event()
        listeners.add(event)
        try:
            yield event
        finally:
            listeners.discard(event)
            if not listeners:
                self._listeners.pop(conversation_id, None)

    def news(self, conversation_id: str) -> None:
        """Wakes the listeners."""
        for event in self._listeners.get(conversation_id, ()):
            event.set()

    @property
    def listeners(self) -> int:
        """How many listen, over all conversations."""
        return sum(len(events) for events in self._listeners.values())
