"""A part fails: it is seen, the person is told, and it heals by itself."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.serving import Running, attune
from tests.talking import Talker

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

ACUTE = "I have the pills here and I am going to kill myself tonight."


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with attune(Path(tmp_path_factory.mktemp("faults"))) as found:
        yield found


def _until(what: str, condition: Any, within_s: float = 90.0) -> None:
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        with contextlib.suppress(httpx.HTTPError):
            if condition():
                return
        threading.Event().wait(0.1)
    raise AssertionError(f"not within {within_s:.0f} s: {what}")


def _state(talker: Talker) -> dict[str, Any]:
    return dict(talker.http.get(f"{talker.path}/messages", headers=talker.headers).json())


def test_rasa_failing_to_save_is_seen_told_and_healed(own: Running) -> None:
    database = own.data_dir / "attune.sqlite3"
    talker = Talker.begin(own.url)
    talker.press("Someone I lean on")
    with sqlite3.connect(database, timeout=20) as db:
        db.execute("ALTER TABLE tracker_windows RENAME TO tracker_windows_away")
    db.close()
    try:
        talker.send(text="My sister Anna.", wait_s=0)
        _until("Rasa says it is not ready", lambda: talker.http.get("/api/ready").json()["dialogue"] is False)
    finally:
        with sqlite3.connect(database, timeout=20) as db:
            db.execute("ALTER TABLE tracker_windows_away RENAME TO tracker_windows")
        db.close()
    _until("it is ready again", lambda: talker.http.get("/api/ready").status_code == 200)
    _until("every message is answered", lambda: _state(talker)["waiting"] == 0)
    assert talker.say("She is older than me.")["paragraphs"]
    talker.close()


class _Garbage(BaseHTTPRequestHandler):
    calls = 0

    def do_POST(self) -> None:
        type(self).calls += 1
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.dumps({"events": [{"event": "no such event"}], "responses": "garbage"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


class _Server(ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True


def test_an_action_answering_garbage_is_told_and_healed(own: Running) -> None:
    talker = Talker.begin(own.url)
    talker.press("Someone I lean on")
    pid = own.program("actions")
    assert pid is not None
    garbage = None
    # The action server stands still while something else has its port: the supervisor finds it and tries again.
    os.kill(pid, signal.SIGKILL)
    for _ in range(400):
        try:
            garbage = _Server(("127.0.0.1", own.ports["actions"]), _Garbage)
            break
        except OSError:
            pid = own.program("actions")
            if pid is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            threading.Event().wait(0.02)
    assert garbage is not None
    thread = threading.Thread(target=garbage.serve_forever)
    thread.start()
    try:
        talker.send(text="My sister Anna.", wait_s=0)
        _until("the person is told", lambda: _state(talker)["delayed"] is True)
        assert _Garbage.calls > 0
    finally:
        garbage.shutdown()
        garbage.server_close()
        thread.join()
    _until("it is answered", lambda: _state(talker)["waiting"] == 0, within_s=120)
    talker.close()


@contextlib.contextmanager
def _refusing(database: Path) -> Iterator[None]:
    """The store refuses writes: another connection holds it."""
    db = sqlite3.connect(database, timeout=20, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        db.execute("ROLLBACK")
        db.close()


def test_a_store_refusing_writes_is_told_and_healed(own: Running) -> None:
    talker = Talker.begin(own.url, country="GB")
    talker.press("Someone I lean on")
    before = talker.messages()
    with _refusing(own.data_dir / "attune.sqlite3"):
        plain = talker.send(text="My sister Anna.", wait_s=0, client_id="refused-1")
        acute = talker.send(text=ACUTE, wait_s=0)
        assert talker.http.get("/api/ready").status_code == 503
    assert plain.status_code == 503
    assert "not taken" in plain.json()["error"]
    assert plain.json().get("reply") is None
    assert acute.status_code == 503
    assert any(any(c.isdigit() for c in paragraph) for paragraph in acute.json()["reply"]), "a number to call"
    assert talker.messages() == before
    assert talker.send(text="My sister Anna.", client_id="refused-1").status_code == 200
    talker.close()


def test_safety_needs_neither_rasa_nor_the_actions(own: Running) -> None:
    talker = Talker.begin(own.url, country="GB")
    for name in ("rasa", "actions"):
        pid = own.program(name)
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
    try:
        reply = talker.say(ACUTE)
    finally:
        for name in ("rasa", "actions"):
            pid = own.program(name)
            assert pid is not None
            os.kill(pid, signal.SIGCONT)
    assert reply["kind"] == "safety"
    talker.close()
