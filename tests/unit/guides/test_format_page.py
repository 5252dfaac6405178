"""The page on the guide format names everything the format has."""

from pathlib import Path

import pytest

from bot.guides.format import SLOTS, About, FollowUpWhen, GuideEntry, PassWhen, StepEntry
from bot.working_model.guide import StepKind
from bot.working_model.statement import Elicits

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "guide-format.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "word",
    sorted(
        {*GuideEntry.model_fields, *StepEntry.model_fields}
        | {each.value for kind in (About, PassWhen, FollowUpWhen, StepKind, Elicits) for each in kind}
        | {f"{{{slot}}}" for slot in SLOTS}
    ),
)
def test_the_page_names_it(word: str) -> None:
    assert f"`{word}`" in PAGE
