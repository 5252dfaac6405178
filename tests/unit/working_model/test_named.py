"""Whom a few words name."""

from __future__ import annotations

import pytest

from bot.working_model.named import Named, person_named, taken_back_at
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


@pytest.mark.parametrize(
    ("answer", "instead"),
    [
        ("My nan, I think. No, that's wrong, it was my uncle Ray really, she was ill", "my uncle Ray"),
        ("my stepdad. no wait, my dad", "my dad"),
        ("Gloria, sorry, I mean Joan", "Joan"),
        ("my sister no actually my brother", "my brother"),
        ("My gran. Actually, it was Grandad.", "Grandad"),
        ("My gran \u2013 no, my aunt.", "my aunt"),
        ("My mother. No, my father was never there", None),
        ("My wife, and sorry, my daughter too", None),
        ("My father. No one else.", None),
        ("My mum, no contest.", None),
        ("My sister, actually. Ann.", None),
        ("my mum. But no, Dad was out.", None),
        ("No, my sister.", None),
        ("", None),
    ],
)
def test_somebody_named_is_taken_back(answer: str, instead: str | None) -> None:
    at = taken_back_at(answer)
    assert answer[at:].startswith(instead) if instead else at == 0


def test_a_long_answer_takes_no_time() -> None:
    assert taken_back_at(". no wait, well but sorry" * 4000) == 0
