"""`attune talk`: the conversation in a terminal, over the same HTTP API as the page."""

from __future__ import annotations

import http.client
import json
import secrets
import sys
import textwrap
import time
import urllib.error
import urllib.request
from typing import Any

from bot.errors import InputError, UpstreamError

WIDTH = 88
WAIT_S = 30
TRIES = 4


def talk_with(url: str) -> None:
    """Holds a conversation until the end of the input or Ctrl-C; `:number` presses a button, `:summary` shows the summary."""
    server = _Server(url.rstrip("/"))
    consent = server.ask("GET", "/api/consent")
    _print(consent["paragraphs"])
    if not _yes(f"Are you {consent['minimum_age']} or older?") or not _yes("Have you read this, and do you agree?"):
        print("Then nothing is kept. Goodbye.")
        return
    begun = server.ask(
        "POST", "/api/conversations", {"agreed": True, "of_age": True, "consent_version": consent["version"]}
    )
    server.token = begun["token"]
    path = f"/api/conversations/{begun['conversation_id']}"
    shown = _Shown(server, path)
    shown.show(begun["messages"])
    try:
        while True:
            line = input("> ").strip()
            if line == ":summary":
                _show_summary(server.ask("GET", f"{path}/summary"))
            elif not line:
                shown.look()
            elif not _said(server, shown, _body(line, shown.choices)):
                return
    except (EOFError, KeyboardInterrupt):
        print("\nYour conversation is kept until it is deleted; this window has forgotten it.")


def _body(line: str, choices: list[dict[str, str]]) -> dict[str, Any]:
    said: dict[str, Any] = {"client_id": secrets.token_hex(16)}
    if line[:1] == ":" and line[1:].isdecimal() and 1 <= int(line[1:]) <= len(choices):
        return {**said, "choice": choices[int(line[1:]) - 1]["id"]}
    return {**said, "text": line}


def _said(server: _Server, shown: _Shown, body: dict[str, Any]) -> bool:
    """Whether the conversation goes on. A message that did not get through is sent again under the same id, so it counts once."""
    for attempt in range(TRIES):
        try:
            answer = server.ask("POST", f"{shown.path}/messages?wait_s={WAIT_S}", body)
            break
        except InputError as error:
            print(error)
            return True
        except UpstreamError:
            if attempt == TRIES - 1:
                raise
            time.sleep(2**attempt)
    if answer["erased"]:
        print("Everything is deleted.")
        return False
    shown.look()
    if answer["reply"] is None:
        print("(Your words are kept. Answering needs longer than it should; press Enter to look again.)")
    return True


class _Shown:
    """What stands on the screen, and the choices of the last reply on it."""

    def __init__(self, server: _Server, path: str) -> None:
        self._server = server
        self._last = 0
        self.path = path
        self.choices: list[dict[str, str]] = []

    def look(self) -> None:
        """Shows the replies that came since; one that came late is among them."""
        self.show(self._server.ask("GET", f"{self.path}/messages?after={self._last}")["messages"])

    def show(self, messages: list[dict[str, Any]]) -> None:
        for message in messages:
            self._last = message["number"]
            if message["sender"] == "attune":
                self.choices = _show(message)


class _Server:
    def __init__(self, url: str) -> None:
        self._url = url
        # No proxy of the environment may see this: it is the operator's own server, and the words are a person's.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self.token = ""

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data=data, headers=headers, method=method)  # noqa: S310  the operator's own server
        try:
            with self._opener.open(request, timeout=WAIT_S + 10) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            with error:
                problem = _problem(error.read())
            for paragraph in problem.get("reply") or ():
                _print([paragraph])
            raise InputError(problem.get("error", "The server refused.")) from None
        except (OSError, http.client.HTTPException, ValueError):
            raise UpstreamError(f"No server answers at {self._url}. Start it with: make serve") from None


def _problem(body: bytes) -> dict[str, Any]:
    """What the server said; a page of somebody else's says nothing to us."""
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _show(message: dict[str, Any]) -> list[dict[str, str]]:
    _print(message["paragraphs"])
    for number, choice in enumerate(message["choices"], 1):
        print(f"  :{number}  {choice['label']}")
    found: list[dict[str, str]] = message["choices"]
    return found


def _show_summary(summary: dict[str, Any]) -> None:
    for section in summary["sections"]:
        print(f"\n{section['title']}")
        for line in section["lines"]:
            _print([f"- {line['text']}", *(f"    \u201c{quote['text']}\u201d" for quote in line["quotes"])])
    if not any(section["lines"] for section in summary["sections"]):
        print("Not enough yet.")


def _print(paragraphs: list[str]) -> None:
    for paragraph in paragraphs:
        # Control characters of a terminal are not passed on, whoever wrote them.
        clean = "".join(c if c.isprintable() or c == "\n" else " " for c in paragraph)
        print(textwrap.fill(clean, WIDTH, subsequent_indent="    " if clean.startswith("    ") else ""))
    sys.stdout.flush()


def _yes(question: str) -> bool:
    try:
        return input(f"{question} [y/n] ").strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):
        return False
