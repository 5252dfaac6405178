"""What stands around the chat API: the page, headers, health, metrics, the documentation, the errors of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from bot.errors import StoreError
from bot.gateway.application import create_app
from tests.gateway import begin, serving
from tests.memory_store import MemoryStore

TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def http() -> Iterator[TestClient]:
    with TestClient(create_app(serving()), client=("127.0.0.1", 50000)) as found:
        yield found


@pytest.mark.parametrize(
    "path", ["/", "/page/page.js", "/page/away.html", "/api/consent", "/api/docs", "/api/live", "/nowhere", "/metrics"]
)
def test_every_answer_has_the_security_headers(http: TestClient, path: str) -> None:
    headers = http.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/page/page.js", "/api/live", "/api/ready"])
def test_the_head_of_a_page_can_be_asked_for(http: TestClient, path: str) -> None:
    answer = http.head(path)
    assert (answer.status_code, answer.content) == (200, b"")


class _Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, Any]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_loads_only_what_this_server_has_and_holds_no_script_of_its_own(http: TestClient) -> None:
    page = http.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    read = _Parts()
    read.feed(page.text)
    linked = [a.get("src") or a.get("href") for t, a in read.found if t in ("script", "link", "img")]
    assert linked
    for path in linked:
        assert http.get(path).status_code == 200
    assert not any(name.startswith("on") or name == "style" for _, a in read.found for name in a)


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/nowhere", 404, None),
        ("POST", "/api/consent", 405, "GET"),
        ("GET", "/page/../application.py", 404, None),
    ],
)
def test_a_wrong_address_is_one_sentence(
    http: TestClient, method: str, path: str, status: int, allow: str | None
) -> None:
    answer = http.request(method, path)
    assert (answer.status_code, set(answer.json())) == (status, {"error"})
    assert answer.headers.get("allow") == allow


def test_ready_says_which_part_is_not() -> None:
    found = serving()
    with TestClient(create_app(found)) as http:
        assert http.get("/api/ready").json() == {"store": True, "dialogue": True}
        found.dialogue.fails = True  # type: ignore[attr-defined]
        answer = http.get("/api/ready")
    assert (answer.status_code, answer.json()) == (503, {"store": True, "dialogue": False})


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("", {}, 404),
        ("", {"Authorization": "Bearer "}, 404),
        (TOKEN, {}, 404),
        (TOKEN, {"Authorization": f"Bearer {TOKEN[:-1]}"}, 404),
        (TOKEN, {"Authorization": "Bearer \u00e4".encode()}, 404),
        (TOKEN, {"X-Forwarded-For": "127.0.0.1"}, 404),
        (TOKEN, {"Authorization": f"Bearer {TOKEN}"}, 200),
        (TOKEN, {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "192.0.2.7"}, 200),
    ],
)
def test_metrics_are_for_who_has_the_token_wherever_they_are(token: str, headers: dict[str, Any], status: int) -> None:
    with TestClient(create_app(serving(metrics_token=token)), client=("127.0.0.1", 50000)) as http:
        answer = http.get("/metrics", headers=headers)
    assert answer.status_code == status
    assert ("attune_" in answer.text) == (status == 200)


@pytest.mark.parametrize(
    ("trusted", "sent", "address"),
    [
        (False, ["192.0.2.7"], "10.0.0.1"),
        (True, ["192.0.2.7"], "192.0.2.7"),
        (True, ["127.0.0.1, 192.0.2.7"], "192.0.2.7"),
        (True, ["127.0.0.1", "192.0.2.7"], "192.0.2.7"),
        (True, [], "10.0.0.1"),
    ],
    ids=["not-trusted", "trusted", "the-last", "the-last-header", "none-sent"],
)
def test_a_visitors_address_is_the_last_that_a_trusted_proxy_wrote(
    trusted: bool, sent: list[str], address: str
) -> None:
    headers = [(b"x-forwarded-for", each.encode()) for each in sent]
    request = Request({"type": "http", "headers": headers, "client": ("10.0.0.1", 50000)})
    assert serving(trust_proxy=trusted).address_of(request) == address


def test_metrics_count_and_name_nobody() -> None:
    found = serving(metrics_token=TOKEN)
    with TestClient(create_app(found)) as http:
        visitor = begin(http, found)
        visitor.send(text="marmalade and toast")
        text = http.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    assert 'attune_messages_total{level="none"} 1.0' in text
    assert "marmalade" not in text
    assert visitor.path.rsplit("/", 1)[1] not in text


def test_the_documentation_describes_every_route_and_shape_that_it_links_to(http: TestClient) -> None:
    page = http.get("/api/docs").text
    described = http.get("/api/openapi.json").json()
    for path, methods in described["paths"].items():
        assert path in page
        for operation in methods.values():
            assert operation["summary"] in page
    ids = re.findall(r'id="([^"]+)"', page)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert len(ids) == len(set(ids))
    assert "<script" not in page


def test_the_description_promises_no_status_that_is_never_given(http: TestClient) -> None:
    described = http.get("/api/openapi.json").json()
    statuses = {s for methods in described["paths"].values() for op in methods.values() for s in op["responses"]}
    assert "422" not in statuses
    assert "HTTPValidationError" not in described["components"]["schemas"]


def test_housekeeping_is_done_at_the_start_and_its_failure_stops_nothing() -> None:
    done: list[int] = []

    def work() -> None:
        done.append(1)
        raise StoreError("by order of the test")

    found = serving()
    found.housekeeping = work
    with TestClient(create_app(found)) as http:
        assert http.get("/api/live").status_code == 200
        visitor = begin(http, found)
        visitor.send(text="hello there")
    assert done == [1]
    assert isinstance(found.parts.store, MemoryStore)
