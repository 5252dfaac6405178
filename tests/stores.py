"""Fixtures: the three stores that tests run on, each empty at the start of a test. A conftest names those it uses."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.store import SqlStore, migrate
from bot.working_model.protocols import Store
from tests.contract.builders import NOW
from tests.memory_store import MemoryStore
from tests.postgres import Server, running_server

MASTER_KEY = bytes(range(32))
_TABLES = "persons, tracker_windows"


class FixedClock:
    """Always the same time."""

    def now(self):
        return NOW


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("store") / "attune.sqlite3"
    migrate(f"sqlite:///{path}")
    return path


@cache
def migrated_database(server: Server) -> str:
    """A migrated database, shared and emptied by every test."""
    server.run("CREATE DATABASE contract")
    migrate(server.url("contract"))
    return server.url("contract")


@pytest.fixture
def sqlite_url(tmp_path, migrated_file) -> str:
    """The URL of a migrated SQLite file."""
    shutil.copy(migrated_file, tmp_path / "attune.sqlite3")
    return f"sqlite:///{tmp_path / 'attune.sqlite3'}"


@pytest.fixture
def postgresql_url() -> str:
    """The URL of the migrated, emptied PostgreSQL database."""
    server = running_server()
    url = migrated_database(server)
    server.run(f"TRUNCATE {_TABLES} CASCADE", database="contract")
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request) -> str:
    """The URL of an empty database of either kind."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def opened() -> Iterator[Callable[[str], SqlStore]]:
    """Opens stores and closes them at the end of the test."""
    stores: list[SqlStore] = []

    def open_store(url: str, **options) -> SqlStore:
        stores.append(SqlStore.open(url, **{"master_key": MASTER_KEY, "clock": FixedClock(), **options}))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


@pytest.fixture
def sql_store(url, opened) -> SqlStore:
    """The real store."""
    return opened(url)


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def stores(request, opened) -> Callable[[], Store]:
    """Opens the same store as often as it is called, as several processes would."""
    if request.param == "memory":
        store = MemoryStore()
        return lambda: store
    url = request.getfixturevalue(f"{request.param}_url")
    return lambda: opened(url)


@pytest.fixture
def store(stores) -> Store:
    """An empty store."""
    return stores()
