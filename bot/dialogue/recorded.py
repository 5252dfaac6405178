"""Word between gateway and actions about a message: that it is accepted, that its turn is recorded. Rasa knows neither yet, or no more.

A datagram on a Unix socket in the data folder: a message's id and nothing else. It is a hint: where it is lost, or the system
has no such sockets, Rasa's call and its answer say the same a little later; and whatever is done about it is read from the store.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Self

from bot.logs import Events
from bot.working_model.identity import MessageId

log = Events("recorded")
LONGEST_PATH: Final = 100  # bytes; the shortest limit among systems is 104, its end included (unix(4) of macOS)
LONGEST_WORD: Final = 128  # bytes of a datagram
AT_ONCE: Final = 256  # datagrams read before other work has its turn


def word_path(data_dir: Path, *, gateway_port: int) -> Path | None:
    """Where the gateway at this port hears of recorded turns; None where the system has no such sockets, or the folder's name is too long for one."""
    return _path(data_dir, f"recorded-{gateway_port}.sock")


def accepted_path(data_dir: Path, *, actions_port: int) -> Path | None:
    """Where the actions at this port hear of accepted messages; None in the same cases."""
    return _path(data_dir, f"accepted-{actions_port}.sock")


def _path(data_dir: Path, name: str) -> Path | None:
    path = data_dir / "run" / name
    return path if hasattr(socket, "AF_UNIX") and len(os.fsencode(path)) <= LONGEST_PATH else None


class Announcer:
    """The side that gives word, for any number of threads."""

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


class Listener:
    """The side that hears: `on_word` is called with each message's id. Use it in `async with`."""

    def __init__(self, path: Path | None, on_word: Callable[[str], None]) -> None:
        self._path = path
        self._on_word = on_word
        self._socket: socket.socket | None = None

    async def __aenter__(self) -> Self:
        if self._path is not None:
            try:
                self._socket = _bound(self._path)
            except OSError as error:
                log.warning("no_word_comes", reason=type(error).__name__)
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
            self._on_word(word.decode("ascii", "replace"))


class RecordedTurns(Listener):
    """The gateway's side of recorded turns. Use it in `async with`."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(path, self._hear)
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

    def _hear(self, message_id: str) -> None:
        for event in self._watched.get(message_id, ()):
            event.set()


def _bound(path: Path) -> socket.socket:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)  # whoever may write here could listen in our place
    path.unlink(missing_ok=True)  # left by a process that was killed
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        listener.setblocking(False)
        listener.bind(str(path))
        path.chmod(0o600)
    except OSError:
        listener.close()
        raise
    return listener
