"""Manners of the dialogue: how I am, an end offered when it grows heavy, being misread, what is never asked, coming back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.service.begin_conversation import token_digest
from bot.service.misread import says_it_was_an_answer
from bot.working_model.dialogue import Command, Conversation, ReplyKind, Stage
from bot.working_model.identity import ConversationId
from bot.working_model.risk import Level, RiskKind, Verdict
from bot.working_model.statement import Figure, Reading
from tests.builders import SetClock, Talk, ToldReader, ToldScreen, mention, parts

ANNA = "My sister Anna."
DAD = "It was my dad."
READINGS = {
    ANNA: Reading(mentions=(mention(ANNA, "My sister Anna", Figure.SIBLING, "Anna"),)),
    DAD: Reading(mentions=(mention(DAD, "my dad", Figure.FATHER),)),
}
HEAVY = ("I am a burden to everyone.", "I ruin every friendship I have.", "I cried all night, I am broken.")


@pytest.fixture
def talk() -> Talk:
    screen = ToldScreen(
        {
            "I want it all to end": Verdict(Level.CONCERN, RiskKind.SELF, ("told",)),
            "hm, a bit low": Verdict(Level.WATCH, RiskKind.SELF, ("told",)),
        }
    )
    found = Talk.begin(parts(reader=ToldReader(dict(READINGS)), clock=SetClock(), screen=screen))
    found.press(found.greeting, "Someone I lean on")
    return found


# --- how I am, from 0 to 10


def started(talk: Talk):  # type: ignore[no-untyped-def]
    return talk.press(talk.greeting, "In my own eyes")


ORDINARY = (
    "We walked along the river until it got dark.", "Somebody had left a red scarf on the bench.", "My neighbour brings bread on Fridays.",
    "The train was late, as it is in winter.", "I fixed the gate with a piece of wire.", "They played cards in the kitchen.",
    "A dog barked behind the church.", "Our boat has a small blue sail.", "I learned to swim at nine.", "Nobody minds the rain there.",
    "There was soup with too much pepper.", "Lights went out over the whole street.",
)  # fmt: skip


def to_the_end(talk: Talk):  # type: ignore[no-untyped-def]
    for words in ORDINARY:
        reply = talk.say(words)
        if talk.conversation.state.stage is not Stage.ASKING:
            return reply
    raise AssertionError


def test_how_i_am_is_offered_and_asked_of_nobody_who_does_not_press_it(talk: Talk) -> None:
    reply = started(talk)
    assert [choice.label for choice in reply.choices] == ["First say how I am (0\u201310)"]
    to_the_end(talk)
    assert talk.say("The river.").kind is ReplyKind.CLOSING
    assert talk.conversation.state.how_i_was == ()


@pytest.mark.parametrize(("after", "is_lower"), [("8", False), ("seven", False), ("about 3", True)])
def test_a_number_before_is_asked_for_again_after(talk: Talk, after: str, is_lower: bool) -> None:
    first = started(talk)
    question = first.paragraphs[-1]
    asked = talk.press(first, "First say how I am")
    assert "0" in asked.paragraphs[-1]
    assert talk.say("6").paragraphs[-1] == question
    to_the_end(talk)
    assert "0" in talk.say("The river.").paragraphs[-1]
    reply = talk.say(after)
    assert reply.kind is ReplyKind.CLOSING
    assert ("lower than at the start" in reply.paragraphs[0]) is is_lower
    assert [number for _, *number in talk.conversation.state.how_i_was] == [
        [6, {"8": 8, "seven": 7, "about 3": 3}[after]]
    ]
    with talk.parts.store.begin() as uow:
        answered = [m.asked.question for m in uow.messages.latest(talk.id, limit=50) if m.text == "6" and m.asked]
    assert answered == [asked.paragraphs[-1]]


def test_the_number_can_be_left_out_at_either_end(talk: Talk) -> None:
    first = started(talk)
    asked = talk.press(first, "First say how I am")
    assert talk.press(asked, "Leave it out").paragraphs[-1] == first.paragraphs[-1]
    asked = talk.press(talk.press(talk.greeting, "In my own eyes"), "First say how I am")
    talk.say("5")
    to_the_end(talk)
    assert talk.press(talk.say("The river."), "Leave it out").kind is ReplyKind.CLOSING


def test_words_instead_of_the_number_answer_the_question(talk: Talk) -> None:
    talk.press(started(talk), "First say how I am")
    talk.say("I was at ease last Sunday in the garden.")
    assert talk.conversation.state.answered == ("eyes.ease",)


@pytest.mark.parametrize(
    ("said", "command"), [("why do you ask?", Command.WHY), ("help", Command.HELP), ("pause please", Command.PAUSE)]
)
def test_an_aside_leaves_the_number_open(talk: Talk, said: str, command: Command) -> None:
    asked = talk.press(started(talk), "First say how I am")
    reply = talk.say(said, heard=command)
    if command is Command.PAUSE:
        reply = talk.say("go on", heard=Command.RESUME)
    assert reply.paragraphs[-1] == asked.paragraphs[-1]
    talk.say("4")
    assert talk.conversation.state.before == 4


# --- an end is offered


def test_when_it_grows_heavy_an_end_is_offered_once(talk: Talk) -> None:
    talk.say(ANNA)
    replies = [talk.say(words) for words in HEAVY]
    assert [choice.label for choice in replies[-1].choices] == ["End quietly", "Go on"]
    waiting = talk.conversation.state.question
    on = talk.press(replies[-1], "Go on")
    assert on.paragraphs[-1] == waiting
    assert not any(talk.say(words).choices for words in HEAVY[:2])


@pytest.mark.parametrize("pressed", [True, False])
def test_the_offer_taken_ends_with_a_calm_minute(talk: Talk, pressed: bool) -> None:
    talk.say(ANNA)
    offer = [talk.say(words) for words in HEAVY][-1]
    reply = talk.press(offer, "End quietly") if pressed else talk.say("yes please", heard=Command.AFFIRM)
    assert reply.kind is ReplyKind.CLOSING
    assert talk.conversation.state.guide_id is None


def test_said_beside_the_offer_it_is_read_and_the_question_comes(talk: Talk) -> None:
    talk.say(ANNA)
    for words in HEAVY:
        talk.say(words)
    waiting = talk.conversation.state.question
    assert talk.say("I do not mind, it is good to say it.").paragraphs[-1] == waiting


def test_ordinary_sad_answers_bring_no_offer(talk: Talk) -> None:
    talk.say(ANNA)
    for words in ("I was sad that day.", "She was late and I was angry.", "I missed her, and then it was fine."):
        assert not talk.say(words).choices


# --- misread


def test_once_misread_the_question_stands(talk: Talk) -> None:
    talk.say(ANNA)
    question = talk.say("We were in the garden and she laughed.").paragraphs[-1]
    reply = talk.say("That's not what I meant.")
    assert reply.paragraphs[-1] == question
    assert len(reply.paragraphs) == 2


def test_twice_running_misread_it_asks_and_then_goes_back(talk: Talk) -> None:
    talk.say(ANNA)
    question = talk.say("We were in the garden and she laughed.").paragraphs[-1]
    talk.say("That's not what I meant.")
    asked = talk.say("No, that's not what I said.")
    assert "your own words" in asked.text or "how you would say it" in asked.text
    reply = talk.say("I meant that she laughed at me.")
    assert reply.paragraphs[-1] == question
    assert talk.say("She stopped at once when I told her.").paragraphs[-1] != question


def test_twice_running_said_as_a_command_it_asks_too(talk: Talk) -> None:
    talk.say(ANNA)
    question = talk.say("We were in the garden and she laughed.").paragraphs[-1]
    talk.say("that's wrong", heard=Command.NOT_RIGHT)
    asked = talk.say("no, you misunderstood me", heard=Command.NOT_RIGHT)
    assert "your own words" in asked.text or "how you would say it" in asked.text
    assert talk.say("I meant that she laughed at me.").paragraphs[-1] == question


def test_once_as_a_command_it_is_counted_and_obeyed(talk: Talk) -> None:
    talk.say(ANNA)
    talk.say("We were in the garden and she laughed.")
    talk.say("that's wrong", heard=Command.NOT_RIGHT)
    assert (talk.conversation.state.misread, talk.conversation.state.stage) == (1, Stage.ASKING)


def test_not_running_it_does_not_ask(talk: Talk) -> None:
    talk.say(ANNA)
    talk.say("That's not what I meant.")
    talk.say("We were in the garden and she laughed.")
    reply = talk.say("That's not what I meant.")
    assert "twice" not in reply.text.casefold()


def test_an_answer_taken_for_a_command_is_read_after_all(talk: Talk) -> None:
    reader = talk.parts.reader
    assert isinstance(reader, ToldReader)
    question = talk.conversation.state.asked
    talk.say("skip him, always", heard=Command.SKIP)
    reply = talk.say("no, that was my answer")
    assert ("skip him, always", question) in reader.calls
    assert reply.paragraphs[-1] == talk.conversation.state.question


def test_after_two_such_mistakes_a_command_is_asked_about(talk: Talk) -> None:
    for words in ("skip him", "skip that too"):
        talk.say(words, heard=Command.SKIP)
        talk.say("that was my answer")
    step = talk.conversation.state.step_id
    asked = talk.say("next question please", heard=Command.SKIP)
    assert [choice.label for choice in asked.choices] == ["Skip this question", "It was my answer"]
    talk.press(asked, "It was my answer")
    assert step in talk.conversation.state.answered
    assert talk.conversation.state.misread == 0


def test_the_command_it_asked_about_can_be_confirmed(talk: Talk) -> None:
    for words in ("skip him", "skip that too"):
        talk.say(words, heard=Command.SKIP)
        talk.say("that was my answer")
    step = talk.conversation.state.step_id
    talk.press(talk.say("next question please", heard=Command.SKIP), "Skip this question")
    assert step in talk.conversation.state.passed


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("no, that was my answer", True), ("I was just answering", True), ("I didn't want to skip", True), ("that wasn't a command", True),
        ("my answer to him was no", False), ("she said that was the end", False), ("I did not want to stop seeing her", False),
    ],
)  # fmt: skip
def test_who_says_that_it_was_an_answer(said: str, meant: bool) -> None:
    assert says_it_was_an_answer(said) is meant


# --- after safety


def test_what_safety_answered_is_not_asked_for_again(talk: Talk) -> None:
    talk.say(ANNA)
    question = talk.conversation.state.question
    held = talk.say("I want it all to end")
    assert held.kind is ReplyKind.SAFETY
    reply = talk.say("go on", heard=Command.RESUME)
    assert reply.paragraphs[-1] != question
    assert reply.kind is ReplyKind.QUESTION


def test_who_it_is_about_is_still_asked(talk: Talk) -> None:
    question = talk.conversation.state.question
    talk.say("I want it all to end")
    assert talk.say("go on", heard=Command.RESUME).paragraphs[-1] == question


def test_an_own_pause_comes_back_to_the_question(talk: Talk) -> None:
    talk.say(ANNA)
    question = talk.conversation.state.question
    talk.say("pause", heard=Command.PAUSE)
    assert talk.say("go on", heard=Command.RESUME).paragraphs[-1] == question


# --- never ask about


def another(talk: Talk) -> Talk:
    """A later conversation of the same person."""
    first = talk.conversation
    later = Conversation(
        ConversationId("later"),
        first.person_id,
        first.started_at_utc,
        first.last_at_utc,
        replace(Talk.begin(talk.parts).conversation.state),
    )
    with talk.parts.store.begin() as uow:
        uow.conversations.add(later, token_sha256=token_digest("later"))
        uow.commit()
    return Talk(talk.parts, later.id, "later", talk.greeting)


def test_never_ask_holds_in_later_conversations(talk: Talk) -> None:
    father = "never ask about my dad"
    readings = {**READINGS, father: Reading(mentions=(mention(father, "my dad", Figure.FATHER),))}
    object.__setattr__(talk.parts.reader, "readings", readings)
    talk.say(father, heard=Command.NEVER_ASK)
    later = another(talk)
    later.say("someone i lean on")
    reply = later.say(DAD)
    asked = later.conversation.state.asked
    assert asked is not None
    assert asked.figure is not Figure.FATHER
    assert "father" not in reply.paragraphs[-1]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("never ask about school", "school"),
        ("please don't ask me about my divorce again", "divorce"),
        ("stop asking questions about the accident", "accident"),
    ],
)
def test_a_topic_is_kept_as_it_was_named(talk: Talk, said: str, kept: str) -> None:
    talk.say(ANNA)
    talk.say(said, heard=Command.NEVER_ASK)
    with talk.parts.store.begin() as uow:
        declined = uow.people.declined(talk.conversation.person_id)
    assert [(topic.figure, topic.name) for topic in declined] == [(None, kept)]


# --- coming back


def test_a_return_says_in_one_line_where_we_were(talk: Talk) -> None:
    clock = talk.parts.clock
    assert isinstance(clock, SetClock)
    question = talk.say(ANNA).paragraphs[-1]
    clock.move(days=6)
    reply = talk.say("hi", heard=Command.GREET)
    assert "Someone I lean on" in reply.paragraphs[0]
    assert "Anna" in reply.paragraphs[0]
    assert reply.paragraphs[-1] == question


def test_an_answer_after_days_is_taken_as_one(talk: Talk) -> None:
    clock = talk.parts.clock
    assert isinstance(clock, SetClock)
    talk.say(ANNA)
    step = talk.conversation.state.step_id
    clock.move(days=2)
    reply = talk.say("She came over with soup when I was ill.")
    assert "Someone I lean on" in reply.paragraphs[0]
    assert step in talk.conversation.state.answered


def test_nobody_is_welcomed_back_within_the_hour(talk: Talk) -> None:
    talk.say(ANNA)
    assert "back" not in talk.say("She came over with soup when I was ill.").paragraphs[0].casefold()
