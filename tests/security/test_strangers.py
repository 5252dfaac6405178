"""Nobody reads what is not theirs: wrong tokens, other people's conversations, forged calls to the actions, two people at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.serving import Running, attune
from tests.talking import Talker

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with attune(Path(tmp_path_factory.mktemp("strangers"))) as found:
        yield found


ROUTES = [
    ("GET", "/messages"),
    ("POST", "/messages"),
    ("GET", "/stream"),
    ("GET", "/summary"),
    ("GET", "/export"),
    ("GET", "/export?format=markdown"),
    ("POST", "/statements/x/contest"),
    ("POST", "/statements/x/remove"),
    ("PUT", "/statements/x/true-these-days"),
    ("GET", "/return"),
    ("PUT", "/return"),
    ("DELETE", "/return"),
    ("DELETE", "/access"),
    ("DELETE", ""),
    ("GET", "/people"),
    ("PUT", "/people/x/tie"),
    ("POST", "/people/x/count-again"),
    ("POST", "/ways/1/remove"),
    ("GET", "/pictures/map.svg"),
    ("GET", "/pictures/timeline.svg"),
    ("GET", "/pictures/people/x.svg"),
    ("GET", "/axes"),
    ("GET", "/revisions"),
    ("GET", "/revisions/1"),
    ("GET", "/revisions/2/against/1"),
    ("GET", "/sessions"),
    ("GET", "/sessions/2/against/1"),
    ("GET", "/pages.pdf"),
]
BODIES = {
    "/messages": {"client_id": "12345678", "text": "hello"},
    "/statements/x/true-these-days": {"value": 1},
    "/people/x/tie": {"tie": "ended"},
    "/return": {"passphrase": "seven grey herons at dawn"},
}


@pytest.mark.parametrize(("method", "route"), ROUTES, ids=[f"{m} {r or '/'}" for m, r in ROUTES])
@pytest.mark.parametrize("token", ["none", "wrong", "another's"])
def test_without_the_right_token_there_is_nothing(running: Running, method: str, route: str, token: str) -> None:
    mine, other = Talker.begin(running.url), Talker.begin(running.url)
    headers = {"none": {}, "wrong": {"Authorization": "Bearer " + "A" * 43}, "another's": other.headers}[token]
    body = BODIES.get(route) if method in ("POST", "PUT") else None
    answer = mine.http.request(method, mine.path + route, json=body, headers=headers)
    assert answer.status_code == (404 if token == "another's" else 401)
    assert set(answer.json()) == {"error"}
    assert len(mine.messages()) == 1
    mine.close()
    other.close()


def test_an_unknown_conversation_and_anothers_look_the_same(running: Running) -> None:
    mine, other = Talker.begin(running.url), Talker.begin(running.url)
    anothers = mine.http.get(f"{other.path}/summary", headers=mine.headers)
    unknown = mine.http.get("/api/conversations/nosuchconversation/summary", headers=mine.headers)
    assert (anothers.status_code, anothers.json()) == (unknown.status_code, unknown.json())
    mine.close()
    other.close()


def test_two_people_at_once_never_see_each_others_words(running: Running) -> None:
    words = {"one": "heron", "two": "marmalade"}
    talkers = {name: Talker.begin(running.url) for name in words}

    def talk(name: str) -> None:
        talkers[name].press("Someone I lean on")
        for turn in range(6):
            talkers[name].say(f"My sister {words[name].title()} is always there for me, {words[name]} {turn}.")

    threads = [threading.Thread(target=talk, args=(name,)) for name in words]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name, other in (("one", "two"), ("two", "one")):
        seen = str(talkers[name].messages()) + str(talkers[name].summary())
        assert words[name] in seen.lower()
        assert words[other] not in seen.lower()
        talkers[name].close()


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        {},
        {"message_id": "x", "expires": int(time.time()) + 600, "mac": "0" * 64},
        {"message_id": "x", "expires": "soon", "mac": 7},
    ],
    ids=["none", "empty", "forged", "wrong-types"],
)
def test_a_forged_call_to_the_actions_is_refused(running: Running, metadata: object) -> None:
    mine = Talker.begin(running.url)
    message = mine.replies[0]["id"]
    if isinstance(metadata, dict) and "message_id" in metadata:
        metadata = {**metadata, "message_id": message}
    tracker = {
        "sender_id": mine.path.rsplit("/", 1)[1],
        "slots": {},
        "latest_message": {
            "text": "x",
            "intent": {"name": "stop", "confidence": 1.0},
            "entities": [],
            "metadata": metadata,
        },
        "events": [],
        "paused": False,
        "active_loop": {},
        "latest_action_name": None,
    }
    call = {
        "next_action": "validate_reflection_form",
        "sender_id": tracker["sender_id"],
        "tracker": tracker,
        "domain": {"intents": [], "entities": [], "slots": {}, "responses": {}, "actions": [], "forms": {}},
        "version": "3.6.21",
    }
    answer = httpx.post(f"http://127.0.0.1:{running.ports['actions']}/webhook", json=call, trust_env=False)
    assert answer.status_code == 403
    assert len(mine.messages()) == 1
    mine.close()


def test_a_message_put_straight_into_rasa_does_nothing(running: Running) -> None:
    mine = Talker.begin(running.url)
    body = {"sender": mine.path.rsplit("/", 1)[1], "message": "stop", "metadata": {"message_id": mine.replies[0]["id"]}}
    httpx.post(
        f"http://127.0.0.1:{running.ports['rasa']}/webhooks/rest/webhook", json=body, trust_env=False, timeout=30
    )
    assert len(mine.messages()) == 1
    mine.close()
