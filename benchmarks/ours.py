"""Attune, started as a person would (`attune serve`), and one person's guided talk with it over HTTP."""

from __future__ import annotations

import json
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from benchmarks.figures import Timed
from benchmarks.processes import loopback
from tests.serving import attune

WAIT_S: Final = 30
GREETING: Final = "hello"
_GUIDE: Final = "min)"  # how the label of a button that starts a guide ends
TIMES_FILE: Final = "times"


class OurTalk:
    """One person's talk: a guide is chosen whenever none is running, so that every message answers a question of one."""

    def __init__(self, port: int) -> None:
        self._http = loopback(port)
        version = self._ask("GET", "/api/consent")["version"]
        begun = self._ask(
            "POST", "/api/conversations", {"agreed": True, "of_age": True, "consent_version": version, "country": None}
        )
        self._path = f"/api/conversations/{begun['conversation_id']}/messages?wait_s={WAIT_S}"
        self._token = begun["token"]
        self._reply: dict[str, Any] = begun["messages"][-1]

    def say(self, text: str) -> tuple[float, float]:
        """When the message was posted and when its reply was there (s, monotonic). Choosing a guide before it is not timed."""
        guide = next((c for c in self._reply["choices"] if c["label"].endswith(_GUIDE)), None)
        if guide is not None:
            self._send(choice=guide["id"])
        started = time.monotonic()
        self._send(text=text)
        return started, time.monotonic()

    def greet(self) -> None:
        """Says hello, and has its reply."""
        self._send(text=GREETING)

    def close(self) -> None:
        """Closes the connection."""
        self._http.close()

    def _send(self, **body: str) -> None:
        reply = self._ask("POST", self._path, {"client_id": uuid.uuid4().hex, **body})["reply"]
        if reply is None or reply["kind"] == "safety":
            raise RuntimeError("a message of the benchmark got no reply, or safety's")
        self._reply = reply

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        if hasattr(self, "_token"):
            headers["Authorization"] = f"Bearer {self._token}"
        self._http.request(method, path, json.dumps(body) if body else None, headers)
        answer = self._http.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"Attune answered {answer.status} to {method} {path.split('/')[-1].split('?')[0]}")
        return dict(json.loads(content))


class OurBot:
    """The running Attune. `first_reply_s` is the time from its start to the reply to a greeting."""

    def __init__(self, port: int, pid: int, data_dir: Path) -> None:
        self.port = port
        self.pid = pid
        self._data_dir = data_dir
        self.first_reply_s = 0.0

    def talk(self, _sender: str) -> OurTalk:
        """A new conversation."""
        return OurTalk(self.port)

    def times(self) -> list[Timed]:
        """What the processes noted, where they were started with timers."""
        lines = [
            line.split() for path in self._data_dir.glob(f"{TIMES_FILE}.*") for line in path.read_text().splitlines()
        ]
        return [Timed(stage, float(start), float(end)) for stage, start, end in lines]


@contextmanager
def our_bot(*, timers: bool = False) -> Iterator[OurBot]:
    """All of Attune in a data folder of its own, replying; stopped and gone at the end."""
    module = "benchmarks.timed" if timers else "bot.cli"
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        started = time.monotonic()
        with attune(Path(folder), command=[sys.executable, "-m", module, "serve"]) as running:
            bot = OurBot(running.ports["gateway"], running.process.pid, Path(folder))
            talk = bot.talk("first")
            talk.greet()
            bot.first_reply_s = time.monotonic() - started
            talk.close()
            yield bot
