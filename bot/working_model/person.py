"""The person who talks, the people they talk about, what they agreed to and what they never want to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.statement import Figure
from bot.working_model.tie import Tie

__all__ = ["Consent", "DeclinedTopic", "KnownPerson", "Person", "Tie"]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who talks with Attune. `country` is an ISO 3166-1 alpha-2 code, None where unknown (it chooses helplines)."""

    id: PersonId
    created_at_utc: datetime
    country: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Someone the person talks about: a role and the person's own name for them. Two sisters are two known persons.

    `told_unsafe`: danger from them was told while nothing was interpreted. It is a mark without words, and outlives the conversation.
    `called` is the person's own word for the role ("stepmother", "son"), as they first said it or named whom a line is about.
    """

    id: KnownPersonId
    person_id: PersonId
    figure: Figure
    name: str | None
    tie: Tie = Tie.CURRENT
    told_unsafe: bool = False
    called: str | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """One thing agreed to or taken back. `kind` is "conversation" (the wording shown is `version`), later "share", "flags"."""

    person_id: PersonId
    kind: str
    version: str
    given: bool
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class DeclinedTopic:
    """What the person asked never to be asked about: a known figure (and name), or None for both with a free topic word."""

    figure: Figure | None
    name: str | None = None
