"""Starting, sending, fetching and streaming over the chat API: what it does, whom it refuses, and what it never says."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.errors import StoreError
from bot.gateway.application import create_app
from bot.service.begin_conversation import CONSENT_VERSION
from bot.working_model.identity import ConversationId
from bot.working_model.risk import Level, Verdict
from bot.working_model.statement import Direction, Facet, Figure, Reading
from tests.builders import ACUTE, ToldReader, ToldScreen, parts, statement
from tests.gateway import Visitor, begin, serving, visiting
from tests.memory_store import MemoryStore

THERE = "My sister is always there for me."
READER = ToldReader(
    {THERE: Reading(statements=(statement(THERE, THERE[:-1], Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING),))}
)
HELP = "I need help now"
SCREEN = ToldScreen({HELP: ACUTE})


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with visiting(serving(parts(reader=READER, screen=SCREEN))) as found:
        yield found


def test_consent_says_what_is_kept_and_for_whom(visitor: Visitor) -> None:
    terms = visitor.http.get("/api/consent").json()
    assert (terms["minimum_age"], terms["retention_days"], terms["countries"]) == (18, 365, ["DE", "GB"])
    assert any("365" in paragraph for paragraph in terms["paragraphs"])


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"agreed": False}, 409),
        ({"of_age": False}, 409),
        ({"consent_version": "1999-01"}, 409),
        ({"country": "G1"}, 400),
        ({"country": "\ud800\ud800"}, 400),
        ({"language": "xx"}, 400),
        ({"agreed": None}, 400),
    ],
    ids=["not-agreed", "not-of-age", "old-text", "no-country", "surrogates", "language", "null"],
)
def test_nobody_starts_without_agreeing(visitor: Visitor, change: dict[str, Any], status: int) -> None:
    body = {"agreed": True, "of_age": True, "consent_version": CONSENT_VERSION, **change}
    answer = visitor.http.post(
        "/api/conversations", content=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}


def test_a_message_is_answered_in_the_same_request_where_one_waits(visitor: Visitor) -> None:
    answer = visitor.press(visitor.greeting, "Someone I lean on")
    assert answer.status_code == 200
    assert answer.json()["reply"]["in_reply_to"] == answer.json()["message"]["id"]
    assert answer.json()["reply"]["kind"] == "question"


def test_a_message_is_taken_and_answered_later_where_nobody_waits(visitor: Visitor) -> None:
    visitor.dialogue.silent = True
    answer = visitor.send(text="hello there", wait_s=0)
    assert (answer.status_code, answer.json()["reply"]) == (202, None)
    assert visitor.request("GET", "/messages").json()["waiting"] == 1


def test_the_same_message_sent_again_is_kept_and_answered_once(visitor: Visitor) -> None:
    one = visitor.send(text="hello there", client_id="same-id-1").json()
    two = visitor.send(text="hello there", client_id="same-id-1").json()
    assert (two["was_known"], two["message"], two["reply"]) == (True, one["message"], one["reply"])
    assert len(visitor.messages()) == 3


def test_the_same_message_sent_many_times_at_once_is_kept_and_answered_once(visitor: Visitor) -> None:
    answers: list[Any] = []
    threads = [
        threading.Thread(target=lambda: answers.append(visitor.send(text="hello there", client_id="same-id-1").json()))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({answer["reply"]["id"] for answer in answers}) == 1
    assert len(visitor.messages()) == 3


def test_a_reply_shows_no_meaning_of_its_buttons(visitor: Visitor) -> None:
    assert {key for choice in visitor.greeting["choices"] for key in choice} == {"id", "label"}


def test_a_choice_of_another_conversation_is_none_of_ours(visitor: Visitor) -> None:
    other = begin(visitor.http, visitor.serving)
    assert other.press(visitor.greeting, "Someone I lean on").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"client_id": "12345678"},
        {"client_id": "12345678", "text": "a", "choice": "b"},
        {"client_id": "short", "text": "a"},
        {"client_id": "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668", "text": "a"},
        {"client_id": "12345678", "text": "  \u200b "},
        {"client_id": "12345678", "text": 7},
        {"client_id": "12345678", "text": "a", "who": "me"},
        [],
        "text",
        None,
    ],
    ids=["nothing", "both", "short-id", "unicode-id", "blank", "number", "unknown", "list", "string", "null"],
)
def test_what_is_no_message_is_refused_in_one_sentence(visitor: Visitor, body: object) -> None:
    answer = visitor.request("POST", "/messages", json=body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error"}
    assert len(visitor.messages()) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b'{"marmalade"', b"\xff\xfe", b"[" * 100_000, b'{"client_id":"12345678","text":"a","marmalade":1}'],
    ids=["empty", "broken", "broken-word", "no-utf8", "deep", "unknown-field"],
)
@pytest.mark.parametrize("kind", ["application/json", "text/plain", None])
def test_a_body_that_cannot_be_read_is_refused_and_not_repeated(
    visitor: Visitor, content: bytes, kind: str | None
) -> None:
    headers = {**visitor.headers, **({"Content-Type": kind} if kind else {})}
    answer = visitor.http.post(f"{visitor.path}/messages", content=content, headers=headers)
    assert answer.status_code == 400
    assert "documented form" in answer.json()["error"]
    assert "marmalade" not in answer.text


def test_a_mistake_names_our_own_field(visitor: Visitor) -> None:
    answer = visitor.request("POST", "/messages", json={"client_id": 7, "text": [], "secretword": 1})
    assert "client_id, text)" in answer.json()["error"]
    assert "secretword" not in answer.text


@pytest.mark.parametrize("after", ["-1", "9999999999999999999999", "x"])
def test_a_mistaken_parameter_is_named(visitor: Visitor, after: str) -> None:
    answer = visitor.request("GET", f"/messages?after={after}")
    assert (answer.status_code, "after" in answer.json()["error"]) == (400, True)


def test_fetching_goes_on_after_a_number(visitor: Visitor) -> None:
    visitor.send(text="hello there")
    everything = visitor.messages()
    assert [m["number"] for m in everything] == [1, 2, 3]
    after = visitor.request("GET", "/messages?after=1&limit=1").json()["messages"]
    assert after == [everything[1]]


ROUTES = [
    ("GET", "/messages"),
    ("POST", "/messages"),
    ("GET", "/stream"),
    ("GET", "/summary"),
    ("GET", "/export"),
    ("POST", "/statements/x/contest"),
    ("PUT", "/statements/x/true-these-days"),
    ("PUT", "/statements/x/wording"),
    ("PUT", "/statements/x/about"),
    ("DELETE", ""),
]
BODIES = {
    "/messages": {"client_id": "12345678", "text": "hi"},
    "/statements/x/true-these-days": {"value": 1},
    "/statements/x/wording": {"text": "hi", "revision": 1},
    "/statements/x/about": {"words": "Rosa", "revision": 1},
}


@pytest.mark.parametrize(("method", "route"), ROUTES, ids=[f"{m} {r}" for m, r in ROUTES])
@pytest.mark.parametrize(
    ("token", "status"),
    [(None, 401), ("Bearer", 401), ("Bearer wr\u00f6ng".encode("latin-1"), 401), ("Basic eDp5", 401), ("other", 404)],
    ids=["none", "empty", "latin-1", "basic", "another's"],
)
def test_nothing_opens_without_its_token(
    visitor: Visitor, method: str, route: str, token: str | bytes | None, status: int
) -> None:
    other = begin(visitor.http, visitor.serving)
    headers: Any = other.headers if token == "other" else {"Authorization": token} if token else {}
    body = BODIES.get(route) if method in ("POST", "PUT") else None
    answer = visitor.http.request(method, visitor.path + route, json=body, headers=headers)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert len(visitor.messages()) == 1


def test_a_stream_begins_with_what_is_there_and_goes_on_with_what_comes(visitor: Visitor) -> None:
    lines: list[dict[str, Any]] = []
    come = threading.Event()

    def listen() -> None:
        with visitor.http.stream("GET", f"{visitor.path}/stream", headers=visitor.headers) as answer:
            lines.append({"type": answer.headers["content-type"]})
            for line in answer.iter_lines():
                lines.append(json.loads(line))
                come.set()

    # The client of the test holds a stream back until it ends, so the stream is ended before it is looked at.
    thread = threading.Thread(target=listen)
    thread.start()
    visitor.send(text="hello there")
    _until(lambda: visitor.serving.hub.listeners == 1)
    _until(lambda: len(visitor.messages()) == 3)
    visitor.request("DELETE", "")
    thread.join(10)
    assert lines[0] == {"type": "application/x-ndjson"}
    numbers = [m["number"] for line in lines[1:] for m in line["messages"]]
    assert numbers == [1, 2, 3][: len(numbers)]
    assert numbers
    assert visitor.serving.hub.listeners == 0


def _until(condition: Any) -> None:
    for _ in range(500):
        if condition():
            return
        threading.Event().wait(0.01)
    raise AssertionError("not within five seconds")


def test_a_stream_ends_when_everything_is_erased_or_the_server_stops(visitor: Visitor) -> None:
    visitor.serving.stop()
    answer = visitor.request("GET", "/stream")
    assert answer.status_code == 200
    assert answer.text == ""


def test_too_many_streams_are_refused_before_they_begin_and_hinder_no_message(visitor: Visitor) -> None:
    conversation_id = visitor.path.rsplit("/", 1)[1]
    streams = [visitor.serving.hub.streaming(conversation_id) for _ in range(6)]
    for stream in streams:
        stream.__enter__()
    try:
        answer = visitor.request("GET", "/stream")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "10")
        assert visitor.send(text="hello there").status_code == 200
    finally:
        for stream in streams:
            stream.__exit__(None, None, None)


def test_too_many_messages_are_refused_but_never_a_cry_for_help() -> None:
    with visiting(serving(parts(screen=SCREEN), messages_per_minute=1)) as visitor:
        assert visitor.send(text="one").status_code == 200
        plain, acute = visitor.send(text="two"), visitor.send(text=HELP)
    assert (plain.status_code, set(plain.json())) == (429, {"error"})
    assert 1 <= int(plain.headers["retry-after"]) <= 60
    assert (acute.status_code, acute.json()["reply"]) == (429, ["Please call 000."])


class _AnywhereScreen(ToldScreen):
    """Sees the cry wherever it stands, and notes how much it was given to read."""

    read: list[int]

    def __init__(self) -> None:
        super().__init__({})
        self.read = []

    def screen(self, text: str, recent: Sequence[str] = (), *, is_of_long_ago: bool = False) -> Verdict:
        self.read.append(len(text))
        return ACUTE if HELP in text else Verdict(Level.NONE)


@pytest.mark.parametrize("text", [HELP + "a" * 60_000, "a" * 60_000 + HELP], ids=["at the beginning", "at the end"])
def test_a_text_over_the_limit_is_refused_but_never_a_cry_for_help(text: str) -> None:
    screen = _AnywhereScreen()
    with visiting(serving(parts(screen=screen))) as visitor:
        plain, acute = visitor.send(text="a" * 60_000), visitor.send(text=text)
        kept = visitor.messages()
        with visitor.serving.parts.store.begin() as uow:
            level = uow.conversations.get(ConversationId(visitor.path.rsplit("/", 1)[1])).state.safety.level
    assert (plain.status_code, set(plain.json())) == (413, {"error"})
    assert (acute.status_code, acute.json()["reply"]) == (413, ["Please call 000."])
    assert len(kept) == 1, "neither is kept"
    assert level is Level.ACUTE, "the level of the conversation rises all the same"
    assert max(screen.read) <= 10_000, "a longer text takes no longer to look at"


def test_a_text_over_the_limit_is_answered_without_a_store() -> None:
    store = _Gone()
    with visiting(serving(parts(screen=_AnywhereScreen(), store=store))) as visitor:
        store.gone = True
        acute = visitor.send(text=HELP + "a" * 60_000)
    assert acute.json()["reply"] == ["Please call 000."]


def test_too_many_starts_from_one_address_are_refused() -> None:
    with visiting(starts_per_minute=1) as visitor:
        body = {"agreed": True, "of_age": True, "consent_version": CONSENT_VERSION}
        assert visitor.http.post("/api/conversations", json=body).status_code == 429


def test_too_many_reads_are_refused() -> None:
    with visiting(reads_per_minute=1) as visitor:
        assert [visitor.request("GET", "/summary").status_code for _ in range(2)] == [200, 429]


class _Gone(MemoryStore):
    gone = False

    def begin(self) -> Any:
        if self.gone:
            raise StoreError("the store is away (by order of the test)")
        return super().begin()


def test_a_store_that_is_away_is_told_and_hinders_no_words_of_safety() -> None:
    store = _Gone()
    with visiting(serving(parts(screen=SCREEN, store=store))) as visitor:
        store.gone = True
        plain, acute = visitor.send(text="hello there"), visitor.send(text=HELP)
        assert visitor.request("GET", "/messages").status_code == 503
        store.gone = False
        assert len(visitor.messages()) == 1
    assert (plain.status_code, "not taken" in plain.json()["error"]) == (503, True)
    assert "reply" not in plain.json()
    assert (acute.status_code, acute.json()["reply"]) == (503, ["Please call 000."])


def test_an_acute_message_has_its_reply_at_once_and_needs_no_dialogue(visitor: Visitor) -> None:
    visitor.dialogue.fails = True
    answer = visitor.send(text=HELP, wait_s=0)
    assert (answer.status_code, answer.json()["reply"]["kind"]) == (200, "safety")
    assert visitor.dialogue.taken == []


def test_a_fault_of_ours_says_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("marmalade")

    monkeypatch.setattr("bot.gateway.corrections.queries.summary_of", broken)
    with visiting() as visitor:
        answer = visitor.request("GET", "/summary")
    assert answer.status_code == 500
    assert "marmalade" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_a_body_over_the_limit_is_refused() -> None:
    found = serving(max_body_bytes=2_000)
    with TestClient(create_app(found)) as http:
        visitor = begin(http, found)
        answer = visitor.send(text="a" * 3_000)
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (413, "nosniff")
