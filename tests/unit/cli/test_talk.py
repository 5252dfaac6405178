"""The conversation in a terminal: told, answered, late replies shown, nothing doubled, no proxy asked."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import pytest

from bot.errors import UpstreamError
from bot.gateway.serving import Serving
from bot.service import queries
from bot.working_model.dialogue import Message
from bot.working_model.identity import ConversationId
from tests.gateway import FakeDialogue, listening, serving
from tests.memory_store import MemoryStore
from tests.serving import free_ports

# The package has a command of the same name.
talk = importlib.import_module("bot.cli.talk")


@pytest.fixture
def served() -> Serving:
    return serving()


@pytest.fixture
def url(served: Serving) -> Iterator[str]:
    with listening(served) as found:
        yield found


def _typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    left = list(lines)

    def read(_prompt: str = "") -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    monkeypatch.setattr("builtins.input", read)


def _messages(served: Serving) -> list[Message]:
    assert isinstance(served.parts.store, MemoryStore)
    (conversation_id,) = served.parts.store.data.conversations
    return list(queries.messages_since(served.parts, ConversationId(conversation_id), after=0).messages)


def test_a_conversation(
    url: str, served: Serving, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_ports(1)[0]}")
    monkeypatch.delenv("no_proxy", raising=False)
    _typed(monkeypatch, "y", "yes", ":1", "hello there", ":summary")
    talk.talk_with(url)
    assert [m.text for m in _messages(served) if not m.is_reply][-1] == "hello there"
    shown = capsys.readouterr().out
    assert "Not enough yet." in shown
    assert shown.rstrip().endswith("this window has forgotten it.")


def test_nothing_is_kept_of_who_does_not_agree(
    url: str, served: Serving, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _typed(monkeypatch, "y", "no")
    talk.talk_with(url)
    assert isinstance(served.parts.store, MemoryStore)
    assert served.parts.store.data.persons == {}
    assert "nothing is kept" in capsys.readouterr().out


def test_looking_again_sends_nothing_and_shows_a_late_reply(
    url: str, served: Serving, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(talk, "WAIT_S", 0)
    assert isinstance(served.dialogue, FakeDialogue)
    _typed(monkeypatch, "y", "y", "hello there", "", "", "")
    talk.talk_with(url)
    assert [m.text for m in _messages(served) if not m.is_reply] == ["hello there"]
    assert "press Enter to look again" in capsys.readouterr().out


def test_a_message_that_did_not_get_through_is_sent_again_under_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    class Server:
        def ask(self, method: str, _path: str, body: dict[str, str] | None = None) -> object:
            if method == "GET":
                return {"messages": []}
            assert body is not None
            sent.append(body["client_id"])
            if len(sent) < 3:
                raise UpstreamError("away")
            return {"erased": False, "reply": {}}

    monkeypatch.setattr("time.sleep", lambda _: None)
    server = Server()
    assert talk._said(server, talk._Shown(server, "/x"), {"client_id": "the-one", "text": "a"})
    assert sent == ["the-one"] * 3


def test_no_server_is_one_sentence() -> None:
    with pytest.raises(UpstreamError, match="make serve"):
        talk.talk_with(f"http://127.0.0.1:{free_ports(1)[0]}")


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    talk._print(["a\x1b[31mb\u202ec"])
    assert capsys.readouterr().out == "a [31mb c\n"
