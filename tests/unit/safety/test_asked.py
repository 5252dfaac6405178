"""Whoever is in danger from somebody can have everything deleted at once."""

import pytest

from bot.safety import RuleScreen
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


def _has_button(talk: Talk) -> bool:
    return talk.reply is not None and any(
        (one.command, one.argument) == (Command.DELETE_ALL, CONFIRMED) for one in talk.reply.choices
    )


@pytest.mark.parametrize("before", [None, NONE, AFRAID, VIOLENCE, DANGER, CONCERN, ACUTE])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("please delete my messages, I've taken all the pills", "self-acute"),
        ("delete my account, I'm on the bridge and going to jump", "self-acute"),
        ("delete this chat, he has a knife at my throat", "from_someone-acute"),
        ("borra la conversación, me he tomado todas las pastillas", "self-acute"),
    ],
)
def test_a_danger_told_with_the_order_is_answered_first(
    talk: Talk, screen: RuleScreen, before: Verdict | None, text: str, said: str
) -> None:
    if before is not None:
        talk.hears(before)
    talk.hears(screen.screen(text), text)
    assert (talk.said, talk.state.level) == (said, Level.ACUTE)
    assert talk.reply is not None
    assert "999" in talk.reply.text
    assert _has_button(talk)
    assert talk.state.awaiting == ("safe" if said == "self-acute" else "typing")


def test_a_danger_told_again_with_the_order_is_not_passed_over_on_going_on(talk: Talk, screen: RuleScreen) -> None:
    text = "delete this chat, he has a knife at my throat"
    talk.hears(DANGER).hears(NONE, "Go on").hears(screen.screen(text), text)
    assert talk.said == "from_someone-acute"
    assert _has_button(talk)


@pytest.mark.parametrize("before", [CONCERN, VIOLENCE])
def test_a_wish_to_die_told_with_the_order_is_answered_first(talk: Talk, screen: RuleScreen, before: Verdict) -> None:
    text = "please delete this chat, I want to die"
    talk.hears(before).hears(screen.screen(text), text)
    assert talk.said is not None
    assert talk.said.startswith("self-")
    assert _has_button(talk)


@pytest.mark.parametrize("text", ["delete my messages", "please delete my data, he is at work"])
def test_below_concern_the_order_alone_is_answered(talk: Talk, screen: RuleScreen, text: str) -> None:
    assert talk.hears(DANGER).hears(screen.screen(text), text).said == "wipe"
