"""The one place where the database's errors become ours. What leaves here holds codes, never values and never a chained error."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

import psycopg
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError

from bot.errors import AttuneError, ConflictError, InputError, NotFoundError, StoreError

T = TypeVar("T")

# Raised inside a connect listener or while binding a value, the driver's own errors arrive unwrapped.
DATABASE_ERRORS = (SQLAlchemyError, sqlite3.Error, psycopg.Error, UnicodeEncodeError)

_FOREIGN_KEY = ("SQLITE_CONSTRAINT_FOREIGNKEY", "23503")
_UNIQUE = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505")


def code_of(error: BaseException) -> str:
    """The driver's code (SQLite's name, PostgreSQL's SQLSTATE), or the class of the error where it has none."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return str(code or type(cause).__name__)


def translated(error: BaseException) -> AttuneError:
    """The error of our own tree that a database error stands for."""
    code = code_of(error)
    if isinstance(error, IntegrityError) and code in _FOREIGN_KEY:
        return NotFoundError("what this belongs to is not there")
    if isinstance(error, IntegrityError) and code in _UNIQUE:
        return ConflictError("it is there already")
    if isinstance(error, (DataError, psycopg.DataError, UnicodeEncodeError)):
        return InputError("a value that the store cannot hold")
    return StoreError(f"the store refuses ({code})")


def translating(call: Callable[[], T]) -> T:
    """The call's result; in place of a database error our own is raised, outside the handler so that nothing is chained to it."""
    try:
        return call()
    except DATABASE_ERRORS as error:
        failure = translated(error)
    raise failure
