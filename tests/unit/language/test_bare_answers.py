"""A bare yes or no to a question for a memory, or about nobody, is no stance: a guarded person has nothing made up about them."""

from __future__ import annotations

import pytest

from bot.language import read
from bot.working_model.statement import Asked, Direction, Elicits, Facet, Figure, Theme

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
