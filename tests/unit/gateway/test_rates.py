"""Limits: rates by key, and bodies whatever their headers claim."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from bot.errors import RateError
from bot.gateway.rates import BodyLimit, Rates


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


def test_a_counter_that_fails_refuses() -> None:
    async def run() -> None:
        rates = Rates()

        async def broken(*_: object) -> bool:
            raise OSError

        rates._limiter.hit = broken  # type: ignore[method-assign, assignment]
        with pytest.raises(RateError):
            await rates.count("send", "a", per_minute=3)

    asyncio.run(run())


async def _call(chunks: list[bytes], headers: list[tuple[bytes, bytes]]) -> tuple[int | None, bytes]:
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
    return (status[0] if status else None), seen


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
