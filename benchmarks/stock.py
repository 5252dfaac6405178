"""`rasa init`'s own bot: made and trained once in build/stock and kept there, started and talked to as its documentation says."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.processes import end_session, loopback
from bot.dialogue.process import ROOT, rasa_python
from tests.serving import free_ports

FOLDER: Final = ROOT / "build" / "stock"
TRAINING_TIMEOUT_S: Final = 600
START_TIMEOUT_S: Final = 420
GREETING: Final = "hello"
_QUIET: Final = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
}


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ} | _QUIET


def make_stock_bot(folder: Path = FOLDER) -> bool:
    """Makes and trains it unless it is there; returns whether it had to."""
    if list((folder / "models").glob("*.tar.gz")):
        return False
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with (folder.parent / "stock-training.log").open("wb") as log:
        subprocess.run(
            [str(rasa_python()), "-m", "rasa", "init", "--no-prompt", "--init-dir", str(folder)],
            cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            timeout=TRAINING_TIMEOUT_S, check=True,
        )  # fmt: skip
    if not list((folder / "models").glob("*.tar.gz")):
        raise RuntimeError("rasa init made no model; see build/stock-training.log")
    return True


class StockTalk:
    """One person's talk with the stock bot over its REST channel."""

    def __init__(self, port: int, sender: str) -> None:
        self._http = loopback(port)
        self._sender = sender

    def say(self, text: str) -> tuple[float, float]:
        """When the message was posted and when its reply was there (s, monotonic)."""
        started = time.monotonic()
        self.replies(text)
        return started, time.monotonic()

    def replies(self, text: str) -> list[dict[str, str]]:
        """Says something and returns what was said back."""
        body = json.dumps({"sender": self._sender, "message": text})
        self._http.request("POST", "/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
        answer = self._http.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"the stock bot answered {answer.status}")
        return list(json.loads(content))

    def close(self) -> None:
        """Closes the connection."""
        self._http.close()


class StockBot:
    """The running bot. `first_reply_s` is the time from its start to the reply to a greeting."""

    def __init__(self, port: int, pid: int) -> None:
        self.port = port
        self.pid = pid
        self.first_reply_s = 0.0

    def talk(self, sender: str) -> StockTalk:
        """A new conversation."""
        return StockTalk(self.port, sender)


@contextmanager
def stock_bot(folder: Path = FOLDER) -> Iterator[StockBot]:
    """`rasa run` in its folder, replying; stopped and gone at the end."""
    (port,) = free_ports(1)
    started = time.monotonic()
    with (folder.parent / "stock.log").open("wb") as log:
        process = subprocess.Popen(
            [str(rasa_python()), "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port)],
            cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        bot = StockBot(port, process.pid)
        _wait_for_a_reply(bot, process)
        bot.first_reply_s = time.monotonic() - started
        yield bot
    finally:
        end_session(process)


def _wait_for_a_reply(bot: StockBot, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < until and process.poll() is None:
        talk = bot.talk("first")
        try:
            if talk.replies(GREETING):
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            talk.close()
    raise RuntimeError("the stock bot did not start; see build/stock.log")
