"""What a risk calls for: the level rises at once, weak signs add up, and the direct question is asked once."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.safety.speaking import Heard, Step, say
from bot.safety.ways import ASKED_FOR_MEANS, MEANS_OR_PLACE, first_question, path_of, stays_about_oneself
from bot.working_model.risk import Level, RiskKind

ACCUMULATED: Final = 2.4  # three signs within ten turns or so count as concern, also with ordinary talk in between
POINTS_KEPT: Final = 0.95  # of each point from turn to turn
CHECK_AGAIN_AFTER_TURNS: Final = 5
_SIGNS_OF: Final = "watch."  # hopelessness, burden, entrapment and weariness: each has its rule
_SAME_SIGN: Final = {
    "watch.burden-to-one": "watch.burden",
    "watch.nor-anything": "watch.hopeless",
}  # the kind each finds more of
_MOST_AT_ONCE: Final = 2  # one message alone never adds up to concern
_WISH_TO_STOP: Final = (
    "veiled.stop",
    "passive.coded",
)  # "delete me", "please stop": no clear yes to the direct question
_HELD_BY_A_NO: Final = ("self.kill-words", "self.suicide-words", "veiled.stop", "watch.")
"""Rules that find only the words of the question, or what is no yes to it: beside these a denial stands as one."""
_A_WISH_OR_WAY: Final = ("self.wish-to-die", "self.wish-now", "wide.dying", *sorted(MEANS_OR_PLACE))
"""Rules that find the wish itself, or a way: "I'm not suicidal, I just want to die" is a yes."""


def risen(now: Heard) -> Step:
    """A message at `concern` or `acute`."""
    was, verdict = now.state, now.verdict
    kind = verdict.kind or RiskKind.SELF
    higher = verdict.level.rank > was.level.rank
    state = replace(
        was,
        level=verdict.level if higher else was.level,
        kind=_kind_after(now, kind),
        since_turn=now.turn if higher else was.since_turn,
        quiet_turns=0,
        awaiting=None,
    )
    now = now.with_state(state)
    if kind is not RiskKind.SELF:
        rests = was.going_on and kind is RiskKind.FROM_SOMEONE and not higher and now.turn - was.lines_turn <= 2
        return (state, None) if rests else say(now, path_of(kind, verdict))
    now = now.with_state(replace(state, denied=False, going_on=False))
    if MEANS_OR_PLACE & set(verdict.rules):
        now = now.with_state(replace(now.state, means_named=True))
    if verdict.level is Level.ACUTE:
        path = "self-means-acute" if ASKED_FOR_MEANS in verdict.rules else "self-acute"
        return say(now.with_state(replace(now.state, asked_directly=True)), path)
    if was.awaiting == "direct" and {"no", "denies"} <= now.answer:
        return _denied_and_more(now)
    if was.awaiting == "direct" and not all(rule.startswith(_WISH_TO_STOP) for rule in verdict.rules):
        return said_yes(now)
    if was.asked_directly:
        return say(now, "self-concern-again")
    return say(now.with_state(replace(now.state, asked_directly=True)), first_question(verdict))


def _denied_and_more(now: Heard) -> Step:
    """A plain denial in which a risk was read all the same: no sign to lower the level by, and a no only where little was read."""
    rules = now.verdict.rules
    if all(rule.startswith(_HELD_BY_A_NO) for rule in rules):
        return say(now.with_state(replace(now.state, denied=True, going_on=True, checked_turn=now.turn)), "self-no")
    if any(rule.startswith(_A_WISH_OR_WAY) for rule in rules):
        return said_yes(now)
    return say(now, "self-concern-again")


def _kind_after(now: Heard, kind: RiskKind) -> RiskKind | None:
    """What the conversation's risk is about: the new finding, unless an older one weighs more."""
    was, level = now.state, now.verdict.level
    if stays_about_oneself(was):
        return was.kind
    return kind if level.rank >= was.level.rank or was.kind is None else was.kind


def said_yes(now: Heard) -> Step:
    """The direct question was answered with yes."""
    if "at-times" in now.answer and now.verdict.level is not Level.ACUTE:
        level = max(now.state.level, Level.CONCERN, key=lambda one: one.rank)
        return say(now.with_state(replace(now.state, level=level, kind=RiskKind.SELF)), "self-sometimes")
    state = replace(
        now.state, level=Level.ACUTE, kind=RiskKind.SELF, since_turn=now.turn, quiet_turns=0, going_on=False
    )
    return say(now.with_state(state), "self-yes")


def counted(now: Heard) -> Heard:
    """A weak sign adds to those before it, whatever they are about; two kinds of it in one message are two signs.

    An id with a colon was found in a context that took it back; some rules find the same kind in other words.
    """
    kinds = {_SAME_SIGN.get(rule, rule) for rule in now.verdict.rules if rule.startswith(_SIGNS_OF) and ":" not in rule}
    signs = min(max(len(kinds), 1), _MOST_AT_ONCE)
    return now.with_state(replace(now.state, watch_points=now.state.watch_points + signs, quiet_turns=0))


def is_an_answer(now: Heard) -> bool:
    """Whether a weak sign is first of all an answer to what was asked, or said in a danger that is open anyway."""
    state = now.state
    denies = state.awaiting == "check" and "denies" in now.answer
    return denies or state.awaiting in ("direct", "safe", "goes-on") or state.level is Level.ACUTE


def watched(now: Heard) -> Step:
    """A weak sign about oneself, already counted: acknowledged once in a while, asked about when it adds up."""
    state = now.state
    if state.watch_points >= ACCUMULATED or (state.awaiting == "check" and "worse" in now.answer):
        return accumulated(now)
    if state.level is Level.NONE:
        now = now.with_state(replace(state, level=Level.WATCH, kind=RiskKind.SELF, since_turn=now.turn))
    is_first = state.checked_turn == 0 and not any(one.startswith("watch") for one in state.said)
    due = is_first or now.turn - state.checked_turn >= CHECK_AGAIN_AFTER_TURNS
    if not due or state.level.rank > Level.WATCH.rank:
        return replace(now.state, awaiting=None), None
    return say(now.with_state(replace(now.state, checked_turn=now.turn)), "watch")


def gently(now: Heard) -> Step:
    """A lesser sign of danger from or to somebody: said once in a while, and nothing is closed off by it."""
    state, kind = now.state, now.verdict.kind
    if state.watch_points >= ACCUMULATED and state.level.rank < Level.CONCERN.rank and kind is not None:
        state = replace(state, level=Level.CONCERN, kind=kind, since_turn=now.turn, watch_points=0.0, going_on=False)
        return say(now.with_state(state), f"{kind.value}-concern")
    if state.checked_turn and now.turn - state.checked_turn < CHECK_AGAIN_AFTER_TURNS:
        return replace(state, awaiting=None), None
    if state.level is Level.NONE:
        state = replace(state, level=Level.WATCH, kind=kind, since_turn=now.turn)
    path = f"{kind.value}-watch" if kind is not None else "watch"
    path = path if path in now.words.wordings else path.replace("-watch", "-concern")
    return say(now.with_state(replace(state, checked_turn=now.turn, quiet_turns=0)), path)


def accumulated(now: Heard) -> Step:
    """Weak signs have added up to `concern`."""
    was = now.state
    higher = was.level.rank < Level.CONCERN.rank
    state = replace(
        was,
        level=Level.CONCERN if higher else was.level,
        kind=was.kind or RiskKind.SELF,
        since_turn=now.turn if higher else was.since_turn,
        watch_points=0.0,
        asked_directly=True,
        going_on=False,
    )
    return say(now.with_state(state), "self-concern-again" if was.asked_directly else "watch-worse")


def unreadable(now: Heard) -> Step:
    """A message in a language the rules cannot read: help is named once in a while."""
    state = now.state
    if state.level is Level.NONE:
        state = replace(state, level=Level.WATCH, kind=RiskKind.UNKNOWN_LANGUAGE, since_turn=now.turn)
    due = now.turn - state.lines_turn >= CHECK_AGAIN_AFTER_TURNS or state.lines_turn == 0
    return say(now.with_state(state), "unknown-language") if due else (state, None)
