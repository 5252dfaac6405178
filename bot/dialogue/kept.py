"""As much HTTP/1.1 as handing a message to Rasa takes: one POST over loopback, on a connection that is kept open.

A general client takes 1 ms of processor time for each, which every turn would pay; this takes a tenth of it.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final, TypeAlias

_Connection: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]
_HEAD_END: Final = b"\r\n\r\n"
FAILURES: Final = (OSError, EOFError, ValueError, asyncio.LimitOverrunError)
"""What `post` raises beside `TimeoutError`: nobody there, broken off, no HTTP."""


class KeptConnections:
    """Connections to one server; as many as calls at once. For one event loop."""

    def __init__(self, host: str, port: int, *, timeout_s: float) -> None:
        """`timeout_s` is for one call, connecting included."""
        self._host, self._port = host, port
        self._timeout_s = timeout_s
        self._idle: list[_Connection] = []

    async def post(self, path: str, body: bytes) -> int:
        """Sends JSON and returns the answer's status; what else is in the answer is thrown away. Raises `TimeoutError`, or one of `FAILURES`."""
        async with asyncio.timeout(self._timeout_s):
            reader, writer = connection = self._take() or await asyncio.open_connection(self._host, self._port)
            is_kept = False
            try:
                # In one piece, so that Rasa wakes once for it.
                writer.write(self._head(path, len(body)) + body)
                status, is_kept = await _answer(reader)
            finally:
                if is_kept:
                    self._idle.append(connection)
                else:
                    writer.transport.abort()
        return status

    async def aclose(self) -> None:
        """Closes those that are idle; when nothing is under way, that is all of them."""
        while self._idle:
            _, writer = self._idle.pop()
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _take(self) -> _Connection | None:
        while self._idle:
            reader, writer = connection = self._idle.pop()
            if not reader.at_eof() and not writer.is_closing():
                return connection
            writer.close()
        return None

    def _head(self, path: str, length: int) -> bytes:
        return (
            f"POST {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {length}\r\n\r\n"
        ).encode("ascii")


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """The status, and whether the connection can be used again: all of the answer is read, and the server goes on."""
    first, *lines = (await reader.readuntil(_HEAD_END)).decode("latin-1").split("\r\n")
    version, status, *_ = first.split(" ")
    if not version.startswith("HTTP/1."):
        raise ValueError("no HTTP")
    fields = {name.strip().lower(): value.strip().lower() for name, _, value in (line.partition(":") for line in lines)}
    length = fields.get("content-length")
    if length is not None:
        await reader.readexactly(int(length))
    return int(status), version == "HTTP/1.1" and length is not None and fields.get("connection") != "close"
