"""The working model's state, replaced each time, and its revisions, written once and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.errors import ConflictError, NotFoundError
from bot.store.keys import Keys
from bot.store.mapping import MODEL, REVISION
from bot.store.tables import ModelRow, RevisionRow
from bot.store.transaction import Transaction
from bot.working_model.identity import PersonId

_OF_PERSON = ModelRow.person_id == bindparam("person")
_MODEL = select(ModelRow.sealed).where(_OF_PERSON)
_UPDATE_MODEL = update(ModelRow).where(_OF_PERSON)
_REVISIONS = (
    select(RevisionRow.number, RevisionRow.sealed)
    .where(RevisionRow.person_id == bindparam("person"))
    .order_by(RevisionRow.number.desc())
    .limit(bindparam("limit"))
)
_REVISIONS_BEFORE = _REVISIONS.where(RevisionRow.number < bindparam("before"))
_REVISION = select(RevisionRow.sealed).where(
    RevisionRow.person_id == bindparam("person"), RevisionRow.number == bindparam("wanted")
)


class SqlRevisions:
    """Models and revisions of all persons."""

    def __init__(self, transaction: Transaction, keys: Keys) -> None:
        self._transaction = transaction
        self._keys = keys

    def model(self, person_id: PersonId) -> dict[str, Any] | None:
        """None also where there is no such person."""
        found = self._transaction.row(_MODEL, person=person_id)
        return None if found is None else MODEL.unseal(self._keys.of(person_id), person_id, found.sealed)

    def save(
        self, person_id: PersonId, *, model: dict[str, Any], revision: dict[str, Any], number: int, at_utc: datetime
    ) -> None:
        """Raises `NotFoundError` where there is no such person."""
        key = self._keys.of(person_id)
        row = f"{person_id}/{number}"
        values = {
            "person_id": person_id,
            "number": number,
            "at_utc": at_utc,
            "sealed": REVISION.seal(key, row, revision),
        }
        if not self._transaction.insert(RevisionRow, values):
            raise ConflictError("this revision is there already")
        state = {"number": number, "at_utc": at_utc, "sealed": MODEL.seal(key, person_id, model)}
        if not self._transaction.change(_UPDATE_MODEL, person=person_id, **state):
            self._transaction.insert(ModelRow, {"person_id": person_id, **state})

    def of(self, person_id: PersonId, *, limit: int = 100, before: int | None = None) -> Sequence[dict[str, Any]]:
        """Only those numbered below `before`, where it is given."""
        if before is None:
            found = self._transaction.rows(_REVISIONS, person=person_id, limit=limit)
        else:
            found = self._transaction.rows(_REVISIONS_BEFORE, person=person_id, limit=limit, before=before)
        return [self._revision(person_id, row.number, row.sealed) for row in found]

    def get(self, person_id: PersonId, number: int) -> dict[str, Any]:
        """Raises `NotFoundError`."""
        found = self._transaction.row(_REVISION, person=person_id, wanted=number)
        if found is None:
            raise NotFoundError("no such revision")
        return self._revision(person_id, number, found.sealed)

    def _revision(self, person_id: PersonId, number: int, sealed: bytes) -> dict[str, Any]:
        return REVISION.unseal(self._keys.of(person_id), f"{person_id}/{number}", sealed)
