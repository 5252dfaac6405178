"""Command or answer, in the light of the open question: near misses beside hits."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.command_or_answer import command_of
from bot.working_model.dialogue import Command, Heard, Message, Stage
from bot.working_model.identity import ConversationId, MessageId
from bot.working_model.statement import Asked

TOLD = "What would you tell her now, if she could hear it?"
DONE = "When she left the room, what did you want to do?"
OPEN = "Who comes to mind?"


def _read(text: str, command: Command, confidence: float, question: str, stage: Stage = Stage.ASKING) -> Command | None:
    message = Message(
        MessageId("m"),
        ConversationId("c"),
        1,
        is_reply=False,
        text=text,
        at_utc=datetime(2026, 1, 1, tzinfo=UTC),
        asked=Asked(question),
    )
    return command_of(message, Heard(command, confidence), stage)


@pytest.mark.parametrize(
    ("text", "command", "confidence", "question"),
    [
        ("skip", Command.SKIP, 0.9, OPEN),
        ("skip this one please", Command.SKIP, 0.95, TOLD),
        ("stop", Command.STOP, 0.99, DONE),
        ("can we stop here for today", Command.STOP, 0.97, OPEN),
        ("why do you ask?", Command.WHY, 0.97, OPEN),
        ("delete all my data", Command.DELETE_ALL, 0.6, OPEN),
        ("never ask about my father", Command.NEVER_ASK, 0.9, OPEN),
        ("where were we", Command.RESUME, 0.9, OPEN),
        ("ok I'm back, let's continue", Command.RESUME, 0.9, OPEN),
    ],
)
def test_commands(text: str, command: Command, confidence: float, question: str) -> None:
    assert _read(text, command, confidence, question) is command


@pytest.mark.parametrize(
    ("text", "command", "confidence", "question"),
    [
        ("I wanted to delete everything", Command.DELETE_ALL, 0.99, DONE),
        ("delete my number", Command.DELETE_ALL, 0.96, TOLD),
        ("help", Command.HELP, 0.97, "What did you need from your father then?"),
        ("thank you", Command.THANKS, 0.99, "What did you need from your father then?"),
        ("stop her", Command.STOP, 0.9, DONE),
        ("Stop drinking", Command.STOP, 0.86, TOLD),
        ("I hate asking other people for help", Command.HELP, 0.9, OPEN),
        ('"who are you to tell me", that is what I got', Command.WHO_ARE_YOU, 0.95, OPEN),
        ("No.", Command.DENY, 0.99, OPEN),
        ("skip", Command.SKIP, 0.3, OPEN),
        ("stop " * 30, Command.STOP, 1.0, OPEN),
    ],
)
def test_answers(text: str, command: Command, confidence: float, question: str) -> None:
    assert _read(text, command, confidence, question) is None


def test_no_answers_our_own_yes_or_no_question() -> None:
    assert _read("no", Command.DENY, 0.9, OPEN, Stage.CONFIRMING) is Command.DENY


@pytest.mark.parametrize(
    "said", ["He'll change the subject.", "She always skips it.", "They would show me everything."]
)
@pytest.mark.parametrize("command", [Command.CHOOSE_GUIDE, Command.SKIP, Command.SUMMARY])
def test_what_somebody_does_is_no_command(said: str, command: Command) -> None:
    message = Message(MessageId("m"), ConversationId("t"), 1, False, said, datetime(2026, 1, 1, tzinfo=UTC))
    assert command_of(message, Heard(command, 0.99), Stage.ASKING) is None


def _heard(
    text: str, ranking: list[tuple[Command | None, float]], question: str = OPEN, stage: Stage = Stage.ASKING
) -> Command | None:
    (command, confidence), *also = ranking
    message = Message(
        MessageId("m"), ConversationId("c"), 1, is_reply=False, text=text, at_utc=datetime(2026, 1, 1, tzinfo=UTC), asked=Asked(question)
    )  # fmt: skip
    return command_of(message, Heard(command, confidence, tuple(also)), stage)


FELT = "How did that feel?"
NEEDED = "What did you need from your father then?"
USUAL = "What do you usually do after a row?"
NUMBER = "How are you right now, from 0 to 10?"


@pytest.mark.parametrize(
    ("text", "command", "question"),
    [
        pytest.param(
            "leave my dad out of this from now on", Command.NEVER_ASK, NEEDED, id="his topic, whatever was asked"
        ),
        pytest.param("what's that got to do with it", Command.WHY, NEEDED, id="why, asked back"),
        pytest.param("need a break, kids are awake", Command.PAUSE, USUAL, id="a break with its reason"),
        pytest.param("can my wife see this", Command.WHAT_IS_KEPT, OPEN, id="who may see it"),
        pytest.param("fuck off bot, im done with this", Command.STOP, TOLD, id="at the bot"),
        pytest.param("wot was that again", Command.REPEAT, NEEDED, id="spelled out"),
        pytest.param("skip the number", Command.SKIP, NUMBER, id="no number"),
        pytest.param("Let's start over", Command.START, OPEN, id="a new beginning"),
        pytest.param("show me the topics", Command.CHOOSE_GUIDE, OPEN, id="other guides"),
        pytest.param(
            "DELETE EVERYTHING NOW", Command.DELETE_ALL, "What do you miss when he isn't there?", id="fits no wish"
        ),
    ],
)
def test_commands_in_spite_of_the_question(text: str, command: Command, question: str) -> None:
    assert _read(text, command, 0.95, question) is command


@pytest.mark.parametrize(
    ("text", "command", "question"),
    [
        pytest.param("delete everything", Command.DELETE_ALL, USUAL, id="a deed"),
        pytest.param("a break", Command.PAUSE, NEEDED, id="a wish"),
        pytest.param("carry on", Command.RESUME, USUAL, id="carrying on"),
        pytest.param("confusing", Command.REPEAT, FELT, id="a feeling"),
        pytest.param("not right. it feels not right", Command.NOT_RIGHT, FELT, id="feels not right"),
        pytest.param("ten, thank you", Command.THANKS, NUMBER, id="a number with thanks"),
        pytest.param("6", Command.CHOOSE_GUIDE, NUMBER, id="a number"),
        pytest.param("the first one", Command.CHOOSE_GUIDE, "Which of the two is nearer?", id="one of two"),
        pytest.param("Start living", Command.START, TOLD, id="said to her"),
        pytest.param("I'm done", Command.STOP, TOLD, id="done with her"),
        pytest.param("sorry", Command.REPEAT, TOLD, id="sorry"),
        pytest.param("why would she", Command.WHY, OPEN, id="a why of the story"),
        pytest.param("who are you to judge me", Command.WHO_ARE_YOU, OPEN, id="who are you to"),
        pytest.param("he paused and said sorry", Command.PAUSE, OPEN, id="somebody else"),
    ],
)
def test_answers_in_the_light_of_the_question(text: str, command: Command, question: str) -> None:
    assert _read(text, command, 0.97, question) is None


def test_what_cannot_be_gives_way_to_what_is_put_explicitly() -> None:
    assert _heard("no thanks, next", [(Command.DENY, 0.9), (Command.SKIP, 0.07), (None, 0.03)]) is Command.SKIP
    assert _heard("no", [(Command.DENY, 0.9), (Command.SKIP, 0.07), (None, 0.03)]) is None
    assert _heard("not at home, no", [(Command.DENY, 0.5), (None, 0.4), (Command.SKIP, 0.1)]) is None


def test_an_answer_heard_with_little_certainty_gives_way_too() -> None:
    ranking: list[tuple[Command | None, float]] = [(None, 0.6), (Command.NEVER_ASK, 0.35), (Command.SKIP, 0.05)]
    assert _heard("skip anything to do with the army please", ranking) is Command.NEVER_ASK
    assert _heard("the army never asks", ranking) is None


def test_the_question_asked_back_is_repeated() -> None:
    ranking: list[tuple[Command | None, float]] = [(Command.HELP, 0.3), (None, 0.3)]
    assert _heard("rely on how?", ranking, "Who can you rely on?") is Command.REPEAT
    assert _heard("my mother, how?", ranking, "Who can you rely on?") is not Command.REPEAT


@pytest.mark.parametrize(
    ("text", "heard", "meant"),
    [
        ("I don't want to carry on", Command.RESUME, Command.STOP),
        ("send me what I've written so far", Command.SUMMARY, Command.EXPORT),
        ("can I see what you know about me", Command.WHAT_IS_KEPT, Command.SUMMARY),
        ("I never mentioned any brother", Command.NEVER_ASK, Command.NOT_RIGHT),
        ("I don't want to talk about my sister", Command.NEVER_ASK, Command.SKIP),
        ("I don't want to talk about my sister ever again", Command.NEVER_ASK, Command.NEVER_ASK),
    ],
)
def test_two_commands_in_the_same_words(text: str, heard: Command, meant: Command) -> None:
    assert _read(text, heard, 0.95, OPEN) is meant


@pytest.mark.parametrize(
    ("text", "heard", "meant"),
    [
        ("yes", Command.AFFIRM, Command.AFFIRM),
        ("rather not", Command.SKIP, Command.DENY),
        ("not sure", Command.DENY, None),
        ("later", Command.PAUSE, None),
        ("I'm sure", Command.AFFIRM, Command.AFFIRM),
        ("no stop", Command.STOP, Command.DENY),
        ("no, carry on", Command.DENY, Command.RESUME),
        ("no, a different one", Command.SKIP, Command.CHOOSE_GUIDE),
        ("just a break, back tomorrow", Command.PAUSE, Command.PAUSE),
        ("not sure I want to know", Command.REPEAT, None),
        ("skip this question", Command.SKIP, Command.SKIP),
        ("can i download it first", Command.EXPORT, Command.EXPORT),
    ],
)
def test_while_a_yes_or_no_is_open(text: str, heard: Command, meant: Command | None) -> None:
    assert _read(text, heard, 0.9, "", Stage.CONFIRMING) is meant


@pytest.mark.parametrize(
    ("text", "heard", "meant"),
    [
        ("the second one", Command.CHOOSE_GUIDE, Command.CHOOSE_GUIDE),
        ("then and now I think, that sounds ok", Command.AFFIRM, Command.CHOOSE_GUIDE),
        ("let's crack on", Command.RESUME, Command.START),
        ("carry on where we stopped", Command.RESUME, Command.RESUME),
        ("I want to talk about my divorce", Command.CHOOSE_GUIDE, None),
        ("yes", Command.AFFIRM, None),
    ],
)
def test_where_guides_are_offered(text: str, heard: Command, meant: Command | None) -> None:
    assert _read(text, heard, 0.9, "", Stage.CHOOSING) is meant


@pytest.mark.parametrize(
    ("text", "heard", "question", "meant"),
    [
        pytest.param("do I have to answer?", Command.HELP, NEEDED, Command.HELP, id="asked of the program"),
        pytest.param("do you enjoy asking this stuff", Command.WHAT_IS_KEPT, FELT, Command.HELP, id="not what was heard"),
        pytest.param("nope, not touching that", None, OPEN, Command.SKIP, id="declined in no known words"),
        pytest.param("I have to dash, school run", None, OPEN, Command.PAUSE, id="called away"),
        pytest.param("he never did, can we go to another one", None, FELT, Command.SKIP, id="asked in the last clause"),
        pytest.param("what do you mean by close", Command.REPEAT, "What did she say to be close?", Command.REPEAT, id="a word of the question"),
        pytest.param("does it stop at 10?", None, NUMBER, Command.REPEAT, id="a question to a number"),
        pytest.param("I want all of it deleted, now", Command.DELETE_ALL, "What do you think he needed?", Command.DELETE_ALL, id="I, where he was asked about"),
        pytest.param("sorry, will carry on afterwards", Command.RESUME, OPEN, Command.PAUSE, id="later is a pause"),
    ],
)  # fmt: skip
def test_by_shape_for_the_program(text: str, heard: Command | None, question: str, meant: Command) -> None:
    assert _heard(text, [(heard, 0.9)], question) is meant


@pytest.mark.parametrize(
    ("text", "heard", "question"),
    [
        pytest.param("anyone but my father", Command.NEVER_ASK, OPEN, id="a person"),
        pytest.param("We argued about the summary of my father's will", Command.SUMMARY, OPEN, id="a past deed"),
        pytest.param("the pause", Command.PAUSE, OPEN, id="a thing by its name"),
        pytest.param("enough to make me leave", Command.STOP, OPEN, id="enough to"),
        pytest.param("no one, I'd just carry on", Command.RESUME, OPEN, id="what one would do"),
        pytest.param("by going to bed", Command.STOP, OPEN, id="a means"),
        pytest.param("hold on and hope", Command.PAUSE, USUAL, id="two deeds"),
        pytest.param("good, thanks", Command.THANKS, FELT, id="how it is"),
        pytest.param('"good morning" from my neighbour', Command.GREET, OPEN, id="quoted"),
        pytest.param("how often I want to stop", Command.STOP, OPEN, id="a question that is told"),
        pytest.param("can you hear me?", Command.WHO_ARE_YOU, TOLD, id="said to her"),
        pytest.param("stop", Command.STOP, "What went through your mind just then?", id="a thought"),
        pytest.param("as near as the next town", Command.SKIP, OPEN, id="a likeness"),
    ],
)
def test_by_shape_an_answer(text: str, heard: Command, question: str) -> None:
    assert _heard(text, [(heard, 0.97)], question) is None


@pytest.mark.parametrize(
    "text",
    ["?" * 9_999 + "a", '"' * 9_999, "no, " * 2_500, "?" * 239 + "a", "ok " * 79, "!? " * 79, "?", " ", "", "..."],
)
def test_no_text_is_long_to_decide(text: str) -> None:
    started = time.process_time()
    _heard(text, [(Command.STOP, 0.9), (Command.SKIP, 0.1)], TOLD)
    assert time.process_time() - started < 0.5


@given(st.text(max_size=240))
def test_any_text_can_be_decided(text: str) -> None:
    for stage in Stage:
        _heard(text, [(Command.STOP, 0.9), (Command.SKIP, 0.1)], FELT, stage)


@pytest.mark.parametrize("text", ["Differently. Better.", "differently", "another way", "Something else entirely"])
@pytest.mark.parametrize(
    "question",
    [
        "Did it go the way you thought it would, or another way?",
        "Side by side like this: did it come as you expected, or differently?",
    ],
)
def test_differently_answers_the_question_that_offers_it(text: str, question: str) -> None:
    assert _read(text, Command.REPEAT, 0.99, question) is None
    assert _read("say it differently please", Command.REPEAT, 0.99, question) is Command.REPEAT


REFLECTED = "You said your father was strict. How did that show?"
LEARNT = "What did you learn at home about asking for help?"
STEP = "What would a first small step look like for you?"


@pytest.mark.parametrize(
    ("text", "heard", "question", "meant"),
    [
        pytest.param("i cried. can we take a short pause now", Command.PAUSE, USUAL, Command.PAUSE, id="told, then asked"),
        pytest.param("7. can we pause now", Command.PAUSE, NUMBER, Command.PAUSE, id="a number, then a pause"),
        pytest.param("6, and please show me the summary now", Command.SUMMARY, NUMBER, Command.SUMMARY, id="a number and the summary"),
        pytest.param("0 to 10 of what?", Command.CHOOSE_GUIDE, NUMBER, Command.REPEAT, id="what the numbers stand for"),
        pytest.param("wrong, it was my grandfather", Command.NOT_RIGHT, REFLECTED, Command.NOT_RIGHT, id="no to what was understood"),
        pytest.param("i said sad, not strict", None, REFLECTED, Command.NOT_RIGHT, id="not the word"),
        pytest.param("why is that important", Command.WHY, NEEDED, Command.WHY, id="a question back is no wish"),
        pytest.param("please forget that question", Command.REPEAT, OPEN, Command.SKIP, id="away with the question"),
        pytest.param("not sure. let's go on", Command.RESUME, OPEN, Command.SKIP, id="on to the next"),
        pytest.param("delte all my data now", Command.DELETE_ALL, OPEN, Command.DELETE_ALL, id="a slip of the finger"),
        pytest.param("5 and delete it all after pls", Command.DELETE_ALL, NUMBER, Command.DELETE_ALL, id="a number and a deletion"),
        pytest.param("stop now, need to sleep", Command.PAUSE, OPEN, Command.STOP, id="stop, and no word of coming back"),
        pytest.param("I'm not sure I want to continue", Command.RESUME, OPEN, Command.STOP, id="not sure to go on"),
        pytest.param("why does a program want to know that", Command.WHY, FELT, Command.WHY, id="a program asks"),
        pytest.param("i want a break", Command.PAUSE, "What did you need then?", Command.PAUSE, id="a wish of now is none of then"),
        pytest.param("8, why?", Command.WHY, NUMBER, Command.WHY, id="why, after a number"),
        pytest.param("going to skip this", Command.SKIP, TOLD, Command.SKIP, id="skipped, among words"),
        pytest.param("how many more questions", Command.HELP, TOLD, Command.HELP, id="how many more, among words"),
        pytest.param("print this out for me", Command.EXPORT, TOLD, Command.EXPORT, id="printed, among words"),
        pytest.param("I want everything deleted", Command.DELETE_ALL, USUAL, Command.DELETE_ALL, id="a wish and no deed"),
        pytest.param("I don't miss him. I miss the house", None, "It sounds as though you miss him. What do you miss most?", Command.NOT_RIGHT, id="no to its word"),
        pytest.param("what will you do with that answer", Command.WHY, OPEN, Command.WHAT_IS_KEPT, id="what is done with it"),
        pytest.param("who can see this? my husband reads my phone", Command.WHAT_IS_KEPT, OPEN, Command.WHAT_IS_KEPT, id="a question and its reason"),
    ],
)  # fmt: skip
def test_what_the_question_and_the_last_clause_decide(
    text: str, heard: Command | None, question: str, meant: Command
) -> None:
    stage = Stage.RATING if question == NUMBER else Stage.ASKING
    assert _heard(text, [(heard, 0.9)], question, stage) is meant


@pytest.mark.parametrize(
    ("text", "heard", "question"),
    [
        pytest.param("told him that's not what I said", Command.NOT_RIGHT, USUAL, id="told somebody"),
        pytest.param("she says: that's not what I meant", Command.NOT_RIGHT, USUAL, id="she says"),
        pytest.param("people who say you're wrong", Command.NOT_RIGHT, OPEN, id="people who say"),
        pytest.param("with why do you always ask me that", Command.WHY, USUAL, id="with what it begins"),
        pytest.param("never ask me about the war, boy", Command.NEVER_ASK, TOLD, id="said to a boy"),
        pytest.param("Please stop asking me about my weight", Command.NEVER_ASK, TOLD, id="a thing, among words"),
        pytest.param("never, it was off limits", Command.NEVER_ASK, OPEN, id="how it was"),
        pytest.param("skip it", Command.SKIP, LEARNT, id="what was taught"),
        pytest.param("stepping outside for a minute", Command.PAUSE, USUAL, id="what one does"),
        pytest.param("delete the chat", Command.DELETE_ALL, USUAL, id="taken away there"),
        pytest.param("say hello first", Command.GREET, STEP, id="a greeting as a step"),
        pytest.param("on hold", Command.PAUSE, "How is it between you now?", id="how it is"),
        pytest.param("zero, next", Command.SKIP, NUMBER, id="the number, and the next comes by itself"),
        pytest.param("not human, more like a robot", Command.WHO_ARE_YOU, "How would a good friend describe you?", id="a likeness"),
        pytest.param("hide everything, who knows who reads it", Command.WHAT_IS_KEPT, LEARNT, id="who knows"),
        pytest.param("yep still going on", Command.RESUME, "Is that still so?", id="still going on"),
        pytest.param("I said let's stop this", Command.STOP, USUAL, id="what one said"),
        pytest.param("not saying goodbye", Command.SKIP, OPEN, id="not saying what"),
        pytest.param("quit one group chat", Command.STOP, STEP, id="another chat"),
        pytest.param("I change the subject", Command.CHOOSE_GUIDE, USUAL, id="a habit"),
        pytest.param("a written summary beforehand", Command.SUMMARY, NEEDED, id="any summary"),
        pytest.param("keep a copy of everything", Command.EXPORT, LEARNT, id="a rule"),
        pytest.param("privacy", Command.WHAT_IS_KEPT, "What is best about it?", id="a thing by its name alone"),
        pytest.param("how to start", Command.HELP, "What worries you?", id="how to"),
        pytest.param("move on, next", Command.SKIP, TOLD, id="said to oneself"),
        pytest.param("here", Command.GREET, "Where do you feel at home?", id="no greeting"),
        pytest.param("no, he came back", None, REFLECTED.replace("How did that show?", "Did he leave?"), id="no to a closed question"),
    ],
)  # fmt: skip
def test_answers_that_other_people_gave(text: str, heard: Command | None, question: str) -> None:
    assert _heard(text, [(heard, 0.97)], question) is None


def test_two_commands_that_share_the_likelihood_leave_no_more_doubt_than_one() -> None:
    shared: list[tuple[Command | None, float]] = [(Command.STOP, 0.5), (Command.SKIP, 0.37), (Command.DELETE_ALL, 0.08)]
    assert _heard("no more of this stuff", [*shared, (None, 0.05)]) is not None
    assert _heard("no more of this stuff", [*shared[:2], (None, 0.13)]) is None


@pytest.mark.parametrize(
    ("text", "heard", "stage", "meant"),
    [
        ("yes delete it", Command.DELETE_ALL, Stage.CONFIRMING, Command.AFFIRM),
        ("ok let's go", Command.START, Stage.CONFIRMING, Command.AFFIRM),
        ("no, something else please", Command.SKIP, Stage.CONFIRMING, Command.CHOOSE_GUIDE),
        ("go on then", Command.AFFIRM, Stage.PAUSED, Command.RESUME),
        ("hi, I'm here again", Command.GREET, Stage.PAUSED, Command.RESUME),
        ("no", Command.DENY, Stage.PAUSED, None),
        ("now", Command.STOP, Stage.PAUSED, Command.RESUME),
        ("yes stop", Command.STOP, Stage.CONFIRMING, Command.AFFIRM),
        ("what was the last question?", Command.REPEAT, Stage.CONFIRMING, Command.REPEAT),
        ("the third", Command.CHOOSE_GUIDE, Stage.CHOOSING, Command.CHOOSE_GUIDE),
    ],
)
def test_where_the_program_waits(text: str, heard: Command, stage: Stage, meant: Command | None) -> None:
    assert _heard(text, [(heard, 0.9)], "", stage) is meant


CHANGE = "If you alone could set the distance to Ilse, what would you change, if anything?"


@pytest.mark.parametrize(
    ("text", "command"),
    [
        pytest.param("Nothing. You assume there is something to change.", None, id="after an answer"),
        pytest.param("You assume there is something to change.", None, id="alone"),
        pytest.param("You're just assuming I want her closer.", None, id="assuming"),
        pytest.param("you take it for granted that something is wrong", None, id="for granted"),
        pytest.param("you assume something happened", None, id="that something happened"),
        pytest.param("You assume he hurt me, he didn't.", Command.NOT_RIGHT, id="who did what was read"),
        pytest.param("You assume I have been hit, I wasn't.", Command.NOT_RIGHT, id="what was suffered was read"),
        pytest.param("You assume I was hurt by it.", Command.NOT_RIGHT, id="what was felt was read"),
        pytest.param("You assume she is my sister.", Command.NOT_RIGHT, id="who somebody is was read"),
        pytest.param("You misread me.", Command.NOT_RIGHT, id="a reading"),
    ],
)
def test_what_a_question_takes_for_granted_is_contested_and_no_line(text: str, command: Command | None) -> None:
    """Nothing in the summary is wrong then, so nothing is shown to choose from."""
    assert _read(text, Command.NOT_RIGHT, 0.97, CHANGE) is command
