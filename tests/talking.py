"""A person who talks with a running Attune over HTTP."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

WAIT_S = 30


@dataclass
class Talker:
    """One conversation. `replies` are all replies, the greeting first."""

    http: httpx.Client
    path: str
    token: str
    replies: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def begin(cls, url: str, *, country: str | None = None) -> Talker:
        """Agrees and starts."""
        http = httpx.Client(base_url=url, timeout=WAIT_S + 15, trust_env=False)
        version = http.get("/api/consent").json()["version"]
        body = {"agreed": True, "of_age": True, "consent_version": version, "country": country}
        begun = http.post("/api/conversations", json=body)
        assert begun.status_code == 201, begun.text
        data = begun.json()
        return cls(http, f"/api/conversations/{data['conversation_id']}", data["token"], list(data["messages"]))

    @property
    def headers(self) -> dict[str, str]:
        """The token's header."""
        return {"Authorization": f"Bearer {self.token}"}

    def send(self, *, wait_s: float = WAIT_S, client_id: str | None = None, **body: str) -> httpx.Response:
        """Posts one message, as it is."""
        json = {"client_id": client_id or uuid.uuid4().hex, **body}
        return self.http.post(f"{self.path}/messages?wait_s={wait_s}", json=json, headers=self.headers)

    def say(self, text: str) -> dict[str, Any]:
        """Says something and returns the reply."""
        return self._replied(self.send(text=text))

    def press(self, label: str) -> dict[str, Any]:
        """Presses the button of the last reply whose label begins so, and returns the reply."""
        choice = next(c for c in self.replies[-1]["choices"] if c["label"].startswith(label))
        return self._replied(self.send(choice=choice["id"]))

    def _replied(self, answer: httpx.Response) -> dict[str, Any]:
        assert answer.status_code == 200, (answer.status_code, answer.text)
        reply = answer.json()["reply"]
        self.replies.append(reply)
        return dict(reply)

    def summary(self) -> dict[str, Any]:
        """The summary as it stands."""
        return dict(self.http.get(f"{self.path}/summary", headers=self.headers).raise_for_status().json())

    def messages(self) -> list[dict[str, Any]]:
        """The whole conversation."""
        found: list[dict[str, Any]] = []
        while True:
            after = found[-1]["number"] if found else 0
            page = self.http.get(
                f"{self.path}/messages?after={after}&limit=500", headers=self.headers
            ).raise_for_status()
            if not page.json()["messages"]:
                return found
            found += page.json()["messages"]

    def close(self) -> None:
        """Closes the connection."""
        self.http.close()


def lines_of(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """All lines of a summary."""
    return [line for section in summary["sections"] for line in section["lines"]]
