"""What the person asks of the program instead of answering it, where a danger is open and it must not be passed over."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.safety.speaking import Heard, Step, say
from bot.safety.the_past import acknowledged_lately
from bot.working_model.risk import Level, RiskKind

_ASKED_OF_US: Final = (
    "asks-program",
    "asks-tell",
)  # answered wherever the talk is about a danger; our question stays open
_WATCHED: Final = (RiskKind.FROM_SOMEONE, RiskKind.CHILD)


def asked_of_us(now: Heard) -> str | None:
    """The way of words that answers it; None where nothing is asked."""
    state = now.state
    if state.level.rank >= Level.CONCERN.rank or state.awaiting is not None:
        for one in _ASKED_OF_US:
            if one in now.answer:
                return one
    told = state.kind is RiskKind.FROM_SOMEONE or (
        acknowledged_lately(state, now.turn) and any(one.startswith("past_harm.") for one in state.said)
    )
    return "not-your-fault" if told and "blames-self" in now.answer and state.awaiting != "typing" else None


def wants_all_deleted(now: Heard) -> bool:
    """Whether, in a danger, the person asks for everything to be deleted. Whoever may be watched must be able to wipe at once.

    "Delete me" is no such order where the danger is to oneself: it may mean the person, not the page. "Delete this chat" is.
    """
    state = now.state
    if state.level is Level.NONE or now.verdict.level.rank > state.level.rank:
        return False
    from_someone = state.kind in _WATCHED or any(one.startswith("from_someone-") for one in state.said)
    return "wipe-data" in now.answer or (from_someone and bool(now.answer & {"wipe", "delete-all"}))


def offer_deletion(now: Heard) -> Step:
    """The button that deletes everything at once, with no other part of the program needed; what was open stays open."""
    state, reply = say(now, "wipe")
    return replace(state, awaiting=now.state.awaiting), reply
