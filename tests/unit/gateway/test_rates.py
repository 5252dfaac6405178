"""Limits: rates by key, and bodies whatever their headers claim."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from bot.errors import RateError, SetUpError
from bot.gateway.rates import BodyLimit, Rates
from tests.redis_server import redis
from tests.serving import free_ports


def test_one_too_many_is_refused_for_that_key_alone() -> None:
    async def run() -> None:
        rates = Rates()
        for _ in range(3):
            await rates.count("send", "a", per_minute=3)
        with pytest.raises(RateError) as caught:
            await rates.count("send", "a", per_minute=3)
        assert 1 <= caught.value.retry_after_s <= 60
        await rates.count("send", "b", per_minute=3)
        await rates.count("read", "a", per_minute=3)

    asyncio.run(run())


def test_the_window_moves_and_who_left_it_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_000_000.0]
    monkeypatch.setattr("bot.gateway.rates.time.time", lambda: now[0])

    async def run() -> None:
        rates = Rates()
        for second in (0, 30):
            now[0] = 1_000_000.0 + second
            await rates.count("send", "a", per_minute=2)
        now[0] = 1_000_050.0
        with pytest.raises(RateError) as caught:
            await rates.count("send", "a", per_minute=2)
        assert caught.value.retry_after_s == 11
        now[0] = 1_000_060.5  # the first has left, and the refused one was not counted
        await rates.count("send", "a", per_minute=2)
        with pytest.raises(RateError):
            await rates.count("send", "a", per_minute=2)
        now[0] = 1_000_200.0
        await rates.count("send", "b", per_minute=2)
        assert len(rates._limiter._hits) == 1  # type: ignore[union-attr]

    asyncio.run(run())


def test_a_counter_that_fails_refuses() -> None:
    async def run() -> None:
        rates = Rates()

        async def broken(*_: object) -> bool:
            raise OSError

        rates._limiter.hit = broken  # type: ignore[method-assign, assignment]
        with pytest.raises(RateError):
            await rates.count("send", "a", per_minute=3)

    asyncio.run(run())


@pytest.mark.slow
def test_replicas_count_together_in_one_redis(tmp_path: Path) -> None:
    async def run(url: str) -> None:
        one, other = Rates(url), Rates(url)
        assert await one.answers()
        await one.count("send", "a", per_minute=2)
        await other.count("send", "a", per_minute=2)
        for rates in (one, other):
            with pytest.raises(RateError) as caught:
                await rates.count("send", "a", per_minute=2)
            assert 1 <= caught.value.retry_after_s <= 60
        await one.count("send", "b", per_minute=2)
        await one.close()
        await other.close()

    with redis(tmp_path) as url:
        asyncio.run(run(url))


@pytest.mark.slow
def test_while_redis_is_away_all_is_refused_and_afterwards_counted_again(tmp_path: Path) -> None:
    [port] = free_ports(1)

    async def run() -> None:
        rates = Rates(f"redis://127.0.0.1:{port}/0")
        assert not await rates.answers()
        with pytest.raises(RateError):
            await rates.count("send", "a", per_minute=2)
        with redis(tmp_path, port=port):
            await rates.count("send", "a", per_minute=2)
        with pytest.raises(RateError):
            await rates.count("send", "a", per_minute=2)
        await rates.close()

    asyncio.run(run())


@pytest.mark.parametrize("url", ["redis://:secret@127.0.0.1:port/0", "no-such://secret", "secret"])
def test_an_address_that_cannot_be_read_is_not_repeated(url: str) -> None:
    with pytest.raises(SetUpError) as caught:
        Rates(url)
    assert "secret" not in str(caught.value)


async def _call(
    chunks: list[bytes], headers: list[tuple[bytes, bytes]], unread: list[Message] | None = None
) -> tuple[int | None, bytes]:
    seen = b""
    status: list[int] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal seen
        while True:
            message = await receive()
            seen += message.get("body", b"")
            if not message.get("more_body"):
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    queue = [{"type": "http.request", "body": c, "more_body": i < len(chunks) - 1} for i, c in enumerate(chunks)]

    async def receive() -> Message:
        return queue.pop(0)

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    scope: dict[str, Any] = {"type": "http", "headers": headers}
    await BodyLimit(inner, max_bytes=10)(scope, receive, send)
    if unread is not None:
        unread.extend(queue)
    return (status[0] if status else None), seen


@pytest.mark.parametrize("headers", [[(b"content-length", b"18")], []], ids=["claimed", "in-parts"])
def test_what_is_refused_is_read_to_its_end(headers: list[tuple[bytes, bytes]]) -> None:
    """Closing on unread bytes resets the connection, and a proxy loses our answer."""
    unread: list[Message] = []
    got, _ = asyncio.run(_call([b"123456", b"123456", b"123456"], headers, unread))
    assert (got, unread) == (413, [])


@pytest.mark.parametrize(
    ("chunks", "headers", "status"),
    [
        ([b"12345"], [(b"content-length", b"5")], 200),
        ([b"12345", b"12345"], [], 200),
        ([b"12345", b"123456"], [], 413),
        ([b"1"], [(b"content-length", b"11")], 413),
        ([b"1"], [(b"content-length", b"minus one")], 413),
        ([b"12345678901"], [(b"content-length", b"5")], 413),
    ],
    ids=["fits", "fits-in-parts", "parts-too-large", "claims-too-large", "claims-nonsense", "lies"],
)
def test_a_body_over_the_limit_is_refused(chunks: list[bytes], headers: list[tuple[bytes, bytes]], status: int) -> None:
    got, seen = asyncio.run(_call(chunks, headers))
    assert got == status
    assert (seen == b"".join(chunks)) == (status == 200)
