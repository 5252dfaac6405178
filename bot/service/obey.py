"""What follows when a message is a command, one function each. A destructive one acts only after its confirming button."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.service.answer import (
    CONFIRMED,
    answered_after_all,
    confirm_deletion,
    finish,
    named_guide,
    next_step,
    start_guide,
    turn_choices,
)
from bot.service.correction_buttons import about_lines, going_on, lines_in_chat, pressed, short
from bot.service.how_i_am import ask_before
from bot.service.model_of import understanding_of
from bot.service.put_right import shown
from bot.service.turn import NOTHING_READ, Turn
from bot.service.understand import Understood
from bot.working_model.dialogue import Command, Reply, ReplyKind, Stage
from bot.working_model.guide import StepKind
from bot.working_model.identity import MessageId
from bot.working_model.kept import Standing
from bot.working_model.person import DeclinedTopic
from bot.working_model.risk import Level
from bot.working_model.statement import Asked

LINES_TO_CONTEST: Final = 4
_TOPIC: Final = re.compile(
    r"\b(?:ask|talk|speak|questions?)(?: me)?(?: anything| questions?)? about ([^.,;!?]{2,40})", re.IGNORECASE
)
_POINTS_BACK: Final = re.compile(r"(?:him|her|them|that|this|it|those|these)\b", re.IGNORECASE)
_OWN: Final = re.compile(r"^(?:my|the|our)\s+|\s+(?:again|any ?more|ever|please|ok)$", re.IGNORECASE)


def obey(turn: Turn, command: Command) -> Reply:
    """The reply to a command."""
    return _HANDLERS[command](turn)


def _start(turn: Turn) -> Reply:
    argument = turn.message.argument
    if argument is not None and any(guide.id == argument for guide in turn.parts.guides.all()):
        return start_guide(turn, turn.parts.guides.get(argument))
    if turn.state.stage is Stage.PAUSED:
        return _resume(turn)
    if turn.state.stage is Stage.ASKING and turn.state.guide_id is not None and argument is None:
        return turn.ask_again(
            before=turn.say("already_in_guide", title=turn.parts.guides.get(turn.state.guide_id).title)
        )
    return _choose(turn)


def _choose(turn: Turn) -> Reply:
    if turn.message.argument is not None:
        return _start_named(turn)
    typed = named_guide(turn) if turn.message.command is None and turn.state.stage is Stage.CHOOSING else None
    if typed is not None:
        return start_guide(turn, typed)
    return Reply(turn.say("choose"), ReplyKind.COMMAND, turn_choices(turn))


def _start_named(turn: Turn) -> Reply:
    wanted = [guide for guide in turn.parts.guides.all() if guide.id == turn.message.argument]
    return start_guide(turn, wanted[0]) if wanted else Reply(turn.say("choose"), ReplyKind.COMMAND, turn_choices(turn))


def _skip(turn: Turn) -> Reply:
    if turn.state.stage is Stage.PAUSED and turn.state.safety.level.rank > Level.WATCH.rank:
        return turn.ask_again()
    if turn.state.stage is Stage.RATING:
        return _leave_out_the_number(turn)
    if turn.state.stage is Stage.CLOSING:
        return finish(turn)
    if turn.state.step_id is None or turn.state.guide_id is None:
        return _choose(turn)
    turn.set(stage=Stage.ASKING)
    return _leave_the_question(turn, "skipped", at_the_end="skipped_to_the_end")


def _leave_the_question(turn: Turn, key: str, *, at_the_end: str) -> Reply:
    """Passes over the open question; where only the closing one is left, nothing says that another comes."""
    turn.set(passed=(*turn.state.passed, turn.state.step_id))
    reply = next_step(turn, _nothing_read(turn), answer_text="", before=())
    before = turn.say(key if reply.kind is ReplyKind.QUESTION else at_the_end)
    return replace(reply, paragraphs=(*before, *reply.paragraphs))


def _leave_out_the_number(turn: Turn) -> Reply:
    if turn.state.before is not None:
        return finish(turn)
    turn.set(stage=Stage.ASKING, rating="")
    return turn.ask_again(before=turn.say("all_right"))


def _how_i_am(turn: Turn) -> Reply:
    if turn.state.stage is Stage.ASKING and turn.state.step_id is not None and turn.state.before is None:
        return ask_before(turn)
    return turn.ask_again(before=turn.say("all_right"))


def _pause(turn: Turn) -> Reply:
    if turn.state.stage is not Stage.PAUSED:
        turn.set(stage=Stage.PAUSED, resume_to=turn.state.stage)
    return Reply(turn.say("paused"), ReplyKind.COMMAND, (turn.button("Go on", Command.RESUME),))


def _resume(turn: Turn) -> Reply:
    if turn.state.step_id is None or turn.state.guide_id is None:
        turn.set(stage=Stage.CHOOSING, resume_to=None)
        return _choose(turn)
    turn.set(stage=turn.state.resume_to or Stage.ASKING, resume_to=None)
    asks_who = turn.state.asked is not None and turn.state.asked.step == StepKind.PERSON
    if turn.state.was_taken and not asks_who:
        # Safety answered what was said to the open question: putting it once more would ask for it again.
        return _leave_the_question(turn, "resumed_next", at_the_end="resumed_to_the_end")
    return turn.ask_again(before=turn.say("resumed"))


def _stop(turn: Turn) -> Reply:
    is_heavy = turn.state.safety.level.rank > Level.WATCH.rank
    said = turn.say("stopped_for_care" if is_heavy else "stopped")
    reply = finish(turn)
    turn.set(stage=Stage.ENDED)
    return Reply((*said, *reply.paragraphs), ReplyKind.CLOSING, reply.choices)


def _saying(key: str) -> Callable[[Turn], Reply]:
    """A command answered by one saying, after which the open question stands again."""

    def handler(turn: Turn) -> Reply:
        if turn.state.stage is Stage.PAUSED:
            return Reply(turn.say(key), ReplyKind.COMMAND, (turn.button("Go on", Command.RESUME),))
        if turn.state.step_id is None and turn.state.stage is not Stage.RATING:
            return Reply(turn.say(key), ReplyKind.COMMAND, turn_choices(turn))
        return turn.ask_again(before=turn.say(key))

    return handler


def _why(turn: Turn) -> Reply:
    if turn.state.guide_id is None or turn.state.step_id is None:
        return _saying("why_in_general")(turn)
    steps = {step.id: step for step in turn.parts.guides.get(turn.state.guide_id).steps}
    step = steps.get(turn.state.step_id)
    asked = turn.parts.guides.explained(turn.state, turn.message.text)
    before = (step.why,) if step is not None else turn.say("why_in_general")
    before = before if asked is None else (asked[0],)
    return turn.ask_again(before=before)


def _repeat(turn: Turn) -> Reply:
    if turn.state.step_id is None:
        return _choose(turn)
    asked = turn.parts.guides.explained(turn.state, turn.message.text)
    # What a word means fits the question it stands in: another wording may not have it.
    return turn.ask_again(before=(asked[0],)) if asked is not None else turn.ask_again(reworded=True)


def _summary(turn: Turn) -> Reply:
    lines = lines_in_chat(turn)
    if not lines:
        return _saying("summary_not_enough")(turn)
    turn.set(shown=tuple(line.statement_ids for line in lines if line.statement_ids), shown_turn=turn.state.turn)
    before = (*turn.say("summary"), *(line.text for line in lines), *turn.say("summary_beside"))
    if turn.state.step_id is None or turn.state.stage is not Stage.ASKING:
        return Reply(before, ReplyKind.COMMAND, about_lines(turn))
    return going_on(turn, before, *about_lines(turn))


def _not_right(turn: Turn) -> Reply:
    if turn.message.argument is not None:
        return pressed(turn, turn.message.argument)
    lines = shown(turn)
    counting = [k for k in turn.uow.statements.of(turn.conversation.person_id) if k.standing is Standing.LIVE]
    chosen = [k for k in counting if any(k.id == line[0] for line in lines)] if lines else counting
    if not chosen:
        return turn.ask_again(before=turn.say("nothing_to_contest"))
    recent = chosen[-max(LINES_TO_CONTEST, len(lines)) :]
    texts = turn.uow.messages.texts({k.message_id for k in recent})
    buttons = tuple(
        turn.button(f"\u201c{short(k.statement.span.of(texts[k.message_id]))}\u201d", Command.NOT_RIGHT, k.id)
        for k in reversed(recent)
    )
    return Reply(turn.say("which_is_not_right"), ReplyKind.COMMAND, buttons)


def _never_ask(turn: Turn) -> Reply:
    mentions = [
        m for m in turn.parts.reader.read(turn.message.text, None, turn.people.known).mentions if m.figure.is_particular
    ]
    topic = _TOPIC.search(turn.message.text)
    if mentions:
        declined = DeclinedTopic(mentions[0].figure, mentions[0].name)
    elif topic is not None and not _POINTS_BACK.match(topic.group(1)):
        declined = DeclinedTopic(None, _OWN.sub("", topic.group(1)).strip())
    else:
        about = next((p for p in turn.people.known if p.id == turn.state.about), None)
        if about is None:
            return turn.ask_again(before=turn.say("never_ask_whom"))
        declined = DeclinedTopic(about.figure, about.name)
    turn.uow.people.decline(turn.conversation.person_id, declined)
    before = turn.say("never_ask", person=_declined_words(declined))
    if turn.state.guide_id is None or turn.state.stage is not Stage.ASKING:
        return Reply(before, ReplyKind.COMMAND, turn_choices(turn))
    if turn.state.step_id is not None:
        turn.set(passed=(*turn.state.passed, turn.state.step_id))
    if any(p.id == turn.state.about and p.figure is declined.figure for p in turn.people.known):
        turn.set(about=None)
    return next_step(turn, _nothing_read(turn), answer_text="", before=before)


def _deny(turn: Turn) -> Reply:
    if turn.message.argument is not None:
        return answered_after_all(turn, MessageId(turn.message.argument))
    if turn.state.stage is Stage.CONFIRMING and turn.state.confirming == Command.STOP.value:
        return turn.ask_again(before=turn.say("all_right"))
    if turn.state.stage is Stage.CONFIRMING:
        turn.set(stage=turn.state.resume_to or Stage.CHOOSING, confirming=None, resume_to=None)
        return _saying("kept_everything")(turn)
    return _saying("all_right")(turn)


def _affirm(turn: Turn) -> Reply:
    if turn.state.stage is Stage.CONFIRMING and turn.state.confirming == Command.STOP.value:
        return finish(turn)
    if turn.state.stage is Stage.CONFIRMING and turn.state.confirming == Command.DELETE_ALL.value:
        return confirm_deletion(turn)
    return _saying("all_right")(turn)


def _declined_words(topic: DeclinedTopic) -> str:
    if topic.name:
        return topic.name
    return f"your {topic.figure.value.replace('_', ' ')}" if topic.figure else "that"


def _nothing_read(turn: Turn) -> Understood:
    return Understood(NOTHING_READ, understanding_of(turn.uow, turn.conversation.person_id, about=turn.state.about))


_HANDLERS: Final[dict[Command, Callable[[Turn], Reply]]] = {
    Command.START: _start,
    Command.CHOOSE_GUIDE: _choose,
    Command.SKIP: _skip,
    Command.PAUSE: _pause,
    Command.RESUME: _resume,
    Command.STOP: _stop,
    Command.HELP: _saying("help"),
    Command.WHY: _why,
    Command.WHO_ARE_YOU: _saying("who_are_you"),
    Command.WHAT_IS_KEPT: _saying("what_is_kept"),
    Command.SUMMARY: _summary,
    Command.NOT_RIGHT: _not_right,
    Command.NEVER_ASK: _never_ask,
    Command.DELETE_ALL: confirm_deletion,
    Command.EXPORT: _saying("export"),
    Command.THANKS: _saying("thanks"),
    Command.GREET: _saying("greeted"),
    Command.AFFIRM: _affirm,
    Command.DENY: _deny,
    Command.REPEAT: _repeat,
    Command.HOW_I_AM: _how_i_am,
}

__all__ = ["CONFIRMED", "Asked", "StepKind", "obey"]
