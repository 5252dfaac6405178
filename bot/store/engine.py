"""Engines: SQLite as a durable single file that several processes share, PostgreSQL by psycopg 3."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.errors import SetUpError

BUSY_TIMEOUT_S = 5.0
LOOK_S = 0.001
_POSTGRESQL = ("postgres", "postgresql", "postgresql+psycopg")

# synchronous=FULL: a commit is on the disk before it is answered (sqlite.org/pragma.html#pragma_synchronous; in WAL mode NORMAL may lose
# the last ones at power loss). fullfsync is macOS's real fsync, ignored elsewhere. secure_delete overwrites what is erased.
_PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)
_POSTGRESQL_SETTINGS = (
    "SET TIME ZONE 'UTC'",
    "SET lock_timeout = '5s'",
    "SET statement_timeout = '30s'",
    "SET idle_in_transaction_session_timeout = '60s'",
)


def database_url(url: str) -> URL:
    """The URL with the driver we use. Raises `SetUpError`, which never repeats the URL: it may hold a password."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise SetUpError(["the database URL cannot be read"]) from None
    if parsed.drivername in _POSTGRESQL:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        if not parsed.database or parsed.database == ":memory:":
            raise SetUpError(["the database URL names no file: sqlite:///path/to/attune.sqlite3"])
        return parsed.set(drivername="sqlite+pysqlite")
    raise SetUpError(["the database URL must begin with sqlite:/// or postgresql://"])


def open_engine(
    url: URL, *, pool_size: int = 8, busy_timeout_s: float = BUSY_TIMEOUT_S, waits_for_disk: bool = True
) -> Engine:
    """An engine that hides parameters in errors and logs. Connects to nothing yet.

    Where it does not wait for the disk, SQLite's commits are safe from the process's end at once, from a power cut when they are synced.
    """
    common: dict[str, Any] = {
        "hide_parameters": True,
        "pool_size": pool_size,
        "max_overflow": pool_size,
        "pool_timeout": 10,
    }
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": busy_timeout_s}, **common)
        event.listen(engine, "connect", partial(_prepare_sqlite, "FULL" if waits_for_disk else "NORMAL"))
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 5}, **common)
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def is_missing(url: URL) -> bool:
    """True where SQLite's file is not there; merely looking into it would make one."""
    return url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists()


def make_private_file(url: URL) -> None:
    """Makes SQLite's file (mode 600) and its folder (mode 700) where they are not there; `-wal` and `-shm` take the file's mode."""
    if url.get_backend_name() != "sqlite":
        return
    path = Path(str(url.database))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise SetUpError([f"the database file cannot be made or written: {error.strerror}"]) from None


def emptied_log(engine: Engine, *, busy_timeout_s: float) -> bool:
    """Checkpoints SQLite's log and cuts it to nothing; False where a reader was in the way (it waits a quarter of a second)."""
    try:
        with closing(engine.raw_connection()) as pooled:
            connection = pooled.driver_connection
            assert isinstance(connection, sqlite3.Connection)  # noqa: S101  (for mypy)
            connection.execute("PRAGMA busy_timeout=250").close()
            try:
                was_busy = bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
            finally:
                connection.execute(f"PRAGMA busy_timeout={int(busy_timeout_s * 1000)}").close()
    except (SQLAlchemyError, sqlite3.Error):
        return False
    return not was_busy


def begin_immediate(connection: Connection, *, busy_timeout_s: float) -> None:
    """Takes SQLite's write lock, looking for it every millisecond; raises what SQLite raises where it stays taken.

    SQLite's own waiting looks ever more seldom, up to ten times a second, and never gets the lock from another process in
    which one writer follows upon the other.
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101  (for mypy)
    until = time.monotonic() + busy_timeout_s
    driver.execute("PRAGMA busy_timeout=0").close()
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE").close()
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(LOOK_S)
    finally:
        driver.execute(f"PRAGMA busy_timeout={int(busy_timeout_s * 1000)}").close()


def _prepare_sqlite(synchronous: str, connection: sqlite3.Connection, _record: object) -> None:
    # Python's driver must begin no transaction of its own: it would begin late and deferred (SQLAlchemy's notes on pysqlite).
    connection.isolation_level = None
    for pragma in (*_PRAGMAS, f"synchronous={synchronous}"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        for setting in _POSTGRESQL_SETTINGS:
            cursor.execute(setting)
    connection.commit()
