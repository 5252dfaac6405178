"""The persons who talk, the people they talk about, consents and refusals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Row, delete, select, update

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

_KNOWN_COLUMNS = (KnownPersonRow.id, KnownPersonRow.person_id, KnownPersonRow.sealed)


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
        found = self._transaction.row(
            select(PersonRow.created_at_utc, PersonRow.sealed).where(PersonRow.id == person_id)
        )
        if found is None:
            raise NotFoundError("no such person")
        facts = PERSON.unseal(self._keys.of(person_id), person_id, found.sealed)
        return Person(person_id, found.created_at_utc, facts.country, facts.language)

    def set_country(self, person_id: PersonId, country: str | None) -> None:
        """Raises `NotFoundError`."""
        facts = PersonFacts(country, self.get(person_id).language)
        sealed = PERSON.seal(self._keys.of(person_id), person_id, facts)
        self._transaction.change(update(PersonRow).where(PersonRow.id == person_id).values(sealed=sealed))

    def erase(self, person_id: PersonId) -> None:
        """Raises `NotFoundError`. Conversations are locked first, in the order in which a turn locks them."""
        conversations = select(ConversationRow.id).where(ConversationRow.person_id == person_id)
        ids = [row.id for row in self._transaction.rows(conversations.with_for_update())]
        self._transaction.change(delete(TrackerWindowRow).where(TrackerWindowRow.sender_id.in_(ids)))
        if not self._transaction.change(delete(PersonRow).where(PersonRow.id == person_id)):
            raise NotFoundError("no such person")
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
        found = self._transaction.rows(
            select(ConsentRow.kind, ConsentRow.version, ConsentRow.given, ConsentRow.at_utc)
            .where(ConsentRow.person_id == person_id)
            .order_by(ConsentRow.id)
        )
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
        found = self._transaction.rows(
            select(DeclinedTopicRow.number, DeclinedTopicRow.sealed)
            .where(DeclinedTopicRow.person_id == person_id)
            .order_by(DeclinedTopicRow.number)
        )
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
        found = self._transaction.rows(
            select(*_KNOWN_COLUMNS).where(KnownPersonRow.person_id == person_id).order_by(KnownPersonRow.number)
        )
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

    def rename(self, known_id: KnownPersonId, *, figure: Figure, name: str | None) -> None:
        """Raises `NotFoundError`."""
        self._replace(replace(self._get(known_id), figure=figure, name=name))

    def set_tie(self, known_id: KnownPersonId, tie: Tie) -> None:
        """Raises `NotFoundError`."""
        self._replace(replace(self._get(known_id), tie=tie))

    def _get(self, known_id: KnownPersonId) -> KnownPerson:
        """Locked on PostgreSQL, where two changes could otherwise overwrite each other."""
        self._transaction.start_writing()
        found = self._transaction.row(select(*_KNOWN_COLUMNS).where(KnownPersonRow.id == known_id).with_for_update())
        if found is None:
            raise NotFoundError("no such known person")
        return self._known(found)

    def _replace(self, known: KnownPerson) -> None:
        self._transaction.change(
            update(KnownPersonRow).where(KnownPersonRow.id == known.id).values(sealed=self._sealed(known))
        )

    def _sealed(self, known: KnownPerson) -> bytes:
        facts = KnownFacts(known.figure, known.name, known.tie)
        return KNOWN_PERSON.seal(self._keys.of(known.person_id), known.id, facts)

    def _known(self, row: Row[tuple[str, str, bytes]]) -> KnownPerson:
        person_id = PersonId(row.person_id)
        facts = KNOWN_PERSON.unseal(self._keys.of(person_id), row.id, row.sealed)
        return KnownPerson(KnownPersonId(row.id), person_id, facts.figure, facts.name, facts.tie)


def next_number(transaction: Transaction, person_id: PersonId, counter: str) -> int:
    """Takes the next number of one of the person's counters; the row stays locked until the transaction ends."""
    column = getattr(PersonRow, counter)
    found = transaction.changed(
        update(PersonRow).where(PersonRow.id == person_id).values({column: column + 1}).returning(column)
    )
    if found is None:
        raise NotFoundError("no such person")
    return int(found[0])
