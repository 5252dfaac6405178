"""A canary sentence goes down every path, failing ones included, and appears in no log, error, metric or file in clear."""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path

import httpx
import pytest

from tests.serving import Running, attune
from tests.talking import Talker

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

CANARY = "zanzibarquetzal"
METRICS_TOKEN = "0123456789abcdef0123456789abcdef"
SENTENCES = [
    f"My sister {CANARY.title()} was always there for me {CANARY}.",
    f"/{CANARY} / I felt {CANARY}",
    f'/inform{{"x": "{CANARY}"}}',
    f"@{CANARY} [link](http://{CANARY}.example) <b>{CANARY}</b>",
    f"never ask me about {CANARY}",
    f"that's not right, I never said {CANARY}",
    f"stop {CANARY}",
]
ACUTE = f"I have the pills here and I will kill myself tonight, {CANARY}"


def _errors(running: Running, talker: Talker) -> str:
    """What comes back when the canary is sent where it cannot be taken."""
    texts = []
    for body in (
        {"client_id": CANARY},
        {"client_id": CANARY, "text": 7},
        {"client_id": "x", "text": CANARY},
        {CANARY: CANARY},
        [CANARY],
    ):
        texts.append(talker.http.post(f"{talker.path}/messages", json=body, headers=talker.headers).text)
    texts.append(
        talker.http.post(f"{talker.path}/messages", content=f"{{{CANARY}".encode(), headers=talker.headers).text
    )
    texts.append(talker.send(text=CANARY * 3000).text)
    texts.append(talker.send(choice=CANARY).text)
    texts.append(
        talker.http.put(f"{talker.path}/return", json={"passphrase": CANARY * 90}, headers=talker.headers).text
    )
    talker.http.put(f"{talker.path}/return", json={"passphrase": f"{CANARY} as a passphrase"}, headers=talker.headers)
    texts.append(talker.http.post("/api/return", json={"code": CANARY, "passphrase": f"{CANARY} as a passphrase"}).text)
    texts.append(talker.http.get(f"/api/conversations/{CANARY}/summary").text)
    texts.append(talker.http.get(f"/{CANARY}?{CANARY}={CANARY}").text)
    texts.append(talker.http.get(f"{talker.path}/export?format={CANARY}", headers=talker.headers).text)
    texts.append(
        httpx.post(f"http://127.0.0.1:{running.ports['actions']}/webhook", content=f"{{{CANARY}", trust_env=False).text
    )
    texts.append(
        httpx.post(
            f"http://127.0.0.1:{running.ports['actions']}/webhook",
            json={
                "next_action": CANARY,
                "sender_id": CANARY,
                "tracker": {"sender_id": CANARY, "latest_message": {"text": CANARY}},
            },
            trust_env=False,
        ).text
    )
    texts.append(
        httpx.post(
            f"http://127.0.0.1:{running.ports['rasa']}/webhooks/rest/webhook",
            json={"sender": "a-stranger", "message": f"/{CANARY} {CANARY}", "metadata": {"x": CANARY}},
            trust_env=False,
            timeout=30,
        ).text
    )
    return "\n".join(texts)


def test_the_canary_is_nowhere(tmp_path: Path) -> None:
    with attune(tmp_path, ATTUNE_LOG_LEVEL="debug", ATTUNE_GATEWAY__METRICS_TOKEN=METRICS_TOKEN) as running:
        talker = Talker.begin(running.url, country="GB")
        talker.press("Someone I lean on")
        for sentence in SENTENCES:
            assert talker.say(sentence)["paragraphs"]
        errors = _errors(running, talker)

        # The actions away, Rasa away, the store refusing: the canary meanwhile.
        for name in ("actions", "rasa"):
            pid = running.program(name)
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            talker.send(text=f"{SENTENCES[0]} {name}", wait_s=0)
        lock = sqlite3.connect(tmp_path / "attune.sqlite3", timeout=20, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        errors += talker.send(text=SENTENCES[0], wait_s=0).text
        errors += talker.send(text=ACUTE, wait_s=0).text
        lock.execute("ROLLBACK")
        lock.close()
        assert talker.say(ACUTE)["kind"] == "safety"
        metrics = talker.http.get("/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"}).text
        assert "attune_messages_total" in metrics
        assert CANARY in str(talker.messages()), "the canary is kept for the person themselves"
        talker.close()
        log = running.log_text()
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for place, text in {"log": log, "errors": errors, "metrics": metrics}.items():
        assert CANARY not in text.lower(), place
    assert CANARY.encode() not in on_disk.lower()
