"""The client of Rasa: what it sends, and what it makes of every way Rasa can fail."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from bot.dialogue.client import RasaDialogue
from bot.dialogue.envelope import open_envelope
from bot.errors import DialogueError
from bot.working_model.dialogue import Command
from bot.working_model.identity import ConversationId, MessageId

KEY = b"k" * 32
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CANARY = "the canary sang at my sister's wedding"
Answer = Callable[[httpx.Request], httpx.Response]


def said(status: int, content: str = "") -> bytes:
    return f"HTTP/1.1 {status} Something\r\nContent-Length: {len(content)}\r\n\r\n{content}".encode()


class Rasa:
    """A server that gives every request the same answer: None never comes, one that is cut short ends the connection."""

    def __init__(self, answer: bytes | None, *, closes: bool = False) -> None:
        self.requests: list[tuple[bytes, bytes]] = []
        self.connections = 0
        self._ends: list[asyncio.Future[None]] = []
        self._answer = answer
        self._closes = closes or answer is None or not answer.startswith(b"HTTP/1.1") or b": 90" in answer

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        ended = asyncio.get_running_loop().create_future()
        self._ends.append(ended)
        try:
            await self._answers(reader, writer)
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
            ended.set_result(None)

    async def _answers(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while not reader.at_eof():
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                break
            length = next(line for line in head.split(b"\r\n") if line.startswith(b"Content-Length: "))
            self.requests.append((head, await reader.readexactly(int(length[16:]))))
            if self._answer is None:
                await reader.read()
                break
            writer.write(self._answer)
            if self._closes:
                break

    async def __aenter__(self) -> Rasa:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await asyncio.gather(*self._ends)

    def client(self, *, timeout_s: float = 20) -> RasaDialogue:
        port = self._server.sockets[0].getsockname()[1]
        return RasaDialogue(
            base_url=f"http://127.0.0.1:{port}", signing_key=KEY, clock=FixedClock(), timeout_s=timeout_s
        )


class FixedClock:
    def now(self) -> datetime:
        return NOW


def dialogue(answer: Answer) -> RasaDialogue:
    return RasaDialogue(
        base_url="http://127.0.0.1:5005", signing_key=KEY, clock=FixedClock(), transport=httpx.MockTransport(answer)
    )


def hand_over(
    answer: bytes | None, *, text: str = CANARY, command: Command | None = None, timeout_s: float = 20
) -> Rasa:
    async def run() -> Rasa:
        async with Rasa(answer) as rasa, rasa.client(timeout_s=timeout_s) as client:
            await client.hand_over(
                conversation_id=ConversationId("talk"), message_id=MessageId("m1"), text=text, command=command
            )
        return rasa

    return asyncio.run(run())


def is_ready(answer: Answer) -> bool:
    async def run() -> bool:
        async with dialogue(answer) as rasa:
            return await rasa.ready()

    return asyncio.run(run())


def raising(error: type[httpx.HTTPError]) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error(f"while sending {request.content!r}")

    return answer


@pytest.mark.parametrize(
    ("text", "command", "copy"),
    [
        pytest.param("skip it", None, "skip it", id="words"),
        pytest.param("Skip", Command.SKIP, "/skip", id="button"),
        pytest.param("", None, "/answer", id="empty text still travels"),
    ],
)
def test_sends_the_copy_and_a_seal(text: str, command: Command | None, copy: str) -> None:
    rasa = hand_over(said(200, CANARY), text=text, command=command)
    head, content = rasa.requests[0]
    body = json.loads(content)
    assert head.startswith(b"POST /webhooks/rest/webhook HTTP/1.1\r\n")
    assert body["sender"] == "talk"
    assert body["message"] == copy
    assert open_envelope(body["metadata"], key=KEY, conversation_id=ConversationId("talk"), now_utc=NOW) == "m1"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(None, id="late"),
        pytest.param(b"", id="killed before it answers"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{", id="broken off"),
        pytest.param(CANARY.encode() + b"\r\n\r\n", id="no HTTP"),
        pytest.param(b"x" * 100_000, id="no end of a head"),
        pytest.param(said(500, CANARY), id="500"),
        pytest.param(said(503), id="not ready"),
        pytest.param(said(404), id="not our Rasa"),
        pytest.param(said(204), id="not what was agreed"),
    ],
)
def test_every_failure_is_one_error_without_words(answer: bytes | None) -> None:
    with pytest.raises(DialogueError) as caught:
        hand_over(answer, timeout_s=20 if answer is not None else 0.05)
    error: BaseException | None = caught.value
    while error is not None:
        assert CANARY not in f"{error!s} {error!r}"
        error = error.__cause__


@pytest.mark.parametrize(
    ("answer", "ready"),
    [
        pytest.param(lambda _: httpx.Response(200), True, id="ready"),
        pytest.param(lambda _: httpx.Response(503), False, id="cannot save"),
        pytest.param(lambda _: httpx.Response(404), False, id="something else on the port"),
        pytest.param(raising(httpx.ConnectError), False, id="refused"),
        pytest.param(raising(httpx.ReadTimeout), False, id="late"),
    ],
)
def test_ready(answer: Answer, ready: bool) -> None:
    assert is_ready(answer) is ready


@pytest.mark.parametrize(
    ("answer", "closes", "connections"),
    [
        pytest.param(said(200, CANARY), False, 1, id="kept open"),
        pytest.param(said(500, CANARY), False, 1, id="kept open after a refusal"),
        pytest.param(said(200, CANARY), True, 3, id="closed by Rasa"),
        pytest.param(said(200).replace(b"HTTP/1.1", b"HTTP/1.0"), True, 3, id="older HTTP"),
        pytest.param(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", True, 3, id="closing said"),
    ],
)
def test_a_connection_is_kept_as_long_as_rasa_keeps_it(answer: bytes, closes: bool, connections: int) -> None:
    async def run() -> Rasa:
        async with Rasa(answer, closes=closes) as rasa, rasa.client() as client:
            for number in range(3):
                with contextlib.suppress(DialogueError):
                    await client.hand_over(
                        conversation_id=ConversationId("talk"), message_id=MessageId(f"m{number}"), text=CANARY
                    )
                async with asyncio.timeout(10):
                    while closes and not all(reader.at_eof() for reader, _ in client._rasa._idle):  # noqa: ASYNC110
                        await asyncio.sleep(0)  # until its end is seen here
        return rasa

    rasa = asyncio.run(run())
    assert rasa.connections == connections
    assert len(rasa.requests) == 3


def test_calls_at_once_have_connections_of_their_own() -> None:
    async def run() -> Rasa:
        async with Rasa(said(200, CANARY)) as rasa, rasa.client() as client:
            for _ in range(2):
                await asyncio.gather(
                    *(
                        client.hand_over(
                            conversation_id=ConversationId(f"talk-{n}"), message_id=MessageId("m"), text=""
                        )
                        for n in range(3)
                    )
                )
        return rasa

    rasa = asyncio.run(run())
    assert rasa.connections == 3
    assert len(rasa.requests) == 6


def test_nobody_there_is_the_same_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]

    async def run() -> None:
        client = RasaDialogue(base_url=f"http://127.0.0.1:{port}", signing_key=KEY, clock=FixedClock())
        async with client:
            await client.hand_over(conversation_id=ConversationId("talk"), message_id=MessageId("m"), text=CANARY)

    with pytest.raises(DialogueError, match="cannot be reached"):
        asyncio.run(run())
