"""Which words are due: the way through the fixed replies that a finding or an answer calls for."""

from __future__ import annotations

from typing import Final

from bot.safety.answers import BARRIERS
from bot.safety.replies import Wording
from bot.working_model.risk import Level, RiskKind, SafetyState, Verdict

PURPOSE: Final = {RiskKind.FROM_SOMEONE: "violence", RiskKind.CHILD: "child"}
HARM_ALONE: Final = frozenset({"self.harm", "wide.harm", "harm.done", "harm.urge", "wide.urge"})
MEANS: Final = frozenset({"means.after-distress", "means.which-way", "wide.methods"})
ASKED_FOR_MEANS: Final = "means.after-hopeless"
MEANS_OR_PLACE: Final = MEANS | {ASKED_FOR_MEANS, "self.means", "self.place", "self.plan", "now.means", "now.place"}
"""Rules that find a way or a place told or asked about: after these one "no" is not the end of it."""


def path_of(kind: RiskKind, verdict: Verdict) -> str:
    """The way of words for a danger from or to somebody; a grip on the throat has its own (it can harm unseen)."""
    if kind is RiskKind.FROM_SOMEONE and any(rule.startswith("from.strangled") for rule in verdict.rules):
        return "from_someone-throat"
    return f"{kind.value}-{verdict.level.value}"


def first_question(verdict: Verdict) -> str:
    """The words around the direct question: a question about means is not answered, and self-harm alone is no wish to die."""
    if MEANS & set(verdict.rules):
        return "self-means"
    return "self-harm" if verdict.rules and set(verdict.rules) <= HARM_ALONE else "self-concern"


def stays_about_oneself(state: SafetyState) -> bool:
    """True where a danger to oneself is open: whatever else is told meanwhile, it is not forgotten."""
    return state.level is Level.ACUTE and state.kind is RiskKind.SELF and not state.going_on


def times_said(state: SafetyState, path: str) -> int:
    """How often words of this way were given."""
    return sum(one.partition(".")[0] == path for one in state.said)


def awaited(path: str, wording: Wording, state: SafetyState) -> str | None:
    """Where no danger is near, a barrier met or an objection is followed by no question whether the person is safe."""
    if path in BARRIERS or path == "self-objects":
        return "safe" if stays_about_oneself(state) else "present"
    return wording.awaits


def purpose_of_path(path: str) -> str | None:
    """Whose lines the words of this way name, whatever else the talk is about; None where the talk decides."""
    return next((purpose for kind, purpose in PURPOSE.items() if path.startswith(f"{kind.value}-")), None)


def purpose_of(kind: RiskKind | None) -> str:
    """Whose lines belong to a kind of risk."""
    return PURPOSE.get(kind, "crisis") if kind is not None else "crisis"


def first_barrier(answer: frozenset[str]) -> str | None:
    """The first barrier named, in the order in which they are met."""
    return next((one for one in BARRIERS if one in answer), None)


def told_in(verdict: Verdict) -> str | None:
    """The language of the rules that matched, where they are of another language than English."""
    found = {rule.split(".")[0] for rule in verdict.rules}
    return next((one for one in ("de", "es") if one in found), None)
