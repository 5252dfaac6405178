"""Whether an answer to "who?" names one person or several."""

from __future__ import annotations

import pytest

from bot.guides import GuideBook
from bot.guides.answers import follow_ups_for
from bot.guides.format import FollowUpWhen
from bot.working_model.guide import StepKind
from bot.working_model.statement import Asked, Figure, Mention, Reading, Span

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
    "one put before the others": (
        "The girls from work or my gran, mostly her.",
        [
            ("girls from work", Figure.FRIEND, None),
            ("my gran", Figure.GRANDPARENT, None),
            ("her", Figure.GRANDPARENT, None),
        ],
        False,
    ),
    "one chosen in the end": (
        "I could say my gran, or Pete as well. So, Pete.",
        [
            ("my gran", Figure.GRANDPARENT, None),
            ("Pete", Figure.OTHER_PERSON, "Pete"),
            ("Pete.", Figure.OTHER_PERSON, "Pete"),
        ],
        False,
    ),
    "a so that gives the reason": (
        "My gran was ill so Pete, and my gran later.",
        [("My gran", Figure.GRANDPARENT, None), ("Pete", Figure.OTHER_PERSON, "Pete")],
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


def test_of_several_nobody_is_taken_for_the_one() -> None:
    """Beside "which of them shall we stay with?" a "Let us stay with your nan" would contradict it."""
    text = "My nan. And my mate Priya, she picks up every time."
    nan = Mention(Span(0, len("My nan")), Figure.GRANDPARENT, None)
    priya = Mention(Span(text.index("Priya"), text.index(",")), Figure.FRIEND, "Priya")
    asked = Asked(step=StepKind.PERSON)
    one = GuideBook.load().reflect("My nan.", Reading(mentions=(nan,)), asked, openings=())
    of_two = GuideBook.load().reflect(text, Reading(mentions=(nan, priya)), asked, openings=())
    assert one is not None
    assert "nan" in one.text
    assert of_two is None or "nan" not in of_two.text
