"""Laws of screen and protocol that hold for any text and any order of events."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.safety import FixedReplies, RuleScreen
from bot.working_model.risk import Level, RiskKind, SafetyState, Verdict

PLENTY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RISKS = (
    "I want to kill myself",
    "I'm going to end my life tonight",
    "he strangled me last night",
    "I cut myself",
    "I'm going to kill him",
)
KINDS = {
    Level.NONE: (None, RiskKind.PAST_HARM, RiskKind.BEREAVED),
    Level.WATCH: (RiskKind.SELF, RiskKind.FROM_SOMEONE, RiskKind.UNKNOWN_LANGUAGE),
    Level.CONCERN: (RiskKind.SELF, RiskKind.FROM_SOMEONE, RiskKind.TO_OTHERS, RiskKind.CHILD, RiskKind.SOMEONE),
    Level.ACUTE: (RiskKind.SELF, RiskKind.FROM_SOMEONE, RiskKind.TO_OTHERS, RiskKind.CHILD, RiskKind.SOMEONE),
}
verdicts = st.sampled_from(list(Level)).flatmap(
    lambda level: st.sampled_from(KINDS[level]).map(lambda kind: Verdict(level, kind, ("a.rule",)))
)
answers = st.sampled_from(
    [
        "",
        "yes",
        "no",
        "I don't know",
        "go on",
        "I'm safe for now",
        "I can't call",
        "just joking",
        "my mother",
        "really bad",
    ]
)


@cache
def screen() -> RuleScreen:
    return RuleScreen(classifier=None)


@cache
def protocol() -> FixedReplies:
    return FixedReplies()


@PLENTY
@given(st.text(max_size=400), st.lists(st.text(max_size=60), max_size=3))
def test_any_text_gets_a_verdict(text: str, recent: list[str]) -> None:
    verdict = screen().screen(text, recent)
    assert (verdict.level is Level.NONE) or verdict.rules


@PLENTY
@given(
    st.sampled_from(RISKS),
    st.text(alphabet="\u200b\u200c\u200d\u2060\ufeff\u00ad", min_size=1, max_size=3),
    st.integers(0, 30),
)
def test_invisible_characters_hide_nothing(text: str, invisible: str, at: int) -> None:
    hidden = invisible.join(text)
    assert screen().screen(hidden) == screen().screen(text)
    assert screen().screen(text[:at] + invisible + text[at:]) == screen().screen(text)


@PLENTY
@given(
    st.sampled_from(RISKS),
    st.sampled_from(["We had soup. ", "My sister lives in Oslo. ", "\n", "😀 "]),
    st.integers(0, 40),
)
def test_ordinary_talk_around_it_hides_nothing(text: str, talk: str, times: int) -> None:
    assert screen().screen(talk * times + text + ". " + talk * times).level.rank >= Level.CONCERN.rank


@PLENTY
@given(st.lists(st.tuples(verdicts, answers), min_size=1, max_size=25))
def test_a_conversation_of_any_kind_keeps_the_promises(turns: list[tuple[Verdict, str]]) -> None:
    state = SafetyState()
    for number, (verdict, text) in enumerate(turns, 1):
        before = state
        state, reply = protocol().respond(state, verdict, text, turn=number, country=None, language="en")
        assert state.level.rank >= min(verdict.level.rank, Level.ACUTE.rank) or verdict.level is Level.WATCH
        lowered_by_answer = {"no", "I'm safe for now", "yes", "just joking"}
        if text not in lowered_by_answer:
            assert state.level.rank >= before.level.rank - 1
        if verdict.level.rank >= Level.CONCERN.rank and verdict.kind is RiskKind.SELF:
            assert reply is not None


@PLENTY
@given(st.lists(st.tuples(verdicts, answers), max_size=12))
def test_who_wants_to_go_on_can_within_three_turns(turns: list[tuple[Verdict, str]]) -> None:
    state, number = SafetyState(), 0
    for number, (verdict, text) in enumerate(turns, 1):
        state, _ = protocol().respond(state, verdict, text, turn=number, country=None, language="en")
    replies = []
    for step in range(1, 4):
        state, reply = protocol().respond(
            state, Verdict(Level.NONE), "I want to go on", turn=number + step, country=None, language="en"
        )
        replies.append(reply)
    assert None in replies


@PLENTY
@given(st.lists(verdicts.filter(lambda one: one.level.rank >= Level.CONCERN.rank), min_size=2, max_size=10))
def test_the_direct_question_is_asked_at_most_once(found: list[Verdict]) -> None:
    state = SafetyState()
    for number, verdict in enumerate(found, 1):
        state, _ = protocol().respond(state, verdict, "", turn=number, country=None, language="en")
    assert sum(one.startswith(("self-concern.", "watch-worse.")) for one in state.said) <= 1
