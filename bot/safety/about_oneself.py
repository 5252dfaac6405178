"""What follows an answer where the danger is to oneself: to the direct question, to "are you safe?", to a gentle check."""

from __future__ import annotations

from dataclasses import replace

from bot.safety.rising import accumulated, said_yes
from bot.safety.speaking import Heard, Step, say
from bot.safety.ways import first_barrier
from bot.working_model.risk import Level


def after_direct(now: Heard) -> Step:
    """After "are you having thoughts of ending your life?"."""
    answer = now.answer
    if "denies" in answer and "at-times" not in answer and ("no" in answer or "yes" not in answer):
        return _denied(now)
    if "yes" in answer or "at-times" in answer:
        return said_yes(now)
    if "go-on" in answer:
        return replace(now.state, awaiting=None, going_on=True), None
    if "no" in answer and not answer & {"rather-not", "refuses"}:
        return _denied(now)
    if "retracts" in answer:
        return _taken_back(now)
    if "objects" in answer:
        return say(now, "self-objects")
    if barrier := first_barrier(answer):
        return say(now, barrier)
    return say(now, "self-no-answer")


def _denied(now: Heard) -> Step:
    """A clear no: believed, and the talk goes on with help in sight. Where a way or a place was told, the level falls slowly."""
    state = replace(
        now.state,
        level=Level.CONCERN if now.state.means_named else Level.WATCH,
        denied=True,
        checked_turn=now.turn,
        watch_points=0.0,
        quiet_turns=0,
        since_turn=now.turn,
        going_on=True,
    )
    return say(now.with_state(state), "self-no")


def after_safe(now: Heard) -> Step:
    """After "are you safe at this moment?"."""
    answer = now.answer
    if "not-safe" in answer:
        return say(now, "self-acute-unsafe")
    if "retracts" in answer:
        return _retracted(now)
    if "go-on" in answer:
        return say(now, "self-goes-on")
    if barrier := first_barrier(answer):
        return say(now, barrier)
    if "objects" in answer:
        return say(now, "self-objects")
    if "safe" not in answer and answer & {"at-times", "unsure"}:
        return say(now, "self-unsure")
    if "safe" in answer or "yes" in answer:
        return _is_safe(now)
    if "no" in answer:
        return say(now, "self-acute-unsafe")
    return say(now.with_state(replace(now.state, quiet_turns=now.state.quiet_turns + 1)), "self-present")


def _is_safe(now: Heard) -> Step:
    state = replace(now.state, level=Level.CONCERN, since_turn=now.turn, quiet_turns=0, going_on=True)
    return say(now.with_state(state), "self-acute-safe")


def _retracted(now: Heard) -> Step:
    if any(one.startswith("self-retracted") for one in now.state.said):
        return _taken_back(now)
    return say(now.with_state(replace(now.state, asked_directly=True)), "self-retracted")


def _taken_back(now: Heard) -> Step:
    """Asked once and taken back: believed as far as that the talk goes on; the level falls by quiet alone."""
    return say(now.with_state(replace(now.state, going_on=True)), "self-taken-back")


def after_goes_on(now: Heard) -> Step:
    """After "we can go on; are you safe for now?": asked once and no more."""
    if now.answer & {"not-safe", "no"}:
        return say(now, "self-acute-unsafe")
    if now.answer & {"safe", "yes"}:
        return _is_safe(now)
    return replace(now.state, awaiting=None, going_on=True), None


def after_check(now: Heard) -> Step:
    """After the gentle "how is it for you right now?"."""
    state = replace(now.state, awaiting=None)
    if "denies" in now.answer:
        return say(now.with_state(replace(state, denied=True, watch_points=0.0)), "watch-better")
    if "worse" in now.answer and not state.asked_directly:
        return accumulated(now)
    return say(now.with_state(state), "watch-better")
