"""What a return after hours opens with: one line from the dialogue's state, and the question that is still open. Quotes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.service.choices import choice
from bot.service.parts import Parts
from bot.service.small_steps import choices_of_guides, waiting_step_within
from bot.working_model.dialogue import Command, Conversation, DialogueState, Reply, ReplyKind, Stage
from bot.working_model.person import KnownPerson
from bot.working_model.protocols import UnitOfWork
from bot.working_model.statement import Figure


def was_away(parts: Parts, conversation: Conversation, now_utc: datetime) -> bool:
    """Whether so much time went by that the thread may be lost. An open "delete everything?" is not talked over."""
    away = now_utc - conversation.last_at_utc
    state = conversation.state
    asks_to_delete = state.stage is Stage.CONFIRMING and state.confirming == Command.DELETE_ALL.value
    return away >= timedelta(hours=parts.return_after_h) and not asks_to_delete


def welcome_line(parts: Parts, uow: UnitOfWork, conversation: Conversation, *, is_in_guide: bool) -> tuple[str, ...]:
    """One line: in which guide we were and with whom, if in any; else whether a small step waits to be told of."""
    state = conversation.state
    if state.guide_id is None:
        waits = not is_in_guide and waiting_step_within(parts, uow, conversation.person_id, state) is not None
        return parts.phrases.say("welcome_back_step" if waits else "welcome_back_no_guide", seed=state.turn)
    title = parts.guides.get(state.guide_id).title
    known = uow.known_people.of(conversation.person_id)
    person = next((each for each in known if each.id == state.about), None)
    if person is None:
        return parts.phrases.say("welcome_back", seed=state.turn, title=title)
    spoken = spoken_of(person, called=state.called)
    return parts.phrases.say("welcome_back_about", seed=state.turn, title=title, person=spoken)


def spoken_of(person: KnownPerson, *, called: str | None) -> str:
    """What to call someone in a line of ours: by the name, or by the person's own word for them."""
    if person.name:
        return person.name
    if person.figure is Figure.OTHER_PERSON:
        return "someone"
    return f"your {called or person.figure.value.replace('_', ' ')}"


def where_we_were(
    parts: Parts, uow: UnitOfWork, conversation: Conversation, now_utc: datetime
) -> tuple[Reply, DialogueState] | None:
    """What is said at once to a person who came back, and the state after it; None where they were hardly away."""
    if not was_away(parts, conversation, now_utc):
        return None
    state = conversation.state
    if state.stage is Stage.CONFIRMING:
        state = replace(state, stage=state.resume_to or Stage.ASKING, confirming=None, resume_to=None)
    safety, reminder = parts.safety.program_reminder(state.safety, now_utc)
    line = welcome_line(parts, uow, conversation, is_in_guide=False)
    before = (*((reminder,) if reminder else ()), *line)
    return _reply(parts, uow, replace(conversation, state=state), before), replace(state, safety=safety)


def _reply(parts: Parts, uow: UnitOfWork, conversation: Conversation, before: tuple[str, ...]) -> Reply:
    state = conversation.state
    if state.stage is Stage.PAUSED:
        return Reply(before, ReplyKind.COMMAND, (choice(parts, "Go on", Command.RESUME),))
    if state.stage is Stage.RATING:
        return Reply((*before, state.rating), ReplyKind.QUESTION, (choice(parts, "Leave it out", Command.SKIP),))
    if state.stage in (Stage.ASKING, Stage.CLOSING) and state.question:
        kind = ReplyKind.CLOSING if state.stage is Stage.CLOSING else ReplyKind.QUESTION
        return Reply((*before, state.question), kind)
    return Reply(before, ReplyKind.COMMAND, choices_of_guides(parts, uow, conversation.person_id, state))
