"""What the use cases need from the outside, as Protocols: the store, the reader, the screen, the guides, clock and ids.

Implementations: `bot.store` (SQLAlchemy), `bot.language`, `bot.safety`, `bot.guides`; `bot.bootstrap` puts them together.
Everything here is synchronous; async callers enter through one helper that runs a use case in a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from bot.working_model.dialogue import DialogueState, Heard, Reply
from bot.working_model.guide import Guide, NextQuestion, Reflection
from bot.working_model.identity import KnownPersonId
from bot.working_model.person import DeclinedTopic, KnownPerson
from bot.working_model.printed import Page
from bot.working_model.repositories import (
    Conversations,
    KnownPeople,
    Messages,
    People,
    Revisions,
    SmallSteps,
    Statements,
    WaysBack,
)
from bot.working_model.risk import SafetyState, Verdict
from bot.working_model.statement import Asked, Reading
from bot.working_model.summary import Summary


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
