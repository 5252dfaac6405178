"""The store in memory, for tests of use cases: the same Protocols and the same manners, held to it by tests/contract.

Like the real one, a unit of work reads what was committed last until its first write; from then on it is the only writer, works
on a copy, and `commit` puts the copy in place. Everything kept is frozen, so copying the dictionaries is enough.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from bot.errors import ConflictError, DuplicateMessageError, NotFoundError, StoreError
from bot.working_model.dialogue import Conversation, Message
from bot.working_model.expectation import SmallStep
from bot.working_model.identity import ConversationId, KnownPersonId, MessageId, PersonId, StatementId
from bot.working_model.kept import KeptCoping, KeptStatement, Standing
from bot.working_model.person import Consent, DeclinedTopic, KnownPerson, Person, Tie
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
from bot.working_model.statement import Figure
from bot.working_model.way_back import WayBack

K = TypeVar("K")
V = TypeVar("V")


@dataclass(slots=True)
class _Data:
    """All that is kept, by id."""

    persons: dict[str, Person] = field(default_factory=dict)
    consents: dict[str, tuple[Consent, ...]] = field(default_factory=dict)
    declined: dict[str, tuple[DeclinedTopic, ...]] = field(default_factory=dict)
    known: dict[str, KnownPerson] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    tokens: dict[str, ConversationId] = field(default_factory=dict)
    leases: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    waiting: dict[str, None] = field(default_factory=dict)
    message_numbers: dict[str, int] = field(default_factory=dict)
    statement_numbers: dict[str, int] = field(default_factory=dict)
    statements: dict[str, tuple[PersonId, KeptStatement]] = field(default_factory=dict)
    coping: dict[tuple[str, int], KeptCoping] = field(default_factory=dict)
    small_steps: dict[str, tuple[PersonId, SmallStep]] = field(default_factory=dict)
    ways_back: dict[str, WayBack] = field(default_factory=dict)
    models: dict[str, str] = field(default_factory=dict)
    revisions: dict[tuple[str, int], str] = field(default_factory=dict)

    def copy(self) -> _Data:
        """Another with the same content."""
        return _Data(**{part.name: dict(getattr(self, part.name)) for part in fields(self)})


class MemoryStore:
    """Keeps everything in this process. `refuses` makes every write fail, as a full disk would."""

    def __init__(self) -> None:
        self.data = _Data()
        self.writer = threading.Lock()
        self.refuses = False

    def begin(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self)

    def ready(self) -> bool:
        return not self.refuses

    def close(self) -> None:
        """Nothing to close."""


class MemoryUnitOfWork:
    """One unit of work, for one thread."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._read = store.data
        self._own: _Data | None = None
        self.people: People = _People(self)
        self.known_people: KnownPeople = _KnownPeople(self)
        self.conversations: Conversations = _Conversations(self)
        self.messages: Messages = _Messages(self)
        self.statements: Statements = _Statements(self)
        self.small_steps: SmallSteps = _SmallSteps(self)
        self.ways_back: WaysBack = _WaysBack(self)
        self.revisions: Revisions = _Revisions(self)

    @property
    def now(self) -> _Data:
        """What this unit of work sees."""
        return self._own or self._read

    def change(self) -> _Data:
        """What this unit of work may change."""
        if self._own is None:
            if self._store.refuses:
                raise StoreError("the store refuses (by order of the test)")
            if not self._store.writer.acquire(timeout=5):
                raise StoreError("the store refuses (another writer holds it)")
            self._own = self._store.data.copy()
        return self._own

    def __enter__(self) -> Self:
        self._read = self._store.data
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def commit(self) -> None:
        if self._own is not None:
            self._store.data = self._own
        self._leave()

    def _leave(self) -> None:
        if self._own is not None:
            self._own = None
            self._store.writer.release()
        self._read = self._store.data


class _Part:
    def __init__(self, work: MemoryUnitOfWork) -> None:
        self._work = work

    @property
    def _now(self) -> _Data:
        return self._work.now

    def _change(self) -> _Data:
        return self._work.change()

    def _must_know(self, person_id: PersonId) -> None:
        if person_id not in self._now.persons:
            raise NotFoundError("no such person")


class _People(_Part):
    def add(self, person: Person) -> None:
        data = self._change()
        if person.id in data.persons:
            raise ConflictError("this person is there already")
        data.persons[person.id] = person

    def get(self, person_id: PersonId) -> Person:
        return _found(self._now.persons, person_id, "person")

    def set_country(self, person_id: PersonId, country: str | None) -> None:
        data = self._change()
        data.persons[person_id] = replace(self.get(person_id), country=country)

    def erase(self, person_id: PersonId) -> None:
        data = self._change()
        self._must_know(person_id)
        conversations = {c.id for c in data.conversations.values() if c.person_id == person_id}
        messages = {m.id for m in data.messages.values() if m.conversation_id in conversations}
        by_persons = (data.persons, data.consents, data.declined, data.statement_numbers, data.models, data.ways_back)
        for by_person in by_persons:
            by_person.pop(person_id, None)
        for by_conversation in (data.conversations, data.leases, data.message_numbers):
            _drop(by_conversation, lambda key, _value: key in conversations)
        for by_message in (data.messages, data.waiting):
            _drop(by_message, lambda key, _value: key in messages)
        _drop(data.tokens, lambda _key, value: value in conversations)
        _drop(data.known, lambda _key, value: value.person_id == person_id)
        for by_owner in (data.statements, data.small_steps):
            _drop(by_owner, lambda _key, value: value[0] == person_id)
        for numbered in (data.coping, data.revisions):
            _drop(numbered, lambda key, _value: key[0] == person_id)

    def add_consent(self, consent: Consent) -> None:
        data = self._change()
        self._must_know(consent.person_id)
        data.consents[consent.person_id] = (*self.consents(consent.person_id), consent)

    def consents(self, person_id: PersonId) -> Sequence[Consent]:
        return self._now.consents.get(person_id, ())

    def decline(self, person_id: PersonId, topic: DeclinedTopic) -> None:
        data = self._change()
        self._must_know(person_id)
        if topic not in self.declined(person_id):
            data.declined[person_id] = (*self.declined(person_id), topic)

    def declined(self, person_id: PersonId) -> Sequence[DeclinedTopic]:
        return self._now.declined.get(person_id, ())


class _KnownPeople(_Part):
    def of(self, person_id: PersonId) -> Sequence[KnownPerson]:
        return [known for known in self._now.known.values() if known.person_id == person_id]

    def add(self, known: KnownPerson) -> None:
        data = self._change()
        self._must_know(known.person_id)
        if known.id in data.known:
            raise ConflictError("this known person is there already")
        data.known[known.id] = known

    def rename(self, known_id: KnownPersonId, *, figure: Figure, name: str | None, called: str | None = None) -> None:
        data = self._change()
        known = _found(data.known, known_id, "known person")
        data.known[known_id] = replace(known, figure=figure, name=name, called=called or known.called)

    def set_tie(self, known_id: KnownPersonId, tie: Tie) -> None:
        data = self._change()
        data.known[known_id] = replace(_found(data.known, known_id, "known person"), tie=tie)

    def set_unsafe(self, known_id: KnownPersonId, told_unsafe: bool) -> None:
        data = self._change()
        data.known[known_id] = replace(_found(data.known, known_id, "known person"), told_unsafe=told_unsafe)


class _Conversations(_Part):
    def add(self, conversation: Conversation, *, token_sha256: str) -> None:
        data = self._change()
        self._must_know(conversation.person_id)
        if conversation.id in data.conversations or token_sha256 in data.tokens:
            raise ConflictError("this conversation or its token is there already")
        data.conversations[conversation.id] = conversation
        data.tokens[token_sha256] = conversation.id

    def get(self, conversation_id: ConversationId) -> Conversation:
        return _found(self._now.conversations, conversation_id, "conversation")

    def of(self, person_id: PersonId) -> Sequence[Conversation]:
        own = [c for c in self._now.conversations.values() if c.person_id == person_id]
        return sorted(own, key=lambda c: (c.started_at_utc, c.id))

    def by_token(self, token_sha256: str) -> Conversation | None:
        conversation_id = self._now.tokens.get(token_sha256)
        return None if conversation_id is None else self._now.conversations[conversation_id]

    def set_token(self, conversation_id: ConversationId, token_sha256: str) -> None:
        data = self._change()
        if data.tokens.get(token_sha256, conversation_id) != conversation_id:
            raise ConflictError("this token is taken")
        self.get(conversation_id)
        _drop(data.tokens, lambda _key, value: value == conversation_id)
        data.tokens[token_sha256] = conversation_id

    def save(self, conversation: Conversation, *, ends_lease: bool = False) -> None:
        data = self._change()
        if self.get(conversation.id).version != conversation.version:
            raise ConflictError("the conversation has been changed since it was read")
        if ends_lease:
            data.leases.pop(conversation.id, None)
        data.conversations[conversation.id] = replace(conversation, version=conversation.version + 1)

    def claim(self, conversation_id: ConversationId, *, holder: str, until_utc: datetime, now_utc: datetime) -> bool:
        data = self._change()
        lease = data.leases.get(conversation_id)
        is_free = lease is None or lease[0] == holder or lease[1] <= now_utc
        if conversation_id not in data.conversations or not is_free:
            return False
        data.leases[conversation_id] = (holder, until_utc)
        return True

    def release(self, conversation_id: ConversationId, *, holder: str) -> None:
        data = self._change()
        if data.leases.get(conversation_id, ("", None))[0] == holder:
            del data.leases[conversation_id]

    def with_unanswered(self, *, limit: int) -> Sequence[ConversationId]:
        since: dict[ConversationId, datetime] = {}
        for message_id in self._now.waiting:
            message = self._now.messages[message_id]
            since[message.conversation_id] = min(message.at_utc, since.get(message.conversation_id, message.at_utc))
        return sorted(since, key=lambda conversation_id: (since[conversation_id], conversation_id))[:limit]


class _Messages(_Part):
    def next_number(self, conversation_id: ConversationId) -> int:
        data = self._change()
        _found(data.conversations, conversation_id, "conversation")
        number = data.message_numbers.get(conversation_id, 0) + 1
        data.message_numbers[conversation_id] = number
        return number

    def add(self, message: Message) -> None:
        data = self._change()
        _found(data.conversations, message.conversation_id, "conversation")
        if message.in_reply_to is not None:
            asked = data.messages.get(message.in_reply_to)
            if asked is None or asked.is_reply or asked.conversation_id != message.conversation_id:
                raise NotFoundError("no such message to reply to")
            if self.reply_to(message.in_reply_to) is not None:
                raise DuplicateMessageError("this message has its reply already")
        if message.client_id is not None and self.by_client_id(message.conversation_id, message.client_id) is not None:
            raise DuplicateMessageError("a message with this client id is there already")
        numbers = {other.number for other in self._in(message.conversation_id)}
        if message.id in data.messages or message.number in numbers:
            raise ConflictError("the message's id or number is taken")
        data.messages[message.id] = message
        if message.in_reply_to is not None:
            data.waiting.pop(message.in_reply_to, None)
        if not message.is_reply:
            data.waiting[message.id] = None

    def get(self, message_id: MessageId) -> Message:
        return _found(self._now.messages, message_id, "message")

    def by_client_id(self, conversation_id: ConversationId, client_id: str) -> Message | None:
        return next((m for m in self._in(conversation_id) if m.client_id == client_id), None)

    def reply_to(self, message_id: MessageId) -> Message | None:
        return next((m for m in self._now.messages.values() if m.in_reply_to == message_id), None)

    def since(self, conversation_id: ConversationId, *, after: int, limit: int = 200) -> Sequence[Message]:
        return [m for m in self._in(conversation_id) if m.number > after][:limit]

    def latest(self, conversation_id: ConversationId, *, limit: int) -> Sequence[Message]:
        return self._in(conversation_id)[-limit:] if limit else []

    def said(self, conversation_id: ConversationId, *, limit: int) -> Sequence[Message]:
        return [m for m in self._in(conversation_id) if not m.is_reply][-limit:] if limit else []

    def unanswered(self, conversation_id: ConversationId, *, limit: int = 50) -> Sequence[Message]:
        return [m for m in self._in(conversation_id) if m.id in self._now.waiting][:limit]

    def texts(self, message_ids: Iterable[MessageId]) -> dict[MessageId, str]:
        return {message.id: message.text for message in self.many(message_ids)}

    def many(self, message_ids: Iterable[MessageId]) -> Sequence[Message]:
        return [self._now.messages[each] for each in dict.fromkeys(message_ids) if each in self._now.messages]

    def _in(self, conversation_id: ConversationId) -> list[Message]:
        own = [m for m in self._now.messages.values() if m.conversation_id == conversation_id]
        return sorted(own, key=lambda m: m.number)


class _Statements(_Part):
    def next_number(self, person_id: PersonId) -> int:
        data = self._change()
        self._must_know(person_id)
        number = data.statement_numbers.get(person_id, 0) + 1
        data.statement_numbers[person_id] = number
        return number

    def add(self, person_id: PersonId, statements: Sequence[KeptStatement], coping: Sequence[KeptCoping] = ()) -> None:
        data = self._change()
        self._must_know(person_id)
        for kept in statements:
            if kept.id in data.statements or kept.number in {other.number for other in self.of(person_id)}:
                raise ConflictError("a statement's id or number is taken")
            _found(data.messages, kept.message_id, "message")
            data.statements[kept.id] = (person_id, kept)
            self._keep_above(data, person_id, kept.number)
        for way in coping:
            if (person_id, way.number) in data.coping:
                raise ConflictError("a statement's id or number is taken")
            _found(data.messages, way.message_id, "message")
            data.coping[(person_id, way.number)] = way
            self._keep_above(data, person_id, way.number)

    def of(self, person_id: PersonId) -> Sequence[KeptStatement]:
        own = [kept for owner, kept in self._now.statements.values() if owner == person_id]
        return sorted(own, key=lambda kept: kept.number)

    def coping_of(self, person_id: PersonId) -> Sequence[KeptCoping]:
        own = [way for (owner, _number), way in self._now.coping.items() if owner == person_id]
        return sorted(own, key=lambda way: way.number)

    def get(self, statement_id: StatementId) -> KeptStatement:
        return _found(self._now.statements, statement_id, "statement")[1]

    def in_episode(self, person_id: PersonId, episode_id: str) -> Sequence[KeptStatement]:
        return [kept for kept in self.of(person_id) if kept.episode_id == episode_id]

    def set_aside(self, person_id: PersonId) -> Sequence[KeptStatement]:
        return [kept for kept in self.of(person_id) if kept.standing is not Standing.LIVE or kept.not_about]

    def set_way_standing(self, person_id: PersonId, number: int, standing: Standing) -> None:
        data = self._change()
        kept = _found(data.coping, (person_id, number), "way of coping")
        data.coping[(person_id, number)] = replace(kept, standing=standing)

    def correct(self, kept: KeptStatement) -> None:
        data = self._change()
        owner, _old = _found(data.statements, kept.id, "statement")
        data.statements[kept.id] = (owner, kept)

    def _keep_above(self, data: _Data, person_id: PersonId, number: int) -> None:
        data.statement_numbers[person_id] = max(number, data.statement_numbers.get(person_id, 0))


class _SmallSteps(_Part):
    def add(self, person_id: PersonId, step: SmallStep) -> None:
        data = self._change()
        self._must_know(person_id)
        if step.id in data.small_steps:
            raise ConflictError("this small step is there already")
        data.small_steps[step.id] = (person_id, step)

    def save(self, person_id: PersonId, step: SmallStep) -> None:
        data = self._change()
        self._must_know(person_id)
        owner, kept = _found(data.small_steps, step.id, "small step")
        if owner != person_id:
            raise NotFoundError("no such small step")
        data.small_steps[step.id] = (person_id, replace(step, taken_at_utc=kept.taken_at_utc))

    def of(self, person_id: PersonId) -> Sequence[SmallStep]:
        own = [step for owner, step in self._now.small_steps.values() if owner == person_id]
        return sorted(own, key=lambda step: (step.taken_at_utc, step.id))


class _WaysBack(_Part):
    def put(self, way_back: WayBack) -> None:
        data = self._change()
        self._must_know(way_back.person_id)
        holder = self.by_code(way_back.code_sha256)
        if holder is not None and holder.person_id != way_back.person_id:
            raise ConflictError("this code is taken")
        data.ways_back[way_back.person_id] = way_back

    def of(self, person_id: PersonId) -> WayBack | None:
        return self._now.ways_back.get(person_id)

    def by_code(self, code_sha256: str) -> WayBack | None:
        return next((way for way in self._change().ways_back.values() if way.code_sha256 == code_sha256), None)

    def remove(self, person_id: PersonId) -> None:
        self._change().ways_back.pop(person_id, None)


class _Revisions(_Part):
    """Kept as JSON text, so that what is not plain data fails here too, and nobody shares an object with the store."""

    def model(self, person_id: PersonId) -> dict[str, Any] | None:
        kept = self._now.models.get(person_id)
        return None if kept is None else _opened(kept)

    def save(
        self, person_id: PersonId, *, model: dict[str, Any], revision: dict[str, Any], number: int, at_utc: datetime
    ) -> None:
        data = self._change()
        self._must_know(person_id)
        if (person_id, number) in data.revisions:
            raise ConflictError("this revision is there already")
        data.revisions[(person_id, number)] = json.dumps(revision, allow_nan=False)
        data.models[person_id] = json.dumps(model, allow_nan=False)

    def of(self, person_id: PersonId, *, limit: int = 100, before: int | None = None) -> Sequence[dict[str, Any]]:
        numbers = sorted((number for owner, number in self._now.revisions if owner == person_id), reverse=True)
        wanted = [number for number in numbers if before is None or number < before][:limit]
        return [_opened(self._now.revisions[(person_id, number)]) for number in wanted]

    def get(self, person_id: PersonId, number: int) -> dict[str, Any]:
        return _opened(_found(self._now.revisions, (person_id, number), "revision"))


def _found(kept: Mapping[K, V], key: K, what: str) -> V:
    try:
        return kept[key]
    except KeyError:
        raise NotFoundError(f"no such {what}") from None


def _drop(kept: dict[Any, Any], condition: Callable[[Any, Any], bool]) -> None:
    for key in [key for key, value in kept.items() if condition(key, value)]:
        del kept[key]


def _opened(text: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text)
    return value
