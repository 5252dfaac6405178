"""What came of a way of coping, as the words around it tell."""

from __future__ import annotations

import pytest

from bot.language.outcomes import outcome_of
from bot.working_model.statement import Outcome


@pytest.mark.parametrize(
    ("here", "after", "outcome"),
    [
        pytest.param(" i rang her ", " that really helped ", Outcome.HELPED, id="told-in-the-next-clause"),
        pytest.param(" it never helped ", " i feel better ", Outcome.DID_NOT, id="the-clause-itself-goes-first"),
        pytest.param(" not sure if it helped ", "", Outcome.UNCLEAR, id="not-known-yet"),
        pytest.param(" i went for a walk ", " it rained ", None, id="nothing-is-said-of-it"),
    ],
)
def test_what_came_of_it(here: str, after: str, outcome: Outcome | None) -> None:
    assert outcome_of(here, after) is outcome
