"""A small step: taken after a guide, asked about at the next visit, shown beside what happened, and never where someone is unsafe."""

from __future__ import annotations

import pytest

from bot.service.export_person import export_json
from bot.service.small_steps import came_true, foreseen_within, quotable
from bot.working_model.dialogue import Command, Reply, ReplyKind
from bot.working_model.expectation import SmallStep
from bot.working_model.risk import Level, RiskKind, Verdict
from bot.working_model.statement import Direction, Facet, Figure, Reading
from tests.builders import SetClock, Talk, ToldReader, ToldScreen, mention, parts, statement

DAD = "My dad, then."
PLAN = "Ask him what he did at my age."
GUESS = "He will change the subject."
OUTCOME = "He talked for an hour."
HURTS = "My dad still hits me."
READINGS = {
    DAD: Reading(mentions=(mention(DAD, "My dad", Figure.FATHER),)),
    HURTS: Reading(
        statements=(statement(HURTS, HURTS[:-1], Facet.SAFETY, Direction.MINUS, Figure.FATHER),),
        mentions=(mention(HURTS, "My dad", Figure.FATHER),),
    ),
}
OFFER = "Plan a small step"


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def talk(clock: SetClock) -> Talk:
    """A conversation at the end of its first guide."""
    screen = ToldScreen({"he frightens me": Verdict(Level.CONCERN, RiskKind.FROM_SOMEONE, ("told",))})
    found = Talk.begin(parts(reader=ToldReader(dict(READINGS)), clock=clock, screen=screen))
    found.press(found.greeting, "Someone I lean on")
    return found


def ended(talk: Talk) -> Reply:
    return talk.say("that's enough", heard=Command.STOP)


def taken(talk: Talk, *, sure: str = "7") -> Reply:
    talk.press(ended(talk), OFFER)
    for words in (DAD, PLAN, GUESS, sure):
        talk.say(words)
    return talk.say("A walk.")


def steps(talk: Talk) -> list[SmallStep]:
    with talk.parts.store.begin() as uow:
        return list(uow.small_steps.of(talk.conversation.person_id))


def labels(reply: Reply) -> list[str]:
    return [choice.label for choice in reply.choices]


def test_with_whom_what_is_expected_and_how_sure_are_kept(talk: Talk) -> None:
    taken(talk)
    with talk.parts.store.begin() as uow:
        (shown,) = foreseen_within(uow, talk.conversation.person_id)
        (father,) = uow.known_people.of(talk.conversation.person_id)
    assert shown.about == father.id
    assert [quote.text for quote in shown.quotes] == [PLAN, GUESS]
    assert shown.sure == 7
    assert all(quote.question for quote in shown.quotes)


def test_one_step_at_a_time(talk: Talk) -> None:
    assert not any(label.startswith(OFFER) for label in labels(taken(talk)))


def test_at_the_next_visit_the_check_in_comes_first_and_asks_what_happened(talk: Talk, clock: SetClock) -> None:
    taken(talk)
    clock.move(days=5)
    back = talk.say("hello again", heard=Command.GREET)
    assert "small step" in back.paragraphs[0]
    assert labels(back)[0].startswith("Check-in")
    asked = talk.press(back, "Check-in")
    before = " ".join(asked.paragraphs[:-1])
    assert f"\u201c{PLAN}\u201d" in before
    assert f"\u201c{GUESS}\u201d (7 out of 10 sure)" in before
    told = talk.say(OUTCOME)
    assert told.paragraphs[:2] == (f"You expected: \u201c{GUESS}\u201d", f"What happened: \u201c{OUTCOME}\u201d")
    otherwise = " ".join(talk.say("quite differently").paragraphs[:-1])
    assert otherwise.startswith(
        ("Not as you expected", "Then it went another way")
    )  # and no silence before the next question
    assert talk.say("A lie-in.").kind is ReplyKind.CLOSING
    (kept,) = steps(talk)
    assert (kept.came_true, kept.asked, kept.is_open) == (False, 1, False)
    assert export_json(talk.parts, talk.conversation.person_id)["small_steps"][0]["happened"] == OUTCOME


def test_the_check_in_keeps_its_three_minutes_with_a_step(talk: Talk) -> None:
    reply, questions = talk.press(taken(talk), "Check-in"), 0
    while reply.kind is ReplyKind.QUESTION:
        questions += 1
        reply = talk.say("He was quite friendly about it and then it was over.")
    assert questions + 1 <= 3
    talk.say("fine")


def test_a_step_not_taken_is_no_failure_and_is_asked_about_once_more_only(talk: Talk) -> None:
    reply = taken(talk)
    for _ in range(2):
        talk.press(reply, "Check-in")
        closing = talk.say("I didn't do it.")
        assert closing.kind is ReplyKind.CLOSING  # straight to the last question
        reply = talk.say("Sleep.")
    assert labels(reply)[1].startswith(OFFER)
    asked = talk.press(reply, "Check-in")
    assert GUESS not in " ".join(asked.paragraphs)


def test_without_a_step_of_ours_one_they_had_in_mind_is_kept(talk: Talk) -> None:
    talk.press(ended(talk), "Check-in")
    talk.say(GUESS)
    told = talk.say(OUTCOME)
    assert told.paragraphs[:2] == (f"You expected: \u201c{GUESS}\u201d", f"What happened: \u201c{OUTCOME}\u201d")
    (kept,) = steps(talk)
    assert kept.plan is None
    assert kept.happened is not None


@pytest.mark.parametrize("none", ["No, there was no step.", "none", "I didn't plan anything"])
def test_no_step_in_mind_is_an_answer(talk: Talk, none: str) -> None:
    talk.press(ended(talk), "Check-in")
    talk.say(none)
    assert steps(talk) == []
    assert talk.conversation.state.step_id == "check.lately"


def test_where_someone_is_unsafe_no_step_is_offered_or_asked_about(talk: Talk) -> None:
    reply = taken(talk)
    talk.press(reply, "Someone I lean on")
    talk.say(HURTS)
    over = ended(talk)
    assert not any(label.startswith(OFFER) for label in labels(over))
    assert not labels(over)[1].startswith("Check-in")
    asked = talk.press(over, "Check-in")
    assert GUESS not in " ".join(asked.paragraphs)
    assert talk.conversation.state.step_id == "check.lately"


def test_a_step_with_someone_unsafe_is_not_planned(talk: Talk) -> None:
    talk.say(HURTS)
    ended(talk)
    talk.say("a small step")  # typed by themselves
    reply = talk.say(DAD)
    assert talk.conversation.state.step_id == "small.keep"
    assert "keeping your distance" in reply.paragraphs[0]


def test_after_words_of_danger_no_step_is_offered(talk: Talk) -> None:
    talk.say("he frightens me")
    assert not any(label.startswith(OFFER) for label in labels(ended(talk)))


def test_a_step_with_somebody_never_to_be_asked_about_is_let_be(talk: Talk) -> None:
    reply = taken(talk)
    father = "never ask about my dad"
    object.__setattr__(
        talk.parts.reader, "readings", {father: Reading(mentions=(mention(father, "my dad", Figure.FATHER),))}
    )
    over = talk.say(father, heard=Command.NEVER_ASK)
    assert not labels(over)[0].startswith("Check-in")
    assert GUESS not in " ".join(talk.press(reply, "Check-in").paragraphs)


def test_a_number_that_is_none_is_left_out(talk: Talk) -> None:
    taken(talk, sure="no idea, really")
    assert steps(talk)[0].sure is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("As I expected.", True), ("just like I thought", True), ("exactly the same", True), ("yes", True),
        ("Differently.", False), ("no, better", False), ("it wasn't what I expected", False), ("not as I thought at all", False),
        ("better than I thought", False), ("partly", None), ("half and half", None), ("hm", None), ("", None),
    ],
)  # fmt: skip
def test_whether_it_came_true_is_theirs_to_say(said: str, meant: bool | None) -> None:
    assert came_true(said) is meant


def test_long_words_are_shown_in_part_and_stay_their_words() -> None:
    said = "I went \u201cover\u201d there\nand " + "talked and talked " * 20
    shown = quotable(said)
    assert len(shown) <= 162
    assert shown.endswith("\u2026")
    assert "\u201c" not in shown
    assert (
        shown.removesuffix(" \u2026").replace("'", "").split()
        == said.replace("\u201c", "").replace("\u201d", "").split()[: len(shown.removesuffix(" \u2026").split())]
    )
