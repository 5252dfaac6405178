"""What follows from a verdict: rising at once, falling slowly, one direct question, nobody trapped."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.safety import FixedReplies
from bot.safety.protocol import QUIET_TURNS_TO_FALL
from bot.working_model.dialogue import Command, ReplyKind
from bot.working_model.risk import Level, RiskKind, SafetyState, Verdict
from tests.unit.safety.talking import (
    ACUTE,
    ATTEMPT,
    BEREAVED,
    CONCERN,
    DANGER,
    HARMED,
    NONE,
    THROAT,
    VIOLENCE,
    WATCH,
    Talk,
)


@pytest.mark.parametrize(
    ("verdict", "path"),
    [
        (ACUTE, "self-acute"),
        (CONCERN, "self-concern"),
        (WATCH, "watch"),
        (DANGER, "from_someone-acute"),
        (THROAT, "from_someone-throat"),
        (VIOLENCE, "from_someone-concern"),
        (Verdict(Level.WATCH, RiskKind.FROM_SOMEONE, ("from.afraid",)), "from_someone-watch"),
        (Verdict(Level.ACUTE, RiskKind.TO_OTHERS, ("others.intent",)), "to_others-acute"),
        (Verdict(Level.CONCERN, RiskKind.TO_OTHERS, ("others.thoughts",)), "to_others-concern"),
        (Verdict(Level.ACUTE, RiskKind.CHILD, ("child.abused",)), "child-acute"),
        (Verdict(Level.CONCERN, RiskKind.CHILD, ("child.worry",)), "child-concern"),
        (Verdict(Level.ACUTE, RiskKind.SOMEONE, ("someone.emergency",)), "someone-acute"),
        (Verdict(Level.CONCERN, RiskKind.SOMEONE, ("someone.suicidal",)), "someone-concern"),
        (HARMED, "past_harm"),
        (BEREAVED, "bereaved"),
        (ATTEMPT, "attempt-history"),
        (Verdict(Level.WATCH, RiskKind.UNKNOWN_LANGUAGE, ("language.unknown",)), "unknown-language"),
        (NONE, None),
    ],
)
def test_each_finding_has_its_own_way(talk: Talk, verdict: Verdict, path: str | None) -> None:
    assert talk.hears(verdict).said == path


@pytest.mark.parametrize("verdict", [WATCH, CONCERN, ACUTE])
def test_the_level_rises_at_once(talk: Talk, verdict: Verdict) -> None:
    assert talk.hears(verdict).state.level is verdict.level


@pytest.mark.parametrize(
    "text", ["I'm fine", "I'm fine now, really", "all good", "Let's talk about my mother", "whatever"]
)
@pytest.mark.parametrize("verdict", [CONCERN, ACUTE])
def test_one_fine_or_another_subject_does_not_lower_it(talk: Talk, verdict: Verdict, text: str) -> None:
    assert talk.hears(verdict).hears(NONE, text).state.level is verdict.level


@pytest.mark.parametrize("answer", ["No", "no, not at all", "nope", "I'm not suicidal", "No."])
def test_a_clear_no_lets_the_talk_go_on_with_help_in_sight(talk: Talk, protocol: FixedReplies, answer: str) -> None:
    talk.hears(CONCERN).hears(NONE, answer)
    assert (talk.said, talk.state.level, talk.state.denied) == ("self-no", Level.WATCH, True)
    assert protocol.in_sight(talk.state, country="GB", language="en") is not None
    assert talk.hears(NONE, "My mother was a nurse.").said is None


@pytest.mark.parametrize("answer", ["Yes", "yeah", "yes every day", "I do"])
def test_a_yes_is_met_like_danger(talk: Talk, answer: str) -> None:
    talk.hears(CONCERN).hears(NONE, answer)
    assert (talk.said, talk.state.level) == ("self-yes", Level.ACUTE)


@pytest.mark.parametrize("answer", ["sometimes", "they come and go", "yes but I would never act on it"])
def test_thoughts_that_come_and_go_are_met_without_alarm(talk: Talk, answer: str) -> None:
    talk.hears(CONCERN).hears(NONE, answer)
    assert (talk.said, talk.state.level) == ("self-sometimes", Level.CONCERN)


@pytest.mark.parametrize("answer", ["I don't know", "my mother never listened", "hmm"])
def test_no_answer_is_not_pressed(talk: Talk, answer: str) -> None:
    talk.hears(CONCERN).hears(NONE, answer)
    assert (talk.said, talk.state.level) == ("self-no-answer", Level.CONCERN)


def test_the_direct_question_is_asked_once(talk: Talk) -> None:
    talk.hears(CONCERN).hears(NONE, "no").hears(NONE, "She was a nurse.").hears(CONCERN)
    assert talk.said == "self-concern-again"
    assert talk.state.level is Level.CONCERN
    assert not talk.state.denied


def test_a_repeated_disclosure_is_not_met_with_a_copy(talk: Talk) -> None:
    said = [talk.hears(verdict).reply for verdict in (ACUTE, ACUTE, ACUTE, ACUTE)]
    assert len({reply.text for reply in said if reply is not None}) == 4


@pytest.mark.parametrize("answer", ["Go on", "can we continue?", "I want to talk about something else"])
def test_after_concern_the_person_may_go_on_at_once(talk: Talk, answer: str) -> None:
    talk.hears(CONCERN).hears(NONE, answer)
    assert (talk.said, talk.state.going_on, talk.state.level) == (None, True, Level.CONCERN)


def test_after_danger_going_on_takes_one_question_and_no_more(talk: Talk) -> None:
    assert talk.hears(ACUTE).hears(NONE, "can we go on?").said == "self-goes-on"
    assert talk.hears(NONE, "my sister is called Ada").said is None
    assert talk.state.level is Level.ACUTE
    assert talk.hears(NONE, "she is older than me").said is None


@pytest.mark.parametrize("answer", ["I'm safe for now", "yes", "I called a friend"])
def test_being_safe_lowers_danger_by_one_step(talk: Talk, answer: str) -> None:
    talk.hears(ACUTE).hears(NONE, answer)
    assert (talk.said, talk.state.level) == ("self-acute-safe", Level.CONCERN)


@pytest.mark.parametrize("answer", ["I'm not safe", "no", "I don't feel safe"])
def test_not_being_safe_is_met_with_the_next_small_step(talk: Talk, answer: str) -> None:
    talk.hears(ACUTE).hears(NONE, answer)
    assert (talk.said, talk.state.level) == ("self-acute-unsafe", Level.ACUTE)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("I can't call anyone", "barrier-phone"),
        ("I called and nobody answered", "barrier-wait"),
        ("they'll send the police", "barrier-police"),
        ("there is nobody", "barrier-nobody"),
        ("they don't help", "barrier-useless"),
        ("I can't afford it", "barrier-money"),
        ("I'm so ashamed", "barrier-ashamed"),
        ("it's not bad enough to call", "barrier-ashamed"),
    ],
)
def test_barriers_are_met(talk: Talk, text: str, path: str) -> None:
    assert talk.hears(ACUTE).hears(NONE, text).said == path


def test_a_barrier_to_the_phone_is_met_with_writing_only(talk: Talk) -> None:
    reply = talk.hears(ACUTE).hears(NONE, "I hate phones").reply
    assert reply is not None
    assert "85258" in reply.text
    assert "116 123" not in reply.text


@pytest.mark.parametrize("answer", ["maybe", "I don't know", "I'm not sure", "I guess so", "sometimes"])
def test_maybe_safe_is_not_safe(talk: Talk, answer: str) -> None:
    talk.hears(ACUTE).hears(NONE, answer)
    assert (talk.said, talk.state.level) == ("self-unsure", Level.ACUTE)


@pytest.mark.parametrize(
    "rules", [("self.harm",), ("wide.harm", "self.harm"), ("harm.urge",)], ids=lambda rules: "+".join(rules)
)
def test_self_harm_alone_has_its_own_words(talk: Talk, rules: tuple[str, ...]) -> None:
    assert talk.hears(Verdict(Level.CONCERN, RiskKind.SELF, rules)).said == "self-harm"


def test_a_question_about_means_has_its_own_words(talk: Talk) -> None:
    assert (
        talk.hears(Verdict(Level.CONCERN, RiskKind.SELF, ("self.kill-words", "means.after-distress"))).said
        == "self-means"
    )


@pytest.mark.parametrize("rules", [("veiled.stop",), ("passive.coded", "veiled.stop-after-distress")])
def test_please_stop_is_no_yes_to_the_direct_question(talk: Talk, rules: tuple[str, ...]) -> None:
    talk.hears(CONCERN).hears(Verdict(Level.CONCERN, RiskKind.SELF, rules), "delete me")
    assert (talk.said, talk.state.level) == ("self-concern-again", Level.CONCERN)


@pytest.mark.parametrize("answer", ["I was only joking", "I didn't mean it", "haha just kidding"])
def test_a_joke_in_answer_to_the_direct_question_lets_the_talk_go_on(talk: Talk, answer: str) -> None:
    talk.hears(CONCERN).hears(NONE, answer)
    assert (talk.said, talk.state.level, talk.state.going_on) == ("self-taken-back", Level.CONCERN, True)
    assert talk.hears(NONE, "My mother was a nurse.").said is None


@pytest.mark.parametrize("answer", ["None of your business", "stop asking me that", "leave me alone", "you stupid bot"])
def test_anger_at_the_question_is_met_and_it_is_not_asked_again(talk: Talk, answer: str) -> None:
    talk.hears(CONCERN).hears(NONE, answer)
    assert (talk.said, talk.state.level) == ("self-objects", Level.CONCERN)
    assert talk.reply is not None
    assert "?" not in talk.reply.text
    assert talk.hears(NONE, "My father was never home.").said is None


@pytest.mark.parametrize("text", ["please don't leave me alone", "the thoughts won't go away", "I did a stupid thing"])
def test_despair_is_not_taken_for_anger(talk: Talk, text: str) -> None:
    assert talk.hears(ACUTE).hears(NONE, text).said != "self-objects"


def test_anger_in_danger_keeps_the_danger_open(talk: Talk) -> None:
    talk.hears(ACUTE).hears(NONE, "leave me alone")
    assert (talk.said, talk.state.level, talk.state.awaiting) == ("self-objects", Level.ACUTE, "safe")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("are you human?", "asks-program"),
        ("is anyone reading this", "asks-program"),
        ("will you tell anyone?", "asks-tell"),
        ("please don't tell my mum", "asks-tell"),
    ],
)
@pytest.mark.parametrize("verdict", [CONCERN, ACUTE, DANGER])
def test_what_is_asked_of_the_program_is_answered_and_our_question_stays_open(
    talk: Talk, verdict: Verdict, text: str, path: str
) -> None:
    before = talk.hears(verdict)
    awaiting, choices = before.state.awaiting, before.reply.choices if before.reply else ()
    assert talk.hears(NONE, text).said == path
    assert talk.reply is not None
    assert (talk.state.awaiting, talk.reply.choices) == (awaiting, choices)


def test_asked_of_the_program_in_ordinary_talk_safety_says_nothing(talk: Talk) -> None:
    assert talk.hears(NONE, "are you human?").said is None


@pytest.mark.parametrize("text", ["was it my fault?", "did I cause it", "I should have stopped him"])
@pytest.mark.parametrize("verdict", [HARMED, VIOLENCE])
def test_whoever_was_hurt_and_blames_themselves_is_told_no(talk: Talk, verdict: Verdict, text: str) -> None:
    talk.hears(verdict).hears(NONE, "Yes, it is safe").hears(NONE, text)
    assert talk.said == "not-your-fault"
    assert talk.reply is not None
    assert talk.reply.text.startswith("No.")


@pytest.mark.parametrize("text", ["no", "not really", "he's in the next room", "she just came home", "I don't know"])
def test_whoever_may_be_watched_is_told_to_leave_the_page(talk: Talk, text: str) -> None:
    assert talk.hears(DANGER).hears(NONE, text).said == "from_someone-not-safe"


def test_who_is_no_longer_unseen_is_told_to_leave_the_page(talk: Talk) -> None:
    assert talk.hears(DANGER).hears(NONE, "yes").hears(NONE, "she's coming upstairs").said == "from_someone-not-safe"


@pytest.mark.parametrize(
    "text",
    ["they'd send the police", "I have nobody", "they won't believe me", "I'm too ashamed", "I can't call anyone"],
)
def test_barriers_are_met_where_the_danger_is_someone(talk: Talk, text: str) -> None:
    reply = talk.hears(DANGER).hears(NONE, "yes").hears(NONE, text).reply
    assert talk.said == "from_someone-barrier"
    assert reply is not None
    assert "0808 2000 247" in reply.text


def test_asked_whether_they_are_hurt_a_yes_is_not_passed_over(talk: Talk) -> None:
    talk.hears(Verdict(Level.WATCH, RiskKind.FROM_SOMEONE, ("from.afraid",))).hears(NONE, "yes, sometimes")
    assert (talk.said, talk.state.level) == ("from_someone-concern", Level.CONCERN)


@pytest.mark.parametrize("kind", [RiskKind.TO_OTHERS, RiskKind.CHILD, RiskKind.SOMEONE])
def test_after_words_for_others_at_risk_the_next_message_is_not_met_with_silence(talk: Talk, kind: RiskKind) -> None:
    talk.hears(Verdict(Level.CONCERN, kind, ("some.rule",))).hears(NONE, "I don't know what to do")
    assert talk.said == f"{kind.value}-present"
    assert talk.hears(NONE, "Go on").said is None


def test_danger_to_oneself_is_not_forgotten_over_a_danger_from_someone(talk: Talk) -> None:
    talk.hears(ACUTE).hears(VIOLENCE)
    assert (talk.said, talk.state.kind, talk.state.level) == ("from_someone-concern", RiskKind.SELF, Level.ACUTE)
    assert talk.reply is not None
    assert "0808 2000 247" in talk.reply.text
    assert talk.hears(NONE, "yes").said == "from_someone-info"
    assert talk.hears(NONE, "he is at work").said == "self-present"


FEAR = Verdict(Level.WATCH, RiskKind.FROM_SOMEONE, ("from.afraid",))


def test_a_yes_to_whether_somebody_hurts_one_lowers_nothing(talk: Talk) -> None:
    talk.hears(ACUTE).hears(FEAR)
    assert talk.said == "from_someone-watch"
    assert talk.hears(NONE, "yes").state.level is Level.ACUTE


def test_going_on_after_words_about_violence_leaves_a_danger_to_oneself_open(talk: Talk) -> None:
    talk.hears(ACUTE).hears(VIOLENCE).hears(NONE, "Go on")
    assert (talk.said, talk.state.level, talk.state.going_on) == ("self-goes-on", Level.ACUTE, False)


def test_what_is_taken_back_twice_falls_by_quiet_alone(talk: Talk) -> None:
    talk.hears(ACUTE).hears(NONE, "it's a line from a song").hears(ACUTE).hears(NONE, "it's a line from a song")
    assert talk.said == "self-taken-back"
    assert talk.state.level is Level.ACUTE
    for _ in range(QUIET_TURNS_TO_FALL[Level.ACUTE]):
        talk.hears(NONE, "My sister has a garden.")
    assert talk.state.level is Level.CONCERN


def test_the_open_question_keeps_its_buttons_however_often_something_else_is_asked(talk: Talk) -> None:
    buttons = talk.hears(ACUTE).reply
    for _ in range(2):
        talk.hears(NONE, "are you human?")
        assert talk.reply is not None
        assert buttons is not None
        assert talk.reply.choices == buttons.choices


@pytest.mark.parametrize("text", ["I don't want to talk about it", "I'd be wasting their time"])
def test_below_danger_no_barrier_brings_the_question_whether_one_is_safe(talk: Talk, text: str) -> None:
    talk.hears(CONCERN).hears(NONE, text)
    assert talk.state.awaiting == "present"
    assert talk.hears(NONE, "Go on").said is None


def test_a_misread_joke_is_asked_about_once_and_then_let_go(talk: Talk) -> None:
    assert talk.hears(ACUTE).hears(NONE, "it's a line from a song").said == "self-retracted"
    assert talk.hears(NONE, "no").said == "self-no"
    assert talk.state.level is Level.WATCH


def test_three_signs_of_hopelessness_add_up(talk: Talk) -> None:
    talk.hears(WATCH).hears(WATCH).hears(WATCH)
    assert (talk.said, talk.state.level) == ("watch-worse", Level.CONCERN)


def test_two_signs_far_apart_do_not(talk: Talk) -> None:
    talk.hears(WATCH)
    for _ in range(8):
        talk.hears(NONE, "We talked about the garden.")
    assert talk.hears(WATCH).state.level is Level.WATCH


@pytest.mark.parametrize(("answer", "path"), [("really bad", "watch-worse"), ("a bit better today", "watch-better")])
def test_a_gentle_check_listens_to_the_answer(talk: Talk, answer: str, path: str) -> None:
    assert talk.hears(WATCH).hears(NONE, answer).said == path


@pytest.mark.parametrize(
    ("verdict", "before"),
    [(CONCERN, Level.CONCERN), (WATCH, Level.WATCH)],
)
def test_a_level_falls_by_one_step_after_enough_quiet(talk: Talk, verdict: Verdict, before: Level) -> None:
    talk.hears(verdict)
    talk.state = replace(talk.state, awaiting=None, going_on=True)
    for _ in range(QUIET_TURNS_TO_FALL[before] - 1):
        assert talk.hears(NONE, "We had soup.").state.level is before
    assert talk.hears(NONE, "We had soup.").state.level.rank == before.rank - 1


def test_danger_does_not_fall_by_silence_alone(talk: Talk) -> None:
    talk.hears(ACUTE)
    for _ in range(20):
        talk.hears(NONE, "We had soup.")
    assert talk.state.level is Level.ACUTE


def test_danger_from_someone_asks_about_typing_then_informs_then_stays(talk: Talk) -> None:
    assert talk.hears(DANGER).said == "from_someone-acute"
    assert talk.hears(NONE, "yes").said == "from_someone-info"
    assert talk.reply is not None
    assert "0808 2000 247" in talk.reply.text
    assert talk.hears(NONE, "he went to work").said == "from_someone-present"
    assert talk.hears(NONE, "Can we go on?").said is None


def test_who_cannot_type_safely_is_told_to_close_the_page_and_nothing_more(talk: Talk) -> None:
    reply = talk.hears(DANGER).hears(NONE, "no").reply
    assert talk.said == "from_someone-not-safe"
    assert reply is not None
    assert reply.choices == ()


@pytest.mark.parametrize(
    ("answer", "path", "kept"),
    [
        ("Yes, keep it", "past_harm-kept", True),
        ("No, leave it out", "past_harm-left-out", False),
        ("A quiet minute", "grounding", None),
        ("He was my uncle", None, None),
    ],
)
def test_a_disclosure_asks_whether_it_may_be_kept(talk: Talk, answer: str, path: str | None, kept: bool | None) -> None:
    talk.hears(HARMED).hears(NONE, answer)
    assert (talk.said, talk.state.keep_disclosure) == (path, kept)


@pytest.mark.parametrize("verdict", [HARMED, BEREAVED, ATTEMPT])
def test_what_is_past_never_raises_the_level(talk: Talk, verdict: Verdict) -> None:
    assert talk.hears(verdict).state.level is Level.NONE


def test_going_on_about_the_past_is_not_interrupted_each_time(talk: Talk) -> None:
    assert talk.hears(HARMED).said == "past_harm"
    assert talk.hears(HARMED).said is None


def test_a_german_disclosure_is_answered_in_german_from_then_on(talk: Talk) -> None:
    talk.hears(Verdict(Level.CONCERN, RiskKind.SELF, ("de.concern",)), "Ich will sterben")
    assert talk.reply is not None
    assert "Leben zu nehmen" in talk.reply.text
    assert talk.hears(NONE, "Nein").said == "self-no"
    assert talk.reply is not None
    assert "Danke" in talk.reply.text


@pytest.mark.parametrize("verdict", [NONE, WATCH, HARMED])
def test_without_a_state_only_what_interrupts_is_said(protocol: FixedReplies, verdict: Verdict) -> None:
    assert protocol.forget(verdict, country="GB", language="en") is None


@pytest.mark.parametrize("verdict", [CONCERN, ACUTE, DANGER])
def test_without_a_state_danger_is_still_met(protocol: FixedReplies, verdict: Verdict) -> None:
    reply = protocol.forget(verdict, country="GB", language="en")
    assert reply is not None
    assert reply.kind is ReplyKind.SAFETY


def test_without_a_verdict_help_is_named(protocol: FixedReplies) -> None:
    reply = protocol.no_verdict(country="GB", language="en")
    assert "116 123" in reply.text
    assert "999" in reply.text


def test_the_reminder_comes_every_three_hours_and_varies(protocol: FixedReplies) -> None:
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    state, said = protocol.program_reminder(SafetyState(), start)
    assert said is None
    state, said = protocol.program_reminder(state, start + timedelta(hours=2, minutes=59))
    assert said is None
    state, first = protocol.program_reminder(state, start + timedelta(hours=3))
    state, second = protocol.program_reminder(state, start + timedelta(hours=6))
    assert first is not None
    assert second is not None
    assert "program" in first
    assert first != second


def test_first_contact_says_what_it_must(protocol: FixedReplies) -> None:
    said = " ".join(protocol.first_contact(country="GB", language="en", minimum_age=21))
    for part in ("program", "watching this live", "not a crisis service", "999", "21", "delete", "no diagnosis"):
        assert part in said


def test_nothing_is_kept_in_sight_while_all_is_quiet(protocol: FixedReplies) -> None:
    assert protocol.in_sight(SafetyState(), country="GB", language="en") is None


def test_the_state_is_plain_and_holds_no_words(talk: Talk) -> None:
    talk.hears(CONCERN, "canary quetzal").hears(NONE, "canary quetzal")
    assert "quetzal" not in repr(asdict(talk.state))


def test_choices_carry_commands_the_program_knows(talk: Talk) -> None:
    reply = talk.hears(CONCERN).reply
    assert reply is not None
    assert {choice.id: choice.command for choice in reply.choices} == {
        "safety-yes": Command.AFFIRM,
        "safety-no": Command.DENY,
        "safety-rather-not": Command.SKIP,
        "safety-go-on": Command.RESUME,
    }
