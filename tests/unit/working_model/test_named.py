"""Whom a few words name."""

from __future__ import annotations

import pytest

from bot.working_model.named import Named, person_named
from bot.working_model.statement import Figure


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("my stepmother", Named(Figure.STEPPARENT, None, "stepmother")),
        ("Stepmother.", Named(Figure.STEPPARENT, None, "stepmother")),
        ("my step-mum", Named(Figure.STEPPARENT, None, "stepmum")),
        ("my mother-in-law", Named(Figure.FAMILY, None, "mother-in-law")),
        ("my sister Anna", Named(Figure.SIBLING, "Anna", "sister")),
        ("Anna, my older sister", Named(Figure.SIBLING, "Anna", "sister")),
        ("my best friend", Named(Figure.FRIEND, None, "best friend")),
        ("my brother called Tom", Named(Figure.SIBLING, "Tom", "brother")),
        ("Rosa", Named(Figure.OTHER_PERSON, "Rosa")),
        ("auntie May", Named(Figure.FAMILY, "May", "aunt")),
        ("Se\u00e1n O\u2019Neill", Named(Figure.OTHER_PERSON, "Se\u00e1n O'Neill")),
        ("gran", Named(Figure.GRANDPARENT, None, "gran")),
    ],
)
def test_someone(words: str, named: Named) -> None:
    assert person_named(words) == named


@pytest.mark.parametrize(
    "words",
    [
        "",
        "...",
        "I don't know",
        "nobody",
        "he was never there for me",
        "42",
        "someone else",
        "why do you ask me that now?",
    ],
)
def test_nobody(words: str) -> None:
    assert person_named(words) is None
