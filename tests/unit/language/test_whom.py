"""Whom a statement is about, where its own words name nobody."""

from __future__ import annotations

import numpy as np
import pytest

from bot.language.figures import Person
from bot.language.heads import FIGURES
from bot.language.whom import by_classifier
from bot.working_model.statement import Figure

CHILD = Person(Figure.CHILD, None, "n")
ONESELF = Person(Figure.SELF, None, "n")


@pytest.mark.parametrize(("sure", "wanted"), [(0.18, Figure.SELF), (0.6, Figure.CHILD)])
def test_a_faint_guess_hangs_nothing_on_whom_the_talk_was_of(sure: float, wanted: Figure) -> None:
    rest = (1.0 - sure) / (len(FIGURES) - 1)
    probabilities = np.array([sure if figure is Figure.CHILD else rest for figure in FIGURES])
    found = by_classifier(ONESELF, "none", (), probabilities, lately=CHILD, spoken_of=(Figure.CHILD,))
    assert found.figure is wanted
