"""What follows an answer where the danger comes from somebody, or is to somebody else; and how words for staying present end."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.safety.about_oneself import after_safe
from bot.safety.speaking import Heard, Step, fallen, say
from bot.safety.ways import first_barrier, stays_about_oneself, times_said
from bot.working_model.risk import Level, RiskKind

_STAYS_WITH: Final = (
    RiskKind.FROM_SOMEONE,
    RiskKind.TO_OTHERS,
    RiskKind.CHILD,
    RiskKind.SOMEONE,
)  # words for staying present


def is_joke(now: Heard) -> bool:
    """Whether what was taken for a danger from or to somebody is now said to be a joke."""
    state = now.state
    is_high = state.level.rank >= Level.CONCERN.rank and state.kind in _STAYS_WITH
    return "jokes" in now.answer and is_high and state.awaiting != "meant"


def taken_as_joke(now: Heard) -> Step:
    """Asked about once; said again later it is let go, and the level falls by quiet alone. Who jokes may also be watched."""
    if not times_said(now.state, "taken-as-joke"):
        return say(now, "taken-as-joke")
    return say(now.with_state(replace(now.state, going_on=True)), "let-go")


def after_meant(now: Heard) -> Step:
    """After "is anybody in danger?", asked of what was said to be a joke."""
    state, kind = now.state, now.state.kind
    if now.answer & {"no", "jokes", "denies"}:
        state = replace(state, level=Level.WATCH, quiet_turns=0, since_turn=now.turn, going_on=True)
        return say(now.with_state(replace(state, checked_turn=now.turn)), "let-go")
    if now.answer & {"yes", "at-times", "unsure"} and kind is not None:
        return say(now, f"{kind.value}-concern")
    return fallen(now, replace(state, awaiting=None, going_on=True)), None


def kept(now: Heard) -> Step:
    """The button to delete everything was offered and not wanted: back to staying present."""
    kind = now.state.kind
    if kind in _STAYS_WITH:
        return say(now, f"{kind.value}-present")
    return after_safe(now) if stays_about_oneself(now.state) else (replace(now.state, awaiting=None), None)


def after_present(now: Heard) -> Step:
    """After words that ask nothing in particular: a barrier is met, then there are words for staying, then the talk goes on."""
    state, kind = now.state, now.state.kind
    barrier = first_barrier(now.answer)
    if stays_about_oneself(state):
        return after_safe(now)
    if barrier and kind is RiskKind.SELF:
        return say(now, barrier)
    if "objects" in now.answer and kind is RiskKind.SELF and not times_said(state, "self-objects"):
        return say(now, "self-objects")
    if "watched" in now.answer and kind is RiskKind.FROM_SOMEONE:
        return say(now, "from_someone-not-safe")
    if barrier and kind is RiskKind.FROM_SOMEONE and not times_said(state, "from_someone-barrier"):
        return say(now, "from_someone-barrier")
    if kind in _STAYS_WITH and not state.going_on and state.level.rank >= Level.CONCERN.rank:
        times = 2 if state.level is Level.ACUTE and kind is RiskKind.FROM_SOMEONE else 1
        if times_said(state, f"{kind.value}-present") < times:
            return say(now, f"{kind.value}-present")
    return fallen(now, replace(state, awaiting=None, going_on=True)), None


def after_hurts(now: Heard) -> Step:
    """After "does it happen that they hurt you?"."""
    if now.answer & {"yes", "at-times"}:
        higher = now.state.level.rank < Level.CONCERN.rank
        state = replace(
            now.state,
            level=Level.CONCERN if higher else now.state.level,
            since_turn=now.turn if higher else now.state.since_turn,
            quiet_turns=0,
        )
        return say(now.with_state(state), "from_someone-concern")
    return fallen(now, replace(now.state, awaiting=None)), None


def after_typing(now: Heard) -> Step:
    """After "is it safe to type?"."""
    if now.answer & {"no", "not-safe", "watched", "unsure"}:
        return say(now, "from_someone-not-safe")
    return say(now, "from_someone-info")


def after_apart(now: Heard) -> Step:
    """After "can you get away from them for a while?"."""
    return say(now, "to_others-acute" if "no" in now.answer else "to_others-present")
