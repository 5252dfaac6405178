"""Whether an answer to "who?" names one person or several."""

from __future__ import annotations

import pytest

from bot.guides.answers import follow_ups_for
from bot.guides.format import FollowUpWhen
from bot.working_model.statement import Figure, Mention, Reading, Span

CASES: dict[str, tuple[str, list[tuple[str, Figure, str | None]], bool]] = {
    "a role and its name": (
        "It was always my husband, Declan. He died in April.",
        [("my husband", Figure.PARTNER, None), ("Declan", Figure.OTHER_PERSON, "Declan")],
        False,
    ),
    "others told of after the choice": (
        "My grandmother. She brought me up while my parents were abroad.",
        [("My grandmother", Figure.GRANDPARENT, None), ("my parents", Figure.PARENT, None)],
        False,
    ),
    "two in one sentence": (
        "My mother and my father.",
        [("My mother", Figure.MOTHER, None), ("my father", Figure.FATHER, None)],
        True,
    ),
    "a second one added": (
        "My mother. And my father.",
        [("My mother", Figure.MOTHER, None), ("my father", Figure.FATHER, None)],
        True,
    ),
    "two names": (
        "I have two sisters, Jo and Helen.",
        [("Jo", Figure.SIBLING, "Jo"), ("Helen", Figure.SIBLING, "Helen")],
        True,
    ),
}


@pytest.mark.parametrize(("text", "named", "several"), CASES.values(), ids=CASES)
def test_one_or_several(text: str, named: list[tuple[str, Figure, str | None]], several: bool) -> None:
    mentions = tuple(
        Mention(Span(text.index(words), text.index(words) + len(words)), figure, name) for words, figure, name in named
    )
    assert (FollowUpWhen.SEVERAL in follow_ups_for(text, Reading(mentions=mentions), None)) is several
