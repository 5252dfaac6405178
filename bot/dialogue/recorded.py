"""Word from the actions to the gateway that a turn is recorded, some milliseconds before Rasa has finished with it.

A datagram on a Unix socket in the data folder: a message's id and nothing else. It is a hint: where it is lost, or the system
has no such sockets, Rasa's answer says the same a little later; and what is delivered is read from the store.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Self

from bot.logs import Events
from bot.working_model.identity import MessageId

log = Events("recorded")
LONGEST_PATH: Final = 100  # bytes; the shortest limit among systems is 104, its end included (unix(4) of macOS)
LONGEST_WORD: Final = 128  # bytes of a datagram
AT_ONCE: Final = 256  # datagrams read before other work has its turn


def word_path(data_dir: Path, *, gateway_port: int) -> Path | None:
    """Where the gateway at this port listens; None where the system has no such sockets, or the folder's name is too long for one."""
    path = data_dir / "run" / f"recorded-{gateway_port}.sock"
    return path if hasattr(socket, "AF_UNIX") and len(os.fsencode(path)) <= LONGEST_PATH else None


class Announcer:
    """The actions' side, for any number of threads."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._socket = None if path is None else socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        if self._socket is not None:
            self._socket.setblocking(False)

    def say(self, message_id: MessageId) -> None:
        """Never waits and never fails: nobody may listen, or too much may be on its way."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.sendto(message_id.encode("utf-8", "replace"), str(self._path))

    def close(self) -> None:
        """Closes the socket."""
        if self._socket is not None:
            self._socket.close()


class RecordedTurns:
    """The gateway's side. Use it in `async with`."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._socket: socket.socket | None = None
        self._watched: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    @contextlib.contextmanager
    def watching(self, message_id: MessageId) -> Iterator[asyncio.Event]:
        """An event that is set when word comes that this message's turn is recorded."""
        event = asyncio.Event()
        self._watched[message_id].add(event)
        try:
            yield event
        finally:
            self._watched[message_id].discard(event)
            if not self._watched[message_id]:
                del self._watched[message_id]

    async def __aenter__(self) -> Self:
        if self._path is not None:
            try:
                self._socket = _bound(self._path)
            except OSError as error:
                log.warning("no_word_of_recorded_turns", reason=type(error).__name__)
            else:
                asyncio.get_running_loop().add_reader(self._socket.fileno(), self._read)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._socket is not None and self._path is not None:
            asyncio.get_running_loop().remove_reader(self._socket.fileno())
            self._socket.close()
            self._socket = None
            self._path.unlink(missing_ok=True)

    def _read(self) -> None:
        assert self._socket is not None  # noqa: S101  (for mypy)
        for _ in range(AT_ONCE):
            try:
                word = self._socket.recv(LONGEST_WORD)
            except OSError:
                return  # all read
            for event in self._watched.get(word.decode("ascii", "replace"), ()):
                event.set()


def _bound(path: Path) -> socket.socket:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)  # whoever may write here could listen in our place
    path.unlink(missing_ok=True)  # left by a gateway that was killed
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        listener.setblocking(False)
        listener.bind(str(path))
        path.chmod(0o600)
    except OSError:
        listener.close()
        raise
    return listener
