"""Reads a message while Rasa still looks whether it is a command: begun once it is accepted, taken up where its turn is recorded.

A reading follows from the words, the open question and the people known, and from nothing else. So it does not matter who asked
for it first, and where one of these has changed meanwhile, nothing was begun, or it failed, the turn reads for itself.
"""

from __future__ import annotations

import hashlib
import math
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Final

from bot.logs import Events
from bot.service.parts import Parts
from bot.working_model.identity import MessageId
from bot.working_model.person import KnownPerson
from bot.working_model.protocols import Reader
from bot.working_model.risk import Level
from bot.working_model.statement import Asked, Reading

KEPT: Final = 4  # readings begun and not taken up: of commands, and of turns that failed
KEPT_S: Final = 5  # whoever has erased everything meanwhile has nothing here for longer
log = Events("read_ahead")


@dataclass(slots=True, eq=False)
class _Begun:
    """`done` holds None where reading failed: an error would hold the words in its traceback. It is kept until `until_s`."""

    done: Future[Reading | None] = field(default_factory=Future)
    until_s: float = math.inf


class ReadAhead:
    """A reader that can begin before it is asked. Each reading is given out once.

    Only the last few are kept, for seconds, each under a digest of what it is about.
    """

    def __init__(self, reader: Reader, *, time_s: Callable[[], float] = time.monotonic) -> None:
        self._reader = reader
        self._time_s = time_s
        self._begun: dict[bytes, _Begun] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._begun)

    def begin(self, text: str, asked: Asked | None, known: Sequence[KnownPerson]) -> None:
        """Reads, in the caller's thread; whoever asks for the same meanwhile waits for it. A failure is logged and let go."""
        self.let_go()
        key, begun = _digest(text, asked, known), _Begun()
        with self._lock:
            self._begun = {**dict(list(self._begun.items())[1 - KEPT :]), key: begun}
        reading: Reading | None = None
        try:
            reading = self._reader.read(text, asked, known)
        except Exception as error:  # noqa: BLE001  the turn reads for itself, and fails for itself
            log.error("reading_ahead_failed", error=error)
        finally:
            begun.until_s = -math.inf if reading is None else self._time_s() + KEPT_S
            begun.done.set_result(reading)
            self.let_go()

    def read(self, text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> Reading:
        """As the Protocol says."""
        self.let_go()
        with self._lock:
            begun = self._begun.pop(_digest(text, asked, known), None)
        reading = None if begun is None else begun.done.result()
        return self._reader.read(text, asked, known) if reading is None else reading

    def let_go(self) -> None:
        """Forgets what nobody took up in time."""
        now_s = self._time_s()
        with self._lock:
            self._begun = {key: begun for key, begun in self._begun.items() if begun.until_s > now_s}


def _digest(text: str, asked: Asked | None, known: Sequence[KnownPerson]) -> bytes:
    return hashlib.blake2b(repr((text, asked, tuple(known))).encode(), digest_size=16).digest()


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
