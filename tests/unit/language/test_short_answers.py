"""What a short answer says follows from the form of its question, and from all its parts."""

from __future__ import annotations

import pytest

from bot.language import read
from bot.working_model.statement import Asked, Elicits, Facet, Figure, Theme, Time


def asked(
    question: str, facet: Facet = Facet.AVAILABILITY, figure: Figure | None = Figure.MOTHER, *, elicits: Elicits = Elicits.ASKED_PLUS
) -> Asked:  # fmt: skip
    theme = {
        Facet.AVAILABILITY: Theme.TRUST, Facet.RESPONSIVENESS: Theme.TRUST, Facet.SAFETY: Theme.TRUST, Facet.COMFORT: Theme.CLOSENESS,
        Facet.CONNECTION: Theme.CLOSENESS, Facet.ABANDONMENT: Theme.SECURITY, Facet.WORTH: Theme.SELF_WORTH,
    }[facet]  # fmt: skip
    return Asked(question, theme, facet, figure, None, elicits)


def answered(text: str, to: Asked) -> list[str]:
    return [f"{s.facet} {s.direction} {s.figure}" for s in read(text, to) if s.rule == "answer"]


THERE = asked("Did your mother come when you called?")
ILL = asked("When you were small and ill, was she there?")
LEAVE = asked("Do you worry that he might go?", Facet.ABANDONMENT, Figure.PARTNER, elicits=Elicits.ASKED_MINUS)
TELL = asked("Do you tell your sister what hurts?", Facet.COMFORT, Figure.SIBLING)


@pytest.mark.parametrize(
    ("text", "to", "sign"),
    [
        pytest.param("Not really, there was the farm.", ILL, "-", id="a-when-that-asks-whether"),
        pytest.param("Nah, not really", LEAVE, "+", id="nah-is-no-name"),
        pytest.param("less and less", THERE, "-", id="a-trend-down"),
        pytest.param("more every year", TELL, "+", id="a-trend-up"),
        pytest.param("every Sunday until I was ten", THERE, "+", id="how-often-with-a-tail"),
        pytest.param("rarely, and only at Christmas", THERE, "-", id="how-seldom-with-a-tail"),
        pytest.param("all the time, since the move", LEAVE, "-", id="how-often-of-a-worry"),
        pytest.param("can't say I do", LEAVE, "+", id="cannot-say-so"),
        pytest.param("over my dead body", TELL, "-", id="said-with-an-idiom"),
        pytest.param("course she did", THERE, "+", id="course"),
        pytest.param("did she hell", THERE, "-", id="hell"),
        pytest.param("only if I begged", THERE, "-", id="on-conditions"),
        pytest.param("when it suited her", THERE, "-", id="when-it-suited"),
        pytest.param("I'd sooner tell the wall", TELL, "-", id="sooner-another"),
        pytest.param("no wait, yes she did", THERE, "+", id="a-no-taken-back"),
        pytest.param("yes, I mean no", TELL, "-", id="a-yes-taken-back"),
        pytest.param(
            "nah i mean yeah i can say things",
            asked("Could you say no to him?", Facet.SAFETY, Figure.PARTNER),
            "+",
            id="taken-back-in-a-sentence",
        ),
        pytest.param("yeah nah", TELL, "-", id="the-last-of-two-counts"),
        pytest.param("yes I mean every time", THERE, "+", id="i-mean-and-no-other-word"),
        pytest.param("What mother.", asked("And your mother?"), "-", id="there-was-none"),
    ],
)
def test_the_pole_it_says(text: str, to: Asked, sign: str) -> None:
    assert answered(text, to) == [f"{to.facet} {sign} {to.figure}"]


@pytest.mark.parametrize(
    ("question", "facet", "text", "sign"),
    [
        ("How close are you, from 1 to 5?", Facet.CONNECTION, "um 1", "-"),
        ("How close are you, from 1 to 5?", Facet.CONNECTION, "5!!", "+"),
        ("How much do you fear that she goes, from 0 to 10?", Facet.ABANDONMENT, "9", "-"),
        ("How much do you fear that she goes, from 0 to 10?", Facet.ABANDONMENT, "2 on a bad day", "+"),
    ],
)
def test_a_number_is_read_on_the_scale_of_its_question(question: str, facet: Facet, text: str, sign: str) -> None:
    to = asked(question, facet, elicits=Elicits.OPEN)
    assert answered(text, to) == [f"{facet} {sign} mother"]


def test_a_number_in_the_middle_or_off_the_scale_says_nothing() -> None:
    to = asked("How close are you, from 1 to 5?", Facet.CONNECTION, elicits=Elicits.OPEN)
    assert answered("3", to) == answered("40", to) == answered("1 to 5?", to) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("my aunt. no one at home", ["availability + family", "availability - others"], id="and-nobody-else"),
        pytest.param("my aunt. not my dad", ["availability + family", "availability - father"], id="and-not-him"),
        pytest.param("on my brother, yes. the others no", ["availability + sibling", "availability - others"], id="and-not-the-others"),
    ],
)  # fmt: skip
def test_an_answer_in_two_parts_is_two(text: str, expected: list[str]) -> None:
    to = asked("Was there someone you could count on?", figure=None)
    assert answered(text, to) == expected


def test_the_same_said_twice_is_one() -> None:
    assert answered("No. Not at the weekend", THERE) == ["availability - mother"]


def test_the_verb_said_of_another_thing_is_a_no() -> None:
    to = asked("Do they understand you?", Facet.RESPONSIVENESS, Figure.CHILD)
    assert answered("They understand money.", to) == ["responsiveness - child"]
    assert answered("They understand me.", to) == answered("They understand me well.", to) == []


def test_a_name_is_good_news_though_the_question_speaks_of_hard_times() -> None:
    to = asked("Who do you go to when things get hard?", Facet.COMFORT, None, elicits=Elicits.OPEN)
    assert answered("my brother", to) == ["comfort + sibling"]


def test_what_one_is_afraid_of_is_no_name_to_lean_on() -> None:
    to = asked("What are you afraid of with him?", Facet.ABANDONMENT, Figure.PARTNER, elicits=Elicits.OPEN)
    assert answered("his mother", to) == []


def test_a_name_answers_a_question_for_a_moment_of_ones_own() -> None:
    to = asked("Can you remember a moment when you were wanted?", Facet.WORTH, Figure.SELF)
    assert answered("my niece. she runs at me", to) == ["worth + family"]


def test_a_whole_sentence_that_begins_with_always_is_left_to_what_reads_sentences() -> None:
    to = asked("What have you learned to expect of her?", elicits=Elicits.OPEN)
    assert answered("always she answers", to) == []


def test_nothing_in_the_way_is_a_yes() -> None:
    to = asked("What stops you telling her?", Facet.COMFORT, elicits=Elicits.OPEN)
    assert answered("nothing", to) == ["comfort + mother"]
    assert answered("pride", to) == []


def test_that_it_never_happened_is_told_of_somebody_and_not_of_a_lost_memory() -> None:
    ever = asked("Was there ever a time when your father came?", figure=Figure.FATHER)
    assert answered("erm. no", ever) == ["availability - father"]
    assert answered("no", asked("Can you remember a time when your father came?", figure=Figure.FATHER)) == []


def test_a_question_that_asks_for_no_stance_gets_none() -> None:
    assert answered("my wife. I ring her", asked("What helps when you are scared?", elicits=Elicits.NONE)) == []


@pytest.mark.parametrize("text", ["no more than most", "not in words", "depends", "no one's asked me that before"])
def test_what_says_neither(text: str) -> None:
    assert answered(text, asked("Do you think someone might go?", Facet.ABANDONMENT, Figure.PARTNER)) == []


def test_a_trend_is_changing() -> None:
    assert [s.time for s in read("less and less", THERE) if s.rule == "answer"] == [Time.CHANGING]
