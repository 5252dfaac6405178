"""What follows from a verdict: the level a conversation carries, and the fixed reply, if one is due.

Pure: a state in, a state and a reply out. It needs no store, no model and no other part of the program, so that the
reply to a person in danger does not wait for anything. The rules it keeps are those of docs/explanation and docs/safety.
What each finding and each answer calls for stands in `rising`, `about_oneself`, `about_others`, `the_past` and `asked`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.safety import about_oneself, about_others, rising, the_past
from bot.safety.answers import AnswerReader
from bot.safety.asked import asked_of_us, offer_deletion, wants_all_deleted, wants_nothing_else, with_deletion
from bot.safety.helplines import Helplines
from bot.safety.replies import ReplyBook
from bot.safety.speaking import QUIET_TURNS_TO_FALL, Heard, Step, fallen, say, say_beside
from bot.safety.ways import purpose_of, stays_about_oneself, told_in
from bot.working_model.dialogue import Reply
from bot.working_model.risk import Level, RiskKind, SafetyState, Verdict

REMIND_EVERY: Final = timedelta(hours=3)
_AFTER: Final[Mapping[str, Callable[[Heard], Step]]] = {
    "direct": about_oneself.after_direct,
    "safe": about_oneself.after_safe,
    "goes-on": about_oneself.after_goes_on,
    "check": about_oneself.after_check,
    "present": about_others.after_present,
    "typing": about_others.after_typing,
    "apart": about_others.after_apart,
    "hurts": about_others.after_hurts,
    "meant": about_others.after_meant,
    "after-harm": the_past.after_harm,
}


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

    def respond(
        self, state: SafetyState, verdict: Verdict, text: str, *, turn: int, country: str | None, language: str
    ) -> Step:
        """The new state, and the reply that must be given now; None where the conversation goes on by itself."""
        state = replace(
            state, watch_points=state.watch_points * rising.POINTS_KEPT, language=told_in(verdict) or state.language
        )
        words = self._replies.words(state.language or language)
        answer = self._answers.read(text, words)
        state, reply = _step(Heard(state, verdict, answer, turn, country, words, self._replies))
        if state.level.rank >= state.highest.rank:
            state = replace(state, highest=state.level, highest_kind=state.kind or state.highest_kind)
        return state, reply

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
        """One line with help, for every face to keep in sight while the level is above none, and to the end once it was high."""
        if state.level is Level.NONE and state.highest.rank < Level.CONCERN.rank:
            return None
        kind = state.kind if state.level.rank >= Level.CONCERN.rank else state.highest_kind or state.kind
        return self._replies.in_sight(country=country, language=state.language or language, purpose=purpose_of(kind))

    def first_contact(self, *, country: str | None, language: str, minimum_age: int = 18) -> tuple[str, ...]:
        """What a person is told before the first question: a program, not watched live, no crisis channel, the age."""
        return self._replies.first_contact(country=country, language=language, minimum_age=minimum_age)


def _step(now: Heard) -> Step:
    if wants_all_deleted(now):
        if wants_nothing_else(now):
            return offer_deletion(now)
        told_anew = now.with_state(replace(now.state, going_on=False))  # a danger told with it is never passed over
        return with_deletion(told_anew, rising.risen(told_anew))
    if now.verdict.level.rank >= Level.CONCERN.rank:
        return rising.risen(now)
    if now.verdict.kind is RiskKind.UNKNOWN_LANGUAGE:
        return rising.unreadable(now) if now.state.awaiting is None else _answered(now)
    if now.verdict.level is Level.WATCH and now.verdict.kind is not None:
        now = rising.counted(now)
        if now.verdict.kind is not RiskKind.SELF:
            return rising.gently(now)
        return _answered(now) if rising.is_an_answer(now) else rising.watched(now)
    return _quiet(now)


def _quiet(now: Heard) -> Step:
    """What a message without new risk calls for."""
    if now.verdict.kind in (RiskKind.PAST_HARM, RiskKind.BEREAVED):
        return the_past.told_of_the_past(now)
    if "go-on" in now.answer and now.state.awaiting not in ("safe", "goes-on"):
        if stays_about_oneself(now.state) and now.state.awaiting is not None:
            return say(now, "self-goes-on")  # whatever was asked last, that danger is still open
        return fallen(now, replace(now.state, awaiting=None, going_on=True)), None
    if now.answer & {"pause", "close"}:
        return now.state, None
    if "minute" in now.answer:
        return say(now, "grounding")
    if "keep-all" in now.answer:
        return about_others.kept(now)
    if (asked := asked_of_us(now)) is not None:
        return say_beside(now, asked)
    return _answered(now)


def _answered(now: Heard) -> Step:
    """What follows an answer, or a message where no question of ours is open."""
    if about_others.is_joke(now):
        return about_others.taken_as_joke(now)
    step = _AFTER.get(now.state.awaiting or "")
    if step is not None:
        return step(now)
    if stays_about_oneself(now.state):
        return about_oneself.after_safe(now)
    return fallen(now, now.state), None


__all__ = ["QUIET_TURNS_TO_FALL", "REMIND_EVERY", "FixedReplies"]
