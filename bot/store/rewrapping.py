"""Changing the master key: every person's key is wrapped anew; nothing else is touched."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.errors import SetUpError, StoreError
from bot.store.engine import database_url, open_engine
from bot.store.sealing import MasterKey
from bot.store.tables import PersonKeyRow
from bot.store.transaction import Transaction


def rewrap(url: str, old: bytes, new: bytes) -> int:
    """Wraps every person's key under `new` in one transaction; returns how many. To be run while nothing else uses the store.

    Raises `SetUpError` where a key was wrapped by neither.
    """
    old_master, new_master = MasterKey(old), MasterKey(new)
    engine = open_engine(database_url(url), pool_size=1)
    work = Transaction(engine)
    try:
        work.start_writing()
        rows = work.rows(
            select(PersonKeyRow.person_id, PersonKeyRow.master, PersonKeyRow.wrapped)
            .where(PersonKeyRow.master != new_master.fingerprint)
            .with_for_update()
        )
        for row in rows:
            wrapped = new_master.wrap(_opened(old_master, row.master, row.wrapped, row.person_id), row.person_id)
            work.change(
                update(PersonKeyRow)
                .where(PersonKeyRow.person_id == row.person_id)
                .values(master=new_master.fingerprint, wrapped=wrapped)
            )
        work.commit()
    finally:
        work.close()
        engine.dispose()
    return len(rows)


def _opened(master: MasterKey, fingerprint: str, wrapped: bytes, person_id: str) -> bytes:
    try:
        if fingerprint == master.fingerprint:
            return master.unwrap(wrapped, person_id)
    except StoreError:
        pass
    raise SetUpError(["a person's key does not open with the old master key; nothing was changed"])
