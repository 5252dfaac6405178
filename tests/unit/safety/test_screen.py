"""The screen: what it must find, and what it must leave alone (data/safety holds the large sets)."""

import pytest

from bot.safety import RuleScreen
from bot.working_model.risk import Level, RiskKind


@pytest.mark.parametrize(
    "text",
    [
        "I'm going to kill myself",
        "im gonna end it all tonight",
        "i have a plan to kill myself",
        "I just took all my pills",
        "I’m going to kill myself",
        "I'm going to k i l l m y s e l f",
        "I am g\u200bo\u200bi\u200bn\u200bg to k\u200bi\u200bl\u200bl myself",
        "I’m gοing to kіll mуself",
        "im going to k1ll mys3lf",
        "gonna kms tonight",
        "Ich bringe mich heute um",
        "me voy a matar",
    ],
)
def test_acute_about_oneself(screen: RuleScreen, text: str) -> None:
    verdict = screen.screen(text)
    assert (verdict.level, verdict.kind) == (Level.ACUTE, RiskKind.SELF)


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "i dont want to be alive anymore",
        "im suicidal",
        "I cut myself last night",
        "everyone would be better off without me",
        "i wan to kil myslef",
        "i want 2 die",
        "Ich will nicht mehr leben",
        "quiero morir",
    ],
)
def test_concern_about_oneself(screen: RuleScreen, text: str) -> None:
    verdict = screen.screen(text)
    assert (verdict.level, verdict.kind) == (Level.CONCERN, RiskKind.SELF)


@pytest.mark.parametrize(
    ("text", "level", "kind"),
    [
        ("he strangled me last night", Level.ACUTE, RiskKind.FROM_SOMEONE),
        ("He said he'd kill me if I leave", Level.ACUTE, RiskKind.FROM_SOMEONE),
        ("my husband hits me", Level.CONCERN, RiskKind.FROM_SOMEONE),
        ("I'm going to kill him tonight", Level.ACUTE, RiskKind.TO_OTHERS),
        ("he hits our son", Level.ACUTE, RiskKind.CHILD),
        ("I was abused as a child", Level.NONE, RiskKind.PAST_HARM),
        ("my brother killed himself when I was ten", Level.NONE, RiskKind.BEREAVED),
        ("I used to cut, years ago", Level.NONE, RiskKind.BEREAVED),
        ("I'm such a burden to everyone", Level.WATCH, RiskKind.SELF),
    ],
)
def test_the_path_a_message_takes(screen: RuleScreen, text: str, level: Level, kind: RiskKind) -> None:
    verdict = screen.screen(text)
    assert (verdict.level, verdict.kind) == (level, kind)


@pytest.mark.parametrize(
    "text",
    [
        "I'm scared she'll leave me",
        "nobody really knows me",
        "it's killing me",
        "I'm thinking of ending it with him",
        "I could have died of embarrassment",
        "I'm dead tired",
        "I'd kill for a coffee",
        "he'll kill me if I'm late",
        "",
        "😀😀",
        "I cut myself off from people when I'm hurt",
    ],
)
def test_ordinary_talk_is_left_alone(screen: RuleScreen, text: str) -> None:
    assert screen.screen(text).level is Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        "please stop",
        "I want to stop now",
        "I don't want to continue with this",
        "erase me please",
        "stop everything",
        "ok end it here",
        "could we pause",
    ],
)
def test_a_wish_to_stop_the_talk_is_no_alarm(screen: RuleScreen, text: str) -> None:
    assert screen.screen(text).level is Level.NONE
    assert screen.screen(text, ["My mother died in May.", "I was alone at the funeral."]).level is Level.NONE


@pytest.mark.parametrize(
    "text", ["I want it to stop", "i want out", "I don't want to go on", "i dont want to do this anymore"]
)
def test_a_wish_that_may_mean_more_is_asked_about_gently(screen: RuleScreen, text: str) -> None:
    assert screen.screen(text).level is Level.WATCH


@pytest.mark.parametrize(
    "text",
    [
        "I want to stop",
        "i want out",
        "I don't want to continue",
        "make it stop",
        "I don't want to go on",
        "end it now",
        "I want it all erased",
    ],
)
def test_after_despair_the_same_wish_is_a_concern(screen: RuleScreen, text: str) -> None:
    verdict = screen.screen(text, ["I'm nothing but a burden to all of them.", "My sister called."])
    assert (verdict.level, verdict.kind) == (Level.CONCERN, RiskKind.SELF)


@pytest.mark.parametrize(
    "text",
    [
        "My father beat us, all four. He's been dead twenty years now.",
        "I tried to kill myself at 17. I'm 34 now and well.",
        "Dad broke my arm once and said I fell. He's long dead.",
        "My ex stalked me for a year, he got convicted and moved.",
    ],
)
def test_what_is_over_is_acknowledged_and_not_alarmed_at(screen: RuleScreen, text: str) -> None:
    verdict = screen.screen(text)
    assert (verdict.level, verdict.kind) in {(Level.NONE, RiskKind.PAST_HARM), (Level.NONE, RiskKind.BEREAVED)}


def test_a_thought_sent_in_two_pieces(screen: RuleScreen) -> None:
    assert screen.screen("to die", ["i want"]).level is Level.CONCERN


def test_rules_are_named_and_words_are_not(screen: RuleScreen) -> None:
    verdict = screen.screen("I want to die, said the canary Quetzal")
    assert verdict.rules
    assert "quetzal" not in repr(verdict).lower()


HOSTILE = {
    "one letter": "a" * 10_000,
    "one word": "kill " * 2_000,
    "anchors": "i want to " * 1_000,
    "single letters": "k " * 5_000,
    "zero width": "k\u200b" * 5_000,
    "signs": "*k" * 5_000,
    "stops": "." * 10_000,
    "apostrophes": "'" * 10_000,
    "unknown words": "zxqv " * 2_000,
    "two scripts": "аb" * 5_000,
    "marks": "e\u0301\u0302\u0303" * 2_500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_gets_a_verdict(screen: RuleScreen, text: str) -> None:
    """How long it takes stands in docs/safety.md, measured by `attune evaluate-safety`: a busy machine proves nothing."""
    verdict = screen.screen(text)
    assert (verdict.level is Level.NONE) == (not verdict.rules)


def test_a_risk_is_not_hidden_by_ten_thousand_letters(screen: RuleScreen) -> None:
    assert screen.screen("bla " * 1_200 + "I want to kill myself " + "bla " * 1_200).level is not Level.NONE


@pytest.mark.parametrize(
    "said", [("please stop", "I want to stop now"), ("I want to stop now", "delete me"), ("stop", "please stop")]
)
def test_a_wish_to_stop_the_talk_said_twice_is_no_alarm(screen: RuleScreen, said: tuple[str, str]) -> None:
    assert screen.screen(said[1], [said[0]]).rules == ()


def test_after_despair_the_same_words_count(screen: RuleScreen) -> None:
    assert screen.screen("I want to stop now", ["I want to die.", "please stop"]).level is Level.CONCERN


@pytest.mark.parametrize(
    "text",
    [
        "I'm going to murder my flatmate, he finished my yoghurt again",
        "My mum saw my mocks. She'd kill me if I got another D",
        "I failed maths. My dad will kill me.",
        "The thesis has me by the throat.",
    ],
)
def test_threats_over_trifles_are_none(screen: RuleScreen, text: str) -> None:
    assert screen.screen(text).level is Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        "he'd kill me if I left",
        "My husband will kill me, he hit me over the dishes again",
        "he had me by the throat",
        "I've got a knife and I'm going to kill my flatmate over the yoghurt",
    ],
)
def test_threats_that_are_none_of_these_stay_danger(screen: RuleScreen, text: str) -> None:
    assert screen.screen(text).level is Level.ACUTE


def test_after_a_joke_said_to_be_one_a_laughing_threat_is_no_danger_again(screen: RuleScreen) -> None:
    joke = ["I'm going to kill my boss", "relax, I'm joking"]
    assert screen.screen("he'll find out how I kill my boss, I'm going to stab him haha", joke).level.rank <= 1


@pytest.mark.parametrize(
    "text",
    [
        "I'm going to kill my boss tonight",
        "lol he put a knife to my throat",
        "haha I'm bringing my dad's rifle to school",
    ],
)
def test_after_a_joke_what_is_meant_is_still_danger(screen: RuleScreen, text: str) -> None:
    assert screen.screen(text, ["I'm going to kill my boss", "I was joking"]).level is Level.ACUTE


@pytest.mark.parametrize(
    ("before", "text", "level"),
    [
        ("I have no hope left.", "is the viaduct lit at night?", Level.ACUTE),
        ("I feel hopeless.", "how high is the bridge", Level.ACUTE),
        ("I lost my job today.", "which bridges here are tallest?", Level.CONCERN),
        ("We are at the coast.", "is the pier open at night?", Level.NONE),
        ("I feel hopeless.", "what time is the supermarket open?", Level.NONE),
    ],
)
def test_a_question_about_a_place_counts_by_what_was_said_before(
    screen: RuleScreen, before: str, text: str, level: Level
) -> None:
    assert screen.screen(text, [before]).level is level


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("I was joking", "I'm going to kill my boss tonight"),
        ("my wife went", "I've got the pills ready."),
        ("hi", "kms"),
    ],
)
def test_a_short_message_before_hides_nothing(screen: RuleScreen, before: str, text: str) -> None:
    assert screen.screen(text, [before]).level.rank >= screen.screen(text).level.rank
    assert screen.screen(text).level is not Level.NONE


def test_used_to_it_is_no_history(screen: RuleScreen) -> None:
    assert screen.screen("If supper is late he hits me, I'm used to it.").level is Level.CONCERN
    assert screen.screen("My father used to hit me.").level is Level.NONE
