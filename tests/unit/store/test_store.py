"""Opening a store, and what shows when the database refuses."""

from __future__ import annotations

import resource
import sqlite3
import threading
import time
import traceback
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.errors import AttuneError, SetUpError, StoreError
from bot.store import SqlStore, migrate
from tests.contract.builders import ANNA, NOW, TALK, message, person, populate, statement
from tests.postgres import running_server
from tests.stores import MASTER_KEY, FixedClock

CANARY = "the canary sang of its mother"


def sqlite(url):
    return closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None))


def test_a_store_opens_with_its_own_key_again_and_again(url, opened):
    populate(opened(url))
    with opened(url).begin() as work:
        assert work.people.get(ANNA) == person()


def test_another_master_key_is_refused_once_there_is_somebody(url, opened):
    opened(url, master_key=bytes(32)).close()
    populate(opened(url))
    with pytest.raises(SetUpError, match="another master key"):
        opened(url, master_key=bytes(32))


@pytest.mark.parametrize("length", [0, 31])
def test_a_master_key_of_another_length_is_refused(sqlite_url, opened, length):
    with pytest.raises(SetUpError):
        opened(sqlite_url, master_key=bytes(length))


def test_a_file_that_is_not_there_is_refused_and_not_made(tmp_path, opened):
    with pytest.raises(SetUpError, match="not there"):
        opened(f"sqlite:///{tmp_path / 'none.sqlite3'}")
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_not_migrated_is_refused(tmp_path, opened):
    (tmp_path / "empty.sqlite3").touch()
    with pytest.raises(SetUpError, match="not migrated"):
        opened(f"sqlite:///{tmp_path / 'empty.sqlite3'}")


def test_a_database_of_a_later_release_is_taken(sqlite_url, opened):
    with sqlite(sqlite_url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '2999_01_01_far_away'")
    assert opened(sqlite_url).ready()
    migrate(sqlite_url)
    assert opened(sqlite_url).ready()


@pytest.mark.parametrize(
    "url",
    ["postgresql://attune:hunter2@127.0.0.1:1/attune", "postgresql://attune:hunter2@/attune?host=/nowhere"],
    ids=["closed port", "no socket"],
)
def test_a_server_that_is_not_there_is_one_clear_line(url, opened):
    for attempt in (lambda: opened(url), lambda: migrate(url)):
        with pytest.raises(SetUpError) as caught:
            attempt()
        assert "hunter2" not in "".join(traceback.format_exception(caught.value))
        assert caught.value.__context__ is None


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path, opened):
    path = tmp_path / "letter.txt"
    path.write_text(CANARY * 100)
    for attempt in (lambda: opened(f"sqlite:///{path}"), lambda: migrate(f"sqlite:///{path}")):
        with pytest.raises(SetUpError, match="SQLITE_NOTADB") as caught:
            attempt()
        assert "canary" not in "".join(traceback.format_exception(caught.value))


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SetUpError, match="cannot be made"):
        migrate(f"sqlite:///{tmp_path / 'file' / 'attune.sqlite3'}")


def on_connect(store, *statements):
    """Has every connection of the store, new or pooled, begin with these statements."""
    store._engine.dispose()

    @event.listens_for(store._engine, "connect")
    def prepare(connection, _record):
        for each in statements:
            connection.execute(each)
        if connection.__class__.__module__.startswith("psycopg"):
            connection.commit()


def refusing(kind, store, url):
    """Makes the database refuse to be written; returns how to end that."""
    if kind == "read-only":
        on_connect(
            store, "PRAGMA query_only=ON" if url.startswith("sqlite") else "SET default_transaction_read_only = on"
        )
        return lambda: None
    if kind == "full":
        on_connect(store, "PRAGMA max_page_count=1")
        return lambda: None
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other.close


def say_much(store):
    with store.begin() as work:
        for number in range(1, 200):
            work.messages.add(message(f"m{number}", number, text=CANARY * 50))
        work.commit()


@pytest.mark.parametrize(
    ("kind", "backend"),
    [
        pytest.param("read-only", "sqlite", id="sqlite read-only"),
        pytest.param("full", "sqlite", id="sqlite full"),
        pytest.param("locked", "sqlite", id="sqlite locked"),
        pytest.param("read-only", "postgresql", id="postgresql read-only", marks=pytest.mark.postgres),
    ],
)
def test_a_store_that_refuses_says_so_without_words_and_keeps_nothing(request, opened, kind, backend):
    url = request.getfixturevalue(f"{backend}_url")
    populate(opened(url))
    store = opened(url, busy_timeout_s=0.05)
    end = refusing(kind, store, url)
    with pytest.raises(StoreError) as caught:
        say_much(store)
    assert "canary" not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__context__ is None
    assert store.ready() is (kind == "full")  # the row that it writes is there already and needs no room
    end()
    with opened(url).begin() as work:
        assert list(work.messages.since(TALK, after=0)) == []


def test_a_disk_without_room_shows(sqlite_url, opened):
    """The file system refuses every byte beyond the log's present length; what was accepted before stays."""
    store = opened(sqlite_url)
    populate(store)
    length = Path(f"{sqlite_url.removeprefix('sqlite:///')}-wal").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, before[1]))
    try:
        assert not store.ready()
        with pytest.raises(StoreError) as caught:
            say_much(store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "canary" not in "".join(traceback.format_exception(caught.value))
    assert store.ready()
    with store.begin() as work:
        assert work.people.get(ANNA) == person()
        assert list(work.messages.since(TALK, after=0)) == []


@pytest.mark.postgres
def test_a_server_that_went_away_and_came_back_is_used_again(postgresql_url, opened):
    store = opened(postgresql_url)
    populate(store)
    end_all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'contract'"
    running_server().run(end_all)
    assert store.ready()
    with store.begin() as work:
        work.people.set_country(ANNA, "AT")
        running_server().run(end_all)
        with pytest.raises(StoreError):
            work.commit()
    with store.begin() as work:
        assert work.people.get(ANNA).country is None


def test_a_store_that_refused_is_ready_again(sqlite_url, opened):
    store = opened(sqlite_url, busy_timeout_s=0.05)
    with sqlite(sqlite_url) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not store.ready()
    assert store.ready()
    populate(store)


def test_a_database_whose_tables_went_is_not_ready(sqlite_url, opened):
    store = opened(sqlite_url)
    with sqlite(sqlite_url) as other:
        other.execute("DELETE FROM probe")
    assert not store.ready()
    with sqlite(sqlite_url) as other:
        other.execute("DROP TABLE probe")
    assert not store.ready()


def test_a_failed_unit_of_work_can_only_be_left(sql_store):
    populate(sql_store)
    with sql_store.begin() as work:
        with pytest.raises(AttuneError):
            work.statements.add(ANNA, [statement(message_id="nowhere")])
        with pytest.raises(StoreError, match="failed before"):
            work.people.get(ANNA)
        with pytest.raises(StoreError, match="failed before"):
            work.commit()
    with sql_store.begin() as work:
        assert work.people.get(ANNA) == person()


def test_text_that_is_no_unicode_is_refused_without_repeating_it(sql_store):
    populate(sql_store)
    with sql_store.begin() as work, pytest.raises(AttuneError) as caught:
        work.messages.add(message(text=f"{CANARY} \ud800"))
    assert "canary" not in "".join(traceback.format_exception(caught.value))


def test_readers_do_not_wait_for_a_writer(sqlite_url, opened):
    store = opened(sqlite_url, busy_timeout_s=0.05)
    populate(store)
    with store.begin() as writer:
        writer.people.set_country(ANNA, "AT")
        with store.begin() as reader:
            assert reader.people.get(ANNA).country is None


def test_a_reading_unit_of_work_sees_one_moment(sqlite_url, opened):
    store = opened(sqlite_url)
    populate(store)
    with store.begin() as reader:
        assert reader.people.get(ANNA).country is None
        with store.begin() as writer:
            writer.people.set_country(ANNA, "AT")
            writer.commit()
        assert reader.people.get(ANNA).country is None
        reader.people.set_country(ANNA, reader.people.get(ANNA).country)
        assert reader.people.get(ANNA).country is None


def test_reading_first_never_stands_in_the_way_of_writing(sqlite_url, opened):
    """A deferred transaction that turns to writing after somebody else wrote would fail at once; ours begins anew."""
    store, other = opened(sqlite_url), opened(sqlite_url)
    populate(store)
    with store.begin() as work:
        work.conversations.get(TALK)
        with other.begin() as between:
            between.people.set_country(ANNA, "AT")
            between.commit()
        work.messages.add(message("m1", work.messages.next_number(TALK)))
        work.commit()
    with store.begin() as work:
        assert work.people.get(ANNA).country == "AT"
        assert len(work.messages.since(TALK, after=0)) == 1


def test_a_writer_waits_for_another_of_its_process(sqlite_url, opened):
    store = opened(sqlite_url)
    populate(store)
    second_has_begun = threading.Event()

    def second():
        with store.begin() as work:
            second_has_begun.set()
            work.people.set_country(ANNA, "DE")
            work.commit()

    thread = threading.Thread(target=second)
    with store.begin() as work:
        work.people.set_country(ANNA, "AT")
        thread.start()
        assert second_has_begun.wait(10)
        work.commit()
    thread.join(10)
    with store.begin() as work:
        assert work.people.get(ANNA).country == "DE"


def test_a_writer_that_waits_too_long_is_told(sqlite_url, opened):
    store = opened(sqlite_url, busy_timeout_s=0.05)
    populate(store)
    with store.begin() as first:
        first.people.set_country(ANNA, "AT")
        started = time.monotonic()
        with store.begin() as second, pytest.raises(StoreError):
            second.people.set_country(ANNA, "DE")
        assert time.monotonic() - started < 5


def test_a_store_without_a_free_connection_says_so(postgresql_url):
    store = SqlStore.open(postgresql_url, master_key=MASTER_KEY, clock=FixedClock(), pool_size=1)
    store._engine.pool._timeout = 0.05
    try:
        with store.begin() as one, store.begin() as two, store.begin() as three:
            one.conversations.by_token("")
            two.conversations.by_token("")
            with pytest.raises(StoreError, match="TimeoutError"):
                three.conversations.by_token("")
    finally:
        store.close()


def test_who_has_the_lock_never_waits_for_a_connection(sqlite_url, opened):
    """Those who wait for the lock may hold all connections there are."""
    store = opened(sqlite_url)
    held = []
    event.listen(store._engine, "checkout", lambda *_: held.append(store._writer.locked()))
    with store.begin() as work:
        work.conversations.claim(TALK, holder="one", until_utc=NOW, now_utc=NOW)
        assert store._writer.locked()
    assert held == [False]
