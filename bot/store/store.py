"""The store on SQLite or PostgreSQL: opens units of work, tells whether it can be written to, forgets those long gone."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, select, update

from bot.errors import AttuneError, SetUpError
from bot.store.engine import BUSY_TIMEOUT_S, database_url, emptied_log, is_missing, open_engine
from bot.store.failures import DATABASE_ERRORS, code_of
from bot.store.keys import KeyRing
from bot.store.migrations_here import is_behind
from bot.store.retention import Limits, drop_orphan_windows, idle_persons, lock_if_idle
from bot.store.sealing import MasterKey
from bot.store.syncing import Syncing
from bot.store.tables import PersonKeyRow, ProbeRow
from bot.store.transaction import Transaction
from bot.store.unit_of_work import SqlUnitOfWork
from bot.working_model.identity import PersonId
from bot.working_model.protocols import Clock


class SqlStore:
    """A store for any number of threads. `open` it once a process, `close` it at the end."""

    def __init__(
        self,
        engine: Engine,
        ring: KeyRing,
        *,
        clock: Clock,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
        syncing: Syncing | None = None,
    ) -> None:
        self._engine = engine
        self._ring = ring
        self._clock = clock
        self._busy_timeout_s = busy_timeout_s
        self._writer = threading.Lock() if engine.dialect.name == "sqlite" else None
        self._syncing = syncing
        self._is_wipe_due = False

    @classmethod
    def open(
        cls,
        url: str,
        *,
        master_key: bytes,
        clock: Clock,
        pool_size: int = 8,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
        waits_for_disk: bool = True,
    ) -> Self:
        """Raises `SetUpError` where the database cannot be read, is not migrated, or holds rows of another master key.

        Without `waits_for_disk` commits on SQLite reach the disk a moment after they return, not before: only for what would
        be made again from what is on the disk (docs/decisions/0016-the-disk-after-the-reply.md).
        """
        master = MasterKey(master_key)
        target = database_url(url)
        if is_missing(target):
            raise SetUpError(["the database file is not there yet: the migrations make it"])
        engine = open_engine(target, pool_size=pool_size, busy_timeout_s=busy_timeout_s, waits_for_disk=waits_for_disk)
        problem = _problem_with(engine, master)
        if problem is not None:
            engine.dispose()
            raise SetUpError([problem])
        follows = not waits_for_disk and target.get_backend_name() == "sqlite"
        syncing = Syncing(Path(f"{target.database}-wal")) if follows else None
        return cls(engine, KeyRing(master), clock=clock, busy_timeout_s=busy_timeout_s, syncing=syncing)

    def close(self) -> None:
        """Closes all connections."""
        if self._syncing is not None:
            self._syncing.close()
        self._engine.dispose()

    def begin(self) -> SqlUnitOfWork:
        """A unit of work; it takes a connection when it is first used."""
        return SqlUnitOfWork(self._transaction(), self._ring, wipe=self._wipe)

    def ready(self) -> bool:
        """Writes one row, so that a read-only file and a disk without room show, not only a database that is away."""
        probe = self._transaction()
        try:
            if not probe.change(update(ProbeRow).where(ProbeRow.id == 1).values(at_utc=self._clock.now())):
                return False
            probe.commit()
        except AttuneError:
            return False
        finally:
            probe.close()
        if self._is_wipe_due:
            self._wipe()
        return True

    def delete_idle(self, before_utc: datetime, *, closed_before_utc: datetime | None = None) -> int:
        """Erases every person of whom nothing is younger than `before_utc`, or, where they made no way back, than `closed_before_utc`.

        One short transaction each; returns how many.
        """
        limits = Limits(kept=before_utc, closed=closed_before_utc or before_utc)
        with self.begin() as work:
            candidates = idle_persons(work.transaction, limits)
        return sum(self._erase_if_idle(person_id, limits) for person_id in candidates)

    def drop_orphan_windows(self, *, older_than: timedelta = timedelta(minutes=1)) -> int:
        """Removes Rasa's windows that belong to no conversation: Rasa saves once more after the turn that erased everything."""
        with self.begin() as work:
            dropped = drop_orphan_windows(work.transaction, self._clock.now() - older_than)
            work.commit()
        return dropped

    def _transaction(self) -> Transaction:
        committed = self._syncing.soon if self._syncing is not None else None
        return Transaction(self._engine, writer=self._writer, busy_timeout_s=self._busy_timeout_s, committed=committed)

    def _erase_if_idle(self, person_id: PersonId, limits: Limits) -> bool:
        with self.begin() as work:
            if not lock_if_idle(work.transaction, person_id, limits):
                return False
            work.people.erase(person_id)
            work.commit()
        return True

    def _wipe(self) -> None:
        """Brings what was erased from SQLite's log into the file, where `secure_delete` overwrites it, and empties the log."""
        if self._engine.dialect.name == "sqlite":
            self._is_wipe_due = not emptied_log(self._engine, busy_timeout_s=self._busy_timeout_s)


def holds_people(url: str) -> bool:
    """Whether anybody's key is in the (migrated) database, whatever master key it is under. Raises `SetUpError`."""
    engine = open_engine(database_url(url), pool_size=1)
    problem = ""
    try:
        with engine.connect() as connection:
            return connection.execute(select(PersonKeyRow.person_id).limit(1)).first() is not None
    except DATABASE_ERRORS as error:
        problem = f"the database cannot be opened ({code_of(error)})"
    finally:
        engine.dispose()
    raise SetUpError([problem])


def _problem_with(engine: Engine, master: MasterKey) -> str | None:
    try:
        with engine.connect() as connection:
            if is_behind(connection):
                return "the database is not migrated to this release"
            foreign = connection.execute(
                select(PersonKeyRow.person_id).where(PersonKeyRow.master != master.fingerprint).limit(1)
            ).first()
    except DATABASE_ERRORS as error:
        return f"the database cannot be opened ({code_of(error)})"
    if foreign is not None:
        return "the database was written under another master key: put that key back"
    return None
