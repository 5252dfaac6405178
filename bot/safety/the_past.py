"""What is told as history: past harm, a loss, an attempt long ago. Acknowledged, never alarmed at."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.safety.speaking import Heard, Step, fallen, say
from bot.working_model.risk import RiskKind, SafetyState

ACKNOWLEDGE_AGAIN_AFTER_TURNS: Final = 6


def told_of_the_past(now: Heard) -> Step:
    """A disclosure: thanked and believed, not at every sentence of it."""
    state = now.state
    if acknowledged_lately(state, now.turn):
        return replace(state, awaiting=None if state.awaiting == "after-harm" else state.awaiting), None
    path = "past_harm" if now.verdict.kind is RiskKind.PAST_HARM else "bereaved"
    if path == "bereaved" and not any(rule.startswith("history.bereaved") for rule in now.verdict.rules):
        path = "attempt-history"
    return say(now.with_state(replace(state, acknowledged_turn=now.turn)), path)


def acknowledged_lately(state: SafetyState, turn: int) -> bool:
    """Whether something told of the past was acknowledged within the last turns."""
    return state.acknowledged_turn > 0 and turn - state.acknowledged_turn < ACKNOWLEDGE_AGAIN_AFTER_TURNS


def after_harm(now: Heard) -> Step:
    """After "may I keep this in your summary?"."""
    state = replace(now.state, awaiting=None)
    if now.answer & {"keep", "yes"}:
        return say(now.with_state(replace(state, keep_disclosure=True)), "past_harm-kept")
    if now.answer & {"do-not-keep", "no"}:
        return say(now.with_state(replace(state, keep_disclosure=False)), "past_harm-left-out")
    return fallen(now, state), None
