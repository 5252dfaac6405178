"""The persons who talk, the people they talk about, consents and refusals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from bot.errors import ConflictError, NotFoundError
from bot.store.keys import Keys
from bot.store.mapping import DECLINED_TOPIC, KNOWN_PERSON, PERSON, KnownFacts, PersonFacts
from bot.store.tables import (
    ConsentRow,
    ConversationRow,
    DeclinedTopicRow,
    KnownPersonRow,
    PersonKeyRow,
    PersonRow,
    TrackerWindowRow,
)
from bot.store.transaction import Transaction
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.person import Consent, DeclinedTopic, KnownPerson, Person, Tie
from bot.working_model.statement import Figure

_THIS = PersonRow.id == bindparam("this")
_GET = select(PersonRow.created_at_utc, PersonRow.sealed).where(_THIS)
_UPDATE = update(PersonRow).where(_THIS)
_DELETE = delete(PersonRow).where(_THIS)
_LOCK = select(PersonRow.id).where(_THIS).with_for_update()
_CONVERSATIONS = select(ConversationRow.id).where(ConversationRow.person_id == bindparam("person"))
_DELETE_WINDOWS = delete(TrackerWindowRow).where(TrackerWindowRow.sender_id.in_(bindparam("these", expanding=True)))
_CONSENTS = (
    select(ConsentRow.kind, ConsentRow.version, ConsentRow.given, ConsentRow.at_utc)
    .where(ConsentRow.person_id == bindparam("person"))
    .order_by(ConsentRow.id)
)
_DECLINED = (
    select(DeclinedTopicRow.number, DeclinedTopicRow.sealed)
    .where(DeclinedTopicRow.person_id == bindparam("person"))
    .order_by(DeclinedTopicRow.number)
)
_KNOWN = select(KnownPersonRow.id, KnownPersonRow.person_id, KnownPersonRow.sealed)
_KNOWN_OF = _KNOWN.where(KnownPersonRow.person_id == bindparam("person")).order_by(KnownPersonRow.number)
_KNOWN_LOCKED = _KNOWN.where(KnownPersonRow.id == bindparam("this")).with_for_update()
_UPDATE_KNOWN = update(KnownPersonRow).where(KnownPersonRow.id == bindparam("this"))


class SqlPeople:
    """Persons. `erased` tells the unit of work that something must be wiped from the disk after the commit."""

    def __init__(self, transaction: Transaction, keys: Keys) -> None:
        self._transaction = transaction
        self._keys = keys
        self.has_erased = False

    def add(self, person: Person) -> None:
        """Raises `ConflictError` where the id is taken."""
        key, key_row = self._keys.make(person.id)
        sealed = PERSON.seal(key, person.id, PersonFacts(person.country, person.language))
        values = {"id": person.id, "created_at_utc": person.created_at_utc, "sealed": sealed}
        if not self._transaction.insert(PersonRow, values):
            raise ConflictError("this person is there already")
        self._transaction.insert(PersonKeyRow, key_row)
        self._keys.hold(person.id, key)

    def get(self, person_id: PersonId) -> Person:
        """Raises `NotFoundError`."""
        found = self._transaction.row(_GET, this=person_id)
        if found is None:
            raise NotFoundError("no such person")
        facts = PERSON.unseal(self._keys.of(person_id), person_id, found.sealed)
        return Person(person_id, found.created_at_utc, facts.country, facts.language)

    def set_country(self, person_id: PersonId, country: str | None) -> None:
        """Raises `NotFoundError`."""
        facts = PersonFacts(country, self.get(person_id).language)
        sealed = PERSON.seal(self._keys.of(person_id), person_id, facts)
        self._transaction.change(_UPDATE, this=person_id, sealed=sealed)

    def erase(self, person_id: PersonId) -> None:
        """Raises `NotFoundError`. The person is locked first, as in a turn, so that the two cannot wait for each other."""
        self._transaction.start_writing()
        if self._transaction.row(_LOCK, this=person_id) is None:
            raise NotFoundError("no such person")
        conversations = [row.id for row in self._transaction.rows(_CONVERSATIONS, person=person_id)]
        self._transaction.change(_DELETE_WINDOWS, these=conversations)
        self._transaction.change(_DELETE, this=person_id)
        self._keys.forget(person_id)
        self.has_erased = True

    def add_consent(self, consent: Consent) -> None:
        """Raises `NotFoundError` where there is no such person."""
        self._transaction.insert(
            ConsentRow,
            {
                "person_id": consent.person_id,
                "kind": consent.kind,
                "version": consent.version,
                "given": consent.given,
                "at_utc": consent.at_utc,
            },
        )

    def consents(self, person_id: PersonId) -> Sequence[Consent]:
        """In the order in which they were given or taken back."""
        found = self._transaction.rows(_CONSENTS, person=person_id)
        return [Consent(person_id, row.kind, row.version, row.given, row.at_utc) for row in found]

    def decline(self, person_id: PersonId, topic: DeclinedTopic) -> None:
        """Kept once, however often it is said."""
        number = next_number(self._transaction, person_id, "last_declined")
        if topic in self.declined(person_id):
            return
        sealed = DECLINED_TOPIC.seal(self._keys.of(person_id), f"{person_id}/{number}", topic)
        self._transaction.insert(DeclinedTopicRow, {"person_id": person_id, "number": number, "sealed": sealed})

    def declined(self, person_id: PersonId) -> Sequence[DeclinedTopic]:
        """In the order in which they were said."""
        found = self._transaction.rows(_DECLINED, person=person_id)
        if not found:
            return []
        key = self._keys.of(person_id)
        return [DECLINED_TOPIC.unseal(key, f"{person_id}/{row.number}", row.sealed) for row in found]


class SqlKnownPeople:
    """The people somebody talks about, in the order in which they came up."""

    def __init__(self, transaction: Transaction, keys: Keys) -> None:
        self._transaction = transaction
        self._keys = keys

    def of(self, person_id: PersonId) -> Sequence[KnownPerson]:
        """Empty where there is no such person."""
        found = self._transaction.rows(_KNOWN_OF, person=person_id)
        return [self._known(row) for row in found]

    def add(self, known: KnownPerson) -> None:
        """Raises `NotFoundError` where there is no such person, `ConflictError` where the id is taken."""
        values = {
            "id": known.id,
            "person_id": known.person_id,
            "number": next_number(self._transaction, known.person_id, "last_known"),
            "sealed": self._sealed(known),
        }
        if not self._transaction.insert(KnownPersonRow, values):
            raise ConflictError("this known person is there already")

    def rename(self, known_id: KnownPersonId, *, figure: Figure, name: str | None, called: str | None = None) -> None:
        """Without `called` the word they are called by stays. Raises `NotFoundError`."""
        known = self._get(known_id)
        self._replace(replace(known, figure=figure, name=name, called=called or known.called))

    def set_tie(self, known_id: KnownPersonId, tie: Tie) -> None:
        """Raises `NotFoundError`."""
        self._replace(replace(self._get(known_id), tie=tie))

    def set_unsafe(self, known_id: KnownPersonId, told_unsafe: bool) -> None:
        """Raises `NotFoundError`."""
        self._replace(replace(self._get(known_id), told_unsafe=told_unsafe))

    def _get(self, known_id: KnownPersonId) -> KnownPerson:
        """Locked on PostgreSQL, where two changes could otherwise overwrite each other."""
        self._transaction.start_writing()
        found = self._transaction.row(_KNOWN_LOCKED, this=known_id)
        if found is None:
            raise NotFoundError("no such known person")
        return self._known(found)

    def _replace(self, known: KnownPerson) -> None:
        self._transaction.change(_UPDATE_KNOWN, this=known.id, sealed=self._sealed(known))

    def _sealed(self, known: KnownPerson) -> bytes:
        facts = KnownFacts(known.figure, known.name, known.tie, known.told_unsafe, known.called)
        return KNOWN_PERSON.seal(self._keys.of(known.person_id), known.id, facts)

    def _known(self, row: Row[tuple[str, str, bytes]]) -> KnownPerson:
        person_id = PersonId(row.person_id)
        facts = KNOWN_PERSON.unseal(self._keys.of(person_id), row.id, row.sealed)
        return KnownPerson(
            KnownPersonId(row.id),
            person_id,
            facts.figure,
            facts.name,
            facts.tie,
            told_unsafe=facts.told_unsafe,
            called=facts.called,
        )


def next_number(transaction: Transaction, person_id: PersonId, counter: str) -> int:
    """Takes the next number of one of the person's counters; the row stays locked until the transaction ends."""
    found = transaction.changed(_take(counter), this=person_id)
    if found is None:
        raise NotFoundError("no such person")
    return int(found[0])


@cache
def _take(counter: str) -> ReturningUpdate[Any]:
    column = getattr(PersonRow, counter)
    return update(PersonRow).where(_THIS).values({column: column + 1}).returning(column)
