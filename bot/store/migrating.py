"""Brings a database to this release's tables (Alembic), safely however many processes start at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sqlalchemy import URL, Engine, text

from bot.errors import SetUpError
from bot.store.engine import database_url, make_private_file, open_engine
from bot.store.failures import DATABASE_ERRORS, code_of
from bot.store.migrations_here import SCRIPTS, is_behind

if TYPE_CHECKING:
    from alembic.config import Config

_LOCK = 0x617474756E65  # "attune": the advisory lock on PostgreSQL that only migrations take
_LOCK_TIMEOUT_S = 60.0


def migrate(url: str, *, to: str = "head") -> None:
    """Runs every migration up to `to`. A second process waits for the first, then finds nothing to do. Raises `SetUpError`."""
    target = database_url(url)
    make_private_file(target)
    engine = open_engine(target, pool_size=1, busy_timeout_s=_LOCK_TIMEOUT_S)
    try:
        problem = _tried(engine, target, to)
    finally:
        engine.dispose()
    if problem is not None:
        raise SetUpError([f"the database cannot be migrated ({problem})"])


def _tried(engine: Engine, target: URL, to: str) -> str | None:
    """The code of what went wrong. Where SQLite is busy it is tried again: the change to WAL mode, and another process's
    closing of the file, do not wait for a lock as everything else does; and all is one transaction."""
    deadline = time.monotonic() + _LOCK_TIMEOUT_S
    while True:
        try:
            _run(engine, target, to)
        except DATABASE_ERRORS as error:
            code = code_of(error)
            if not code.startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                return code
            time.sleep(0.05)
        else:
            return None


def _run(engine: Engine, target: URL, to: str) -> None:
    with engine.connect() as connection, connection.begin():
        if target.get_backend_name() == "sqlite":
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
        else:
            connection.execute(text("SET LOCAL lock_timeout = '60s'"))
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if to == "head" and not is_behind(connection):
            return
        from alembic import command  # a second of imports, which only a database that is behind is worth

        settings = config()
        settings.attributes["connection"] = connection
        if to == "base":
            command.downgrade(settings, to)
        else:
            command.upgrade(settings, to)


def config() -> Config:
    """Alembic's settings; there is no alembic.ini."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return settings
