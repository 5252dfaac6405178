"""Database URLs, and how SQLite's connections are prepared."""

from __future__ import annotations

import sqlite3
import stat

import pytest

from bot.errors import SetUpError
from bot.store.engine import begin_immediate, database_url, make_private_file, open_engine


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///var/attune.sqlite3", "sqlite+pysqlite"),
        ("sqlite+pysqlite:////srv/attune.sqlite3", "sqlite+pysqlite"),
        ("postgresql://attune@db/attune", "postgresql+psycopg"),
        ("postgres://attune@db/attune", "postgresql+psycopg"),
        ("postgresql+psycopg://attune@db/attune", "postgresql+psycopg"),
    ],
)
def test_a_url_gets_our_driver(url, driver):
    assert database_url(url).drivername == driver


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hunter2",
        "mysql://attune:hunter2@db/attune",
        "postgresql+asyncpg://a:hunter2@db/a",
        "sqlite://",
        "sqlite:///:memory:",
    ],
)
def test_another_url_is_refused_and_not_repeated(url):
    with pytest.raises(SetUpError) as caught:
        database_url(url)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("busy_timeout", 1500),
    ],
)
def test_every_connection_is_durable_and_checked(tmp_path, pragma, value):
    engine = open_engine(database_url(f"sqlite:///{tmp_path / 'a.sqlite3'}"), busy_timeout_s=1.5)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()


def test_where_the_disk_follows_a_commit_does_not_wait_for_it(tmp_path):
    engine = open_engine(database_url(f"sqlite:///{tmp_path / 'a.sqlite3'}"), waits_for_disk=False)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1
    engine.dispose()


def test_parameters_are_hidden(tmp_path):
    assert open_engine(database_url(f"sqlite:///{tmp_path / 'a.sqlite3'}")).hide_parameters
    assert open_engine(database_url("postgresql://db/attune")).hide_parameters


def test_the_file_is_its_owners_alone(tmp_path):
    url = database_url(f"sqlite:///{tmp_path / 'var' / 'a.sqlite3'}")
    make_private_file(url)
    make_private_file(url)
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a INTEGER)")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "var").iterdir()}
    engine.dispose()
    assert modes == {"a.sqlite3": 0o600, "a.sqlite3-wal": 0o600, "a.sqlite3-shm": 0o600}
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700


@pytest.fixture
def two_connections(tmp_path):
    engine = open_engine(database_url(f"sqlite:///{tmp_path / 'a.sqlite3'}"), busy_timeout_s=1.5)
    with engine.connect() as one, engine.connect() as other:
        yield one, other
    engine.dispose()


def test_a_lock_that_stays_taken_is_an_error_and_the_own_patience_stays(two_connections):
    one, other = two_connections
    begin_immediate(other, busy_timeout_s=1.5)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        begin_immediate(one, busy_timeout_s=0.01)
    assert one.connection.driver_connection.execute("PRAGMA busy_timeout").fetchone() == (10,)


def test_a_lock_that_comes_free_is_taken(two_connections, monkeypatch):
    one, other = two_connections
    begin_immediate(other, busy_timeout_s=1.5)
    monkeypatch.setattr("bot.store.engine.time.sleep", lambda _: other.connection.driver_connection.commit())
    begin_immediate(one, busy_timeout_s=60)
    assert one.connection.driver_connection.in_transaction
    assert not other.connection.driver_connection.in_transaction


def test_another_error_than_the_lock_is_not_waited_out(two_connections):
    one, _ = two_connections
    begin_immediate(one, busy_timeout_s=60)
    with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
        begin_immediate(one, busy_timeout_s=60)
