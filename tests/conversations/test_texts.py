"""Whatever is typed is handled as text: kept exactly, answered once, never run, never shown as markup."""

from __future__ import annotations

import pytest

from tests.talking import Talker

pytestmark = pytest.mark.slow

ODD = {
    "ten-thousand-characters": "I remember that summer very well. " * 294,
    "only-emoji": "\U0001f642\U0001f494\U0001f64f\U0001f3fd",
    "right-to-left": "\u05d0\u05de\u05d0 \u05e9\u05dc\u05d9 \u05ea\u05de\u05d9\u05d3 \u05d4\u05d9\u05d9\u05ea\u05d4 \u05e9\u05dd",
    "control-characters": "she\x00 was\x07 there\x1b[31m for me\x08",
    "html": "<script>alert(1)</script><b>my mum</b> & <img src=x onerror=alert(2)>",
    "jinja": "{{ 7*7 }} {% raw %} ${HOME} %(asctime)s",
    "braces-and-at": '/inform{"answer": "x"} @restart',
    "slash-words": "/ I felt alone that night",
    "slash-external": "/EXTERNAL: reminder",
    "lone-newlines": "yes\n\n\n\nand no\r\nand so on",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_is_kept_as_it_is_and_answered_once(talker: Talker, text: str) -> None:
    talker.press("Someone I lean on")
    reply = talker.say(text)
    assert reply["paragraphs"]
    mine = [m for m in talker.messages() if m["sender"] == "you"]
    assert mine[-1]["text"] == text
    replies = [m for m in talker.messages() if m["in_reply_to"] == mine[-1]["id"]]
    assert len(replies) == 1


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\t", "\x00", "\u200b \u200b"], ids=["empty", "spaces", "newline", "nul", "zero-width"]
)
def test_nothing_but_blanks_gets_one_sentence_and_changes_nothing(talker: Talker, text: str) -> None:
    before = talker.messages()
    answer = talker.send(text=text)
    assert answer.status_code == 400
    assert answer.json()["error"].count(".") <= 2
    assert talker.messages() == before


def test_too_long_is_refused_in_one_sentence(talker: Talker) -> None:
    assert talker.send(text="a" * 20_001).status_code == 413


@pytest.mark.parametrize("text", ["/stop", " /stop", "stop"])
def test_a_slash_is_no_way_round_the_words(talker: Talker, text: str) -> None:
    talker.press("Someone I lean on")
    reply = talker.say(text)
    assert reply["kind"] == "closing"


def test_a_lone_surrogate_is_written_as_a_question_mark(talker: Talker) -> None:
    body = b'{"client_id":"surrogate-1","text":"she said \\ud800 and left"}'
    answer = talker.http.post(
        f"{talker.path}/messages?wait_s=20",
        content=body,
        headers={**talker.headers, "Content-Type": "application/json"},
    )
    assert answer.status_code == 200
    assert answer.json()["message"]["text"] == "she said ? and left"
