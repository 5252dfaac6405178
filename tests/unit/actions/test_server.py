"""The action server: answers Rasa, refuses everyone else, and never gives words back in a failure."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from sanic import Sanic
from sanic.exceptions import BadRequest, MethodNotAllowed, NotFound

from actions import server
from actions.server import create_actions_app, status_of
from bot.errors import AccessError, ConflictError, StoreError
from bot.working_model.dialogue import Reply
from bot.working_model.identity import ConversationId, MessageId

CANARY = "the canary sang at my sister's wedding"


class Recorder:
    def __init__(self) -> None:
        self.calls = 0
        self.fault: Exception | None = None

    def record_turn(self, **_: Any) -> Reply:
        self.calls += 1
        if self.fault:
            raise self.fault
        return Reply((CANARY,))


def verify(_conversation_id: ConversationId, metadata: object) -> MessageId:
    if metadata != {"mac": "good"}:
        raise AccessError("the envelope's seal is not ours")
    return MessageId("m1")


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def app(recorder: Recorder) -> Iterator[Sanic]:
    application = create_actions_app(recorder, verify)
    yield application
    Sanic.unregister_app(application)


class AheadOfIt:
    """Hears of one message, and remembers what it was asked to read."""

    def __init__(self) -> None:
        self.read: list[MessageId] = []
        self.fault: Exception | None = None
        self.is_over = False
        self.let_go_after: list[MessageId] = []

    @asynccontextmanager
    async def accepted_messages(self, hear: Callable[[MessageId], None]) -> AsyncIterator[None]:
        hear(MessageId("m1"))
        async with asyncio.timeout(10):
            while not self.let_go_after:  # noqa: ASYNC110  Sanic's stop, which comes at once here, would cancel it
                await asyncio.sleep(0.002)
        yield
        self.is_over = True

    def read_ahead(self, message_id: MessageId) -> None:
        self.read.append(message_id)
        if self.fault:
            raise self.fault

    def let_go(self) -> None:
        self.let_go_after = list(self.read)


@pytest.mark.parametrize("fault", [None, ValueError(CANARY)], ids=["well", "with a mistake of ours"])
def test_an_accepted_message_is_read_before_rasa_asks(
    recorder: Recorder,
    fault: Exception | None,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "KEPT_S", 0)
    ahead = AheadOfIt()
    ahead.fault = fault
    app = create_actions_app(recorder, verify, ahead=ahead)
    response = request(app, "POST", "/webhook", json=call({"mac": "good"}))
    Sanic.unregister_app(app)
    assert response.status_code == 200
    assert ahead.read == ["m1"]
    assert ahead.let_go_after == ["m1"]
    assert ahead.is_over
    assert CANARY not in caplog.text


def call(metadata: object = None, *, action: str = "validate_reflection_form") -> dict[str, Any]:
    latest = {"intent": {"name": "answer", "confidence": 0.9}, "text": CANARY, "metadata": metadata}
    tracker = {
        "sender_id": "talk",
        "slots": {},
        "latest_message": latest,
        "events": [{"event": "user", "text": CANARY}],
    }
    return {"next_action": action, "sender_id": "talk", "tracker": tracker, "domain": {}, "version": "3.6.21"}


async def started(app: Sanic) -> None:
    """The lifespan start-up that uvicorn sends and httpx does not."""
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> dict[str, str]:
        return next(messages)

    async def send(_: dict[str, Any]) -> None:
        pass

    await app({"type": "lifespan", "asgi": {"version": "3.0"}}, receive, send)


def request(app: Sanic, method: str, path: str, **more: Any) -> httpx.Response:
    async def run() -> httpx.Response:
        await started(app)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, path, **more)

    return asyncio.run(run())


def test_a_sealed_call_is_answered_with_the_loop_s_events(app: Sanic, recorder: Recorder) -> None:
    response = request(app, "POST", "/webhook", json=call({"mac": "good"}))
    assert response.status_code == 200
    assert [event["name"] for event in response.json()["events"]] == ["answer", "requested_slot"]
    assert response.json()["responses"] == []
    assert recorder.calls == 1


@pytest.mark.parametrize("metadata", [None, {}, {"mac": "forged"}], ids=["none", "empty", "forged"])
def test_any_other_call_is_refused(app: Sanic, recorder: Recorder, metadata: object) -> None:
    response = request(app, "POST", "/webhook", json=call(metadata))
    assert response.status_code == 403
    assert recorder.calls == 0


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        pytest.param(StoreError(CANARY), 503, id="the store is closed"),
        pytest.param(ConflictError(CANARY), 500, id="a fault that should not come here"),
        pytest.param(ValueError(CANARY), 500, id="a mistake of ours"),
    ],
)
def test_a_failure_gives_nothing_back(
    app: Sanic, recorder: Recorder, fault: Exception, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    recorder.fault = fault
    with caplog.at_level(logging.DEBUG):
        response = request(app, "POST", "/webhook", json=call({"mac": "good"}))
    assert response.status_code == status
    assert CANARY not in response.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        pytest.param("POST", "/webhook", b"{not json " + CANARY.encode(), 422, id="not JSON"),
        pytest.param("POST", "/webhook", b"", 400, id="empty"),
        pytest.param("GET", "/webhook", b"", 405, id="wrong method"),
        pytest.param("GET", "/nowhere", b"", 404, id="no such place"),
        pytest.param(
            "POST",
            "/webhook",
            b'{"next_action": "'
            + CANARY.encode()
            + b'", "sender_id": "x", "tracker": {"sender_id": "x"}, "domain": {}, "version": "3.21.1"}',
            404,
            id="no such action",
        ),
    ],
)
def test_nonsense_is_answered_shortly(
    app: Sanic, method: str, path: str, body: bytes, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    response = request(app, method, path, content=body)
    assert response.status_code == status
    assert CANARY not in response.text
    assert CANARY not in caplog.text


def test_health(app: Sanic) -> None:
    assert request(app, "GET", "/health").status_code == 200


def test_no_other_origin_is_let_in(app: Sanic) -> None:
    response = request(app, "GET", "/health", headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    ("error", "status"),
    [
        pytest.param(AccessError("x"), 403, id="refused"),
        pytest.param(StoreError("x"), 503, id="upstream"),
        pytest.param(NotFound("x"), 404, id="not found"),
        pytest.param(MethodNotAllowed("x", "GET", ()), 405, id="method"),
        pytest.param(BadRequest("x"), 422, id="never 400"),
        pytest.param(KeyError("x"), 500, id="a mistake"),
    ],
)
def test_status_of(error: Exception, status: int) -> None:
    assert status_of(error) == status
