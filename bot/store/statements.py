"""Statements and ways of coping, kept with where they came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, select, text, update

from bot.errors import ConflictError, NotFoundError
from bot.store.keys import Keys
from bot.store.mapping import COPING, STATEMENT, CopingFacts, StatementFacts
from bot.store.people import next_number
from bot.store.tables import SET_ASIDE, CopingRow, PersonRow, StatementRow
from bot.store.transaction import Transaction
from bot.working_model.identity import ConversationId, EpisodeId, MessageId, PersonId, StatementId
from bot.working_model.kept import KeptCoping, KeptStatement, Standing

_COLUMNS = (
    StatementRow.id,
    StatementRow.person_id,
    StatementRow.number,
    StatementRow.message_id,
    StatementRow.conversation_id,
    StatementRow.said_at_utc,
    StatementRow.episode_id,
    StatementRow.standing,
    StatementRow.sealed,
)
_COPING_COLUMNS = (
    CopingRow.number,
    CopingRow.message_id,
    CopingRow.conversation_id,
    CopingRow.said_at_utc,
    CopingRow.episode_id,
    CopingRow.standing,
    CopingRow.sealed,
)


_THIS = StatementRow.id == bindparam("this")
_OF_PERSON = select(*_COLUMNS).where(StatementRow.person_id == bindparam("person")).order_by(StatementRow.number)
# Sorted by us: to give the rows in order, SQLite would walk all of the person's statements instead of the episode's index.
_IN_EPISODE = select(*_COLUMNS).where(
    StatementRow.person_id == bindparam("person"), StatementRow.episode_id == bindparam("episode")
)
# The condition stands as in the partial index, so that both databases see that it serves.
_SET_ASIDE = (
    select(*_COLUMNS)
    .where(StatementRow.person_id == bindparam("person"), text(SET_ASIDE))
    .order_by(StatementRow.number)
)
_GET = select(*_COLUMNS).where(_THIS)
_GET_LOCKED = _GET.with_for_update()
_UPDATE = update(StatementRow).where(_THIS)
_COPING_OF = select(*_COPING_COLUMNS).where(CopingRow.person_id == bindparam("person")).order_by(CopingRow.number)
_UPDATE_WAY = update(CopingRow).where(CopingRow.person_id == bindparam("person"), CopingRow.number == bindparam("this"))
_KEEP_COUNTER_ABOVE = update(PersonRow).where(
    PersonRow.id == bindparam("person"), PersonRow.last_statement < bindparam("highest")
)


class SqlStatements:
    """Statements and ways of coping of all persons."""

    def __init__(self, transaction: Transaction, keys: Keys) -> None:
        self._transaction = transaction
        self._keys = keys

    def next_number(self, person_id: PersonId) -> int:
        """Takes the next number; a caller may number on from it, for `add` keeps the counter above all that it added."""
        return next_number(self._transaction, person_id, "last_statement")

    def add(self, person_id: PersonId, statements: Sequence[KeptStatement], coping: Sequence[KeptCoping] = ()) -> None:
        """Raises `NotFoundError` where person or message is not there, `ConflictError` where an id or number is taken."""
        key = self._keys.of(person_id)
        for kept in statements:
            sealed = STATEMENT.seal(key, kept.id, _facts(kept))
            own = {"id": kept.id, "is_moved": bool(kept.not_about), "sealed": sealed}
            self._insert(StatementRow, person_id, kept, own)
        for way in coping:
            sealed = COPING.seal(key, f"{person_id}/{way.number}", CopingFacts(way.coping, way.about))
            self._insert(CopingRow, person_id, way, {"sealed": sealed})
        highest = max([kept.number for kept in statements] + [way.number for way in coping], default=0)
        self._transaction.change(_KEEP_COUNTER_ABOVE, person=person_id, highest=highest, last_statement=highest)

    def of(self, person_id: PersonId) -> Sequence[KeptStatement]:
        """All of the person's, removed ones too, in order."""
        return self._many(_OF_PERSON, person=person_id)

    def coping_of(self, person_id: PersonId) -> Sequence[KeptCoping]:
        """In order."""
        found = self._transaction.rows(_COPING_OF, person=person_id)
        return [self._coping(person_id, row) for row in found]

    def get(self, statement_id: StatementId) -> KeptStatement:
        """Raises `NotFoundError`."""
        found = self._transaction.row(_GET, this=statement_id)
        if found is None:
            raise NotFoundError("no such statement")
        return self._statement(found)

    def in_episode(self, person_id: PersonId, episode_id: str) -> Sequence[KeptStatement]:
        """In order."""
        return sorted(self._many(_IN_EPISODE, person=person_id, episode=episode_id), key=lambda kept: kept.number)

    def set_aside(self, person_id: PersonId) -> Sequence[KeptStatement]:
        """In order. However much was said, it costs as much as was set aside."""
        return self._many(_SET_ASIDE, person=person_id)

    def set_way_standing(self, person_id: PersonId, number: int, standing: Standing) -> None:
        """Raises `NotFoundError`."""
        if not self._transaction.change(_UPDATE_WAY, person=person_id, this=number, standing=standing.value):
            raise NotFoundError("no such way of coping")

    def correct(self, kept: KeptStatement) -> None:
        """Raises `NotFoundError`."""
        self._transaction.start_writing()
        found = self._transaction.row(_GET_LOCKED, this=kept.id)
        if found is None:
            raise NotFoundError("no such statement")
        values = {
            "standing": kept.standing.value,
            "is_moved": bool(kept.not_about),
            "sealed": STATEMENT.seal(self._keys.of(PersonId(found.person_id)), kept.id, _facts(kept)),
        }
        self._transaction.change(_UPDATE, this=kept.id, **values)

    def _insert(
        self,
        row: type[StatementRow | CopingRow],
        person_id: PersonId,
        kept: KeptStatement | KeptCoping,
        own: dict[str, Any],
    ) -> None:
        values = {
            "person_id": person_id,
            "number": kept.number,
            "message_id": kept.message_id,
            "conversation_id": kept.conversation_id,
            "said_at_utc": kept.said_at_utc,
            "episode_id": kept.episode_id,
            "standing": kept.standing.value,
            **own,
        }
        if not self._transaction.insert(row, values):
            raise ConflictError("a statement's id or number is taken")

    def _many(self, statement: Select[Any], **values: Any) -> list[KeptStatement]:
        return [self._statement(row) for row in self._transaction.rows(statement, **values)]

    def _statement(self, row: Row[Any]) -> KeptStatement:
        facts = STATEMENT.unseal(self._keys.of(PersonId(row.person_id)), row.id, row.sealed)
        return KeptStatement(
            id=StatementId(row.id),
            number=row.number,
            message_id=MessageId(row.message_id),
            conversation_id=ConversationId(row.conversation_id),
            said_at_utc=row.said_at_utc,
            statement=facts.statement,
            about=facts.about,
            tie=facts.tie,
            episode_id=_episode(row.episode_id),
            standing=Standing(row.standing),
            true_these_days=facts.true_these_days,
            folded=facts.folded,
            is_over=facts.is_over,
            reworded=facts.reworded,
            not_about=facts.not_about,
            echo_of=facts.echo_of,
        )

    def _coping(self, person_id: PersonId, row: Row[Any]) -> KeptCoping:
        facts = COPING.unseal(self._keys.of(person_id), f"{person_id}/{row.number}", row.sealed)
        return KeptCoping(
            number=row.number,
            message_id=MessageId(row.message_id),
            conversation_id=ConversationId(row.conversation_id),
            said_at_utc=row.said_at_utc,
            coping=facts.coping,
            about=facts.about,
            episode_id=_episode(row.episode_id),
            standing=Standing(row.standing),
        )


def _facts(kept: KeptStatement) -> StatementFacts:
    return StatementFacts(
        kept.statement,
        kept.about,
        kept.tie,
        kept.true_these_days,
        kept.folded,
        kept.is_over,
        kept.reworded,
        kept.not_about,
        kept.echo_of,
    )


def _episode(value: str | None) -> EpisodeId | None:
    return None if value is None else EpisodeId(value)
