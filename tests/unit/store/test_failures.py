"""The database's errors become ours: the right one, holding codes only, chained to nothing."""

from __future__ import annotations

import sqlite3
import traceback

import psycopg
import pytest
from sqlalchemy import exc

from bot.errors import AttuneError, ConflictError, InputError, NotFoundError, StoreError
from bot.store.failures import translating

CANARY = "the canary sang of its mother"


def sqlite_error(kind, name):
    error = kind(CANARY)
    error.sqlite_errorname = name
    return error


def wrapped(kind, original):
    return kind(f"INSERT {CANARY}", {"text": CANARY}, original)


@pytest.mark.parametrize(
    ("error", "ours", "code"),
    [
        pytest.param(
            wrapped(exc.IntegrityError, sqlite_error(sqlite3.IntegrityError, "SQLITE_CONSTRAINT_FOREIGNKEY")),
            NotFoundError, "", id="sqlite foreign key",
        ),
        pytest.param(
            wrapped(exc.IntegrityError, sqlite_error(sqlite3.IntegrityError, "SQLITE_CONSTRAINT_UNIQUE")),
            ConflictError, "", id="sqlite unique",
        ),
        pytest.param(
            wrapped(exc.IntegrityError, sqlite_error(sqlite3.IntegrityError, "SQLITE_CONSTRAINT_NOTNULL")),
            StoreError, "SQLITE_CONSTRAINT_NOTNULL", id="sqlite not null",
        ),
        pytest.param(
            wrapped(exc.IntegrityError, psycopg.errors.ForeignKeyViolation(CANARY)),
            NotFoundError, "", id="postgresql foreign key",
        ),
        pytest.param(
            wrapped(exc.IntegrityError, psycopg.errors.UniqueViolation(CANARY)),
            ConflictError, "", id="postgresql unique",
        ),
        pytest.param(
            wrapped(exc.OperationalError, sqlite_error(sqlite3.OperationalError, "SQLITE_FULL")),
            StoreError, "SQLITE_FULL", id="disk full",
        ),
        pytest.param(
            wrapped(exc.OperationalError, sqlite_error(sqlite3.OperationalError, "SQLITE_BUSY")),
            StoreError, "SQLITE_BUSY", id="locked",
        ),
        pytest.param(
            wrapped(exc.OperationalError, psycopg.errors.DiskFull(CANARY)), StoreError, "53100", id="postgresql disk full"
        ),
        pytest.param(
            wrapped(exc.OperationalError, psycopg.OperationalError(CANARY)), StoreError, "OperationalError", id="no server"
        ),
        pytest.param(wrapped(exc.DataError, psycopg.DataError(CANARY)), InputError, "", id="a NUL on PostgreSQL"),
        pytest.param(UnicodeEncodeError("utf-8", CANARY, 0, 1, CANARY), InputError, "", id="a lone surrogate"),
        pytest.param(sqlite_error(sqlite3.DatabaseError, "SQLITE_NOTADB"), StoreError, "SQLITE_NOTADB", id="no database"),
        pytest.param(exc.TimeoutError(CANARY), StoreError, "TimeoutError", id="no connection free"),
        pytest.param(exc.PendingRollbackError(CANARY), StoreError, "PendingRollbackError", id="any other"),
    ],
)  # fmt: skip
def test_an_error_is_translated_and_says_nothing(error, ours, code):
    def fail():
        raise error

    with pytest.raises(AttuneError) as caught:
        translating(fail)
    assert type(caught.value) is ours
    assert code in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_other_errors_pass():
    with pytest.raises(ZeroDivisionError):
        translating(lambda: 1 // 0)


def test_a_result_passes():
    assert translating(lambda: 7) == 7


def every_error():
    pending = [exc.SQLAlchemyError]
    while pending:
        kind = pending.pop()
        yield kind
        pending += kind.__subclasses__()


@pytest.mark.parametrize("kind", sorted(every_error(), key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_no_error_of_the_library_leaves_untranslated(kind):
    """Fails when a release of the library grows an error outside its own tree's handling."""
    error = kind.__new__(kind)
    error.args = ()
    error.orig = None

    def fail():
        raise error

    with pytest.raises(AttuneError):
        translating(fail)
