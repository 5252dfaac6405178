"""What a return after hours opens with: one line from the dialogue's state, and the question that is still open. Quotes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.service.choices import choice, guide_choices
from bot.service.parts import Parts
from bot.working_model.dialogue import Command, Conversation, DialogueState, Reply, ReplyKind, Stage


def was_away(parts: Parts, conversation: Conversation, now_utc: datetime) -> bool:
    """Whether so much time went by that the thread may be lost. An open "delete everything?" is not talked over."""
    away = now_utc - conversation.last_at_utc
    return away >= timedelta(hours=parts.return_after_h) and conversation.state.stage is not Stage.CONFIRMING


def welcome_line(parts: Parts, state: DialogueState) -> tuple[str, ...]:
    """One line: in which guide we were, if in any."""
    if state.guide_id is None:
        return parts.phrases.say("welcome_back_no_guide", seed=state.turn)
    return parts.phrases.say("welcome_back", seed=state.turn, title=parts.guides.get(state.guide_id).title)


def where_we_were(parts: Parts, conversation: Conversation, now_utc: datetime) -> tuple[Reply, DialogueState] | None:
    """What is said at once to a person who came back, and the state after it; None where they were hardly away."""
    if not was_away(parts, conversation, now_utc):
        return None
    state = conversation.state
    safety, reminder = parts.safety.program_reminder(state.safety, now_utc)
    before = (*((reminder,) if reminder else ()), *welcome_line(parts, state))
    return _reply(parts, state, before), replace(state, safety=safety)


def _reply(parts: Parts, state: DialogueState, before: tuple[str, ...]) -> Reply:
    if state.stage is Stage.PAUSED:
        return Reply(before, ReplyKind.COMMAND, (choice(parts, "Go on", Command.RESUME),))
    if state.stage in (Stage.ASKING, Stage.CLOSING) and state.question:
        kind = ReplyKind.CLOSING if state.stage is Stage.CLOSING else ReplyKind.QUESTION
        return Reply((*before, state.question), kind)
    return Reply(before, ReplyKind.COMMAND, guide_choices(parts, state))
