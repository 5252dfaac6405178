"""Corrections in the talk: typed about the last reading or a line just shown, or by buttons; each can be taken back."""

from __future__ import annotations

import pytest

from bot.service import queries
from bot.service.correct_line import contest
from bot.working_model.dialogue import Command, Reply, Stage
from bot.working_model.evidence import Era
from bot.working_model.kept import KeptStatement, Standing
from bot.working_model.person import DeclinedTopic, KnownPerson
from bot.working_model.statement import Direction, Facet, Figure, Reading
from tests.builders import ACUTE, Talk, ToldReader, ToldScreen, mention, parts, statement

MUM = "My mother never listens to me."
CALLS = "My mother never calls me back."
SISTER = "My sister is always there for me."
SHE = "No,  that was my stepmother,\n not my mother.  She always shouted at me."
REST = " " * SHE.index("She") + "She always shouted at me."
HEAVY = "I want to end it"


def _read(text: str, facet: Facet, direction: Direction, figure: Figure, quote: str | None = None) -> Reading:
    words = quote or text[:-1]
    return Reading(
        statements=(statement(text, words, facet, direction, figure),),
        mentions=(mention(text, text.split(" ")[1], figure),),
    )


READER = ToldReader(
    {
        MUM: _read(MUM, Facet.RESPONSIVENESS, Direction.MINUS, Figure.MOTHER),
        CALLS: _read(CALLS, Facet.AVAILABILITY, Direction.MINUS, Figure.MOTHER),
        SISTER: _read(SISTER, Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING),
        REST: Reading(
            statements=(statement(SHE, "She always shouted at me", Facet.SAFETY, Direction.MINUS, Figure.STEPPARENT),)
        ),
    }
)
MOVED = "No, that was my stepmother, not my mother."


@pytest.fixture
def talk() -> Talk:
    found = Talk.begin(parts(reader=READER, screen=ToldScreen({HEAVY: ACUTE})))
    found.press(found.greeting, "Someone I lean on")
    found.say(MUM)
    return found


def _kept(talk: Talk) -> list[KeptStatement]:
    with talk.parts.store.begin() as uow:
        return list(uow.statements.of(talk.conversation.person_id))


def _about(talk: Talk, place: int = 0) -> KnownPerson | None:
    with talk.parts.store.begin() as uow:
        known = {each.id: each for each in uow.known_people.of(talk.conversation.person_id)}
    about = _kept(talk)[place].about
    return known[about] if about is not None else None


def _role(talk: Talk, place: int = 0) -> Figure | None:
    about = _about(talk, place)
    return about.figure if about is not None else None


def _eras(talk: Talk) -> list[Era]:
    return [line.era for line in queries.summary_of(talk.parts, talk.conversation.person_id).lines]


def _labels(reply: Reply) -> list[str]:
    return [choice.label for choice in reply.choices]


@pytest.mark.parametrize("heard", [None, Command.NOT_RIGHT, Command.PAUSE])
def test_it_was_somebody_else_said_right_after_it_was_read(talk: Talk, heard: Command | None) -> None:
    reply = talk.say(MOVED, heard=heard)
    assert _role(talk) is Figure.STEPPARENT
    assert "your stepmother" in reply.text
    assert "your mother" in reply.paragraphs[0]
    assert talk.conversation.state.about == _kept(talk)[0].about
    assert talk.conversation.state.stage is Stage.ASKING
    assert talk.conversation.state.question in reply.paragraphs
    assert "your mother" not in talk.conversation.state.question
    back = talk.press(reply, "Leave it as it was")
    assert _role(talk) is Figure.MOTHER
    assert "your mother" in back.text


def test_after_not_right_one_name_is_enough(talk: Talk) -> None:
    talk.say("no, that was my stepmother", heard=Command.NOT_RIGHT)
    assert _role(talk) is Figure.STEPPARENT


def test_only_the_last_thing_said_is_meant(talk: Talk) -> None:
    talk.say(CALLS)
    talk.say(MOVED)
    assert [_role(talk, place) for place in (0, 1)] == [Figure.MOTHER, Figure.STEPPARENT]


def test_of_somebody_spoken_of_longer_ago_it_asks_which(talk: Talk) -> None:
    talk.say(CALLS)
    talk.say(SISTER)
    for words in ("the weather was fine", "it rained later on", "and then it stopped", "so we went home"):
        talk.say(words)
    reply = talk.say(MOVED)
    assert _labels(reply)[:2] == [
        "\u201cMy mother never listens to me\u201d",
        "\u201cMy mother never calls me back\u201d",
    ]
    talk.press(reply, "\u201cMy mother never calls")
    assert [_role(talk, place) for place in (0, 1)] == [Figure.MOTHER, Figure.STEPPARENT]


def test_which_can_be_none_of_them(talk: Talk) -> None:
    talk.say(CALLS)
    talk.say("what have you understood?", heard=Command.SUMMARY)
    reply = talk.say(MOVED)
    reply = talk.press(reply, "None of them")
    assert [_role(talk, place) for place in (0, 1)] == [Figure.MOTHER, Figure.MOTHER]
    assert talk.conversation.state.question in reply.paragraphs


def test_the_line_that_was_shown_is_meant(talk: Talk) -> None:
    talk.say(SISTER)
    talk.say("what have you understood?", heard=Command.SUMMARY)
    talk.say(MOVED)
    assert [_role(talk, place) for place in (0, 1)] == [Figure.STEPPARENT, Figure.SIBLING]


@pytest.mark.parametrize(
    "said",
    [
        "It was my stepmother, not my aunt.",  # nobody spoke of an aunt
        "It was my sister, not my mother, who raised me.",
        "My stepmother, not my mother.",
        "Not any more.",
    ],
)
def test_an_answer_is_taken_as_one(talk: Talk, said: str) -> None:
    step = talk.conversation.state.step_id
    talk.say(said)
    assert _role(talk) is Figure.MOTHER
    assert step in (*talk.conversation.state.answered, *talk.conversation.state.followed_up)


def test_to_who_it_was_the_name_is_the_answer() -> None:
    talk = Talk.begin(parts(reader=READER))
    talk.say(MUM)
    reply = talk.say("something else please", heard=Command.CHOOSE_GUIDE)
    talk.press(reply, "Someone I lean on")
    assert talk.conversation.state.asked is not None
    assert talk.conversation.state.asked.step == "person"
    talk.say("It was my stepmother, not my mother.")
    assert _role(talk) is Figure.MOTHER


def test_what_is_said_after_it_is_read_and_is_about_the_one_just_named(talk: Talk) -> None:
    question = talk.conversation.state.question
    reply = talk.say(SHE)
    assert [_role(talk, place) for place in (0, 1)] == [Figure.STEPPARENT, Figure.STEPPARENT]
    assert talk.conversation.state.question != question
    assert reply.paragraphs[-1] == talk.conversation.state.question
    assert sum("?" in paragraph for paragraph in reply.paragraphs) == 1
    assert "that was" not in reply.text
    assert [q.quote.text for q in queries.summary_of(talk.parts, talk.conversation.person_id).quotes] == [
        MUM[:-1],
        "She always shouted at me",
    ]


@pytest.mark.parametrize("said", ["That's not so any more.", "it isn't like that any more, since we talked"])
def test_not_any_more(talk: Talk, said: str) -> None:
    reply = talk.say(said)
    assert _eras(talk) == [Era.THEN]
    assert talk.conversation.state.question in reply.paragraphs
    talk.press(reply, "Leave it as it was")
    assert _eras(talk) == [Era.NOW]


def test_not_any_more_alone_is_heard_where_a_line_was_just_shown(talk: Talk) -> None:
    talk.say("what have you understood?", heard=Command.SUMMARY)
    talk.say("Not any more.")
    assert _eras(talk) == [Era.THEN]


def test_not_any_more_of_several_lines_asks_which(talk: Talk) -> None:
    talk.say(SISTER)
    talk.say("what have you understood?", heard=Command.SUMMARY)
    reply = talk.say("that's not so any more")
    talk.press(reply, "\u201cMy sister is always")
    assert [kept.is_over for kept in _kept(talk)] == [False, True]


def test_a_line_set_aside_can_be_put_more_exactly(talk: Talk) -> None:
    reply = talk.say("that's not right", heard=Command.NOT_RIGHT)
    reply = talk.press(reply, "\u201cMy mother")
    assert _kept(talk)[0].standing is Standing.CONTESTED
    reply = talk.press(reply, "Put it in my own words")
    assert talk.conversation.state.stage is Stage.CONFIRMING
    reply = talk.say("x" * 301)
    assert "300" in reply.text
    reply = talk.say("She listens when it suits her.", heard=Command.NOT_RIGHT)
    (line,) = queries.summary_of(talk.parts, talk.conversation.person_id).lines
    assert line.text == "She listens when it suits her."
    assert talk.conversation.state.stage is Stage.ASKING
    talk.press(reply, "Leave it as it was")
    (line,) = queries.summary_of(talk.parts, talk.conversation.person_id).lines
    assert line.our_words is None


def test_a_line_set_aside_was_about_somebody_else(talk: Talk) -> None:
    talk.say(SISTER)
    reply = talk.say("that's not right", heard=Command.NOT_RIGHT)
    reply = talk.press(reply, "\u201cMy mother")
    reply = talk.press(reply, "It was somebody else")
    assert _labels(reply) == ["Your sister", "Leave it as it is"]
    reply = talk.say("why should I know?")
    assert _role(talk) is Figure.MOTHER
    talk.say("my stepmother")
    assert _role(talk) is Figure.STEPPARENT
    assert _kept(talk)[0].standing is Standing.LIVE


def test_somebody_known_is_a_button(talk: Talk) -> None:
    talk.say(SISTER)
    reply = talk.press(talk.say("that's not right", heard=Command.NOT_RIGHT), "\u201cMy mother")
    talk.press(talk.press(reply, "It was somebody else"), "Your sister")
    assert _role(talk) is Figure.SIBLING
    assert talk.conversation.state.stage is Stage.ASKING


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("leave it", Command.SKIP),
        ("leave it", Command.DENY),
        ("help", Command.HELP),
        ("show my summary", Command.SUMMARY),
    ],
)
def test_words_that_are_awaited_can_be_left(talk: Talk, said: str, command: Command) -> None:
    reply = talk.press(talk.say("that's not right", heard=Command.NOT_RIGHT), "\u201cMy mother")
    talk.press(reply, "Put it in my own words")
    question = talk.conversation.state.question
    talk.say(said, heard=command)
    assert talk.conversation.state.question == question
    assert talk.conversation.state.stage is Stage.ASKING
    assert _kept(talk)[0].reworded is None


def test_a_cry_for_help_is_no_wording(talk: Talk) -> None:
    reply = talk.press(talk.say("that's not right", heard=Command.NOT_RIGHT), "\u201cMy mother")
    talk.press(reply, "Put it in my own words")
    assert talk.say(HEAVY).kind == "safety"
    assert _kept(talk)[0].reworded is None
    talk.say(MOVED)
    assert _role(talk) is Figure.MOTHER  # nothing is interpreted now


@pytest.mark.parametrize(("label", "value"), [("Not at all", 0), ("Partly", 2), ("Very", 4)])
def test_how_true_is_answered_line_by_line(talk: Talk, label: str, value: int) -> None:
    talk.say(SISTER)
    reply = talk.say("what have you understood?", heard=Command.SUMMARY)
    reply = talk.press(reply, "How true")
    assert _labels(reply)[:5] == ["Not at all", "A little", "Partly", "Mostly", "Very"]
    first = reply.paragraphs[0]
    reply = talk.press(reply, label)
    assert reply.paragraphs[0] != first
    reply = talk.say("Mostly.")
    assert sorted(kept.true_these_days or 0 for kept in _kept(talk)) == sorted([value, 3])
    assert reply.paragraphs[-1] == talk.conversation.state.question


def test_how_true_can_be_left_out_or_stopped(talk: Talk) -> None:
    talk.say(SISTER)
    reply = talk.press(talk.say("what have you understood?", heard=Command.SUMMARY), "How true")
    reply = talk.press(reply, "Leave this one")
    talk.press(reply, "That is enough")
    assert [kept.true_these_days for kept in _kept(talk)] == [None, None]


def test_mostly_is_an_answer_where_nothing_of_the_kind_was_asked(talk: Talk) -> None:
    talk.say("Mostly.")
    assert [kept.true_these_days for kept in _kept(talk)] == [None]


def test_not_right_after_the_summary_offers_the_lines_that_were_shown(talk: Talk) -> None:
    talk.say("what have you understood?", heard=Command.SUMMARY)
    reply = talk.say("that's not right", heard=Command.NOT_RIGHT)
    assert _labels(reply) == ["\u201cMy mother never listens to me\u201d"]


def test_a_button_pressed_late_changes_nothing_twice(talk: Talk) -> None:
    offered = talk.say("that's not right", heard=Command.NOT_RIGHT)
    contest(talk.parts, talk.conversation.person_id, _kept(talk)[0].id)
    talk.press(offered, "\u201cMy mother")
    with talk.parts.store.begin() as uow:
        assert [each["reason"] for each in uow.revisions.of(talk.conversation.person_id)] == ["contested", "said"]


# --- whom the open question is about, where nothing was read that could be moved

GRAN = "My gran, I suppose."
NOT_HER = "I've told you, not my gran. My aunt Vi."


def _about_gran() -> Talk:
    reader = ToldReader({GRAN: Reading(mentions=(mention(GRAN, "My gran", Figure.GRANDPARENT),))})
    found = Talk.begin(parts(reader=reader))
    found.press(found.greeting, "Someone I lean on")
    reply = found.say(GRAN)
    assert "your gran" in reply.text
    return found


@pytest.mark.parametrize(
    "said", [NOT_HER, "no, it's my aunt Vi we're talking about not my gran", "what did I just say, I said my aunt Vi"]
)
def test_a_question_about_the_wrong_person_is_put_about_the_one_meant(said: str) -> None:
    talk = _about_gran()
    step = talk.conversation.state.step_id
    reply = talk.say(said)
    state = talk.conversation.state
    assert "your aunt Vi" in reply.paragraphs[0]
    assert "Vi" in state.question
    assert "gran" not in reply.text
    assert (state.step_id, state.stage) == (step, Stage.ASKING)
    assert state.asked is not None
    assert (state.asked.figure, state.asked.name) == (Figure.FAMILY, "Vi")


def test_what_is_said_after_it_answers_the_question_and_the_talk_stays_with_them() -> None:
    talk = _about_gran()
    step = talk.conversation.state.step_id
    reply = talk.say(f"{NOT_HER} She sat up with me all night when I had croup")
    assert talk.conversation.state.step_id != step
    assert talk.conversation.state.asked is not None
    assert talk.conversation.state.asked.name == "Vi"
    assert "gran" not in reply.text


def test_somebody_who_is_not_to_be_asked_about_is_not_asked_about_then() -> None:
    talk = _about_gran()
    with talk.parts.store.begin() as uow:
        uow.people.decline(talk.conversation.person_id, DeclinedTopic(Figure.FAMILY, "Vi"))
        uow.commit()
    talk.say(NOT_HER)
    assert "Vi" not in talk.conversation.state.question


@pytest.mark.parametrize("said", ["Not my gran.", "It was my aunt, not my uncle.", "As I said, my gran."])
def test_the_talk_stays_with_whom_it_is_about_where_nobody_else_is_named_for_them(said: str) -> None:
    talk = _about_gran()
    about = talk.conversation.state.about
    talk.say(said)
    assert talk.conversation.state.about == about
