"""The level rises at once and weak signs add up, whatever is said between them."""

import pytest

from bot.safety import FixedReplies, RuleScreen
from bot.working_model.risk import Level, RiskKind, Verdict
from tests.unit.safety.talking import ACUTE, CONCERN, DANGER, NONE, VIOLENCE, WATCH, Talk

HOPELESS = Verdict(Level.WATCH, RiskKind.SELF, ("watch.hopeless",))
BURDEN = Verdict(Level.WATCH, RiskKind.SELF, ("watch.burden",))
TRAPPED = Verdict(Level.WATCH, RiskKind.SELF, ("watch.trapped",))
AFRAID = Verdict(Level.WATCH, RiskKind.FROM_SOMEONE, ("from.afraid",))
MEANS = Verdict(Level.CONCERN, RiskKind.SELF, ("means.after-distress",))
ASKS_MEANS = Verdict(Level.ACUTE, RiskKind.SELF, ("means.after-hopeless",))


@pytest.mark.parametrize("between", [0, 1, 2, 3])
def test_three_different_signs_add_up_also_with_ordinary_talk_between(talk: Talk, between: int) -> None:
    for sign in (HOPELESS, BURDEN, TRAPPED):
        talk.hears(sign)
        if sign is not TRAPPED:
            for _ in range(between):
                talk.hears(NONE, "We had soup and talked about the garden.")
    assert (talk.said, talk.state.level) == ("watch-worse", Level.CONCERN)


def test_two_signs_with_ordinary_talk_between_do_not(talk: Talk) -> None:
    talk.hears(HOPELESS).hears(NONE, "We had soup.").hears(BURDEN)
    assert talk.state.level is Level.WATCH


def test_signs_of_fear_of_somebody_add_up_too(talk: Talk) -> None:
    talk.hears(AFRAID).hears(NONE, "We had soup.").hears(AFRAID).hears(NONE, "It rained.").hears(AFRAID)
    assert (talk.said, talk.state.level, talk.state.kind) == (
        "from_someone-concern",
        Level.CONCERN,
        RiskKind.FROM_SOMEONE,
    )


def test_a_question_about_means_after_hopeless_talk_is_not_answered_and_met_as_danger(talk: Talk) -> None:
    talk.hears(WATCH).hears(ASKS_MEANS)
    assert (talk.said, talk.state.level, talk.state.awaiting) == ("self-means-acute", Level.ACUTE, "safe")


@pytest.mark.parametrize("verdict", [CONCERN, ACUTE, DANGER])
def test_help_stays_in_sight_to_the_end_once_the_level_was_high(
    talk: Talk, protocol: FixedReplies, verdict: Verdict
) -> None:
    talk.hears(verdict).hears(NONE, "no").hears(NONE, "Go on").hears(NONE, "I'm safe for now").hears(NONE, "Go on")
    for _ in range(40):
        talk.hears(NONE, "My sister has a garden.")
    assert protocol.in_sight(talk.state, country="GB", language="en") is not None


def test_after_one_weak_sign_help_goes_out_of_sight_again(talk: Talk, protocol: FixedReplies) -> None:
    talk.hears(WATCH)
    for _ in range(12):
        talk.hears(NONE, "My sister has a garden.")
    assert protocol.in_sight(talk.state, country="GB", language="en") is None


def test_where_means_were_named_one_no_is_not_the_end_of_it(talk: Talk) -> None:
    talk.hears(MEANS).hears(NONE, "no")
    assert (talk.said, talk.state.level) == ("self-no", Level.CONCERN)
    assert talk.hears(NONE, "My mother was a nurse.").said is None


def test_a_plain_denial_in_which_a_risk_is_read_is_no_yes(talk: Talk) -> None:
    words_alone = Verdict(Level.CONCERN, RiskKind.SELF, ("self.suicide-words",))
    talk.hears(CONCERN).hears(words_alone, "No. I'm not suicidal, whatever my sister says of suicide.")
    assert (talk.said, talk.state.level) == ("self-no", Level.CONCERN)
    assert talk.hears(NONE, "My mother takes them on Thursdays.").said is None


@pytest.mark.parametrize(
    "text",
    [
        "No, I'm not suicidal. I just want to die.",
        "No, I'm not going to kill myself, but I want to be dead",
        "No, I'm not suicidal but I wish I wouldn't wake up",
    ],
)
def test_a_denial_with_a_wish_to_die_is_a_yes(talk: Talk, screen: RuleScreen, text: str) -> None:
    talk.hears(CONCERN).hears(screen.screen(text), text)
    assert (talk.said, talk.state.level, talk.state.denied) == ("self-yes", Level.ACUTE, False)


@pytest.mark.parametrize("rule", ["self.means", "self.plan", "now.place", "means.after-distress", "wide.methods"])
def test_a_denial_with_a_way_or_a_plan_is_a_yes(talk: Talk, rule: str) -> None:
    talk.hears(CONCERN).hears(Verdict(Level.CONCERN, RiskKind.SELF, (rule,)), "No, I'm not suicidal.")
    assert (talk.said, talk.state.level) == ("self-yes", Level.ACUTE)


@pytest.mark.parametrize(
    "text",
    [
        "No. I'm not thinking of ending my life, I'm tired of living.",
        "No, I am not suicidal. I cut myself though",
        "No, I'm not suicidal. They'd be better off without me",
    ],
)
def test_a_denial_with_another_sign_is_neither_yes_nor_no(talk: Talk, screen: RuleScreen, text: str) -> None:
    talk.hears(CONCERN).hears(screen.screen(text), text)
    assert talk.said in ("self-concern-again", "self-yes")
    assert (talk.state.denied, talk.state.going_on) == (False, False)


@pytest.mark.parametrize("rules", [("classifier.concern",), ("self.suicide-words", "classifier.concern")])
def test_what_the_classifier_raised_is_not_denied_away(talk: Talk, rules: tuple[str, ...]) -> None:
    talk.hears(CONCERN).hears(Verdict(Level.CONCERN, RiskKind.SELF, rules), "No, I'm not suicidal.")
    assert (talk.said, talk.state.level, talk.state.denied) == ("self-concern-again", Level.CONCERN, False)


@pytest.mark.parametrize("then", [NONE, WATCH])
def test_the_line_in_sight_stays_the_one_for_the_highest_danger(
    talk: Talk, protocol: FixedReplies, then: Verdict
) -> None:
    talk.hears(VIOLENCE)
    line = protocol.in_sight(talk.state, country="GB", language="en")
    talk.hears(NONE, "Go on")
    for _ in range(40):
        talk.hears(NONE, "My sister has a garden.")
    assert talk.state.level is Level.NONE
    assert protocol.in_sight(talk.hears(then).state, country="GB", language="en") == line
    crisis = protocol.in_sight(talk.hears(ACUTE).state, country="GB", language="en")
    assert crisis != line


def test_two_kinds_of_sign_in_one_message_are_two_but_never_enough_alone(talk: Talk) -> None:
    both = Verdict(Level.WATCH, RiskKind.SELF, ("watch.hopeless", "watch.trapped", "watch.weary"))
    assert talk.hears(both).state.level is Level.WATCH
    assert talk.hears(NONE, "We had soup.").hears(BURDEN).state.level is Level.CONCERN


@pytest.mark.parametrize(
    "said",
    [
        "I'm a burden to my wife, she does everything.",
        "I don't see the point in work, or in anything much.",
        "whenever i joke about dying im only half joking these days",
    ],
)
def test_a_weak_sign_is_seen_beside_those_it_is_about(screen: RuleScreen, said: str) -> None:
    assert screen.screen(said).level is Level.WATCH


@pytest.mark.parametrize(
    "asked",
    [
        "Are there railings on the old bridge?",
        "can you get straight out onto the ledge",
        "is a box of codeine enough",
        "what happens if you take a whole packet of paracetamol",
        "where could someone buy a gun",
    ],
)
def test_a_question_about_a_way_or_a_place_is_a_danger_only_after_such_talk(screen: RuleScreen, asked: str) -> None:
    assert screen.screen(asked, ["I want to be dead."]).level is Level.ACUTE
    assert screen.screen(asked, ["We had a bad week, and he missed my birthday."]).level.rank < Level.ACUTE.rank


@pytest.mark.parametrize(
    "asked", ["is there a fence round your garden?", "would it hurt to ring her", "what's the best way to tell him"]
)
def test_an_ordinary_question_after_such_talk_is_none(screen: RuleScreen, asked: str) -> None:
    assert screen.screen(asked, ["I want to be dead."]).level is Level.NONE


@pytest.mark.parametrize(
    "rules",
    [
        ("watch.burden", "watch.burden-to-one"),
        ("watch.hopeless", "watch.nor-anything"),
        ("watch.hopeless", "watch.burden:denied"),
    ],
)
def test_one_sign_by_two_rules_or_beside_one_taken_back_is_one(talk: Talk, rules: tuple[str, ...]) -> None:
    talk.hears(Verdict(Level.WATCH, RiskKind.SELF, rules))
    assert talk.hears(NONE, "We had soup.").hears(TRAPPED).state.level is Level.WATCH


@pytest.mark.parametrize(
    "asked",
    [
        "Is my dose of medication enough?",
        "Does prozac take days to start working?",
        "Filling on Monday, does it hurt?",
        "The last train didn't stop at our station.",
    ],
)
def test_an_everyday_question_with_such_a_word_is_not_acute(screen: RuleScreen, asked: str) -> None:
    assert screen.screen(asked, ["I want to be dead."]).level.rank < Level.ACUTE.rank
