"""What a store keeps and finds again, as Protocols: people, conversations, messages, statements, small steps, ways back, revisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.working_model.dialogue import Conversation, Message
from bot.working_model.expectation import SmallStep
from bot.working_model.identity import ConversationId, KnownPersonId, MessageId, PersonId, StatementId
from bot.working_model.kept import KeptCoping, KeptStatement, Standing
from bot.working_model.person import Consent, DeclinedTopic, KnownPerson, Person, Tie
from bot.working_model.way_back import WayBack


class People(Protocol):
    """The persons who talk, their keys, consents and refusals."""

    def add(self, person: Person) -> None:
        """Also makes the person's key."""
        ...

    def get(self, person_id: PersonId) -> Person: ...

    def set_country(self, person_id: PersonId, country: str | None) -> None: ...

    def erase(self, person_id: PersonId) -> None:
        """Destroys the key and every row of the person, the tracker windows included."""
        ...

    def add_consent(self, consent: Consent) -> None: ...

    def consents(self, person_id: PersonId) -> Sequence[Consent]: ...

    def decline(self, person_id: PersonId, topic: DeclinedTopic) -> None: ...

    def declined(self, person_id: PersonId) -> Sequence[DeclinedTopic]: ...


class KnownPeople(Protocol):
    """The people somebody talks about."""

    def of(self, person_id: PersonId) -> Sequence[KnownPerson]: ...

    def add(self, known: KnownPerson) -> None: ...

    def rename(self, known_id: KnownPersonId, *, figure: Any, name: str | None, called: str | None = None) -> None:
        """Without `called` the word they are called by stays as it was."""
        ...

    def set_tie(self, known_id: KnownPersonId, tie: Tie) -> None: ...

    def set_unsafe(self, known_id: KnownPersonId, told_unsafe: bool) -> None: ...


class Conversations(Protocol):
    """Conversations, their state and their tokens. A token is stored only as its SHA-256."""

    def add(self, conversation: Conversation, *, token_sha256: str) -> None: ...

    def get(self, conversation_id: ConversationId) -> Conversation: ...

    def of(self, person_id: PersonId) -> Sequence[Conversation]: ...

    def by_token(self, token_sha256: str) -> Conversation | None: ...

    def set_token(self, conversation_id: ConversationId, token_sha256: str) -> None:
        """The old token opens nothing from then on. Raises `NotFoundError`, `ConflictError` where the token is taken."""
        ...

    def save(self, conversation: Conversation, *, ends_lease: bool = False) -> None:
        """Raises `ConflictError` where the stored version is not `conversation.version`; stores it with version + 1.

        `ends_lease`: whoever holds the lease holds it no more, which costs nothing here and a transaction of its own elsewhere.
        """
        ...

    def claim(self, conversation_id: ConversationId, *, holder: str, until_utc: datetime, now_utc: datetime) -> bool:
        """Takes the lease to process this conversation's messages (one holder at a time, over all replicas)."""
        ...

    def release(self, conversation_id: ConversationId, *, holder: str) -> None: ...

    def with_unanswered(self, *, limit: int) -> Sequence[ConversationId]:
        """Conversations holding a message in without a reply, longest waiting first."""
        ...


class Messages(Protocol):
    """Messages in and out, numbered within their conversation."""

    def next_number(self, conversation_id: ConversationId) -> int:
        """Takes the next number (the row is locked until the unit of work ends)."""
        ...

    def add(self, message: Message) -> None:
        """Raises `DuplicateMessageError` where `client_id` or `in_reply_to` is there already."""
        ...

    def get(self, message_id: MessageId) -> Message: ...

    def by_client_id(self, conversation_id: ConversationId, client_id: str) -> Message | None: ...

    def reply_to(self, message_id: MessageId) -> Message | None: ...

    def since(self, conversation_id: ConversationId, *, after: int, limit: int = 200) -> Sequence[Message]: ...

    def latest(self, conversation_id: ConversationId, *, limit: int) -> Sequence[Message]:
        """The last `limit` messages, oldest first."""
        ...

    def said(self, conversation_id: ConversationId, *, limit: int) -> Sequence[Message]:
        """The last `limit` messages in, oldest first; our replies are left out."""
        ...

    def unanswered(self, conversation_id: ConversationId, *, limit: int = 50) -> Sequence[Message]:
        """Messages in that have no reply yet, in order."""
        ...

    def texts(self, message_ids: Iterable[MessageId]) -> dict[MessageId, str]: ...

    def many(self, message_ids: Iterable[MessageId]) -> Sequence[Message]:
        """These messages, in any order, loaded at once; those that are not there are left out."""
        ...


class Statements(Protocol):
    """Statements and ways of coping, kept with where they came from."""

    def next_number(self, person_id: PersonId) -> int: ...

    def add(
        self, person_id: PersonId, statements: Sequence[KeptStatement], coping: Sequence[KeptCoping] = ()
    ) -> None: ...

    def of(self, person_id: PersonId) -> Sequence[KeptStatement]: ...

    def coping_of(self, person_id: PersonId) -> Sequence[KeptCoping]: ...

    def get(self, statement_id: StatementId) -> KeptStatement: ...

    def in_episode(self, person_id: PersonId, episode_id: str) -> Sequence[KeptStatement]: ...

    def set_aside(self, person_id: PersonId) -> Sequence[KeptStatement]:
        """Those that stopped counting as they were read: contested, removed, or moved to somebody else."""
        ...

    def set_way_standing(self, person_id: PersonId, number: int, standing: Standing) -> None: ...

    def correct(self, kept: KeptStatement) -> None:
        """Replaces what a correction may change; number, message, conversation, time and episode stay as they were."""
        ...


class WaysBack(Protocol):
    """The ways back, at most one a person."""

    def put(self, way_back: WayBack) -> None:
        """Makes it the person's only one. Raises `NotFoundError` where there is no such person, `ConflictError` where the code is taken."""
        ...

    def of(self, person_id: PersonId) -> WayBack | None: ...

    def by_code(self, code_sha256: str) -> WayBack | None:
        """Takes the lock to write: two tries at the same code are counted one after the other."""
        ...

    def remove(self, person_id: PersonId) -> None:
        """Does nothing where there is none."""
        ...


class SmallSteps(Protocol):
    """The small steps that people take with them, and what came of each."""

    def add(self, person_id: PersonId, step: SmallStep) -> None:
        """Raises `NotFoundError` where there is no such person, `ConflictError` where the id is taken."""
        ...

    def save(self, person_id: PersonId, step: SmallStep) -> None:
        """Replaces the step of that id. Raises `NotFoundError` where the person has none."""
        ...

    def of(self, person_id: PersonId) -> Sequence[SmallStep]:
        """In the order in which they were taken."""
        ...


class Revisions(Protocol):
    """The working model's state and its revisions, both as plain data (JSON objects), encrypted like all that a person says."""

    def model(self, person_id: PersonId) -> dict[str, Any] | None:
        """The model's state as it was last saved, None before the first revision."""
        ...

    def save(
        self, person_id: PersonId, *, model: dict[str, Any], revision: dict[str, Any], number: int, at_utc: datetime
    ) -> None:
        """Appends revision `number` (immutable) and replaces the model's state. Raises `ConflictError` where the number is taken."""
        ...

    def of(self, person_id: PersonId, *, limit: int = 100, before: int | None = None) -> Sequence[dict[str, Any]]:
        """Revisions, newest first."""
        ...

    def get(self, person_id: PersonId, number: int) -> dict[str, Any]: ...
