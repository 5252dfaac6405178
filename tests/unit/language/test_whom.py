"""Whom a statement is about, where its own words name nobody."""

from __future__ import annotations

import numpy as np
import pytest

from bot.language import reader
from bot.language.heads import FIGURES
from bot.language.people import Person
from bot.language.whom import by_classifier, measured_against
from bot.working_model.statement import Figure

CHILD = Person(Figure.CHILD, None, "n")
ONESELF = Person(Figure.SELF, None, "n")


@pytest.mark.parametrize(("sure", "wanted"), [(0.18, Figure.SELF), (0.6, Figure.CHILD)])
def test_a_faint_guess_hangs_nothing_on_whom_the_talk_was_of(sure: float, wanted: Figure) -> None:
    rest = (1.0 - sure) / (len(FIGURES) - 1)
    probabilities = np.array([sure if figure is Figure.CHILD else rest for figure in FIGURES])
    found = by_classifier(ONESELF, "none", (), probabilities, lately=CHILD, spoken_of=(Figure.CHILD,))
    assert found.figure is wanted


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        pytest.param("I am a burden to my husband", Figure.PARTNER, id="to-him"),
        pytest.param("Next to my sister I am dull", Figure.SIBLING, id="beside-her"),
        pytest.param("I am a burden to them", None, id="to-nobody-known"),
        pytest.param("I am a good father to my kids", None, id="held-against-nobody"),
    ],
)
def test_whom_ones_worth_is_held_against(text: str, figure: Figure | None) -> None:
    (clause,) = reader().analyse(text)._.texts
    found = measured_against(clause.tokens, clause.people)
    assert (found.figure if found else None) is figure
