"""One database transaction: reads see one snapshot until the first write, errors come out as ours, nothing is kept without commit.

SQLite: reads run in a deferred transaction, which takes no lock that hinders anybody. The first write ends it and begins an
IMMEDIATE one, so that a lock is waited for (a deferred transaction that turns to writing fails at once instead: SQLITE_BUSY_SNAPSHOT)
and is held only while there is something to write. What was read before the first write may therefore have changed by then, just as
under PostgreSQL's READ COMMITTED; versions, unique numbers and conditional updates guard what matters.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Delete, Engine, Executable, Insert, Row, Update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from bot.errors import StoreError
from bot.store.engine import BUSY_TIMEOUT_S, begin_immediate
from bot.store.failures import DATABASE_ERRORS, translating
from bot.store.tables import Base

T = TypeVar("T")


class Transaction:
    """Runs statements on one connection, taken at the first of them and given back by `close`.

    `writer` serialises the writers of this process on SQLite, whose own waiting polls and is not fair. `committed` is called
    after a commit of what was written.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        writer: threading.Lock | None = None,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
        committed: Callable[[], None] | None = None,
    ) -> None:
        self._engine = engine
        self._writer = writer
        self._committed = committed
        self._busy_timeout_s = busy_timeout_s
        self._connection: Connection | None = None
        self._is_writing = False
        self._has_failed = False
        self.has_written = False

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    def rows(self, statement: Executable, **values: Any) -> Sequence[Row[Any]]:
        """All rows of a select."""
        return self._run(statement, values, lambda result: result.fetchall())

    def row(self, statement: Executable, **values: Any) -> Row[Any] | None:
        """The first row of a select, or None."""
        return self._run(statement, values, lambda result: result.first())

    def change(self, statement: Update | Delete, **values: Any) -> int:
        """How many rows an update or delete changed. Values that are no parameter of an update's conditions name columns to set."""
        self.start_writing()
        return self._run(statement, values, lambda result: result.rowcount)

    def changed(self, statement: Executable, **values: Any) -> Row[Any] | None:
        """The row that a writing statement returns, or None where it changed none."""
        self.start_writing()
        return self.row(statement, **values)

    def insert(self, row: type[Base], values: Mapping[str, Any]) -> bool:
        """False where a unique constraint stands against it; unlike an error, that leaves the transaction usable on both databases."""
        self.start_writing()
        return self._run(_insert(row), values, lambda result: result.rowcount) == 1

    def commit(self) -> None:
        """Makes everything so far lasting."""
        if self._has_failed:
            raise StoreError("the unit of work has failed before")
        connection = self._connection
        if connection is not None:
            try:
                self._guarded(connection.commit)
            finally:
                self._stop_writing()
            if self.has_written and self._committed is not None:
                self._committed()

    def close(self) -> None:
        """Rolls back what was not committed and gives the connection back. Never raises on account of the database."""
        connection, self._connection = self._connection, None
        try:
            if connection is not None:
                connection.close()
        except DATABASE_ERRORS:
            if connection is not None:
                connection.invalidate()
        finally:
            self._stop_writing()

    def _run(self, statement: Executable, values: Mapping[str, Any], take: Callable[[CursorResult[Any]], T]) -> T:
        """What `take` takes of the result; fetching is guarded too, for SQLite works while it is fetched from."""
        if self._has_failed:
            raise StoreError("the unit of work has failed before")
        return self._guarded(lambda: take(self._connected().execute(statement, values)))

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _guarded(self, call: Callable[[], T]) -> T:
        try:
            return translating(call)
        except BaseException:
            self._has_failed = True
            raise

    def start_writing(self) -> None:
        """Takes SQLite's write lock before a reading whose result is to be written back; elsewhere rows are locked instead."""
        self.has_written = True
        if self._is_writing or self.dialect != "sqlite" or self._has_failed:
            return
        # The connection first: who waited for one with the lock in hand would wait for those who wait for the lock with one in theirs.
        self._guarded(self._connected)
        if self._writer is not None and not self._writer.acquire(timeout=self._busy_timeout_s):
            raise StoreError("the store refuses (another writer holds it)")
        self._is_writing = True
        self._guarded(self._begin_immediate)

    def _begin_immediate(self) -> None:
        connection = self._connected()
        if not connection.in_transaction():
            connection.begin()
        connection.exec_driver_sql("COMMIT")
        begin_immediate(connection, busy_timeout_s=self._busy_timeout_s)

    def _stop_writing(self) -> None:
        if self._is_writing:
            self._is_writing = False
            if self._writer is not None:
                self._writer.release()


class InsertIfNew(Insert):
    """An insert that does nothing where a unique constraint stands against it. (The dialects' own constructs are compiled anew
    each time; this one is cached like any statement.)
    """

    inherit_cache = True


@compiles(InsertIfNew)
def _compile(element: InsertIfNew, compiler: SQLCompiler, **options: Any) -> str:
    return f"{compiler.visit_insert(element, **options)} ON CONFLICT DO NOTHING"  # type: ignore[no-untyped-call]


@cache
def _insert(row: type[Base]) -> InsertIfNew:
    # Inline: asks for no generated key, whose RETURNING would stand before the conflict clause.
    return InsertIfNew(row.__table__).inline().execution_options(preserve_rowcount=True)  # type: ignore[arg-type]
