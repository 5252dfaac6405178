"""`attune talk`: the conversation in a terminal, over the same HTTP API as the page."""

from __future__ import annotations

import json
import secrets
import sys
import textwrap
import urllib.error
import urllib.request
from typing import Any

from bot.errors import InputError, UpstreamError

WIDTH = 88
WAIT_S = 30


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
    choices = _show(begun["messages"][-1])
    try:
        while True:
            line = input("> ").strip()
            if not line:
                continue
            if line == ":summary":
                _show_summary(server.ask("GET", f"{path}/summary"))
                continue
            body: dict[str, Any] = {"client_id": secrets.token_hex(16), "text": line}
            if line[:1] == ":" and line[1:].isdigit() and 1 <= int(line[1:]) <= len(choices):
                body = {"client_id": secrets.token_hex(16), "choice": choices[int(line[1:]) - 1]["id"]}
            try:
                offered = _turn(server, path, body, choices)
            except InputError as error:
                print(error)
                continue
            if offered is None:
                return
            choices = offered
    except (EOFError, KeyboardInterrupt):
        print("\nYour conversation is kept until it is deleted; this window has forgotten it.")


def _turn(
    server: _Server, path: str, body: dict[str, Any], choices: list[dict[str, str]]
) -> list[dict[str, str]] | None:
    answer = server.ask("POST", f"{path}/messages?wait_s={WAIT_S}", body)
    if answer["erased"]:
        print("Everything is deleted.")
        return None
    if answer["reply"] is None:
        print("(Your words are kept. Answering needs longer than it should; send anything to look again.)")
        return choices
    return _show(answer["reply"])


class _Server:
    def __init__(self, url: str) -> None:
        self._url = url
        self.token = ""

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data=data, headers=headers, method=method)  # noqa: S310  the operator's own server
        try:
            with urllib.request.urlopen(request, timeout=WAIT_S + 10) as answer:  # noqa: S310
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            problem = json.loads(error.read() or b"{}")
            for paragraph in problem.get("reply") or ():
                _print([paragraph])
            raise InputError(problem.get("error", "The server refused.")) from None
        except (urllib.error.URLError, OSError):
            raise UpstreamError(f"no server answers at {self._url}; start it with: make serve") from None


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
