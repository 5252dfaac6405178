"""The ways back: a code's hash to find one by, the passphrase's hash sealed under the person's key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Row, bindparam, delete, select, update

from bot.errors import ConflictError
from bot.store.keys import Keys
from bot.store.mapping import WAY_BACK, WayBackFacts
from bot.store.tables import WayBackRow
from bot.store.transaction import Transaction
from bot.working_model.identity import PersonId
from bot.working_model.way_back import WayBack

_COLUMNS = (
    WayBackRow.person_id,
    WayBackRow.code_sha256,
    WayBackRow.made_at_utc,
    WayBackRow.tries,
    WayBackRow.shut_until_utc,
    WayBackRow.sealed,
)
_THIS = WayBackRow.person_id == bindparam("this")
_OF_PERSON = select(*_COLUMNS).where(_THIS)
_BY_CODE = select(*_COLUMNS).where(WayBackRow.code_sha256 == bindparam("code")).with_for_update()
_SAVE = update(WayBackRow).where(_THIS)
_REMOVE = delete(WayBackRow).where(_THIS)


class SqlWaysBack:
    """The ways back of all persons."""

    def __init__(self, transaction: Transaction, keys: Keys) -> None:
        self._transaction = transaction
        self._keys = keys

    def put(self, way_back: WayBack) -> None:
        """Raises `NotFoundError` where there is no such person, `ConflictError` where the code is another's."""
        person_id = way_back.person_id
        values = {
            "code_sha256": way_back.code_sha256,
            "made_at_utc": way_back.made_at_utc,
            "tries": way_back.tries,
            "shut_until_utc": way_back.shut_until_utc,
            "sealed": WAY_BACK.seal(self._keys.of(person_id), person_id, WayBackFacts(way_back.passphrase_hash)),
        }
        self._transaction.start_writing()
        holder = self._transaction.row(_BY_CODE, code=way_back.code_sha256)
        if holder is not None and holder.person_id != person_id:
            raise ConflictError("this code is taken")
        if self._transaction.change(_SAVE, this=person_id, **values):
            return
        if not self._transaction.insert(WayBackRow, {"person_id": person_id, **values}):
            raise ConflictError("this code is taken")

    def of(self, person_id: PersonId) -> WayBack | None:
        """None where the person made none, or took it back."""
        found = self._transaction.row(_OF_PERSON, this=person_id)
        return None if found is None else self._way_back(found)

    def by_code(self, code_sha256: str) -> WayBack | None:
        """Locked until the unit of work ends."""
        self._transaction.start_writing()
        found = self._transaction.row(_BY_CODE, code=code_sha256)
        return None if found is None else self._way_back(found)

    def remove(self, person_id: PersonId) -> None:
        """Also where there is none."""
        self._transaction.change(_REMOVE, this=person_id)

    def _way_back(self, row: Row[tuple[str, str, datetime, int, datetime | None, bytes]]) -> WayBack:
        person_id = PersonId(row.person_id)
        facts = WAY_BACK.unseal(self._keys.of(person_id), row.person_id, row.sealed)
        return WayBack(
            person_id, row.code_sha256, facts.passphrase_hash, row.made_at_utc, row.tries, row.shut_until_utc
        )
