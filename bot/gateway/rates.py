"""Limits on what one sender may ask of us: request rates (library `limits`) and the size of a body."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from limits import RateLimitItem, RateLimitItemPerMinute, WindowStats
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import RateError, SetUpError
from bot.logs import Events

if TYPE_CHECKING:
    from redis.asyncio import ConnectionPool

log = Events("rates")
BODY_S: Final = 30.0  # in which a body must have come: a connection that trickles is not held open for ever
MAX_DIGITS: Final = 12
LET_BY_BYTES: Final = 2**21  # of a body that is refused
LET_BY_S: Final = 2.0
MEMORY: Final = "memory://"
REDIS_S: Final = 2.0
TOO_SLOW: Final = b'{"error":"That took too long to arrive. Please send it again."}'
TOO_LARGE: Final = b'{"error":"That is larger than we can take in one piece."}'


class MemoryWindows:
    """Moving windows in this process's memory, used as `limits` uses its own, whose memory looks through all keys at every hit, in a thread for each."""

    def __init__(self) -> None:
        self._hits: dict[str, deque[float]] = {}
        self._swept_s = time.time()

    async def hit(self, item: RateLimitItem, *identifiers: str) -> bool:
        """Counts one and returns True, unless as many as `item` allows were counted within its time."""
        now = time.time()
        self._sweep(now, item.get_expiry())
        hits = self._hits.setdefault(item.key_for(*identifiers), deque())
        while hits and hits[0] < now - item.get_expiry():
            hits.popleft()
        if len(hits) >= item.amount:
            return False
        hits.append(now)
        return True

    async def get_window_stats(self, item: RateLimitItem, *identifiers: str) -> WindowStats:
        """When the oldest hit leaves the window, and how many may still come."""
        hits = self._hits.get(item.key_for(*identifiers)) or [time.time()]
        return WindowStats(hits[0] + item.get_expiry(), item.amount - len(hits))

    def _sweep(self, now: float, lasts_s: float) -> None:
        """Forgets, once in a window's time, who was not counted for that long."""
        if now - self._swept_s >= lasts_s:
            self._swept_s = now
            self._hits = {key: hits for key, hits in self._hits.items() if hits and hits[-1] >= now - lasts_s}


class Rates:
    """Counts by kind and key. Where the counter itself fails the request is refused: a limiter that fails open is none."""

    def __init__(self, store_url: str = MEMORY) -> None:
        self._connections = None if store_url == MEMORY else _redis(store_url)
        self._storage: RedisStorage | None = None
        self._limiter: MovingWindowRateLimiter | MemoryWindows = MemoryWindows()
        if self._connections is not None:
            options: dict[str, Any] = {"connection_pool": self._connections}
            self._storage = RedisStorage(f"async+{store_url}", implementation="redispy", **options)
            self._limiter = MovingWindowRateLimiter(self._storage)

    async def close(self) -> None:
        """Closes what is open."""
        if self._connections is not None:
            await self._connections.aclose()

    async def answers(self) -> bool:
        """Whether the counter is there."""
        try:
            return self._storage is None or await self._storage.check()
        except Exception as error:  # noqa: BLE001  any fault of any counter's backend means the same here
            log.error("rate_store_failed", error=error)
            return False

    async def count(self, kind: str, key: str, *, per_minute: int) -> None:
        """Counts one; raises `RateError` when it is one too many."""
        item = RateLimitItemPerMinute(per_minute)
        try:
            if await self._limiter.hit(item, kind, key):
                return
            window = await self._limiter.get_window_stats(item, kind, key)
        except Exception as error:  # noqa: BLE001  any fault of any counter's backend means the same here
            log.error("rate_store_failed", error=error)
            raise RateError("Too busy just now. Please try again in a moment.", retry_after_s=5) from None
        wait_s = max(1, int(window.reset_time - time.time()) + 1)
        raise RateError("That was a lot at once. Please wait a moment.", retry_after_s=min(wait_s, 60))


def _redis(url: str) -> ConnectionPool:
    """Connections of Redis's own client. Raises `SetUpError`, which never repeats the address: it may hold a password."""
    from redis.asyncio import ConnectionPool  # only where it is wanted
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff

    try:
        # A request is refused soon rather than held; once more at once, since Redis closes what is long idle.
        return ConnectionPool.from_url(
            url, socket_timeout=REDIS_S, socket_connect_timeout=REDIS_S, retry=Retry(NoBackoff(), 1)
        )
    except ValueError:
        pass
    raise SetUpError(["the address of the rate store cannot be read"])


class BodyLimit:
    """ASGI middleware: a body over `max_bytes` is refused with 413, whatever its headers claim; one that takes too long, with 408."""

    def __init__(self, app: ASGIApp, *, max_bytes: int, body_s: float = BODY_S) -> None:
        self._app = app
        self._body_s = body_s
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        claimed = dict(scope["headers"]).get(b"content-length", b"0")
        if not claimed.isdigit() or len(claimed) > MAX_DIGITS or int(claimed) > self._max_bytes:
            await _let_by(receive)
            await _refuse(send, 413, TOO_LARGE)
            return
        # A body without a truthful length is read here, up to the limit, before anybody parses it.
        try:
            async with asyncio.timeout(self._body_s):
                body = await self._body(receive)
        except TimeoutError:
            await _refuse(send, 408, TOO_SLOW)
            return
        except ClientDisconnect:
            return
        if body is None:
            await _refuse(send, 413, TOO_LARGE)
            return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)

    async def _body(self, receive: Receive) -> bytes | None:
        """All of it, None where it is too large."""
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                raise ClientDisconnect
            chunks.append(message.get("body", b""))
            size += len(chunks[-1])
            if size > self._max_bytes:
                if message.get("more_body", False):
                    await _let_by(receive)
                return None
            if not message.get("more_body", False):
                return b"".join(chunks)


async def _let_by(receive: Receive) -> None:
    """Reads and forgets what is still coming, a little of it and not for long.

    Closing on unread bytes resets the connection, and a proxy in between may then never see our answer: it says 502 for itself.
    """
    size = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LET_BY_S):
            while size < LET_BY_BYTES:
                message = await receive()
                size += len(message.get("body", b""))
                if message["type"] != "http.request" or not message.get("more_body", False):
                    return


async def _refuse(send: Send, status: int, body: bytes) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
