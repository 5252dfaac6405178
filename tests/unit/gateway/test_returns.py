"""The way back over HTTP: what opens, what does not, and that a refusal tells nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.service.come_back import REFUSED
from bot.working_model.way_back import FREE_TRIES
from tests.builders import SetClock, parts
from tests.gateway import Visitor, serving, visiting
from tests.memory_store import MemoryStore

WORDS = "seven grey herons at dawn"


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def visitor(clock: SetClock) -> Iterator[Visitor]:
    with visiting(serving(parts(clock=clock), returns_per_minute=50)) as found:
        found.press(found.greeting, "Someone I lean on")
        yield found


def _made(visitor: Visitor, words: str = WORDS) -> str:
    answer = visitor.request("PUT", "/return", json={"passphrase": words})
    assert answer.status_code == 200
    return str(answer.json()["code"])


def _back(visitor: Visitor, code: str, words: str = WORDS) -> httpx.Response:
    found: httpx.Response = visitor.http.post("/api/return", json={"code": code, "passphrase": words})
    return found


def test_the_code_with_its_passphrase_opens_it_and_the_old_token_opens_nothing(visitor: Visitor) -> None:
    answer = _back(visitor, _made(visitor))
    assert answer.status_code == 200
    assert answer.json()["conversation_id"] == visitor.path.rsplit("/", 1)[1]
    assert visitor.request("GET", "/messages").status_code == 401
    visitor.token = answer.json()["token"]
    assert len(visitor.messages()) == 3


def test_after_days_the_last_message_says_where_we_were(visitor: Visitor, clock: SetClock) -> None:
    code = _made(visitor)
    clock.move(days=4)
    visitor.token = _back(visitor, code).json()["token"]
    said = visitor.messages()[-1]
    assert "Someone I lean on" in said["paragraphs"][0]
    assert (said["sender"], said["in_reply_to"]) == ("attune", None)


def test_it_says_whether_there_is_a_way_back_and_since_when(visitor: Visitor) -> None:
    assert visitor.request("GET", "/return").json() == {"since": None}
    code = _made(visitor)
    found = visitor.request("GET", "/return").json()
    assert found == {"since": "2026-03-01T12:00:00+00:00"}
    assert visitor.request("DELETE", "/return").status_code == 204
    assert visitor.request("GET", "/return").json() == {"since": None}
    assert _back(visitor, code).status_code == 401


def test_a_new_passphrase_makes_the_old_code_worthless(visitor: Visitor) -> None:
    old, new = _made(visitor), _made(visitor, "nine white swans by night")
    assert _back(visitor, old).status_code == 401
    assert _back(visitor, new, "nine white swans by night").status_code == 200


def test_every_refusal_is_the_same_to_the_letter(visitor: Visitor) -> None:
    code = _made(visitor)
    refused = [_back(visitor, code, "wrong words"), _back(visitor, "0000-0000-0000-0000")]
    for _ in range(FREE_TRIES):
        refused.append(_back(visitor, code, "wrong words"))
    refused.append(_back(visitor, code))  # right, but shut
    assert {(each.status_code, each.text, each.headers["content-length"]) for each in refused} == {
        (401, refused[0].text, refused[0].headers["content-length"])
    }
    assert refused[0].json() == {"error": REFUSED}
    assert b"attune_refused_returns_total 8.0" in visitor.serving.metrics.text()


@pytest.mark.parametrize("known", [True, False], ids=["a code that is there", "no such code"])
def test_a_refusal_takes_its_time(known: bool) -> None:
    the_serving = serving()
    the_serving.refusal_s = 0.3
    with visiting(the_serving) as visitor:
        code = _made(visitor) if known else "0000-0000-0000-0000"
        started = time.monotonic()
        assert _back(visitor, code, "wrong words").status_code == 401
        assert time.monotonic() - started >= 0.3


def test_tries_of_one_address_are_counted_whatever_the_code() -> None:
    with visiting(returns_per_minute=3) as visitor:
        codes = ["0000-0000-0000-0000", "zzzz-zzzz-zzzz-zzzz", _made(visitor)]
        assert [_back(visitor, code, "wrong words").status_code for code in codes] == [401] * 3
        answer = _back(visitor, codes[2])
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) > 0


def test_where_a_try_cannot_be_counted_nothing_opens(visitor: Visitor) -> None:
    code = _made(visitor)
    store = visitor.serving.parts.store
    assert isinstance(store, MemoryStore)
    store.refuses = True
    assert _back(visitor, code).status_code == 503


@pytest.mark.parametrize(
    "body",
    [{}, {"code": "x"}, {"code": 7, "passphrase": WORDS}, {"code": "x" * 101, "passphrase": WORDS}, {"code": "x", "passphrase": "y" * 501}],
    ids=["nothing", "no passphrase", "number", "long code", "long passphrase"],
)  # fmt: skip
def test_what_is_not_of_the_form_is_refused_and_not_repeated(visitor: Visitor, body: dict[str, Any]) -> None:
    answer = visitor.http.post("/api/return", json=body)
    assert answer.status_code == 400
    assert WORDS not in answer.text


def test_a_weak_passphrase_is_refused_with_a_sentence(visitor: Visitor) -> None:
    answer = visitor.request("PUT", "/return", json={"passphrase": "short"})
    assert (answer.status_code, set(answer.json())) == (400, {"error"})


@pytest.mark.parametrize(
    ("method", "route"),
    [("GET", "/return"), ("PUT", "/return"), ("DELETE", "/return"), ("DELETE", "/access")],
    ids=lambda value: str(value),
)
@pytest.mark.parametrize("token", ["wrong", "ended"])
def test_without_the_token_there_is_nothing(visitor: Visitor, method: str, route: str, token: str) -> None:
    code = _made(visitor)
    if token == "ended":
        assert visitor.request("DELETE", "/access").status_code == 204
    else:
        visitor.token = "A" * 43
    body = {"passphrase": "nine white swans by night"} if method == "PUT" else None
    assert visitor.request(method, route, json=body).status_code == 401
    assert _back(visitor, code).status_code == 200


def test_a_stream_that_is_open_ends_where_the_talk_is_opened_elsewhere(visitor: Visitor) -> None:
    code, lines, ended = _made(visitor), list[str](), threading.Event()

    def listen() -> None:
        with visitor.http.stream("GET", f"{visitor.path}/stream", headers=visitor.headers) as answer:
            lines.extend(answer.iter_lines())
        ended.set()

    listener = threading.Thread(target=listen)
    listener.start()
    while not visitor.serving.hub.listeners:
        threading.Event().wait(0.01)
    assert _back(visitor, code).status_code == 200
    assert ended.wait(10)
    listener.join()
    assert len(lines) <= 1, "what was there, or nothing; never anything that came later"
