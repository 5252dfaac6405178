"""Somebody asks what a word of the question means: it is explained, and the same question stands."""

from __future__ import annotations

import pytest

from bot.working_model.dialogue import Command
from tests.builders import Talk, parts


@pytest.fixture
def talk() -> Talk:
    found = Talk.begin(parts())
    found.press(found.greeting, "Near and far")
    return found


@pytest.mark.parametrize("heard", [None, Command.REPEAT, Command.WHY], ids=["an answer", "repeat", "why"])
def test_the_word_is_explained_and_the_question_stands(talk: Talk, heard: Command | None) -> None:
    question = talk.conversation.state.question
    reply = talk.say("What do you mean by near?", heard=heard)
    assert reply.paragraphs[0].startswith("By near I mean")
    assert reply.paragraphs[1:] == (question,)


def test_what_is_answered_beside_it_counts(talk: Talk) -> None:
    reply = talk.say("What is 'nearness' supposed to mean? My wife, obviously. Ilse.")
    assert reply.paragraphs[0].startswith("By near I mean")
    assert talk.conversation.state.step_id == "near.now"


def test_what_is_answered_in_the_same_sentence_counts(talk: Talk) -> None:
    reply = talk.say("what do you mean by near, my wife Ilse I suppose")
    assert reply.paragraphs[0].startswith("By near I mean")
    assert talk.conversation.state.step_id == "near.now"
