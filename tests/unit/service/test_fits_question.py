"""Words that look like a command and fit the open question as its answer, beside those that do not."""

from __future__ import annotations

import pytest

from bot.service.addressed import Act
from bot.service.fits_question import answers, shape_fits
from bot.service.question_kinds import Asks
from bot.working_model.dialogue import Command, Heard

DEED = "What did he do then?"
DEED_OF_MINE = "What will you do next time?"
NEED = "What did you need from her?"
WORDS = "What did she say?"
FELT = "How did that feel?"
NUMBER = "How are you right now, from 0 to 10?"
WHO = "Who comes to mind?"
OTHERWISE = "Did it come as you expected, or differently?"


@pytest.mark.parametrize(
    ("text", "command", "question"),
    [
        pytest.param("differently", Command.REPEAT, OTHERWISE, id="one-of-what-was-offered"),
        pytest.param("a 7, thanks", Command.THANKS, NUMBER, id="a-number"),
        pytest.param("not my father", Command.NEVER_ASK, WHO, id="not-him"),
        pytest.param("fine thanks", Command.THANKS, FELT, id="how-one-is"),
        pytest.param("just wrong", Command.NOT_RIGHT, FELT, id="how-it-felt"),
        pytest.param("all very confusing", Command.REPEAT, FELT, id="confusing"),
        pytest.param("that she was sorry", Command.THANKS, WORDS, id="her-words"),
        pytest.param("a break", Command.PAUSE, NEED, id="a-rest-was-needed"),
        pytest.param("to stop hitting me", Command.STOP, NEED, id="a-stop-was-needed"),
        pytest.param("delete everything", Command.DELETE_ALL, DEED, id="a-deletion-of-his"),
        pytest.param("he stopped and then went out", Command.STOP, DEED, id="a-stop-of-his"),
        pytest.param("thanks", Command.THANKS, NEED, id="thanks-were-needed"),
    ],
)
def test_it_answers(text: str, command: Command, question: str) -> None:
    assert answers(text, command, question)


@pytest.mark.parametrize(
    ("text", "command", "question"),
    [
        pytest.param("put it differently please", Command.REPEAT, OTHERWISE, id="other-words-please"),
        pytest.param("differently", Command.REPEAT, FELT, id="nothing-was-offered"),
        pytest.param("skip", Command.SKIP, NUMBER, id="no-number"),
        pytest.param("never ask about my father", Command.NEVER_ASK, WHO, id="not-to-be-asked"),
        pytest.param("you are wrong", Command.NOT_RIGHT, FELT, id="said-to-the-program"),
        pytest.param("skip this question", Command.SKIP, WORDS, id="a-question-to-skip"),
        pytest.param("stop now", Command.STOP, NEED, id="stop-here"),
        pytest.param("stop today", Command.STOP, DEED, id="stop-today"),
        pytest.param("delete everything", Command.DELETE_ALL, NEED, id="a-deletion-wished-for"),
        pytest.param("i want my export", Command.EXPORT, DEED, id="a-wish-to-have-it"),
        pytest.param("skip", Command.SKIP, DEED, id="bare"),
        pytest.param("pause the chat", Command.PAUSE, DEED, id="names-the-chat"),
        pytest.param("stop", Command.STOP, "Did you tell anyone?", id="a-question-of-no-such-kind"),
    ],
)
def test_it_does_not_answer(text: str, command: Command, question: str) -> None:
    assert not answers(text, command, question)


ANSWER = Heard(None, 0.7)
PERHAPS = Heard(Command.WHY, 0.3, also=((None, 0.3),))
WHY = Heard(Command.WHY, 0.9, also=((None, 0.05),))


@pytest.mark.parametrize(
    ("act", "kind", "heard", "text", "question"),
    [
        pytest.param(Act.ASKS, Asks.OTHER, ANSWER, "do you apologise anyway?", WORDS, id="heard-as-an-answer"),
        pytest.param(Act.WONDERS, Asks.OTHER, ANSWER, "does it have to be a person?", WHO, id="wonders-aloud"),
        pytest.param(Act.WONDERS, Asks.FEELINGS, PERHAPS, "was it me?", FELT, id="a-wondering-feeling"),
        pytest.param(Act.FORBIDS, Asks.NEEDS, WHY, "never that again", NEED, id="a-need"),
        pytest.param(Act.DECLINES, Asks.FEELINGS, WHY, "rather not", FELT, id="few-words"),
        pytest.param(Act.ASKS, Asks.NEEDS, WHY, "could you stay", NEED, id="a-request-to-her"),
        pytest.param(Act.DEFERS, Asks.NEEDS, PERHAPS, "go for a walk", NEED, id="a-walk-was-needed"),
        pytest.param(Act.DEFERS, Asks.DEEDS, PERHAPS, "go for a walk", DEED_OF_MINE, id="a-walk-to-come"),
    ],
)
def test_the_shape_fits(act: Act, kind: Asks, heard: Heard, text: str, question: str) -> None:
    assert shape_fits(act, kind, heard, text, question)


@pytest.mark.parametrize(
    ("act", "kind", "heard", "text", "question"),
    [
        pytest.param(Act.ASKS, Asks.OTHER, ANSWER, "do I have to answer this question?", WHO, id="names-the-question"),
        pytest.param(Act.ASKS, Asks.OTHER, WHY, "do you apologise anyway?", WORDS, id="heard-as-a-command"),
        pytest.param(Act.WONDERS, Asks.OTHER, WHY, "what is it for?", WHO, id="clearly-a-why"),
        pytest.param(Act.FORBIDS, Asks.NEEDS, WHY, "never bring him up", NEED, id="somebody-is-named"),
        pytest.param(Act.DECLINES, Asks.FEELINGS, WHY, "i would rather not go into that", FELT, id="many-words"),
        pytest.param(Act.DEFERS, Asks.OTHER, PERHAPS, "back in a minute, sorry", WHO, id="back-soon"),
        pytest.param(Act.DEFERS, Asks.DEEDS, PERHAPS, "get some water", DEED, id="what-he-did-is-over"),
        pytest.param(Act.OBJECTS, Asks.NEEDS, WHY, "you asked that", NEED, id="an-objection"),
    ],
)
def test_the_shape_does_not_fit(act: Act, kind: Asks, heard: Heard, text: str, question: str) -> None:
    assert not shape_fits(act, kind, heard, text, question)
