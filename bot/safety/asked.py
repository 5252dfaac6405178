"""What the person asks of the program instead of answering it, where a danger is open and it must not be passed over."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.safety.speaking import Heard, Step, say
from bot.safety.the_past import acknowledged_lately
from bot.working_model.dialogue import Command
from bot.working_model.risk import Level, RiskKind

_ASKED_OF_US: Final = (
    "asks-program",
    "asks-tell",
)  # answered wherever the talk is about a danger; our question stays open
_WATCHED: Final = (RiskKind.FROM_SOMEONE, RiskKind.CHILD)
_READ_IN_THE_ORDER: Final = ("veiled.stop", "passive.coded")  # what "delete me" alone reads as


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
    if now.state.level is Level.NONE and not _tells_of_danger(now):
        return False
    return "wipe-data" in now.answer or (_from_someone(now) and bool(now.answer & {"wipe", "delete-all"}))


def wants_nothing_else(now: Heard) -> bool:
    """Whether the order is all there is to answer: whoever tells of a danger with it is answered about that first."""
    if not _tells_of_danger(now):
        return True
    only_the_order = all(rule.startswith(_READ_IN_THE_ORDER) for rule in now.verdict.rules)
    return only_the_order and "wipe" in now.answer and _from_someone(now)


def _tells_of_danger(now: Heard) -> bool:
    return now.verdict.level.rank >= Level.CONCERN.rank


def _from_someone(now: Heard) -> bool:
    return now.state.kind in _WATCHED or any(one.startswith("from_someone-") for one in now.state.said)


def with_deletion(now: Heard, step: Step) -> Step:
    """The reply to a danger, with the button that deletes everything beside its own."""
    state, reply = step
    if reply is None:
        return offer_deletion(now.with_state(state))
    offered = (one for wording in now.words.wordings["wipe"][:1] for one in wording.choices)
    button = tuple(one for one in offered if one.command is Command.DELETE_ALL)
    return state, replace(reply, choices=(*reply.choices, *button))


def offer_deletion(now: Heard) -> Step:
    """The button that deletes everything at once, with no other part of the program needed; what was open stays open."""
    state, reply = say(now, "wipe")
    return replace(state, awaiting=now.state.awaiting), reply
