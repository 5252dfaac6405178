"""Whoever is in danger from somebody can have everything deleted at once."""

import pytest

from bot.service.answer import CONFIRMED
from bot.working_model.dialogue import Command
from bot.working_model.risk import Level, RiskKind, Verdict
from tests.unit.safety.talking import ACUTE, CONCERN, DANGER, NONE, VIOLENCE, Talk

AFRAID = Verdict(Level.WATCH, RiskKind.FROM_SOMEONE, ("from.afraid",))
STOP = Verdict(Level.CONCERN, RiskKind.SELF, ("veiled.stop-after-distress",))


@pytest.mark.parametrize("text", ["delete everything", "Delete me.", "quick, wipe it all", "please erase this chat"])
@pytest.mark.parametrize("verdict", [DANGER, VIOLENCE, AFRAID])
def test_in_danger_from_somebody_the_wish_is_obeyed(talk: Talk, verdict: Verdict, text: str) -> None:
    awaiting = talk.hears(verdict).state.awaiting
    assert talk.hears(NONE, text).said == "wipe"
    assert talk.reply is not None
    button = talk.reply.choices[0]
    assert (button.command, button.argument) == (Command.DELETE_ALL, CONFIRMED)
    assert (talk.state.awaiting, talk.state.level) == (awaiting, verdict.level)


def test_it_is_obeyed_also_later_in_the_talk_and_where_it_reads_as_a_wish_to_stop(talk: Talk) -> None:
    talk.hears(DANGER).hears(NONE, "yes").hears(NONE, "he is at work")
    assert talk.hears(STOP, "delete me").said == "wipe"
    assert talk.hears(NONE, "No, keep it").said != "wipe"


def test_where_the_danger_is_to_oneself_delete_me_may_mean_the_person(talk: Talk) -> None:
    assert talk.hears(CONCERN).hears(STOP, "delete me").said == "self-concern-again"


@pytest.mark.parametrize("verdict", [CONCERN, ACUTE])
def test_what_was_written_can_be_deleted_in_any_danger(talk: Talk, verdict: Verdict) -> None:
    talk.hears(verdict).hears(NONE, "delete this chat")
    assert (talk.said, talk.state.level) == ("wipe", verdict.level)


@pytest.mark.parametrize("text", ["he deleted everything", "he made me delete my account"])
def test_a_tale_of_deleting_is_no_order(talk: Talk, text: str) -> None:
    assert talk.hears(DANGER).hears(NONE, text).said != "wipe"


def test_without_any_danger_the_dialogue_obeys(talk: Talk) -> None:
    assert talk.hears(NONE, "delete everything").said is None
