"""What the use cases need from the outside, as Protocols: the store, the reader, the screen, the guides, clock and ids.

Implementations: `bot.store` (SQLAlchemy), `bot.language`, `bot.safety`, `bot.guides`; `bot.bootstrap` puts them together.
Everything here is synchronous; async callers enter through one helper that runs a use case in a thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol, Self

from bot.working_model.dialogue import Conversation, DialogueState, Heard, Message, Reply
from bot.working_model.expectation import SmallStep
from bot.working_model.guide import Guide, NextQuestion, Reflection
from bot.working_model.identity import ConversationId, KnownPersonId, MessageId, PersonId, StatementId
from bot.working_model.kept import KeptCoping, KeptStatement, Standing
from bot.working_model.person import Consent, DeclinedTopic, KnownPerson, Person, Tie
from bot.working_model.printed import Page
from bot.working_model.risk import SafetyState, Verdict
from bot.working_model.statement import Asked, Reading
from bot.working_model.summary import Summary
from bot.working_model.way_back import WayBack


class Clock(Protocol):
    """Tells the time, in UTC, timezone-aware."""

    def now(self) -> datetime: ...


class IdFactory(Protocol):
    """Makes new ids: URL-safe strings of at least 128 random bits."""

    def new(self) -> str: ...


class Passphrases(Protocol):
    """Hashes passphrases, slowly on purpose."""

    def hashed(self, passphrase: str) -> str: ...

    def is_right(self, passphrase: str, hashed: str | None) -> bool:
        """Takes as long for None, which nothing matches, as for a hash: how long it took tells nobody whether there was one."""
        ...


class Reader(Protocol):
    """Reads statements and ways of coping in one message. Never raises on any text."""

    def read(self, text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> Reading: ...


class CommandClassifier(Protocol):
    """Weighs a short reply beside the question it was given to (empty where nothing was asked): which command it is, or an answer."""

    def weigh(self, question: str, text: str) -> Heard: ...


class Screen(Protocol):
    """Screens one message for risk. Pure; needs no store, and a model only adds to what it finds. `recent` are the last messages in, oldest first.

    `is_of_long_ago` says that a scene of childhood was asked for, which many tell as if it were now.
    """

    def screen(self, text: str, recent: Sequence[str] = (), *, is_of_long_ago: bool = False) -> Verdict: ...


class SafetyProtocol(Protocol):
    """Decides what follows from a verdict.

    `respond` returns the new state and the reply that must be given now, or None where the conversation goes on by itself.
    `forget` is for when no state can be read: it replies from the verdict alone. `no_verdict` is the reply when the screen failed.
    `program_reminder` returns the reminder that this is a program, where three hours of use have passed, else None.
    `in_sight` is the one line of help that every face keeps in sight while the level is above none.
    """

    def respond(
        self, state: SafetyState, verdict: Verdict, text: str, *, turn: int, country: str | None, language: str
    ) -> tuple[SafetyState, Reply | None]: ...

    def forget(self, verdict: Verdict, *, country: str | None, language: str) -> Reply | None: ...

    def no_verdict(self, *, country: str | None, language: str) -> Reply: ...

    def program_reminder(self, state: SafetyState, now: datetime) -> tuple[SafetyState, str | None]: ...

    def in_sight(self, state: SafetyState, *, country: str | None, language: str) -> str | None: ...


class Guides(Protocol):
    """The guides, the choice of the next question, and the reflection of what was said (`bot.guides`)."""

    def all(self) -> Sequence[Guide]: ...

    def get(self, guide_id: str) -> Guide: ...

    def closing(self, guide_id: str, *, seed: int = 0) -> str:
        """One of a guide's calming exercises."""
        ...

    def next_question(
        self,
        state: DialogueState,
        *,
        known: Sequence[KnownPerson],
        read_now: Reading,
        answer: str,
        thin: Sequence[tuple[str, str]],
        declined: Sequence[DeclinedTopic],
        unsafe: Sequence[KnownPersonId],
        step_kept: bool = False,
    ) -> NextQuestion | None:
        """The next question of the running guide, None when the guide is over.

        `answer` and `read_now` are what was just said and read in it (empty at a guide's start); `thin` lists (theme, facet) pairs
        with little evidence, thinnest first; `unsafe` are people with whom the person is not safe; `step_kept` is true
        where a small step from before waits to be told of.
        """
        ...

    def repeat(self, state: DialogueState, *, known: Sequence[KnownPerson]) -> NextQuestion | None:
        """The open question again, in another wording."""
        ...

    def tells_nothing_tried(self, answer: str) -> bool:
        """True where the answer about a small step says that there was none, or that it was not taken."""
        ...

    def explained(self, state: DialogueState, text: str) -> tuple[str, bool] | None:
        """What a word of the running guide means where that is asked, and whether nothing else is said; None where it is not asked."""
        ...

    def says_misread(self, answer: str) -> bool:
        """True where the person says that what was given back is not what they meant."""
        ...

    def calls_for_closing(self, answer: str, earlier: Sequence[str], *, is_watched: bool) -> bool:
        """True where distress rises or the talk goes round in circles. `earlier` are the last answers, oldest first; `is_watched`
        is true where the screen noted something in this one."""
        ...

    def is_declined(self, person: KnownPerson, declined: Sequence[DeclinedTopic]) -> bool:
        """True where this one must never be asked about."""
        ...

    def reflect(
        self, answer: str, read_now: Reading, asked: Asked | None, *, openings: Sequence[str]
    ) -> Reflection | None:
        """What was said, given back tentatively with pronouns turned round; None where nothing should be given back."""
        ...


class Phrases(Protocol):
    """What the program says around the guides: answers to commands, notices, lead-ins (`data/replies`).

    `say` returns the paragraphs of one saying; where it has variants, `seed` chooses (the turn's number does).
    Raises `KeyError` for an unknown key: a programming error.
    """

    def say(self, key: str, *, seed: int = 0, **slots: str) -> tuple[str, ...]: ...


class Printer(Protocol):
    """Puts a summary on paper."""

    def pdf(self, summary: Summary, page: Page) -> bytes: ...


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


class UnitOfWork(Protocol):
    """One transaction. Leaving it without `commit` rolls everything back."""

    people: People
    known_people: KnownPeople
    conversations: Conversations
    messages: Messages
    statements: Statements
    small_steps: SmallSteps
    ways_back: WaysBack
    revisions: Revisions

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None: ...


class Store(Protocol):
    """Opens units of work and tells whether it can be written to."""

    def begin(self) -> UnitOfWork: ...

    def ready(self) -> bool: ...
