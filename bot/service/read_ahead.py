"""Reads a message while Rasa still looks whether it is a command: begun once it is accepted, taken up where its turn is recorded.

A reading follows from the words, the open question and the people known, and from nothing else. So it does not matter who asked
for it first, and where one of these has changed meanwhile, or nothing was begun, the turn reads for itself.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Final, TypeAlias

from bot.service.parts import Parts
from bot.working_model.identity import MessageId
from bot.working_model.person import KnownPerson
from bot.working_model.protocols import Reader
from bot.working_model.risk import Level
from bot.working_model.statement import Asked, Reading

KEPT: Final = 4  # readings begun and not taken up: of commands, and of turns that failed
_Key: TypeAlias = tuple[str, Asked | None, tuple[KnownPerson, ...]]


class ReadAhead:
    """A reader that can begin before it is asked. Each reading is given out once; only the last few are kept, in memory."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._begun: dict[_Key, Future[Reading]] = {}
        self._lock = threading.Lock()

    def begin(self, text: str, asked: Asked | None, known: Sequence[KnownPerson]) -> None:
        """Reads, in the caller's thread; whoever asks for the same meanwhile waits for it."""
        reading: Future[Reading] = Future()
        with self._lock:
            self._begun = {**dict(list(self._begun.items())[1 - KEPT :]), (text, asked, tuple(known)): reading}
        try:
            reading.set_result(self._reader.read(text, asked, known))
        except BaseException as error:
            reading.set_exception(error)
            raise

    def read(self, text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> Reading:
        """As the Protocol says."""
        with self._lock:
            begun = self._begun.pop((text, asked, tuple(known)), None)
        return self._reader.read(text, asked, known) if begun is None else begun.result()


def read_ahead(parts: Parts, reader: ReadAhead, message_id: MessageId) -> None:
    """Begins to read an accepted message as its turn will. Raises `NotFoundError`, `StoreError`.

    Not what a button stood for, and nothing while safety is at stake: that is not interpreted at all.
    """
    with parts.store.begin() as uow:
        message = uow.messages.get(message_id)
        if message.is_reply or message.command is not None or message.level.rank > Level.WATCH.rank:
            return
        conversation = uow.conversations.get(message.conversation_id)
        if conversation.state.safety.level.rank > Level.WATCH.rank:
            return
        known = uow.known_people.of(conversation.person_id)
    reader.begin(message.text, message.asked, known)
