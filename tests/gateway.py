"""The gateway in this process, on the memory store, with a dialogue that records turns itself: no Rasa, no actions."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from starlette.testclient import TestClient

from bot.errors import DialogueError
from bot.gateway.application import create_app
from bot.gateway.hub import Hub
from bot.gateway.metrics import Metrics
from bot.gateway.rates import Rates
from bot.gateway.serving import Serving, Terms
from bot.gateway.threads import in_thread
from bot.gateway.turns import TurnRunner
from bot.service.begin_conversation import CONSENT_VERSION
from bot.service.parts import Parts
from bot.service.record_turn import record_turn
from bot.working_model.dialogue import Command, Heard
from bot.working_model.identity import ConversationId, MessageId
from tests.builders import parts
from tests.serving import free_ports


@dataclass
class FakeDialogue:
    """Takes a turn as Rasa and the actions would. `heard` says which texts are commands; `fails` makes it fail, `silent` do nothing."""

    parts: Parts
    heard: Mapping[str, Command] = field(default_factory=dict)
    fails: bool = False
    silent: bool = False
    taken: list[MessageId] = field(default_factory=list)

    async def hand_over(
        self, *, conversation_id: ConversationId, message_id: MessageId, text: str, command: Command | None = None
    ) -> None:
        self.taken.append(message_id)
        if self.fails:
            raise DialogueError("away (by order of the test)")
        if not self.silent:
            heard = Heard(self.heard.get(text), 0.99)
            await in_thread(
                record_turn, self.parts, conversation_id=conversation_id, message_id=message_id, heard=heard
            )

    async def ready(self) -> bool:
        return not self.fails


def serving(the_parts: Parts | None = None, *, poll_s: float = 0.05, **terms: Any) -> Serving:
    """The gateway's parts."""
    found = the_parts or parts()
    dialogue, hub, metrics = FakeDialogue(found), Hub(), Metrics()
    return Serving(
        parts=found,
        terms=Terms(**terms),
        dialogue=dialogue,
        turns=TurnRunner(
            found, dialogue, hub, metrics, holder="test", poll_s=poll_s, attempts_before_plain_reply=3
        ),
        hub=hub,
        rates=Rates(),
        metrics=metrics,
        countries=["DE", "GB"],
        refusal_s=0.0,
    )  # fmt: skip


@dataclass
class Visitor:
    """One conversation over HTTP."""

    http: TestClient
    serving: Serving
    path: str
    token: str
    greeting: dict[str, Any]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def dialogue(self) -> FakeDialogue:
        assert isinstance(self.serving.dialogue, FakeDialogue)
        return self.serving.dialogue

    def request(self, method: str, route: str, **more: Any) -> httpx.Response:
        found: httpx.Response = self.http.request(method, self.path + route, headers=self.headers, **more)
        return found

    def send(self, *, wait_s: float = 5, client_id: str | None = None, **body: str) -> httpx.Response:
        json = {"client_id": client_id or uuid.uuid4().hex, **body}
        return self.request("POST", f"/messages?wait_s={wait_s}", json=json)

    def press(self, message: Mapping[str, Any], label: str) -> httpx.Response:
        choice = next(c for c in message["choices"] if c["label"].startswith(label))
        return self.send(choice=choice["id"])

    def messages(self) -> list[dict[str, Any]]:
        return list(self.request("GET", "/messages").json()["messages"])


def begin(http: TestClient, the_serving: Serving, **more: Any) -> Visitor:
    """Agrees and starts."""
    body = {"agreed": True, "of_age": True, "consent_version": CONSENT_VERSION, **more}
    answer = http.post("/api/conversations", json=body)
    assert answer.status_code == 201, answer.text
    data = answer.json()
    path = f"/api/conversations/{data['conversation_id']}"
    return Visitor(http, the_serving, path, data["token"], data["messages"][0])


@contextmanager
def visiting(the_serving: Serving | None = None, **terms: Any) -> Iterator[Visitor]:
    """A visitor of a gateway of their own."""
    found = the_serving or serving(**terms)
    with TestClient(create_app(found), raise_server_exceptions=False) as http:
        yield begin(http, found)


@contextmanager
def listening(the_serving: Serving, *, port: int | None = None) -> Iterator[str]:
    """The same on a port of this machine, for a browser; ends its streams when it stops."""
    port = port or free_ports(1)[0]
    config = uvicorn.Config(
        create_app(the_serving),
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            threading.Event().wait(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        the_serving.stopping.set()
        server.should_exit = True
        thread.join()
