"""A bare yes or no to a question for a memory, or about nobody, is no stance: a guarded person has nothing made up about them."""

from __future__ import annotations

import pytest

from bot.language import read
from bot.working_model.statement import Asked, Direction, Elicits, Facet, Figure, Grain, Theme, Time

MEMORY = Asked(
    "Can you remember a moment lately when you were all right with who you are?",
    Theme.SELF_WORTH, Facet.WORTH, Figure.SELF, None, Elicits.ASKED_PLUS, "moment",
)  # fmt: skip
NOBODY = Asked("Could you count on them?", Theme.TRUST, Facet.AVAILABILITY, None, None, Elicits.ASKED_PLUS, "they_did")
HIM = Asked(
    "Could you count on him when you were ill?",
    Theme.TRUST,
    Facet.AVAILABILITY,
    Figure.FATHER,
    None,
    Elicits.ASKED_PLUS,
)


@pytest.mark.parametrize("text", ["no", "nothing", "not really", "never", "yes", "dunno", "a bit"])
@pytest.mark.parametrize("asked", [MEMORY, NOBODY], ids=["memory", "nobody"])
def test_nothing_is_read(text: str, asked: Asked) -> None:
    assert read(text, asked) == []


def test_about_someone_it_is_a_stance() -> None:
    found = read("Never.", HIM)
    assert [(s.facet, s.direction, s.figure) for s in found] == [(Facet.AVAILABILITY, Direction.MINUS, Figure.FATHER)]


LAST = Asked(
    "When did you last notice that someone was glad you were there?",
    Theme.SELF_WORTH, Facet.LOVABILITY, Figure.SELF, None, Elicits.ASKED_PLUS, "exception",
)  # fmt: skip


def test_a_name_is_quoted_with_what_is_told_of_them_and_is_no_matter_of_long_ago() -> None:
    text = "my nan. she does this little dance when i come in"
    [statement] = [each for each in read(text, LAST) if each.rule == "answer"]
    assert statement.span.of(text) == text
    assert (statement.time, statement.grain) == (
        Time.PAST,
        Grain.MOMENT,
    )  # a finished act in a tie that lasts counts for now


def test_what_is_always_so_is_so_today_in_a_story_of_long_ago_too() -> None:
    text = "I had the operation six years ago and told nobody. He got on a coach and stayed nine days. My son Ned is always there for me."
    asked = Asked("Is there a day when it would have been good to have someone with you?", step="moment")
    found = [each for each in read(text, asked) if each.facet is Facet.AVAILABILITY and "always" in each.span.of(text)]
    assert [each.time for each in found] == [Time.NOW]


WITH_WHOM = Asked(
    "With whom, or where, do you find it easier to like yourself?",
    Theme.SELF_WORTH, Facet.WORTH, Figure.SELF, None, Elicits.ASKED_PLUS, "exception",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        pytest.param("with maisie. or my dog", ["other_person", "pet"], id="one-and-then-another"),
        pytest.param("my mum and my gran", ["mother", "grandparent"], id="two-at-once"),
        pytest.param("my gran", ["grandparent"], id="one"),
        pytest.param("my gran. my mother hated her", ["grandparent"], id="told-of-and-not-named"),
    ],
)
def test_everybody_an_answer_names_is_read(text: str, whom: list[str]) -> None:
    found = [each for each in read(text, WITH_WHOM) if each.rule == "answer"]
    assert [each.figure.value for each in found] == whom


@pytest.mark.parametrize(
    ("question", "text", "grain"),
    [
        pytest.param("When did you last feel small?", "I thought everyone hates me", Grain.MOMENT, id="the-last-time"),
        pytest.param("When did you last feel small?", "I always thought everyone hates me", Grain.GENERAL, id="always"),
        pytest.param("What was school like?", "I thought everyone hates me", Grain.GENERAL, id="how-it-was"),
    ],
)
def test_what_was_thought_the_last_time_is_one_time(question: str, text: str, grain: Grain) -> None:
    asked = Asked(question, Theme.SELF_WORTH, Facet.WORTH, Figure.SELF, None, Elicits.ASKED_MINUS, "moment")
    assert {each.grain for each in read(text, asked) if each.facet is Facet.REJECTION} == {grain}
