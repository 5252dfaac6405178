"""What follows from a verdict: the level a conversation carries, and the fixed reply, if one is due.

Pure: a state in, a state and a reply out. It needs no store, no model and no other part of the program, so that the
reply to a person in danger does not wait for anything. The rules it keeps are those of docs/explanation and docs/safety.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.safety.answers import AnswerReader
from bot.safety.helplines import Helplines
from bot.safety.replies import ReplyBook, Wording, Words
from bot.safety.ways import (
    awaited,
    first_barrier,
    first_question,
    path_of,
    purpose_of,
    purpose_of_path,
    stays_about_oneself,
    times_said,
    told_in,
)
from bot.working_model.dialogue import Reply
from bot.working_model.risk import Level, RiskKind, SafetyState, Verdict

ACCUMULATED: Final = 2.5  # three signs of hopelessness within a few turns count as concern
POINTS_KEPT: Final = 0.9  # of each point from turn to turn
QUIET_TURNS_TO_FALL: Final = {Level.ACUTE: 10, Level.CONCERN: 8, Level.WATCH: 6}
CHECK_AGAIN_AFTER_TURNS: Final = 5
ACKNOWLEDGE_AGAIN_AFTER_TURNS: Final = 6
REMIND_EVERY: Final = timedelta(hours=3)
_ASKED_OF_US: Final = (
    "asks-program",
    "asks-tell",
)  # answered wherever the talk is about a danger; our question stays open
_WISH_TO_STOP: Final = (
    "veiled.stop",
    "passive.coded",
)  # "delete me", "please stop": no clear yes to the direct question
_STAYS_WITH: Final = (
    RiskKind.FROM_SOMEONE,
    RiskKind.TO_OTHERS,
    RiskKind.CHILD,
    RiskKind.SOMEONE,
)  # words for staying present
_FALLS_TO: Final = {Level.ACUTE: Level.CONCERN, Level.CONCERN: Level.WATCH, Level.WATCH: Level.NONE}


@dataclass(frozen=True, slots=True)
class _Turn:
    """One call of `respond`: what it was given and what was read in the answer."""

    state: SafetyState
    verdict: Verdict
    answer: frozenset[str]
    turn: int
    country: str | None
    words: Words

    def with_state(self, state: SafetyState) -> _Turn:
        return replace(self, state=state)


_Step = tuple[SafetyState, Reply | None]


class FixedReplies:
    """The safety protocol in fixed words (`bot.working_model.protocols.SafetyProtocol`)."""

    def __init__(
        self,
        replies: ReplyBook | None = None,
        *,
        helplines: Helplines | None = None,
        answers: AnswerReader | None = None,
    ) -> None:
        self._replies = replies if replies is not None else ReplyBook.load(helplines=helplines or Helplines.load())
        self._answers = answers if answers is not None else AnswerReader()
        self._after: dict[str, Callable[[_Turn], _Step]] = {
            "direct": self._after_direct,
            "safe": self._after_safe,
            "goes-on": self._after_goes_on,
            "present": self._after_present,
            "check": self._after_check,
            "typing": self._after_typing,
            "apart": self._after_apart,
            "after-harm": self._after_harm,
            "hurts": self._after_hurts,
        }

    def respond(
        self, state: SafetyState, verdict: Verdict, text: str, *, turn: int, country: str | None, language: str
    ) -> _Step:
        """The new state, and the reply that must be given now; None where the conversation goes on by itself."""
        state = replace(
            state, watch_points=state.watch_points * POINTS_KEPT, language=told_in(verdict) or state.language
        )
        words = self._replies.words(state.language or language)
        now = _Turn(state, verdict, self._answers.read(text, words), turn, country, words)
        if verdict.level.rank >= Level.CONCERN.rank:
            return self._risen(now)
        if verdict.kind is RiskKind.UNKNOWN_LANGUAGE:
            return self._unknown_language(now)
        if verdict.level is Level.WATCH and verdict.kind is not None:
            return self._watched(now)
        return self._quiet(now)

    def forget(self, verdict: Verdict, *, country: str | None, language: str) -> Reply | None:
        """The reply from the verdict alone, for when no state can be read."""
        if verdict.level.rank < Level.CONCERN.rank:
            return None
        return self.respond(SafetyState(), verdict, "", turn=0, country=country, language=language)[1]

    def no_verdict(self, *, country: str | None, language: str) -> Reply:
        """The reply when the screen failed: neutral, with resources, asking nothing."""
        words = self._replies.words(language)
        return self._replies.reply(words.next("no-verdict", ()), words, country=country, purpose="crisis")

    def program_reminder(self, state: SafetyState, now: datetime) -> tuple[SafetyState, str | None]:
        """The reminder that this is a program where three hours have passed since the last, else None.

        The first call counts as told: the words at first contact say it.
        """
        if state.told_program_at_utc is None:
            return replace(state, told_program_at_utc=now), None
        if now - state.told_program_at_utc < REMIND_EVERY:
            return state, None
        words = self._replies.words(state.language)
        times = sum(one.startswith("program-reminder") for one in state.said)
        said = (*state.said, f"program-reminder.{times + 1}")
        return replace(state, told_program_at_utc=now, said=said), words.reminders[times % len(words.reminders)]

    def in_sight(self, state: SafetyState, *, country: str | None, language: str) -> str | None:
        """One line with help, for every face to keep in sight while the level is above none."""
        if state.level is Level.NONE:
            return None
        return self._replies.in_sight(
            country=country, language=state.language or language, purpose=purpose_of(state.kind)
        )

    def first_contact(self, *, country: str | None, language: str, minimum_age: int = 18) -> tuple[str, ...]:
        """What a person is told before the first question: a program, not watched live, no crisis channel, the age."""
        return self._replies.first_contact(country=country, language=language, minimum_age=minimum_age)

    # What a risk calls for

    def _risen(self, now: _Turn) -> _Step:
        was, verdict = now.state, now.verdict
        kind = verdict.kind or RiskKind.SELF
        higher = verdict.level.rank > was.level.rank
        state = replace(
            was,
            level=verdict.level if higher else was.level,
            kind=was.kind
            if stays_about_oneself(was)
            else kind
            if higher or was.kind is None or verdict.level is was.level
            else was.kind,
            since_turn=now.turn if higher else was.since_turn,
            quiet_turns=0,
            awaiting=None,
        )
        now = now.with_state(state)
        if kind is not RiskKind.SELF:
            rests = was.going_on and kind is RiskKind.FROM_SOMEONE and not higher and now.turn - was.lines_turn <= 2
            return (state, None) if rests else self._say(now, path_of(kind, verdict))
        now = now.with_state(replace(state, denied=False, going_on=False))
        if verdict.level is Level.ACUTE:
            return self._say(now.with_state(replace(now.state, asked_directly=True)), "self-acute")
        if was.awaiting == "direct" and not all(rule.startswith(_WISH_TO_STOP) for rule in verdict.rules):
            return self._said_yes(now)
        if was.asked_directly:
            return self._say(now, "self-concern-again")
        return self._say(now.with_state(replace(now.state, asked_directly=True)), first_question(verdict))

    def _said_yes(self, now: _Turn) -> _Step:
        if "at-times" in now.answer and now.verdict.level is not Level.ACUTE:
            level = max(now.state.level, Level.CONCERN, key=lambda one: one.rank)
            return self._say(now.with_state(replace(now.state, level=level, kind=RiskKind.SELF)), "self-sometimes")
        state = replace(
            now.state, level=Level.ACUTE, kind=RiskKind.SELF, since_turn=now.turn, quiet_turns=0, going_on=False
        )
        return self._say(now.with_state(state), "self-yes")

    def _watched(self, now: _Turn) -> _Step:
        if now.verdict.kind is not RiskKind.SELF:
            return self._gently(now)
        state = replace(now.state, watch_points=now.state.watch_points + 1.0, quiet_turns=0)
        now = now.with_state(state)
        if now.state.awaiting in ("direct", "safe", "goes-on") or now.state.level is Level.ACUTE:
            return self._answered(now)
        if state.watch_points >= ACCUMULATED or (state.awaiting == "check" and "worse" in now.answer):
            return self._accumulated(now)
        if state.level is Level.NONE:
            now = now.with_state(replace(state, level=Level.WATCH, kind=RiskKind.SELF, since_turn=now.turn))
        due = now.turn - state.checked_turn >= CHECK_AGAIN_AFTER_TURNS or not any(
            one.startswith("watch") for one in state.said
        )
        if not due or state.level.rank > Level.WATCH.rank:
            return replace(now.state, awaiting=None), None
        return self._say(now.with_state(replace(now.state, checked_turn=now.turn)), "watch")

    def _gently(self, now: _Turn) -> _Step:
        """A lesser sign of danger from or to somebody: said once in a while, and nothing is closed off by it."""
        state, kind = now.state, now.verdict.kind
        if state.checked_turn and now.turn - state.checked_turn < CHECK_AGAIN_AFTER_TURNS:
            return replace(state, awaiting=None), None
        if state.level is Level.NONE:
            state = replace(state, level=Level.WATCH, kind=kind, since_turn=now.turn)
        path = f"{kind.value}-watch" if kind is not None else "watch"
        path = path if path in now.words.wordings else path.replace("-watch", "-concern")
        return self._say(now.with_state(replace(state, checked_turn=now.turn, quiet_turns=0)), path)

    def _accumulated(self, now: _Turn) -> _Step:
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
        return self._say(now.with_state(state), "self-concern-again" if was.asked_directly else "watch-worse")

    def _unknown_language(self, now: _Turn) -> _Step:
        if now.state.awaiting is not None:
            return self._answered(now)
        state = now.state
        if state.level is Level.NONE:
            state = replace(state, level=Level.WATCH, kind=RiskKind.UNKNOWN_LANGUAGE, since_turn=now.turn)
        due = now.turn - state.lines_turn >= CHECK_AGAIN_AFTER_TURNS or state.lines_turn == 0
        return self._say(now.with_state(state), "unknown-language") if due else (state, None)

    # What a message without new risk calls for

    def _quiet(self, now: _Turn) -> _Step:
        if now.verdict.kind in (RiskKind.PAST_HARM, RiskKind.BEREAVED):
            return self._told_of_the_past(now)
        if "go-on" in now.answer and now.state.awaiting not in ("safe", "goes-on"):
            if stays_about_oneself(now.state) and now.state.awaiting is not None:
                return self._say(now, "self-goes-on")  # whatever was asked last, that danger is still open
            return self._fallen(now, replace(now.state, awaiting=None, going_on=True)), None
        if now.answer & {"pause", "close"}:
            return now.state, None
        if "minute" in now.answer:
            return self._say(now, "grounding")
        if (asked := self._asked_of_us(now)) is not None:
            return self._aside(now, asked)
        return self._answered(now)

    @staticmethod
    def _asked_of_us(now: _Turn) -> str | None:
        """What the person asks instead of answering, where it must not be passed over; None where nothing is asked."""
        state = now.state
        if state.level.rank >= Level.CONCERN.rank or state.awaiting is not None:
            for one in _ASKED_OF_US:
                if one in now.answer:
                    return one
        told = state.kind is RiskKind.FROM_SOMEONE or (
            state.acknowledged_turn > 0
            and now.turn - state.acknowledged_turn < ACKNOWLEDGE_AGAIN_AFTER_TURNS
            and any(one.startswith("past_harm.") for one in state.said)
        )
        return "not-your-fault" if told and "blames-self" in now.answer and state.awaiting != "typing" else None

    def _aside(self, now: _Turn, path: str) -> _Step:
        """Answers what was asked of the program; the question before stays open, and its buttons with it."""
        before = self._open_question(now)
        state, reply = self._say(now, path)
        if before is None or reply is None:
            return state, reply
        return replace(state, awaiting=now.state.awaiting), replace(reply, choices=before.choices or reply.choices)

    @staticmethod
    def _open_question(now: _Turn) -> Wording | None:
        """The wording that asked what is still open: the last one, or the one before other things were answered."""
        said = (now.words.wording(one) for one in reversed(now.state.said) if now.state.awaiting)
        return next((one for one in said if one is not None and one.awaits == now.state.awaiting), None)

    def _told_of_the_past(self, now: _Turn) -> _Step:
        state = now.state
        if state.acknowledged_turn and now.turn - state.acknowledged_turn < ACKNOWLEDGE_AGAIN_AFTER_TURNS:
            return replace(state, awaiting=None if state.awaiting == "after-harm" else state.awaiting), None
        path = "past_harm" if now.verdict.kind is RiskKind.PAST_HARM else "bereaved"
        if path == "bereaved" and not any(rule.startswith("history.bereaved") for rule in now.verdict.rules):
            path = "attempt-history"
        return self._say(now.with_state(replace(state, acknowledged_turn=now.turn)), path)

    def _answered(self, now: _Turn) -> _Step:
        """What follows an answer, or a message where no question of ours is open."""
        step = self._after.get(now.state.awaiting or "")
        if step is not None:
            return step(now)
        if now.state.level is Level.ACUTE and now.state.kind is RiskKind.SELF and not now.state.going_on:
            return self._after_safe(now)
        return self._fallen(now, now.state), None

    def _after_direct(self, now: _Turn) -> _Step:
        answer = now.answer
        if "yes" in answer or "at-times" in answer:
            return self._said_yes(now)
        if "go-on" in answer:
            return replace(now.state, awaiting=None, going_on=True), None
        if "no" in answer and "rather-not" not in answer:
            state = replace(
                now.state,
                level=Level.WATCH,
                denied=True,
                watch_points=0.0,
                quiet_turns=0,
                since_turn=now.turn,
                going_on=True,
            )
            return self._say(now.with_state(state), "self-no")
        if "retracts" in answer:
            return self._taken_back(now)
        if "objects" in answer:
            return self._say(now, "self-objects")
        if barrier := first_barrier(answer):
            return self._say(now, barrier)
        return self._say(now, "self-no-answer")

    def _after_safe(self, now: _Turn) -> _Step:
        answer = now.answer
        if "not-safe" in answer:
            return self._say(now, "self-acute-unsafe")
        if "retracts" in answer:
            return self._retracted(now)
        if "go-on" in answer:
            return self._say(now, "self-goes-on")
        if barrier := first_barrier(answer):
            return self._say(now, barrier)
        if "objects" in answer:
            return self._say(now, "self-objects")
        if "safe" not in answer and answer & {"at-times", "unsure"}:
            return self._say(now, "self-unsure")
        if "safe" in answer or "yes" in answer:
            return self._is_safe(now)
        if "no" in answer:
            return self._say(now, "self-acute-unsafe")
        return self._say(now.with_state(replace(now.state, quiet_turns=now.state.quiet_turns + 1)), "self-present")

    def _is_safe(self, now: _Turn) -> _Step:
        state = replace(now.state, level=Level.CONCERN, since_turn=now.turn, quiet_turns=0, going_on=True)
        return self._say(now.with_state(state), "self-acute-safe")

    def _retracted(self, now: _Turn) -> _Step:
        if any(one.startswith("self-retracted") for one in now.state.said):
            return self._taken_back(now)
        return self._say(now.with_state(replace(now.state, asked_directly=True)), "self-retracted")

    def _taken_back(self, now: _Turn) -> _Step:
        """Asked once and taken back: believed as far as that the talk goes on; the level falls by quiet alone."""
        return self._say(now.with_state(replace(now.state, going_on=True)), "self-taken-back")

    def _after_goes_on(self, now: _Turn) -> _Step:
        if now.answer & {"not-safe", "no"}:
            return self._say(now, "self-acute-unsafe")
        if now.answer & {"safe", "yes"}:
            return self._is_safe(now)
        return replace(now.state, awaiting=None, going_on=True), None

    def _after_present(self, now: _Turn) -> _Step:
        state, kind = now.state, now.state.kind
        barrier = first_barrier(now.answer)
        if stays_about_oneself(state):
            return self._after_safe(now)
        if barrier and kind is RiskKind.SELF:
            return self._say(now, barrier)
        if "objects" in now.answer and kind is RiskKind.SELF and not times_said(state, "self-objects"):
            return self._say(now, "self-objects")
        if "watched" in now.answer and kind is RiskKind.FROM_SOMEONE:
            return self._say(now, "from_someone-not-safe")
        if barrier and kind is RiskKind.FROM_SOMEONE and not times_said(state, "from_someone-barrier"):
            return self._say(now, "from_someone-barrier")
        if kind in _STAYS_WITH and not state.going_on and state.level.rank >= Level.CONCERN.rank:
            times = 2 if state.level is Level.ACUTE and kind is RiskKind.FROM_SOMEONE else 1
            if times_said(state, f"{kind.value}-present") < times:
                return self._say(now, f"{kind.value}-present")
        return self._fallen(now, replace(state, awaiting=None, going_on=True)), None

    def _after_hurts(self, now: _Turn) -> _Step:
        if now.answer & {"yes", "at-times"}:
            higher = now.state.level.rank < Level.CONCERN.rank
            state = replace(
                now.state,
                level=Level.CONCERN if higher else now.state.level,
                since_turn=now.turn if higher else now.state.since_turn,
                quiet_turns=0,
            )
            return self._say(now.with_state(state), "from_someone-concern")
        return self._fallen(now, replace(now.state, awaiting=None)), None

    def _after_check(self, now: _Turn) -> _Step:
        state = replace(now.state, awaiting=None)
        if "worse" in now.answer and not state.asked_directly:
            return self._accumulated(now)
        return self._say(now.with_state(state), "watch-better")

    def _after_typing(self, now: _Turn) -> _Step:
        if now.answer & {"no", "not-safe", "watched", "unsure"}:
            return self._say(now, "from_someone-not-safe")
        return self._say(now, "from_someone-info")

    def _after_apart(self, now: _Turn) -> _Step:
        return self._say(now, "to_others-acute" if "no" in now.answer else "to_others-present")

    def _after_harm(self, now: _Turn) -> _Step:
        state = replace(now.state, awaiting=None)
        if now.answer & {"keep", "yes"}:
            return self._say(now.with_state(replace(state, keep_disclosure=True)), "past_harm-kept")
        if now.answer & {"do-not-keep", "no"}:
            return self._say(now.with_state(replace(state, keep_disclosure=False)), "past_harm-left-out")
        return self._fallen(now, state), None

    # How a level falls, and how a reply is made

    @staticmethod
    def _fallen(now: _Turn, state: SafetyState) -> SafetyState:
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

    def _say(self, now: _Turn, path: str) -> _Step:
        path = path if path in now.words.wordings else "self-present"
        wording = now.words.next(path, now.state.said)
        purpose = purpose_of_path(path) or purpose_of(now.verdict.kind or now.state.kind)
        reply = self._replies.reply(wording, now.words, country=now.country, purpose=purpose)
        state = replace(
            now.state,
            awaiting=awaited(path, wording, now.state),
            said=(*now.state.said, wording.id),
            lines_turn=now.turn if wording.shows_lines else now.state.lines_turn,
        )
        return state, reply
