"""Values for the contract suite, with defaults for all that a test does not speak of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.working_model.dialogue import Conversation, DialogueState, Message, Reply
from bot.working_model.expectation import SmallStep
from bot.working_model.identity import ConversationId, KnownPersonId, MessageId, PersonId, SmallStepId, StatementId
from bot.working_model.kept import KeptCoping, KeptStatement
from bot.working_model.person import KnownPerson, Person
from bot.working_model.protocols import Store
from bot.working_model.statement import Coping, Direction, Facet, Figure, Span, Statement, Theme, Way
from bot.working_model.way_back import WayBack

NOW = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)
ANNA = PersonId("person-anna")
BEN = PersonId("person-ben")
TALK = ConversationId("talk-anna")
BENS_TALK = ConversationId("talk-ben")


def later(minutes: float) -> datetime:
    """So many minutes after `NOW`."""
    return NOW + timedelta(minutes=minutes)


def person(person_id: PersonId = ANNA, **options: Any) -> Person:
    """A person."""
    return Person(person_id, **{"created_at_utc": NOW, **options})


def known(known_id: str = "known-mia", person_id: PersonId = ANNA, **options: Any) -> KnownPerson:
    """Someone Anna talks about."""
    return KnownPerson(KnownPersonId(known_id), person_id, **{"figure": Figure.SIBLING, "name": "Mia", **options})


def conversation(conversation_id: ConversationId = TALK, person_id: PersonId = ANNA, **options: Any) -> Conversation:
    """A conversation just begun."""
    defaults = {"started_at_utc": NOW, "last_at_utc": NOW, "state": DialogueState()}
    return Conversation(conversation_id, person_id, **{**defaults, **options})


def message(message_id: str = "m1", number: int = 1, conversation_id: ConversationId = TALK, **options: Any) -> Message:
    """A message in; a reply where `in_reply_to` is given."""
    replies = options.get("in_reply_to") is not None
    defaults: dict[str, Any] = {
        "is_reply": replies,
        "text": "She always picked up.",
        "at_utc": NOW,
        "client_id": None if replies else f"client-{message_id}",
        "reply": Reply(("She picked up.",)) if replies else None,
    }
    return Message(MessageId(message_id), conversation_id, number, **{**defaults, **options})


def reply(message_id: str, number: int, to: str, **options: Any) -> Message:
    """The reply to a message."""
    return message(message_id, number, **{"in_reply_to": MessageId(to), "text": "She picked up.", **options})


def statement(statement_id: str = "s1", number: int = 1, message_id: str = "m1", **options: Any) -> KeptStatement:
    """A statement about a sister."""
    said = Statement(Span(0, 21), Theme.TRUST, Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING, "Mia", certainty=0.5)
    defaults = {"conversation_id": TALK, "said_at_utc": NOW, "statement": said}
    return KeptStatement(StatementId(statement_id), number, MessageId(message_id), **{**defaults, **options})


def coping(number: int = 1, message_id: str = "m1", **options: Any) -> KeptCoping:
    """A way of coping."""
    defaults = {"conversation_id": TALK, "said_at_utc": NOW, "coping": Coping(Span(0, 3), Way.SEEK)}
    return KeptCoping(number, MessageId(message_id), **{**defaults, **options})


def small_step(step_id: str = "step1", **options: Any) -> SmallStep:
    """A small step just taken."""
    defaults: dict[str, Any] = {"taken_at_utc": NOW, "plan": MessageId("m1"), "expected": MessageId("m2")}
    return SmallStep(SmallStepId(step_id), **{**defaults, **options})


def way_back(person_id: PersonId = ANNA, **options: Any) -> WayBack:
    """A way back that nobody has tried yet."""
    defaults = {"code_sha256": f"code-of-{person_id}", "passphrase_hash": "$argon2id$...", "made_at_utc": NOW}
    return WayBack(person_id, **{**defaults, **options})


def token_of(conversation_id: ConversationId) -> str:
    """What stands for the SHA-256 of a conversation's token."""
    return f"{conversation_id:0<64}"


def populate(store: Store, person_id: PersonId = ANNA, conversation_id: ConversationId = TALK) -> None:
    """A person with one conversation."""
    with store.begin() as work:
        work.people.add(person(person_id))
        work.conversations.add(conversation(conversation_id, person_id), token_sha256=token_of(conversation_id))
        work.commit()
