"""Expected and happened, side by side."""

from __future__ import annotations

import pytest

from bot.working_model.dialogue import Message
from bot.working_model.expectation import ASKED_MOST, Foreseen, SmallStep, foreseen, foreseen_text
from bot.working_model.identity import MessageId, SmallStepId
from bot.working_model.kept import Quote
from bot.working_model.statement import Asked, Figure
from tests.unit.working_model.builders import DAY, kept, several, summary_of

BEFORE = Quote("x1", "m1", "she will say no", "What do you expect?", DAY)
AFTER = Quote("x2", "m2", "she said yes", "What happened?", DAY)


@pytest.mark.parametrize(
    ("over", "end"),
    [
        ({}, "What happened has not been told yet."),
        ({"happened": AFTER}, "Beside it stands what happened."),
        ({"happened": AFTER, "came_true": False}, "It turned out differently."),
        ({"happened": AFTER, "came_true": True}, "It turned out as you expected."),
    ],
)
def test_in_words(over, end):
    text = foreseen_text(Foreseen("f1", None, BEFORE, sure=8, **over), "your mum")
    assert text.startswith("You planned a small step with your mum and said what you expected (8 out of 10 sure).")
    assert text.endswith(end)


def test_in_the_summary_with_both_quotes():
    summary = summary_of(several(2), steps=[Foreseen("f1", "mother", BEFORE, happened=AFTER)])
    line = next(section for section in summary.sections if section.kind == "expected").lines[0]
    assert [each.quote.text for each in line.quotes] == ["she will say no", "she said yes"]


def test_not_with_somebody_unsafe():
    told = [kept(1, "safety-", Figure.MOTHER), kept(2, "safety-", Figure.MOTHER)]
    assert "expected" not in {
        section.kind for section in summary_of(told, steps=[Foreseen("f1", "mother", BEFORE)]).sections
    }


def test_sure_is_out_of_ten():
    with pytest.raises(ValueError, match="0 and 10"):
        SmallStep(SmallStepId("f1"), DAY, sure=-1)
    with pytest.raises(ValueError, match="0 and 10"):
        Foreseen("f1", None, BEFORE, sure=11)


STEP = SmallStep(SmallStepId("f1"), DAY, plan=MessageId("m0"), expected=MessageId("m1"), sure=8)


def _messages(*texts):
    return {
        MessageId(f"m{n}"): Message(
            MessageId(f"m{n}"), "talk", n, is_reply=False, text=text, at_utc=DAY, asked=Asked(f"question {n}?")
        )
        for n, text in enumerate(texts)
    }


def test_a_kept_step_gets_its_words_in_the_order_in_which_they_were_said():
    found = foreseen(STEP, _messages("ask Mum over", "she will say no"))
    assert found is not None
    assert [(q.text, q.question) for q in found.quotes] == [
        ("ask Mum over", "question 0?"), ("she will say no", "question 1?"),
    ]  # fmt: skip
    assert (found.sure, found.happened, found.came_true) == (8, None, None)


@pytest.mark.parametrize(("expected", "said"), [(None, ("a", "b")), (MessageId("m7"), ("a", "b"))])
def test_without_an_expectation_there_is_nothing_to_set_beside(expected, said):
    assert foreseen(SmallStep(SmallStepId("f1"), DAY, expected=expected), _messages(*said)) is None


@pytest.mark.parametrize(
    ("over", "is_open"),
    [
        ({"expected": MessageId("m1")}, True),
        ({"plan": MessageId("m0")}, False),
        ({"expected": MessageId("m1"), "happened": MessageId("m2")}, False),
        ({"expected": MessageId("m1"), "asked": ASKED_MOST - 1}, True),
        ({"expected": MessageId("m1"), "asked": ASKED_MOST}, False),
    ],
)
def test_a_step_is_asked_about_until_it_is_told_but_not_for_ever(over, is_open):
    assert SmallStep(SmallStepId("f1"), DAY, **over).is_open is is_open
