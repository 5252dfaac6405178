"""One message as the protocol hears it, and how its fixed words are said and a level falls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from bot.safety.replies import ReplyBook, Wording, Words
from bot.safety.ways import awaited, purpose_of, purpose_of_path
from bot.working_model.dialogue import Reply
from bot.working_model.risk import Level, SafetyState, Verdict

QUIET_TURNS_TO_FALL: Final = {Level.ACUTE: 10, Level.CONCERN: 8, Level.WATCH: 6}
_FALLS_TO: Final = {Level.ACUTE: Level.CONCERN, Level.CONCERN: Level.WATCH, Level.WATCH: Level.NONE}


@dataclass(frozen=True, slots=True)
class Heard:
    """One message: the state it met, what the screen found, what was read in it as an answer, and the words to reply with."""

    state: SafetyState
    verdict: Verdict
    answer: frozenset[str]
    turn: int
    country: str | None
    words: Words
    book: ReplyBook

    def with_state(self, state: SafetyState) -> Heard:
        """The same message, met by another state."""
        return replace(self, state=state)


Step = tuple[SafetyState, Reply | None]
"""The state afterwards, and the reply that is due; None where the conversation goes on by itself."""


def say(now: Heard, path: str) -> Step:
    """The words of this way that are due now."""
    path = path if path in now.words.wordings else "self-present"
    wording = now.words.next(path, now.state.said)
    purpose = purpose_of_path(path) or purpose_of(now.verdict.kind or now.state.kind)
    reply = now.book.reply(wording, now.words, country=now.country, purpose=purpose)
    state = replace(
        now.state,
        awaiting=awaited(path, wording, now.state),
        said=(*now.state.said, wording.id),
        lines_turn=now.turn if wording.shows_lines else now.state.lines_turn,
    )
    return state, reply


def say_beside(now: Heard, path: str) -> Step:
    """Answers what was asked of the program; the question before stays open, and its buttons with it."""
    before = _open_question(now)
    state, reply = say(now, path)
    if before is None or reply is None:
        return state, reply
    return replace(state, awaiting=now.state.awaiting), replace(reply, choices=before.choices or reply.choices)


def _open_question(now: Heard) -> Wording | None:
    """The wording that asked what is still open: the last one, or the one before other things were answered."""
    said = (now.words.wording(one) for one in reversed(now.state.said) if now.state.awaiting)
    return next((one for one in said if one is not None and one.awaits == now.state.awaiting), None)


def fallen(now: Heard, state: SafetyState) -> SafetyState:
    """One more quiet turn. The level falls by one step when there were enough; `acute` only once the person went on."""
    quiet = state.quiet_turns + 1
    falls = quiet >= QUIET_TURNS_TO_FALL.get(state.level, 1_000_000) and (
        state.level is not Level.ACUTE or state.going_on
    )
    if not falls:
        return replace(state, quiet_turns=quiet)
    level = _FALLS_TO[state.level]
    return replace(
        state, level=level, kind=None if level is Level.NONE else state.kind, quiet_turns=0, since_turn=now.turn
    )
