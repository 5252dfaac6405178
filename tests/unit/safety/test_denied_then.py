"""A denial is of what it denies: the danger that follows it in the same breath is still read."""

import pytest

from bot.safety import RuleScreen
from bot.working_model.risk import Level, RiskKind


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (Level.CONCERN, "No, I'm not suicidal, I just wish I was dead"),
        (Level.CONCERN, "No, I'm not suicidal, just wish I was dead"),
        (Level.CONCERN, "I'm not depressed and I want to end my life"),
        (Level.CONCERN, "no im not suicidal, i cut myself though"),
        (Level.CONCERN, "I wasn't suicidal I was wishing I was dead"),
        (Level.ACUTE, "No, I'm not suicidal, I have the pills here"),
        (Level.ACUTE, "no, not suicidal, I took all my tablets"),
    ],
)
def test_what_follows_a_denial_is_read(screen: RuleScreen, level: Level, said: str) -> None:
    verdict = screen.screen(said)
    assert (verdict.level, verdict.kind) == (level, RiskKind.SELF)


@pytest.mark.parametrize(
    "said",
    [
        "I'm not suicidal or anything and I don't want to die",
        "I'm not suicidal, self harming or anything",
        "No, I'm not suicidal, I'd never hurt myself",
        "I am not suicidal and I have no plans to kill myself",
        "no I'm not suicidal I am not going to hurt myself",
        "I'm not suicidal and I don't think I want to die",
        "I'm not suicidal, I have my pills here for my back",
    ],
)
def test_what_is_denied_with_it_stays_denied(screen: RuleScreen, said: str) -> None:
    assert screen.screen(said).level is Level.NONE


def test_an_order_to_delete_does_not_hide_the_knife(screen: RuleScreen) -> None:
    verdict = screen.screen("lösch den Chat, er hat ein Messer")
    assert (verdict.level, verdict.kind) == (Level.ACUTE, RiskKind.FROM_SOMEONE)


@pytest.mark.parametrize(
    "said", ["No, I'm not having thoughts of ending my life.", "I was never thinking of ending my life"]
)
def test_the_words_of_the_question_denied_are_no_finding(screen: RuleScreen, said: str) -> None:
    assert screen.screen(said).level is Level.NONE
