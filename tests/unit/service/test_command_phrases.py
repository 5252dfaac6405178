"""Phrases that hardly mean anything else: hits beside near misses, and what more it takes among somebody's words."""

from __future__ import annotations

import pytest

from bot.service.command_phrases import AT_PROGRAM, GUIDE_TITLES, LIKELY_PROGRAM, PROGRAM, is_explicit
from bot.working_model.dialogue import Command


@pytest.mark.parametrize(
    ("command", "hit", "near_miss"),
    [
        (Command.SKIP, "I don't know, skip", "skip meals and sleep"),
        (Command.SKIP, "rather not say", "I'd rather not need anyone"),
        (Command.PAUSE, "I'll be back in ten minutes", "he had my back"),
        (Command.PAUSE, "kid woke up, pause", "a break from him"),
        (Command.RESUME, "where were we", "where were you"),
        (Command.RESUME, "I'm back, go on", "I'm back with my ex"),
        (Command.STOP, "that's my lot for tonight", "stop her"),
        (Command.STOP, "just stop", "I just stop talking"),
        (Command.HELP, "what should I type", "what could I do"),
        (Command.WHY, "why do you want to know", "why did you leave"),
        (Command.WHO_ARE_YOU, "am I talking to a robot", "who are you to judge"),
        (Command.WHAT_IS_KEPT, "who can read this", "who can you trust"),
        (Command.SUMMARY, "what have you got on me", "show me you care"),
        (Command.NOT_RIGHT, "wrong, I said my aunt", "I said no"),
        (Command.NOT_RIGHT, "you mixed up two people", "you got me wrong all those years"),
        (Command.NEVER_ASK, "please don't bring up my dad", "avoid questions"),
        (Command.NEVER_ASK, "my ex is off limits", "they came, no questions asked"),
        (Command.DELETE_ALL, "erase what I wrote", "erase the whole year"),
        (Command.EXPORT, "save this on my laptop", "save myself"),
        (Command.REPEAT, "say it in easier words", "repeat myself"),
        (Command.CHOOSE_GUIDE, "show me the topics", "the first one"),
        (Command.START, "start over please", "start shouting"),
    ],
)
def test_explicit(command: Command, hit: str, near_miss: str) -> None:
    assert is_explicit(hit, command)
    assert not is_explicit(near_miss, command)


@pytest.mark.parametrize(
    ("command", "said", "for_the_program"),
    [
        (Command.STOP, "I'm done", "I'm done for today"),
        (Command.HELP, "what do you want me to do", "what do you want me to type"),
        (Command.NOT_RIGHT, "that's not true", "that's not what I said"),
        (Command.NEVER_ASK, "never ask about the money again", "leave my dad out of this"),
        (Command.REPEAT, "I don't understand you", "I don't understand the question"),
        (Command.START, "start again", "first question please"),
        (Command.WHY, "why do you ask now, after all these years", "why do you ask"),
        (Command.SKIP, "move on", "next question"),
        (Command.WHO_ARE_YOU, "are you a friend", "are you a bot"),
    ],
)
def test_among_words(command: Command, said: str, for_the_program: str) -> None:
    assert not is_explicit(said, command, among_words=True)
    assert is_explicit(for_the_program, command, among_words=True)


def test_whoever_says_bot_means_the_program() -> None:
    assert is_explicit("leave off, bot, I'm done", Command.STOP, among_words=True)
    assert AT_PROGRAM.search("this chat")
    assert not AT_PROGRAM.search("this man")


def test_words_of_the_program_and_likely_ones() -> None:
    assert PROGRAM.search("your notes")
    assert not PROGRAM.search("your mother")
    assert LIKELY_PROGRAM.search("not now, please")
    assert not LIKELY_PROGRAM.search("a hug")
    assert GUIDE_TITLES.search("then and now, I think")
    assert not GUIDE_TITLES.search("now and then")
