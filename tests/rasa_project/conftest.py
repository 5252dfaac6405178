"""The real Rasa, trained and started once for all tests here, with a recorder in place of the application."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
import uvicorn

from actions.server import create_actions_app
from bot.dialogue.envelope import open_envelope, seal
from bot.dialogue.process import ROOT, rasa_command, rasa_environment, rasa_python, train_command, training_digest
from bot.dialogue.rasa_copy import rasa_copy
from bot.errors import StoreError
from bot.working_model.dialogue import Command, Heard, Reply
from bot.working_model.identity import ConversationId, MessageId

KEY = b"a key for tests only, 32 bytes.."
START_WITHIN_S = 120
TABLE = "CREATE TABLE tracker_windows (sender_id VARCHAR(64) PRIMARY KEY, snapshot TEXT NOT NULL, updated_at_utc FLOAT NOT NULL)"


@dataclass
class Recorder:
    """Stands in for the application: remembers every call, and fails when it is told to."""

    calls: list[tuple[str, str, Heard]] = field(default_factory=list)
    fails: bool = False

    def record_turn(self, *, conversation_id: ConversationId, message_id: MessageId, heard: Heard) -> Reply:
        self.calls.append((conversation_id, message_id, heard))
        if self.fails:
            raise StoreError("the store is closed for this test")
        return Reply(("heard",))

    def of(self, conversation_id: str) -> list[tuple[str, Heard]]:
        return [(message, heard) for talk, message, heard in self.calls if talk == conversation_id]


@dataclass
class Project:
    """The running pair of servers and what the tests need to look at."""

    rasa_url: str
    actions_url: str
    recorder: Recorder
    database: Path
    log: Path
    process: subprocess.Popen[bytes]
    http: httpx.Client
    started_in_s: float

    def talk(self) -> Talk:
        return Talk(self, f"talk-{uuid4().hex}")

    def window(self, conversation_id: str) -> str | None:
        with sqlite3.connect(self.database) as connection:
            row = connection.execute(
                "SELECT snapshot FROM tracker_windows WHERE sender_id = ?", (conversation_id,)
            ).fetchone()
        connection.close()
        return row and str(row[0])

    def loop(self, conversation_id: str) -> str | None:
        """The loop that a talk's window leaves active."""
        window = json.loads(self.window(conversation_id) or "{}")
        loops = [window["loop"], *(name for kind, name, _ in window["events"] if kind == "loop")]
        return loops[-1]

    def execute(self, statement: str) -> None:
        with sqlite3.connect(self.database) as connection:
            connection.execute(statement)
        connection.close()

    def ready(self) -> bool:
        return self.http.get(f"{self.rasa_url}/webhooks/rest/ready").status_code == 200


@dataclass
class Talk:
    """One conversation through the real channel."""

    project: Project
    id: str

    def say(self, text: str, *, command: Command | None = None, message_id: str | None = None) -> list[Heard]:
        """Hands one message over; what the recorder heard by it."""
        before = len(self.project.recorder.of(self.id))
        assert self.send(rasa_copy(text, command), message_id=message_id).status_code == 200
        return [heard for _, heard in self.project.recorder.of(self.id)[before:]]

    def send(
        self, copy: str, *, message_id: str | None = None, metadata: dict[str, object] | None = None
    ) -> httpx.Response:
        sealed = seal(
            key=KEY,
            conversation_id=ConversationId(self.id),
            message_id=MessageId(message_id or uuid4().hex),
            now_utc=datetime.now(UTC),
            valid_for_s=60,
        )
        body = {"sender": self.id, "message": copy, "metadata": sealed if metadata is None else metadata}
        return self.project.http.post(f"{self.project.rasa_url}/webhooks/rest/webhook", json=body)


@pytest.fixture(scope="session")
def rasa_is_here() -> None:
    """Skips where Rasa's environment has not been made."""
    if not rasa_python().exists():
        pytest.skip("Rasa's environment .venv-rasa is not there (make serve makes it)")


@pytest.fixture(scope="session")
def all_examples() -> Callable[[], set[str]]:
    """Every example in data/nlu, in small letters."""

    def read() -> set[str]:
        texts = [path.read_text(encoding="utf-8") for path in (ROOT / "data" / "nlu").glob("*.yml")]
        return {
            line.strip()[2:].lower() for text in texts for line in text.splitlines() if line.strip().startswith("- ")
        }

    return read


@pytest.fixture(scope="session")
def model(rasa_is_here: None) -> Path:
    """The dialogue trained from the files as they are now; kept in build/ until they change."""
    path = ROOT / "build" / "rasa" / training_digest()[:16] / "attune.tar.gz"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            train_command(model=path), env=rasa_environment(), cwd=ROOT, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()[-2000:]
    return path


@pytest.fixture(scope="session")
def project(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Rasa and the actions, running; both are stopped at the end."""
    place = tmp_path_factory.mktemp("rasa")
    database = place / "store.sqlite3"
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(TABLE)
    connection.close()
    recorder = Recorder()
    rasa_port, actions_port = free_port(), free_port()
    actions = serve_in_thread(recorder, actions_port)
    environment = rasa_environment(
        actions_url=f"http://127.0.0.1:{actions_port}/webhook", store_url=f"sqlite:///{database}"
    )
    log = place / "rasa.log"
    begun = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(
            rasa_command(port=rasa_port, model=model), env=environment, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT
        )
    http = httpx.Client(timeout=60, trust_env=False)
    rasa_url = f"http://127.0.0.1:{rasa_port}"
    try:
        wait_until_ready(http, rasa_url, process, log)
        yield Project(
            rasa_url=rasa_url,
            actions_url=f"http://127.0.0.1:{actions_port}",
            recorder=recorder,
            database=database,
            log=log,
            process=process,
            http=http,
            started_in_s=time.monotonic() - begun,
        )
    finally:
        http.close()
        if process.poll() is None:
            os.kill(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)
        actions()


def serve_in_thread(recorder: Recorder, port: int) -> Callable[[], None]:
    """Runs the action server beside the tests, so that they can look into the recorder; returns how to stop it."""

    def verify(conversation_id: ConversationId, metadata: object) -> MessageId:
        return open_envelope(metadata, key=KEY, conversation_id=conversation_id, now_utc=datetime.now(UTC))

    app = create_actions_app(recorder, verify)
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False, lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)

    def stop() -> None:
        server.should_exit = True
        thread.join(20)
        type(app).unregister_app(app)

    return stop


def wait_until_ready(http: httpx.Client, url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()[-2000:]
        try:
            if http.get(f"{url}/webhooks/rest/ready").status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise AssertionError(log.read_text()[-2000:])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
