"""Expected and happened, side by side."""

from __future__ import annotations

import pytest

from bot.working_model.expectation import Foreseen, foreseen_text
from bot.working_model.kept import Quote
from bot.working_model.statement import Figure
from tests.unit.working_model.builders import DAY, kept, several, summary_of

BEFORE = Quote("x1", "m1", "she will say no", "What do you expect?", DAY)
AFTER = Quote("x2", "m2", "she said yes", "What happened?", DAY)


@pytest.mark.parametrize(
    ("over", "end"),
    [
        ({}, "What happened has not been told yet."),
        ({"happened": AFTER}, "Beside it stands what happened."),
        ({"happened": AFTER, "came_true": False}, "It came differently."),
        ({"happened": AFTER, "came_true": True}, "It came as you expected."),
    ],
)
def test_in_words(over, end):
    text = foreseen_text(Foreseen("f1", None, BEFORE, sure=8, **over), "your mum")
    assert text.startswith("You took a small step with your mum and said what you expected (8 out of 10 sure).")
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
        Foreseen("f1", None, BEFORE, sure=11)
