"""Records one turn: the statements in the message, the revision, the next step and the reply row, in one transaction.

A message seen again returns its recorded reply and advances nothing, commands included.
"""

from __future__ import annotations

from dataclasses import replace

from bot.errors import ConflictError, NotFoundError
from bot.logs import Events
from bot.service.accept_message import add_reply
from bot.service.acquaint import Acquaintances
from bot.service.answer import answer, take_as_answer
from bot.service.command_or_answer import command_of
from bot.service.misread import ASKS_AFTER, ask_to_say_it, ask_which, counts_as_misread, must_ask, says_it_was_an_answer
from bot.service.obey import obey
from bot.service.parts import Parts
from bot.service.put_right import put_right
from bot.service.turn import Turn
from bot.service.weigh import weighed
from bot.service.where_we_were import was_away, welcome_line
from bot.working_model.dialogue import Command, Heard, Reply, ReplyKind, Stage
from bot.working_model.identity import ConversationId, MessageId

log = Events("turn")
TRIES = 5  # against a message being accepted at the same moment


def record_turn(parts: Parts, *, conversation_id: str, message_id: str, heard: Heard) -> Reply:
    """The reply of a message, recorded once. Raises `NotFoundError`, `StoreError`, and whatever a part of ours does wrong."""
    for attempt in range(TRIES):
        try:
            return _record(parts, ConversationId(conversation_id), MessageId(message_id), heard)
        except ConflictError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _record(parts: Parts, conversation_id: ConversationId, message_id: MessageId, heard: Heard) -> Reply:
    with parts.store.begin() as uow:
        message = uow.messages.get(message_id)
        if message.conversation_id != conversation_id or message.is_reply:
            raise NotFoundError("There is no such message.")
        recorded = uow.messages.reply_to(message_id)
        if recorded is not None and recorded.reply is not None:
            return recorded.reply
        conversation = uow.conversations.get(conversation_id)
        now = parts.clock.now()
        turn = Turn(
            parts,
            uow,
            conversation,
            message,
            replace(conversation.state, turn=conversation.state.turn + 1),
            Acquaintances.of(conversation.person_id, uow, parts.ids),
            now,
        )
        command = command_of(message, heard, conversation.state.stage, weighed(parts, uow, conversation, message))
        reply = _reply(turn, command)
        reply = _reminded(turn, _welcomed_back(turn, reply))
        add_reply(parts, uow, message, reply)
        uow.conversations.save(replace(conversation, state=turn.state, last_at_utc=now), ends_lease=True)
        uow.commit()
    log.info(
        "turn_recorded", conversation=conversation_id, turn=turn.state.turn, command=command.value if command else None
    )
    return reply


def _reply(turn: Turn, command: Command | None) -> Reply:
    obeyed = turn.state.obeyed
    turn.set(obeyed=None)
    if obeyed is not None and turn.message.command is None and says_it_was_an_answer(turn.message.text):
        return take_as_answer(turn, obeyed)
    corrected = put_right(turn, command)
    if corrected is not None:
        return corrected
    if command is None:
        return answer(turn)
    if counts_as_misread(turn, command):
        turn.set(misread=turn.state.misread + 1)
        if turn.state.misread >= ASKS_AFTER:
            return ask_to_say_it(turn)
    if must_ask(turn, command):
        return ask_which(turn, command)
    reply = obey(turn, command)
    if turn.message.command is None and turn.message.asked is not None:
        turn.set(obeyed=turn.message.id)
    return reply


def _welcomed_back(turn: Turn, reply: Reply) -> Reply:
    """After hours away, one line of where we were comes first."""
    if not was_away(turn.parts, turn.conversation, turn.message.at_utc):
        return reply
    line = welcome_line(turn.parts, turn.uow, turn.conversation, is_in_guide=turn.state.guide_id is not None)
    return replace(reply, paragraphs=(*line, *reply.paragraphs))


def _reminded(turn: Turn, reply: Reply) -> Reply:
    """At least every three hours of use the person is told again that this is a program."""
    safety, line = turn.parts.safety.program_reminder(turn.state.safety, turn.now)
    turn.set(safety=safety)
    return reply if line is None else replace(reply, paragraphs=(line, *reply.paragraphs))


def answer_without_dialogue(parts: Parts, *, conversation_id: str, message_id: str) -> Reply:
    """The plain reply to a message that the dialogue could not answer in many tries: it is kept, and the talk goes on."""
    with parts.store.begin() as uow:
        message = uow.messages.get(MessageId(message_id))
        recorded = uow.messages.reply_to(message.id)
        if recorded is not None and recorded.reply is not None:
            return recorded.reply
        conversation = uow.conversations.get(ConversationId(conversation_id))
        paragraphs = parts.phrases.say("could_not_read", seed=conversation.state.turn)
        if conversation.state.question and conversation.state.stage is Stage.ASKING:
            paragraphs = (*paragraphs, conversation.state.question)
        reply = Reply(paragraphs, ReplyKind.NOTICE)
        add_reply(parts, uow, message, reply)
        uow.conversations.save(
            replace(
                conversation,
                state=replace(conversation.state, turn=conversation.state.turn + 1),
                last_at_utc=parts.clock.now(),
            ),
            ends_lease=True,
        )
        uow.commit()
    log.warning("answered_without_dialogue", conversation=conversation_id, message=message_id)
    return reply
