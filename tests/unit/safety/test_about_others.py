"""What was said to be a joke is asked about once, where it was taken for a danger from or to somebody."""

import pytest

from bot.working_model.risk import Level, RiskKind, Verdict
from tests.unit.safety.talking import DANGER, NONE, VIOLENCE, Talk

TO_OTHERS = Verdict(Level.ACUTE, RiskKind.TO_OTHERS, ("others.intent",))
JOKES = ["lol I'm joking", "it's a figure of speech", "relax, just banter"]


@pytest.mark.parametrize("verdict", [TO_OTHERS, DANGER, VIOLENCE])
@pytest.mark.parametrize("text", JOKES)
def test_a_joke_is_asked_about_once(talk: Talk, verdict: Verdict, text: str) -> None:
    assert talk.hears(verdict).hears(NONE, text).said == "taken-as-joke"
    assert talk.state.level is verdict.level
    assert talk.hears(NONE, "no").said == "let-go"
    assert talk.state.level is Level.WATCH
    assert talk.hears(NONE, "My mother was a nurse.").said is None


def test_said_a_second_time_it_is_let_go_and_falls_by_quiet(talk: Talk) -> None:
    talk.hears(TO_OTHERS).hears(NONE, "I'm joking").hears(NONE, "no")
    talk.hears(TO_OTHERS).hears(NONE, "I'm joking")
    assert (talk.said, talk.state.level) == ("let-go", Level.ACUTE)


def test_a_yes_after_a_joke_is_no_joke(talk: Talk) -> None:
    talk.hears(DANGER).hears(NONE, "I was joking").hears(NONE, "yes")
    assert (talk.said, talk.state.level) == ("from_someone-concern", Level.ACUTE)


@pytest.mark.parametrize("text", ["never mind", "forget I said that", "this is no joke"])
def test_taking_it_back_without_a_joke_is_not_met_as_one(talk: Talk, text: str) -> None:
    assert talk.hears(DANGER).hears(NONE, text).said != "taken-as-joke"
