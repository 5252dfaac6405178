"""From rows to the domain's values and back: what of each value is sealed, and how it is written (JSON, checked when read)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from bot.errors import InputError, StoreError
from bot.store.sealing import PersonKey
from bot.working_model.dialogue import Command, DialogueState, Reply
from bot.working_model.identity import KnownPersonId, MessageId, StatementId
from bot.working_model.person import DeclinedTopic, Tie
from bot.working_model.risk import Level
from bot.working_model.statement import Asked, Coping, Figure, Statement

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is sealed of a person."""

    country: str | None
    language: str


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What is sealed of someone the person talks about."""

    figure: Figure
    name: str | None
    tie: Tie
    told_unsafe: bool = False
    called: str | None = None


@dataclass(frozen=True, slots=True)
class MessageWords:
    """What is sealed of a message."""

    text: str
    client_id: str | None
    command: Command | None
    argument: str | None
    asked: Asked | None
    level: Level
    rules: tuple[str, ...]
    reply: Reply | None


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What is sealed of a kept statement."""

    statement: Statement
    about: KnownPersonId | None
    tie: Tie
    true_these_days: int | None
    folded: bool
    is_over: bool = False
    reworded: str | None = None
    not_about: tuple[str, ...] = ()
    echo_of: StatementId | None = None


@dataclass(frozen=True, slots=True)
class CopingFacts:
    """What is sealed of a kept way of coping."""

    coping: Coping
    about: KnownPersonId | None


@dataclass(frozen=True, slots=True)
class SmallStepFacts:
    """What is sealed of a small step."""

    about: KnownPersonId | None
    plan: MessageId | None
    expected: MessageId | None
    sure: int | None
    happened: MessageId | None
    came_true: bool | None
    asked: int


@dataclass(frozen=True, slots=True)
class WayBackFacts:
    """What is sealed of a way back."""

    passphrase_hash: str


class Sealed(Generic[T]):
    """One kind of value in the `sealed` column of one table. A part that a later release adds must have a default."""

    def __init__(self, kind: type[T], table: str) -> None:
        self._kind = kind
        self._table = table

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self._kind)

    def seal(self, key: PersonKey, row: str, value: T) -> bytes:
        """Raises `InputError` where the value holds text that is no Unicode (a lone surrogate)."""
        try:
            plain = self._adapter.dump_json(value)
        except (PydanticSerializationError, UnicodeEncodeError):
            plain = None
        if plain is None:
            raise InputError("a text that cannot be written as UTF-8")
        return key.seal(plain, self._place(row))

    def unseal(self, key: PersonKey, row: str, sealed: bytes) -> T:
        """Raises `StoreError` where the value does not open or is not what it should be."""
        plain = key.unseal(sealed, self._place(row))
        try:
            return self._adapter.validate_json(plain)
        except ValidationError:
            pass  # raised anew below: the error of the checker quotes what it checked
        raise StoreError(f"a sealed value of {self._table} is not in a form this release knows")

    def _place(self, row: str) -> str:
        return f"{self._table}/{row}/sealed"


class SealedObject:
    """A plain JSON object in the `sealed` column of one table."""

    def __init__(self, table: str) -> None:
        self._table = table

    def seal(self, key: PersonKey, row: str, value: dict[str, Any]) -> bytes:
        """Raises `InputError` where the value is not plain JSON."""
        try:
            plain = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        except (TypeError, ValueError):
            plain = None
        if plain is None:
            raise InputError("not a plain JSON object")
        return key.seal(plain, f"{self._table}/{row}/sealed")

    def unseal(self, key: PersonKey, row: str, sealed: bytes) -> dict[str, Any]:
        """Raises `StoreError` where the value does not open."""
        value: dict[str, Any] = json.loads(key.unseal(sealed, f"{self._table}/{row}/sealed"))
        return value


PERSON = Sealed(PersonFacts, "persons")
KNOWN_PERSON = Sealed(KnownFacts, "known_people")
DECLINED_TOPIC = Sealed(DeclinedTopic, "declined_topics")
STATE = Sealed(DialogueState, "conversations")
MESSAGE = Sealed(MessageWords, "messages")
STATEMENT = Sealed(StatementFacts, "statements")
COPING = Sealed(CopingFacts, "coping")
SMALL_STEP = Sealed(SmallStepFacts, "small_steps")
WAY_BACK = Sealed(WayBackFacts, "ways_back")
MODEL = SealedObject("models")
REVISION = SealedObject("revisions")
