"""Behind a real nginx with the block of docs/how-to/run-behind-a-proxy.md: pages, a talk, live replies, addresses, what stays closed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.gateway.serving import Serving
from bot.service.begin_conversation import CONSENT_VERSION
from tests.gateway import listening, serving
from tests.nginx import Proxy, nginx

pytestmark = pytest.mark.slow
AGREED = {"agreed": True, "of_age": True, "consent_version": CONSENT_VERSION}
TOKEN = "0123456789abcdef0123456789abcdef"
FEW = 3


@pytest.fixture(scope="module")
def gateway() -> Serving:
    return serving(trust_proxy=True, starts_per_minute=FEW, metrics_token=TOKEN)


@pytest.fixture(scope="module")
def proxy(gateway: Serving, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    folder: Path = tmp_path_factory.mktemp("nginx")
    with listening(gateway) as address, nginx(folder, address) as found:
        yield found


def from_address(proxy: Proxy, address: str) -> httpx.Client:
    """A visitor with a network address of their own; what is addressed to the host of the page."""
    transport = httpx.HTTPTransport(local_address=address, verify=False)
    return httpx.Client(
        base_url=proxy.secure, transport=transport, headers={"Host": "talk.example.org"}, trust_env=False, timeout=60
    )


def begun(http: httpx.Client) -> tuple[str, dict[str, str]]:
    answer = http.post("/api/conversations", json=AGREED)
    assert answer.status_code == 201, answer.text
    data = answer.json()
    return f"/api/conversations/{data['conversation_id']}", {"Authorization": f"Bearer {data['token']}"}


def said(text: str) -> dict[str, Any]:
    return {"client_id": uuid.uuid4().hex, "text": text}


def test_the_page_comes_with_both_sets_of_headers(proxy: Proxy) -> None:
    with from_address(proxy, "127.0.0.1") as http:
        answer = http.get("/")
    assert answer.status_code == 200
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_plain_http_is_sent_on(proxy: Proxy) -> None:
    with httpx.Client(headers={"Host": "talk.example.org"}, trust_env=False) as http:
        answer = http.get(f"{proxy.plain}/page/page.js")
    assert (answer.status_code, answer.headers["location"]) == (301, "https://talk.example.org/page/page.js")


def test_a_message_is_answered_in_the_request_that_waits_for_it(proxy: Proxy) -> None:
    with from_address(proxy, "127.0.0.2") as http:
        path, token = begun(http)
        answer = http.post(f"{path}/messages?wait_s=20", json=said("My sister calls every week."), headers=token)
        assert answer.json()["reply"]["paragraphs"]
        long = http.post(f"{path}/messages?wait_s=20", json=said("She listens. " * 1500), headers=token)
        assert long.json()["reply"]["paragraphs"]


def test_live_replies_come_through_while_the_stream_is_open(proxy: Proxy) -> None:
    with from_address(proxy, "127.0.0.3") as http:
        path, token = begun(http)
        with http.stream("GET", f"{path}/stream", headers=token) as live:
            news = (json.loads(line) for line in live.iter_lines())
            [greeting] = next(news)["messages"]
            http.post(f"{path}/messages?wait_s=0", json=said("My brother never asks."), headers=token)
            reply = next(m for lines in news for m in lines["messages"] if m["sender"] == "attune")
    assert reply["number"] > greeting["number"]


def test_each_visitor_has_a_rate_of_their_own_whatever_they_claim_to_be(proxy: Proxy) -> None:
    with from_address(proxy, "127.0.0.4") as http:
        claims = [{"X-Forwarded-For": f"198.51.100.{number}"} for number in range(FEW + 1)]
        statuses = [http.post("/api/conversations", json=AGREED, headers=claim).status_code for claim in claims]
    assert statuses == [201] * FEW + [429]
    with from_address(proxy, "127.0.0.5") as other:
        assert other.post("/api/conversations", json=AGREED).status_code == 201


def test_metrics_are_closed_from_outside_without_the_token(proxy: Proxy) -> None:
    with from_address(proxy, "127.0.0.6") as http:
        assert http.get("/metrics").status_code == 404
        assert http.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404
        assert http.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_what_is_too_large_gets_our_sentence(proxy: Proxy) -> None:
    with from_address(proxy, "127.0.0.7") as http:
        path, token = begun(http)
        answer = http.post(f"{path}/messages", json=said("x" * 300_000), headers=token)
    assert (answer.status_code, set(answer.json())) == (413, {"error"})


def test_nothing_tells_who_was_there_even_when_attune_is_away(tmp_path: Path) -> None:
    with nginx(tmp_path, "http://127.0.0.1:9") as proxy, from_address(proxy, "127.0.0.8") as http:
        assert http.get("/api/conversations/somebody/summary").status_code == 502
    logged = "".join(path.read_text() for path in tmp_path.rglob("*.log"))
    assert "127.0.0.8" not in logged
    assert "somebody" not in logged
