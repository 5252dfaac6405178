"""Takes a whole store along to another database, row by row as it is: sealed values stay sealed, so no key is needed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from bot.errors import SetUpError
from bot.store.engine import database_url, is_missing, open_engine
from bot.store.failures import DATABASE_ERRORS, code_of
from bot.store.migrating import migrate
from bot.store.migrations_here import is_behind
from bot.store.tables import Base, ConsentRow, MessageRow, PersonRow, ProbeRow

ROWS_AT_ONCE: Final = 500


def copy_store(source_url: str, target_url: str) -> int:
    """Fills a database without people with all of another's rows, in one transaction; returns how many persons it took along.

    To be run while nothing else uses either. Raises `SetUpError`; then the target holds nobody, as before.
    """
    source = database_url(source_url)
    if is_missing(source):
        raise SetUpError(["there is no database to copy from at this address"])
    migrate(target_url)
    old, new = open_engine(source, pool_size=1), open_engine(database_url(target_url), pool_size=1)
    problem: str | None = None
    try:
        return _copied(old, new)
    except DATABASE_ERRORS as error:
        problem = f"the database cannot be copied ({code_of(error)})"
    finally:
        old.dispose()
        new.dispose()
    raise SetUpError([problem])


def _copied(old: Engine, new: Engine) -> int:
    with old.connect() as reading, new.begin() as writing:
        if is_behind(reading):
            raise SetUpError(["the old database is of an earlier release: start Attune with it once, then copy it"])
        if writing.execute(select(PersonRow.id).limit(1)).first() is not None:
            raise SetUpError(["the new database holds people already; nothing was copied"])
        for table in Base.metadata.sorted_tables:
            if table.name != ProbeRow.__tablename__:
                _copy(table, reading, writing)
        _count_on(writing)
        return writing.execute(select(func.count()).select_from(PersonRow)).scalar_one()


def _copy(table: Table, reading: Connection, writing: Connection) -> None:
    rows = select(table)
    if table.name == MessageRow.__tablename__:
        rows = rows.order_by(table.c.conversation_id, table.c.number)  # a reply comes after what it answers
    for some in reading.execute(rows).mappings().partitions(ROWS_AT_ONCE):
        writing.execute(insert(table), [dict(row) for row in some])


def _count_on(writing: Connection) -> None:
    """PostgreSQL hands out the numbers of consents from a sequence, which rows that bring their own do not move."""
    if writing.dialect.name == "postgresql":
        last = writing.execute(select(func.max(ConsentRow.id))).scalar()
        if last is not None:
            writing.execute(text("SELECT setval(pg_get_serial_sequence('consents', 'id'), :last)"), {"last": last})
