"""A turn: read, revised, answered, once; commands obeyed; safety before everything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import InputError, NotFoundError, RuleError, StoreError, TooLargeError
from bot.service import queries
from bot.service.accept_message import NotKeptError
from bot.service.begin_conversation import begin_conversation
from bot.service.erase_person import erase_person
from bot.service.record_turn import answer_without_dialogue
from bot.working_model.dialogue import Command, ReplyKind, Stage
from bot.working_model.identity import MessageId
from bot.working_model.statement import Direction, Elicits, Facet, Figure, Reading
from tests.builders import ACUTE, SetClock, Talk, ToldReader, ToldScreen, mention, parts, statement
from tests.memory_store import MemoryStore

ANNA = "My sister Anna."
THERE = "She is always there for me."
READER = ToldReader(
    {
        ANNA: Reading(mentions=(mention(ANNA, "My sister Anna", Figure.SIBLING, "Anna"),)),
        THERE: Reading(
            statements=(statement(THERE, THERE[:-1], Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING, name="Anna"),)
        ),
    }
)


@pytest.fixture
def talk() -> Talk:
    found = Talk.begin(parts(reader=ToldReader(READER.readings)))
    found.press(found.greeting, "Someone I lean on")
    return found


def test_an_answer_to_who_turns_the_talk_to_that_person(talk: Talk) -> None:
    talk.say(ANNA)
    with talk.parts.store.begin() as uow:
        known = uow.known_people.of(talk.conversation.person_id)
    assert [(k.figure, k.name) for k in known] == [(Figure.SIBLING, "Anna")]
    assert talk.conversation.state.about == known[0].id


def test_what_was_said_is_kept_with_its_question_and_revises_the_model(talk: Talk) -> None:
    talk.say(ANNA)
    question = talk.conversation.state.question
    talk.say(THERE)
    summary = queries.summary_of(talk.parts, talk.conversation.person_id)
    with talk.parts.store.begin() as uow:
        kept = uow.statements.of(talk.conversation.person_id)
        revisions = uow.revisions.of(talk.conversation.person_id)
        message = uow.messages.get(kept[0].message_id)
    assert [k.statement.facet for k in kept] == [Facet.AVAILABILITY]
    assert message.asked is not None
    assert message.asked.question == question
    assert [r["number"] for r in revisions] == [1]
    assert all(line.quotes for section in summary.sections for line in section.lines)


def test_what_is_said_of_somebody_else_was_not_asked_for(talk: Talk) -> None:
    father = "My father never listened to me."
    readings = dict(READER.readings)
    said = statement(father, father[:-1], Facet.RESPONSIVENESS, Direction.MINUS, Figure.FATHER)
    readings[father] = Reading(statements=(replace(said, elicited=Elicits.ASKED_MINUS),))
    object.__setattr__(talk.parts.reader, "readings", readings)
    talk.say(ANNA)
    talk.say(father)
    with talk.parts.store.begin() as uow:
        assert [k.statement.elicited for k in uow.statements.of(talk.conversation.person_id)] == [Elicits.NONE]


def test_a_message_seen_again_returns_its_reply_and_advances_nothing(talk: Talk) -> None:
    accepted = talk.accept("skip")
    first = talk.record(accepted, heard=Command.SKIP)
    state = talk.conversation.state
    assert talk.record(accepted, heard=Command.SKIP) == first
    assert talk.conversation.state == state


def test_the_same_client_id_is_kept_once(talk: Talk) -> None:
    one = talk.accept("hello there", client_id="the-same-id")
    two = talk.accept("hello there", client_id="the-same-id")
    assert (two.message.id, two.was_known) == (one.message.id, True)


def test_a_line_sent_before_the_question_came_does_not_answer_it(talk: Talk) -> None:
    first, second = talk.accept(ANNA), talk.accept(THERE)
    talk.record(first)
    question = talk.conversation.state.question
    reply = talk.record(second)
    assert reply.paragraphs[-1] == question
    assert talk.conversation.state.question == question


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("help", Command.HELP),
        ("who are you", Command.WHO_ARE_YOU),
        ("who can see this?", Command.WHAT_IS_KEPT),
        ("thank you", Command.THANKS),
        ("hello", Command.GREET),
        ("export my data", Command.EXPORT),
        ("show my summary", Command.SUMMARY),
        ("why do you ask", Command.WHY),
    ],
)
def test_after_an_aside_the_question_stands(talk: Talk, said: str, command: Command) -> None:
    question = talk.conversation.state.question
    reply = talk.say(said, heard=command)
    assert reply.paragraphs[-1] == question
    assert len(reply.paragraphs) >= 2


def test_repeating_rewords_the_question(talk: Talk) -> None:
    question = talk.conversation.state.question
    reply = talk.say("say that again", heard=Command.REPEAT)
    assert reply.paragraphs[-1] != question
    assert talk.conversation.state.step_id is not None


def test_pause_keeps_the_place_and_resume_returns_to_it(talk: Talk) -> None:
    question = talk.conversation.state.question
    talk.say("pause", heard=Command.PAUSE)
    assert talk.conversation.state.stage is Stage.PAUSED
    assert talk.say("go on", heard=Command.RESUME).paragraphs[-1] == question


def test_stop_closes_calmly(talk: Talk) -> None:
    assert talk.say("stop", heard=Command.STOP).kind is ReplyKind.CLOSING
    assert talk.conversation.state.stage is Stage.ENDED


def test_a_word_after_the_end_starts_no_guide(talk: Talk) -> None:
    talk.say("stop", heard=Command.STOP)
    reply = talk.say("ok")
    assert reply.choices
    assert talk.conversation.state.guide_id is None


def test_some_words_before_any_choice_begin_a_guide() -> None:
    talk = Talk.begin(parts())
    talk.say("my gran has been on my mind a lot")
    assert talk.conversation.state.stage is Stage.ASKING


def test_deletion_waits_for_its_button(talk: Talk) -> None:
    reply = talk.say("delete everything", heard=Command.DELETE_ALL)
    assert talk.conversation.state.stage is Stage.CONFIRMING
    talk.say("yes", heard=Command.AFFIRM)
    assert talk.conversation.state.stage is Stage.CONFIRMING
    assert reply.choices[0].argument == "confirmed"
    talk.press(reply, "Keep it")
    assert talk.conversation.state.stage is Stage.ASKING


def test_what_is_kept_after_all_leaves_a_way_on_where_no_guide_is_open() -> None:
    talk = Talk.begin(parts())
    reply = talk.press(talk.say("delete everything", heard=Command.DELETE_ALL), "Keep it")
    assert "Someone I lean on" in " ".join(choice.label for choice in reply.choices)


def test_never_ask_is_kept_and_the_question_changes(talk: Talk) -> None:
    talk.say(ANNA)
    question = talk.conversation.state.question
    reply = talk.say("never ask me about her", heard=Command.NEVER_ASK)
    with talk.parts.store.begin() as uow:
        declined = uow.people.declined(talk.conversation.person_id)
    assert [(d.figure, d.name) for d in declined] == [(Figure.SIBLING, "Anna")]
    assert reply.paragraphs[-1] != question


def test_not_right_contests_the_line_that_is_pressed(talk: Talk) -> None:
    talk.say(ANNA)
    talk.say(THERE)
    reply = talk.say("that's not right", heard=Command.NOT_RIGHT)
    talk.press(reply, "\u201cShe is always")
    with talk.parts.store.begin() as uow:
        assert [k.standing for k in uow.statements.of(talk.conversation.person_id)] == ["contested"]


@pytest.mark.parametrize("said", ["No.", "yes", "Not him."])
def test_yes_and_no_to_an_open_question_are_answers(talk: Talk, said: str) -> None:
    step = talk.conversation.state.step_id
    talk.say(said, heard=Command.DENY if said.startswith("N") else Command.AFFIRM)
    assert step in talk.conversation.state.answered


def test_a_long_text_is_never_a_command(talk: Talk) -> None:
    talk.say("I wanted to delete everything about him from my phone " * 4, heard=Command.DELETE_ALL)
    assert talk.conversation.state.stage is not Stage.CONFIRMING


def test_coming_back_after_a_day_opens_with_one_line() -> None:
    clock = SetClock()
    talk = Talk.begin(parts(clock=clock))
    talk.press(talk.greeting, "Someone I lean on")
    clock.move(days=2)
    assert "Someone I lean on" in talk.say("hello", heard=Command.GREET).paragraphs[0]


def test_an_acute_message_is_answered_where_it_is_kept_and_nothing_is_read() -> None:
    reader = ToldReader()
    talk = Talk.begin(parts(reader=reader, screen=ToldScreen({"help": ACUTE})))
    talk.press(talk.greeting, "Someone I lean on")
    accepted = talk.accept("help")
    assert accepted.reply is not None
    assert accepted.reply.reply is not None
    assert accepted.reply.reply.kind is ReplyKind.SAFETY
    assert talk.conversation.state.stage is Stage.PAUSED
    talk.say(THERE)
    assert reader.calls == []


def test_a_screen_without_a_verdict_gives_resources_not_silence() -> None:
    talk = Talk.begin(parts(screen=ToldScreen(breaks_on=frozenset({"x y"}))))
    accepted = talk.accept("x y")
    assert accepted.reply is not None
    assert accepted.message.rules == ("no-verdict",)


class _FullStore(MemoryStore):
    def __init__(self) -> None:
        super().__init__()
        self.is_full = False

    def begin(self):  # type: ignore[no-untyped-def]
        if self.is_full:
            raise StoreError("full")
        return super().begin()


def test_a_full_store_still_gives_the_safety_reply() -> None:
    store = _FullStore()
    talk = Talk.begin(parts(store=store, screen=ToldScreen({"help": ACUTE}, frozenset({"break"}))))
    store.is_full = True
    with pytest.raises(NotKeptError) as acute:
        talk.accept("help")
    with pytest.raises(NotKeptError) as plain:
        talk.accept("the weather")
    with pytest.raises(NotKeptError) as broken:
        talk.accept("break")
    assert acute.value.reply is not None
    assert plain.value.reply is None
    assert broken.value.reply is not None


@pytest.mark.parametrize("text", ["", "  ", "\n", "\x00"])
def test_no_words_are_no_message(talk: Talk, text: str) -> None:
    with pytest.raises(InputError):
        talk.accept(text)


def test_too_long_and_bad_ids_change_nothing(talk: Talk) -> None:
    with pytest.raises(TooLargeError):
        talk.accept("x" * 20_001)
    with pytest.raises(InputError):
        talk.accept("x", client_id="<b>")
    with pytest.raises(NotFoundError):
        talk.accept(choice_id="no such button")
    assert queries.messages_since(talk.parts, talk.id, after=3).messages == []


def test_another_conversations_message_is_not_recorded(talk: Talk) -> None:
    other = Talk.begin(talk.parts)
    accepted = other.accept("mine")
    with pytest.raises(NotFoundError):
        talk.record(accepted)


def test_what_the_dialogue_cannot_answer_is_answered_plainly_once(talk: Talk) -> None:
    accepted = talk.accept("hm")
    one = answer_without_dialogue(talk.parts, conversation_id=talk.id, message_id=accepted.message.id)
    assert talk.record(accepted) == one
    assert one.kind is ReplyKind.NOTICE


@pytest.mark.parametrize(
    ("agreed", "of_age", "version"), [(False, True, None), (True, False, None), (True, True, "old")]
)
def test_without_consent_nothing_begins(agreed: bool, of_age: bool, version: str | None) -> None:
    from bot.service.begin_conversation import CONSENT_VERSION

    the_parts = parts()
    with pytest.raises(RuleError):
        begin_conversation(the_parts, agreed=agreed, of_age=of_age, consent_version=version or CONSENT_VERSION)


def test_erasing_leaves_nothing(talk: Talk) -> None:
    person_id = talk.conversation.person_id
    talk.say(ANNA)
    erase_person(talk.parts, person_id)
    with pytest.raises(NotFoundError), talk.parts.store.begin() as uow:
        uow.people.get(person_id)
    with pytest.raises(NotFoundError):
        talk.accept("anybody there?")
    assert queries.reply_to(talk.parts, MessageId("id-3")) is None
