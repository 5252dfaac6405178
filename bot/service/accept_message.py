"""Accepts a message: screened first, by rules that need no store, then stored before anything else is done with it.

Where the screen asks for it, the safety reply is stored in the same transaction and the turn is over: neither Rasa nor the
actions are needed for it. Where the store refuses, the safety reply is given all the same, on the error.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.errors import ConflictError, InputError, NotFoundError, StoreError, TooLargeError
from bot.logs import Events
from bot.service.how_things_stand import mark_danger
from bot.service.parts import Parts
from bot.working_model.dialogue import Choice, Command, Conversation, DialogueState, Message, Reply, ReplyKind, Stage
from bot.working_model.identity import ConversationId, MessageId
from bot.working_model.protocols import UnitOfWork
from bot.working_model.risk import Level, RiskKind, Verdict
from bot.working_model.statement import Asked

log = Events("accept")
SCENES_OF_CHILDHOOD = ("then.picture",)  # steps that ask for one
RECENT = 4  # messages the screen sees beside the new one: as many as it looks back on (bot.safety.screen.RECENT_READ)
INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co"})  # control, format (zero-width), unassigned, private
END_CHARS = 10_000  # of a text that is not taken, so much of its beginning and of its end is screened
TRIES = 5  # against a turn being recorded at the same moment


@dataclass(frozen=True, slots=True)
class Lease:
    """Under whose name, and for how long, a conversation is worked on by who accepts a message for it."""

    holder: str
    lasts_s: float


@dataclass(frozen=True, slots=True)
class Accepted:
    """The stored message, and its reply where there is one already (a safety reply, or a message sent twice).

    `is_next`: the lease that was asked for is held, and no message of the conversation waits longer than this one.
    """

    message: Message
    reply: Message | None
    was_known: bool = False
    is_next: bool = False


class TooLongError(TooLargeError):
    """A text over the limit. `reply` is what safety demands be said to its beginning and end, None where nothing is."""

    def __init__(self, max_chars: int, reply: Reply | None) -> None:
        super().__init__(f"That is longer than {max_chars:,} characters. Please send it in parts.")
        self.reply = reply


class NotKeptError(StoreError):
    """The store refused the message. `reply` is what safety demands be said all the same, None where nothing is."""

    def __init__(self, reply: Reply | None) -> None:
        super().__init__(
            "Your message could not be kept just now, so it was not taken. Please send it again in a moment."
        )
        self.reply = reply


def accept_message(
    parts: Parts,
    conversation_id: ConversationId,
    *,
    client_id: str,
    text: str | None = None,
    choice_id: str | None = None,
    lease: Lease | None = None,
) -> Accepted:
    """Screens and stores one message or pressed button; takes the `lease` to answer it, if one is asked for, in the same transaction.

    Raises `InputError` (empty, no such button), `TooLongError`, `NotFoundError`, `NotKeptError`.
    """
    _check_client_id(client_id)
    if text is not None and len(text) > parts.max_message_chars:
        raise TooLongError(parts.max_message_chars, _said_to_a_long_text(parts, conversation_id, text))
    words = None if text is None else _checked(text)
    if (words is None) == (choice_id is None):
        raise InputError("Send either a text or a choice.")
    alone = _screen(parts, words, ())
    for attempt in range(TRIES):
        try:
            return _store(
                parts, conversation_id, client_id=client_id, words=words, choice_id=choice_id, alone=alone, lease=lease
            )
        except ConflictError:
            if attempt == TRIES - 1:
                raise NotKeptError(_without_store(parts, alone)) from None
        except StoreError as error:
            log.error("message_not_kept", error=error, level=alone.level if alone else "no verdict")
            raise NotKeptError(_without_store(parts, alone)) from error
    raise AssertionError("unreachable")


def _check_client_id(client_id: str) -> None:
    if not (
        8 <= len(client_id) <= 64 and client_id.isascii() and client_id.replace("-", "").replace("_", "").isalnum()
    ):
        raise InputError("A message needs an id of its own: 8 to 64 letters, digits, hyphens or underscores.")


def _checked(text: str) -> str:
    words = writable(text)
    if is_blank(words):
        raise InputError("There were no words in that. Write a little, or choose Skip.")
    return words


def writable(text: str) -> str:
    """The text without lone surrogates: they are no characters and cannot be written down, but JSON can carry them."""
    return text.encode("utf-8", "replace").decode("utf-8")


def is_blank(text: str) -> bool:
    """True where nothing can be seen in it."""
    return all(c.isspace() or unicodedata.category(c) in INVISIBLE for c in text)


def is_heavy(parts: Parts, text: str) -> bool:
    """True where a text must be answered as safety demands, whatever it was written into; also where the screen failed."""
    verdict = _screen(parts, text, ())
    return verdict is None or verdict.level.rank > Level.WATCH.rank


def _screen(
    parts: Parts, words: str | None, recent: tuple[str, ...], *, is_of_long_ago: bool = False
) -> Verdict | None:
    """The verdict, or None where the screen failed: then neutral resources are given, never silence."""
    if words is None:
        return Verdict(Level.NONE)
    try:
        return parts.screen.screen(words, recent, is_of_long_ago=is_of_long_ago)
    except Exception as error:  # noqa: BLE001  whatever went wrong, safety fails closed
        log.error("screen_failed", error=error)
        return None


def safety_words(parts: Parts, text: str | None) -> Reply | None:
    """What safety demands be said to a text that cannot even be looked at further: the store is away, or too much came at once."""
    return None if text is None else _without_store(parts, _screen_ends(parts, text))


def _screen_ends(parts: Parts, text: str) -> Verdict | None:
    """The heavier verdict on beginning and end: however long a text is, looking at it takes no longer than at two messages."""
    if len(text) <= 2 * END_CHARS:
        return _screen(parts, writable(text), ())
    verdicts = [_screen(parts, writable(one), ()) for one in (text[:END_CHARS], text[-END_CHARS:])]
    found = [one for one in verdicts if one is not None]
    heaviest = max(found, key=lambda one: one.level.rank, default=None)
    if len(found) < len(verdicts) and (heaviest is None or heaviest.level.rank <= Level.WATCH.rank):
        return None  # half of it was not looked at: neutral resources, as where nothing was
    return heaviest


def _said_to_a_long_text(parts: Parts, conversation_id: ConversationId, text: str) -> Reply | None:
    """The text is not taken, but what it says of a danger counts: the level rises and the reply is given."""
    verdict = _screen_ends(parts, text)
    if verdict is not None and verdict.level.rank <= Level.WATCH.rank:
        return None
    try:
        with parts.store.begin() as uow:
            conversation = uow.conversations.get(conversation_id)
            state, reply = _respond(parts, uow, conversation, verdict, "")
            uow.conversations.save(replace(conversation, state=state, last_at_utc=parts.clock.now()))
            uow.commit()
    except (StoreError, ConflictError) as error:
        log.error("level_not_kept", error=error)
        return _without_store(parts, verdict)
    return reply


def _without_store(parts: Parts, verdict: Verdict | None) -> Reply | None:
    if verdict is None:
        return parts.safety.no_verdict(country=parts.default_country, language="en")
    return parts.safety.forget(verdict, country=parts.default_country, language="en")


def _store(
    parts: Parts,
    conversation_id: ConversationId,
    *,
    client_id: str,
    words: str | None,
    choice_id: str | None,
    alone: Verdict | None,
    lease: Lease | None,
) -> Accepted:
    with parts.store.begin() as uow:
        known = uow.messages.by_client_id(conversation_id, client_id)
        if known is not None:
            return Accepted(known, uow.messages.reply_to(known.id), was_known=True)
        conversation = uow.conversations.get(conversation_id)
        pressed, answers_safety = _pressed(uow, conversation_id, choice_id) if choice_id is not None else (None, False)
        verdict = alone
        if words is not None and alone is not None:
            recent = tuple(m.text for m in uow.messages.said(conversation_id, limit=RECENT))
            is_of_long_ago = _is_of_long_ago(conversation.state)
            if recent or is_of_long_ago:
                verdict = _screen(parts, words, recent, is_of_long_ago=is_of_long_ago)
        answer = pressed.label if pressed is not None and answers_safety else words
        state, safety_reply = _respond(parts, uow, conversation, verdict, answer)
        now = parts.clock.now()
        message = Message(
            MessageId(parts.ids.new()),
            conversation_id,
            uow.messages.next_number(conversation_id),
            is_reply=False,
            text=words if words is not None else pressed.label if pressed else "",
            at_utc=now,
            client_id=client_id,
            command=pressed.command if pressed else None,
            argument=pressed.argument if pressed else None,
            asked=_open_question(conversation.state),
            level=verdict.level if verdict else Level.NONE,
            rules=verdict.rules if verdict else ("no-verdict",),
        )
        uow.messages.add(message)
        if words is not None and verdict is not None:
            _remember_danger(parts, uow, conversation, verdict, words)
        reply = None
        if safety_reply is not None:
            reply = add_reply(parts, uow, message, safety_reply)
        if state != conversation.state or safety_reply is not None:
            uow.conversations.save(replace(conversation, state=state, last_at_utc=now))
        is_next = safety_reply is None and lease is not None and _is_next(uow, message, lease)
        uow.commit()
    if safety_reply is not None:
        log.warning(
            "safety_reply", conversation=conversation_id, level=message.level, rules=message.rules, turn=state.turn
        )
    return Accepted(message, reply, is_next=is_next)


def _is_next(uow: UnitOfWork, message: Message, lease: Lease) -> bool:
    until_utc = message.at_utc + timedelta(seconds=lease.lasts_s)
    if not uow.conversations.claim(
        message.conversation_id, holder=lease.holder, until_utc=until_utc, now_utc=message.at_utc
    ):
        return False
    waiting = uow.messages.unanswered(message.conversation_id, limit=1)
    return bool(waiting) and waiting[0].id == message.id


def _is_of_long_ago(state: DialogueState) -> bool:
    """Whether a scene of childhood was just asked for, and nothing was found before that is still looked after."""
    return state.stage is Stage.ASKING and state.step_id in SCENES_OF_CHILDHOOD and state.safety.level is Level.NONE


def _open_question(state: DialogueState) -> Asked | None:
    """What the message answers, as it was asked."""
    if state.stage in (Stage.ASKING, Stage.CLOSING):
        return state.asked
    return Asked(state.rating) if state.stage is Stage.RATING else None


def add_reply(parts: Parts, uow: UnitOfWork, message: Message, reply: Reply) -> Message:
    """Stores the one reply of `message`; raises `DuplicateMessageError` where it has one."""
    row = Message(
        MessageId(parts.ids.new()),
        message.conversation_id,
        uow.messages.next_number(message.conversation_id),
        is_reply=True,
        text=reply.text,
        at_utc=parts.clock.now(),
        in_reply_to=message.id,
        reply=reply,
    )
    uow.messages.add(row)
    return row


def _pressed(uow: UnitOfWork, conversation_id: ConversationId, choice_id: str) -> tuple[Choice, bool]:
    """What the button stood for, and whether it answers safety's last reply: only buttons of recent replies count."""
    latest_reply = True
    for message in reversed(uow.messages.latest(conversation_id, limit=20)):
        if message.reply is None:
            continue
        for choice in message.reply.choices:
            if choice.id == choice_id:
                return choice, latest_reply and message.reply.kind is ReplyKind.SAFETY
        latest_reply = False
    raise NotFoundError("That choice is no longer there.")


def _respond(
    parts: Parts,
    uow: UnitOfWork,
    conversation: Conversation,
    verdict: Verdict | None,
    words: str | None,
) -> tuple[DialogueState, Reply | None]:
    """The state after the screen's verdict, and the safety reply where one must be given now. A button under a safety reply
    comes with its label as words: "I'm not safe" pressed is "I'm not safe" said."""
    state = conversation.state
    country = uow.people.get(conversation.person_id).country or parts.default_country
    if verdict is None:
        return _held(state), parts.safety.no_verdict(country=country, language="en")
    if words is None:
        return state, None
    safety, reply = parts.safety.respond(state.safety, verdict, words, turn=state.turn, country=country, language="en")
    state = replace(state, safety=safety)
    return (state, None) if reply is None else (_held(state), reply)


def _remember_danger(parts: Parts, uow: UnitOfWork, conversation: Conversation, verdict: Verdict, words: str) -> None:
    """What is told above `watch` leaves no statement behind; that somebody is dangerous must be known in the next talk all the same."""
    if verdict.kind is not RiskKind.FROM_SOMEONE or verdict.level.rank <= Level.WATCH.rank:
        return
    try:
        mark_danger(parts, uow, conversation.person_id, words, about=conversation.state.about)
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001  no safety reply is lost for the sake of a mark
        log.error("danger_not_marked", error=error)


def _held(state: DialogueState) -> DialogueState:
    """The guide stops; where it stood is kept, so that the person can go on when they want to."""
    if state.stage is Stage.PAUSED:
        return replace(state, turn=state.turn + 1)
    return replace(
        state,
        stage=Stage.PAUSED,
        resume_to=state.stage,
        was_taken=state.stage in (Stage.ASKING, Stage.CLOSING),
        turn=state.turn + 1,
    )


__all__ = ["Accepted", "Command", "NotKeptError", "accept_message", "add_reply", "safety_words"]
