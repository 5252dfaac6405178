"""Begins a conversation: the person has seen what this is and agreed; they get a token that only they hold."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from bot.errors import InputError, RuleError
from bot.service.choices import guide_choices
from bot.service.parts import Parts
from bot.working_model.dialogue import Conversation, DialogueState, Message, Reply, ReplyKind
from bot.working_model.identity import ConversationId, MessageId, PersonId
from bot.working_model.person import Consent, Person
from bot.working_model.risk import SafetyState

CONSENT_VERSION = "2026-11.3"
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Begun:
    """The new conversation. `token` is shown once and kept by us only as its SHA-256."""

    conversation_id: ConversationId
    token: str
    greeting: Message


def token_digest(token: str) -> str:
    """What is stored of a token: its SHA-256 as hex. Tokens are 256 random bits, so no salt or stretching is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin_conversation(
    parts: Parts, *, agreed: bool, of_age: bool, consent_version: str, country: str | None = None, language: str = "en"
) -> Begun:
    """Makes person, key, consent, conversation and greeting. Raises `RuleError` without consent, `InputError` on a bad country."""
    if not agreed:
        raise RuleError("Attune can only talk with you once you agree to what it keeps.")
    if not of_age:
        raise RuleError("Attune is for people who have reached the minimum age.")
    if consent_version != CONSENT_VERSION:
        raise RuleError("What Attune keeps has been worded anew. Please read it again before you agree.")
    if country is not None and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise InputError("A country is two letters, as in GB.")
    now = parts.clock.now()
    person = Person(PersonId(parts.ids.new()), now, country.upper() if country else None, language)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    safety = SafetyState(told_program_at_utc=now)  # the first words say it
    state = DialogueState(safety=safety)
    conversation = Conversation(ConversationId(parts.ids.new()), person.id, now, now, state)
    reply = Reply(parts.phrases.say("greeting"), ReplyKind.COMMAND, guide_choices(parts, state))
    with parts.store.begin() as uow:
        uow.people.add(person)
        uow.people.add_consent(Consent(person.id, "conversation", consent_version, given=True, at_utc=now))
        uow.conversations.add(conversation, token_sha256=token_digest(token))
        greeting = Message(
            MessageId(parts.ids.new()),
            conversation.id,
            uow.messages.next_number(conversation.id),
            is_reply=True,
            text=reply.text,
            at_utc=now,
            reply=reply,
        )
        uow.messages.add(greeting)
        uow.commit()
    return Begun(conversation.id, token, greeting)
