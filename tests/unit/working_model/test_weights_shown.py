"""What would hurt most where it is wrong is quoted only where the reader was surer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.working_model.statement import Direction, Facet, Figure, Span, Statement, Theme
from bot.working_model.weights import DEFAULT

READ = Statement(
    span=Span(0, 4), theme=Theme.TRUST, facet=Facet.RELIABILITY, direction=Direction.MINUS, figure=Figure.FATHER, confidence=0.9,
)  # fmt: skip


def test_what_was_read_surely_is_shown() -> None:
    assert DEFAULT.shows(READ)
    assert not DEFAULT.shows(replace(READ, confidence=0.8))


@pytest.mark.parametrize(
    ("theme", "facet"),
    [(Theme.SELF_WORTH, Facet.WORTH), (Theme.SELF_WORTH, Facet.COMPETENCE), (Theme.TRUST, Facet.SAFETY)],
)
def test_a_low_view_of_oneself_and_danger_need_more(theme: Theme, facet: Facet) -> None:
    hurtful = replace(READ, theme=theme, facet=facet)
    assert not DEFAULT.shows(hurtful)
    assert DEFAULT.shows(replace(hurtful, confidence=0.95))
    assert DEFAULT.shows(replace(hurtful, direction=Direction.PLUS))
