"""Two commands, or a command and a yes or no, in the same words: which is meant."""

from __future__ import annotations

import pytest

from bot.service.same_words import meant, meant_while_confirming
from bot.working_model.dialogue import Command, Stage


@pytest.mark.parametrize(
    ("text", "heard", "stage", "command"),
    [
        pytest.param("let's start", Command.START, Stage.PAUSED, Command.RESUME, id="start-while-paused"),
        pytest.param("let's start", Command.START, Stage.CHOOSING, Command.START, id="start-while-choosing"),
        pytest.param("i don't want to carry on", Command.RESUME, Stage.ASKING, Command.STOP, id="not-on"),
        pytest.param("let's carry on", Command.RESUME, Stage.ASKING, Command.RESUME, id="on"),
        pytest.param("let's carry on tomorrow", Command.RESUME, Stage.ASKING, Command.PAUSE, id="on-later"),
        pytest.param("i said later, i'm back now", Command.RESUME, Stage.PAUSED, Command.RESUME, id="back-now"),
        pytest.param("an easier one", Command.CHOOSE_GUIDE, Stage.ASKING, Command.SKIP, id="a-lighter-question"),
        pytest.param("another one", Command.CHOOSE_GUIDE, Stage.ASKING, Command.CHOOSE_GUIDE, id="another-guide"),
        pytest.param("an easier one", Command.CHOOSE_GUIDE, Stage.CHOOSING, Command.CHOOSE_GUIDE, id="a-lighter-guide"),
        pytest.param("ready", Command.RESUME, Stage.CHOOSING, Command.START, id="ready-for-the-first"),
        pytest.param("where we stopped", Command.RESUME, Stage.CHOOSING, Command.RESUME, id="where-we-were"),
        pytest.param("email me the summary", Command.SUMMARY, Stage.CHOOSING, Command.EXPORT, id="a-copy-to-keep"),
        pytest.param("show me the summary", Command.SUMMARY, Stage.CHOOSING, Command.SUMMARY, id="to-read"),
        pytest.param("tell me what you know", Command.WHAT_IS_KEPT, Stage.ASKING, Command.SUMMARY, id="what-you-know"),
        pytest.param("what do you keep", Command.WHAT_IS_KEPT, Stage.ASKING, Command.WHAT_IS_KEPT, id="what-is-kept"),
        pytest.param("i never said that", Command.NEVER_ASK, Stage.ASKING, Command.NOT_RIGHT, id="never-said"),
        pytest.param("i'd rather not talk about him", Command.NEVER_ASK, Stage.ASKING, Command.SKIP, id="not-now"),
        pytest.param("i won't talk about him ever", Command.NEVER_ASK, Stage.ASKING, Command.NEVER_ASK, id="for-good"),
        pytest.param("skip", Command.SKIP, Stage.ASKING, Command.SKIP, id="one-meaning-alone"),
        pytest.param("she came", None, Stage.ASKING, None, id="no-command"),
    ],
)  # fmt: skip
def test_which_is_meant(text: str, heard: Command | None, stage: Stage, command: Command | None) -> None:
    assert meant(text, heard, stage) is command


@pytest.mark.parametrize(
    ("text", "heard", "command"),
    [
        pytest.param("no, keep going", Command.DENY, Command.RESUME, id="no-and-on"),
        pytest.param("no", Command.DENY, Command.DENY, id="no"),
        pytest.param("no stop", Command.STOP, Command.DENY, id="no-stop"),
        pytest.param("please don't", Command.STOP, Command.DENY, id="please-do-not"),
        pytest.param("stop for today", Command.STOP, Command.STOP, id="stop"),
        pytest.param("maybe later", Command.DENY, None, id="later-is-neither"),
        pytest.param("not sure", Command.AFFIRM, None, id="not-sure-is-neither"),
        pytest.param("very sure", Command.AFFIRM, Command.AFFIRM, id="very-sure"),
        pytest.param("i really don't know yet", Command.DENY, None, id="not-yet-known"),
        pytest.param("everything my brother wrote", Command.REPEAT, None, id="words-that-ask-for-nothing"),
        pytest.param("give me a minute", Command.PAUSE, Command.PAUSE, id="a-minute"),
        pytest.param("i rest my case", Command.PAUSE, None, id="no-pause"),
        pytest.param("another guide", Command.SKIP, Command.CHOOSE_GUIDE, id="another-guide"),
        pytest.param("skip that question", Command.SKIP, Command.SKIP, id="that-question"),
        pytest.param("rather not", Command.SKIP, Command.DENY, id="rather-not"),
        pytest.param("yes", Command.AFFIRM, Command.AFFIRM, id="yes"),
        pytest.param("my dad", None, None, id="no-command"),
    ],
)
def test_which_is_meant_where_a_yes_or_no_is_open(text: str, heard: Command | None, command: Command | None) -> None:
    assert meant_while_confirming(text, heard) is command
