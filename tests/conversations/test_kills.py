"""kill -9 of each process at ten random moments: nothing accepted is lost, nothing answered twice, and the talk goes on by itself."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
import uuid
from pathlib import Path

import httpx
import psutil
import pytest

from tests.serving import Running, attune
from tests.talking import Talker

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

KILLS_EACH = 10
ANSWER_WITHIN_S = 120.0
TEXTS = ["She was there for me.", "skip", "He never listened to me.", "I went quiet.", "skip", "I told nobody."]


def _send_until_taken(talker: Talker, text: str, client_id: str) -> None:
    """As the page does: the same id again until the gateway says that it has the message."""
    until = time.monotonic() + ANSWER_WITHIN_S
    while time.monotonic() < until:
        try:
            answer = talker.send(text=text, client_id=client_id, wait_s=0)
        except httpx.HTTPError:
            threading.Event().wait(0.1)
            continue
        if answer.status_code in (200, 202):
            return
        assert answer.status_code == 503, answer.text
        threading.Event().wait(0.1)
    raise AssertionError("the gateway did not come back")


def _wait_answered(talker: Talker, count: int) -> None:
    until = time.monotonic() + ANSWER_WITHIN_S
    while time.monotonic() < until:
        try:
            if sum(1 for m in talker.messages() if m["in_reply_to"]) >= count:
                return
        except httpx.HTTPError:
            pass
        threading.Event().wait(0.1)
    raise AssertionError("a message stayed unanswered")


def _kill(running: Running, name: str) -> bool:
    pid = running.program(name)
    if pid is None:
        return False
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("name", ["gateway", "actions", "rasa"])
def test_a_killed_process_loses_and_repeats_nothing(tmp_path: Path, name: str) -> None:
    chance = random.Random(f"kills of {name}")
    sent: list[str] = []
    with attune(tmp_path) as running:
        talker = Talker.begin(running.url)
        talker.press("Someone I lean on")
        answered = sum(1 for m in talker.messages() if m["in_reply_to"])
        kills = 0
        done = threading.Event()

        def killer() -> None:
            nonlocal kills
            while kills < KILLS_EACH:
                done.wait(chance.uniform(0.05, 1.5))
                kills += _kill(running, name)
            done.set()

        thread = threading.Thread(target=killer)
        thread.start()
        while not done.is_set() or not sent:
            text = TEXTS[len(sent) % len(TEXTS)]
            sent.append(uuid.uuid4().hex)
            _send_until_taken(talker, text, sent[-1])
            if chance.random() < 0.7:
                _wait_answered(talker, answered + len(sent))
        thread.join()
        _wait_answered(talker, answered + len(sent))
        messages = talker.messages()
        talker.close()
        assert psutil.pid_exists(running.process.pid)
    assert kills == KILLS_EACH
    mine = [m for m in messages if m["sender"] == "you" and m["client_id"] in sent]
    assert [m["client_id"] for m in mine] == sent
    replies = [m["in_reply_to"] for m in messages if m["in_reply_to"] in {m["id"] for m in mine}]
    assert replies == [m["id"] for m in mine], "each message has one reply, in order"
