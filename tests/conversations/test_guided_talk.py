"""A person holds a whole guide; a guarded one is not pressed and nothing is made up about them."""

from __future__ import annotations

import itertools

import pytest

from tests.talking import Talker, lines_of

pytestmark = pytest.mark.slow

OPEN = [
    "My sister Anna. She is two years older than me.",
    "Last winter when I had the flu she drove over at midnight with soup. She is always there when I need her.",
    "I wanted somebody to just sit with me.",
    "She stayed until I fell asleep. I can rely on her completely.",
    "I cried a bit and let her look after me. I tell her nearly everything.",
    "It told me that I am not a burden to her.",
    "Once she forgot my birthday and I kept waiting for her to lose interest in me.",
    "My father was different. He never listened to me when I was small.",
    "I hate asking other people for help.",
    "These days I am a bit easier with it. I'm starting to open up to my friend Tom.",
    "I think I'm a good friend, mostly. I deserve people who stay.",
    "That is all I can think of, it was good to remember.",
]
GUARDED = [
    "dunno",
    "not really",
    "fine",
    "no",
    "idk",
    "ok",
    "nothing",
    "can't say",
    "meh",
    "whatever",
    "no idea",
    "pass",
]


def test_twelve_answers_end_in_a_summary_whose_every_line_has_a_quote(talker: Talker) -> None:
    talker.press("Someone I lean on")
    for answer in OPEN:
        reply = talker.say(answer)
        assert reply["paragraphs"]
        assert reply["kind"] != "safety"
    lines = lines_of(talker.summary())
    said = " ".join(OPEN)
    assert len(lines) >= 3
    for line in lines:
        assert line["quotes"], line["text"]
        assert all(quote["text"] in said for quote in line["quotes"])


def test_a_guarded_conversation_ends_with_not_enough_yet(talker: Talker) -> None:
    talker.press("Someone I lean on")
    for answer in GUARDED:
        talker.say(answer)
    summary = talker.summary()
    assert lines_of(summary) == []
    assert summary["unknown"]


def test_the_same_question_is_never_asked_twice_running(talker: Talker) -> None:
    talker.press("Someone I lean on")
    questions = [talker.say(answer)["paragraphs"][-1] for answer in OPEN[:8]]
    assert all(one != other for one, other in itertools.pairwise(questions))


def test_skip_advances_and_is_not_read(talker: Talker) -> None:
    talker.press("In my own eyes")
    before = talker.replies[-1]["paragraphs"][-1]
    assert talker.say("skip")["paragraphs"][-1] != before
    assert lines_of(talker.summary()) == []


def test_deleting_asks_first_and_acts_only_on_the_button(talker: Talker) -> None:
    talker.press("Someone I lean on")
    reply = talker.say("delete everything")
    assert [choice["label"] for choice in reply["choices"]] == ["Delete everything", "Keep it"]
    assert talker.say("yes")["kind"] == "command"
    assert talker.messages()
    talker.say("delete all my data")
    button = talker.replies[-1]["choices"][0]["id"]
    assert talker.send(choice=button).json()["erased"] is True
    assert talker.http.get(f"{talker.path}/messages", headers=talker.headers).status_code == 401
