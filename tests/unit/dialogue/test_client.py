"""The client of Rasa: what it sends, and what it makes of every way Rasa can fail."""

from __future__ import annotations

import asyncio
import json
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


class FixedClock:
    def now(self) -> datetime:
        return NOW


def dialogue(answer: Answer) -> RasaDialogue:
    return RasaDialogue(
        base_url="http://127.0.0.1:5005", signing_key=KEY, clock=FixedClock(), transport=httpx.MockTransport(answer)
    )


def hand_over(answer: Answer, *, text: str = CANARY, command: Command | None = None) -> None:
    async def run() -> None:
        async with dialogue(answer) as rasa:
            await rasa.hand_over(
                conversation_id=ConversationId("talk"), message_id=MessageId("m1"), text=text, command=command
            )

    asyncio.run(run())


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
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=[{"text": "ignored"}])

    hand_over(answer, text=text, command=command)
    body = json.loads(seen[0].content)
    assert seen[0].url.path == "/webhooks/rest/webhook"
    assert body["sender"] == "talk"
    assert body["message"] == copy
    assert open_envelope(body["metadata"], key=KEY, conversation_id=ConversationId("talk"), now_utc=NOW) == "m1"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(raising(httpx.ConnectError), id="refused"),
        pytest.param(raising(httpx.ReadTimeout), id="late"),
        pytest.param(raising(httpx.ConnectTimeout), id="late to connect"),
        pytest.param(raising(httpx.RemoteProtocolError), id="broken off"),
        pytest.param(raising(httpx.ReadError), id="killed while reading"),
        pytest.param(lambda _: httpx.Response(500, text=CANARY), id="500"),
        pytest.param(lambda _: httpx.Response(503), id="not ready"),
        pytest.param(lambda _: httpx.Response(404), id="not our Rasa"),
        pytest.param(lambda _: httpx.Response(204), id="not what was agreed"),
    ],
)
def test_every_failure_is_one_error_without_words(answer: Answer) -> None:
    with pytest.raises(DialogueError) as caught:
        hand_over(answer)
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
