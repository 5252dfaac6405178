"""Builders for use-case tests: parts on the memory store, with the real guides and sayings and a reader that is told what to read."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from bot.guides import CommandReplies, GuideBook
from bot.printing import PdfPrinter
from bot.service.accept_message import Accepted, Lease, accept_message
from bot.service.begin_conversation import CONSENT_VERSION, begin_conversation
from bot.service.parts import Parts
from bot.service.record_turn import record_turn
from bot.store import Argon2Passphrases
from bot.working_model.dialogue import Command, Conversation, Heard, Reply, ReplyKind
from bot.working_model.identity import ConversationId
from bot.working_model.person import KnownPerson
from bot.working_model.protocols import Reader
from bot.working_model.risk import Level, RiskKind, SafetyState, Verdict
from bot.working_model.statement import THEME_OF, Asked, Direction, Facet, Figure, Mention, Reading, Span, Statement
from tests.memory_store import MemoryStore

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class SetClock:
    """A clock that stands until it is moved."""

    time: datetime = NOON

    def now(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


class CountingIds:
    """id-1, id-2, ..."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def new(self) -> str:
        return f"id-{next(self._numbers)}"


@dataclass
class ToldReader:
    """Reads what it was told to read in a text; remembers every call."""

    readings: Mapping[str, Reading] = field(default_factory=dict)
    calls: list[tuple[str, Asked | None]] = field(default_factory=list)

    def read(self, text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> Reading:
        self.calls.append((text, asked))
        return self.readings.get(text, Reading())


@dataclass
class ToldScreen:
    """Finds what it was told to find in a text; fails on texts it was told to fail on."""

    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    breaks_on: frozenset[str] = frozenset()

    def screen(self, text: str, recent: Sequence[str] = (), *, is_of_long_ago: bool = False) -> Verdict:
        if text in self.breaks_on:
            raise RuntimeError("the screen is broken for this test")
        return self.verdicts.get(text, Verdict(Level.NONE))


class PlainProtocol:
    """Replies to concern and acute, to nothing else."""

    def respond(
        self, state: SafetyState, verdict: Verdict, text: str, *, turn: int, country: str | None, language: str
    ) -> tuple[SafetyState, Reply | None]:
        if verdict.level.rank < Level.CONCERN.rank:
            return state, None
        return SafetyState(level=verdict.level, kind=verdict.kind, since_turn=turn), self.forget(
            verdict, country=country, language=language
        )

    def forget(self, verdict: Verdict, *, country: str | None, language: str) -> Reply | None:
        return None if verdict.level.rank < Level.CONCERN.rank else Reply(("Please call 000.",), ReplyKind.SAFETY)

    def program_reminder(self, state: SafetyState, now: datetime) -> tuple[SafetyState, str | None]:
        return state, None

    def in_sight(self, state: SafetyState, *, country: str | None, language: str) -> str | None:
        return None

    def no_verdict(self, *, country: str | None, language: str) -> Reply:
        return Reply(("Some numbers that may help.",), ReplyKind.SAFETY)


@cache
def _guides() -> tuple[GuideBook, CommandReplies]:
    return GuideBook.load(), CommandReplies.load()


def parts(
    *,
    reader: Reader | None = None,
    screen: ToldScreen | None = None,
    store: MemoryStore | None = None,
    clock: SetClock | None = None,
) -> Parts:
    """Everything a use case needs."""
    guides, phrases = _guides()
    return Parts(
        store=store or MemoryStore(),
        reader=reader or ToldReader(),
        screen=screen or ToldScreen(),
        safety=PlainProtocol(),
        guides=guides,
        phrases=phrases,
        passphrases=Argon2Passphrases(memory_kib=8),
        printer=PdfPrinter(),
        clock=clock or SetClock(),
        ids=CountingIds(),
    )


def statement(
    text: str,
    quote: str,
    facet: Facet,
    direction: Direction,
    figure: Figure,
    *,
    name: str | None = None,
    confidence: float = 0.95,
) -> Statement:
    """A statement whose words are `quote` in `text`."""
    start = text.index(quote)
    return Statement(
        Span(start, start + len(quote)), THEME_OF[facet], facet, direction, figure, name, confidence=confidence
    )


def mention(text: str, words: str, figure: Figure, name: str | None = None) -> Mention:
    """A mention whose words are `words` in `text`."""
    start = text.index(words)
    return Mention(Span(start, start + len(words)), figure, name)


ACUTE = Verdict(Level.ACUTE, RiskKind.SELF, ("told",))


@dataclass
class Talk:
    """A conversation held through the use cases, without HTTP and Rasa."""

    parts: Parts
    id: ConversationId
    token: str
    greeting: Reply
    number: int = 0

    @classmethod
    def begin(cls, the_parts: Parts) -> Talk:
        begun = begin_conversation(the_parts, agreed=True, of_age=True, consent_version=CONSENT_VERSION)
        assert begun.greeting.reply is not None
        return cls(the_parts, begun.conversation_id, begun.token, begun.greeting.reply)

    def accept(
        self,
        text: str | None = None,
        *,
        choice_id: str | None = None,
        client_id: str | None = None,
        lease: Lease | None = None,
    ) -> Accepted:
        self.number += 1
        client_id = client_id or f"client-{self.number:04}"
        return accept_message(self.parts, self.id, client_id=client_id, text=text, choice_id=choice_id, lease=lease)

    def say(self, text: str, *, heard: Command | None = None, confidence: float = 0.99) -> Reply:
        accepted = self.accept(text)
        if accepted.reply is not None and accepted.reply.reply is not None:
            return accepted.reply.reply
        return self.record(accepted, heard=heard, confidence=confidence)

    def press(self, reply: Reply, label: str) -> Reply:
        choice = next(c for c in reply.choices if c.label.startswith(label))
        return self.record(self.accept(choice_id=choice.id))

    def record(self, accepted: Accepted, *, heard: Command | None = None, confidence: float = 0.99) -> Reply:
        return record_turn(
            self.parts, conversation_id=self.id, message_id=accepted.message.id, heard=Heard(heard, confidence)
        )

    @property
    def conversation(self) -> Conversation:
        with self.parts.store.begin() as uow:
            return uow.conversations.get(self.id)
