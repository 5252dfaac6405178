"""Where commits do not wait for the disk, every one of them is brought there all the same, and soon."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import SqlStore, syncing
from tests.contract.builders import TALK, message, populate
from tests.stores import MASTER_KEY, FixedClock

PATIENCE_S = 10


class _Disk:
    """Counts what is brought to it; the first round can be held up."""

    def __init__(self) -> None:
        self.rounds = 0
        self.begun, self.goes_on = threading.Event(), threading.Event()
        self.goes_on.set()

    def sync(self, _file: Path) -> None:
        self.begun.set()
        assert self.goes_on.wait(PATIENCE_S)
        self.rounds += 1


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> _Disk:
    found = _Disk()
    monkeypatch.setattr(syncing, "sync", found.sync)
    return found


def following(url: str) -> SqlStore:
    return SqlStore.open(url, master_key=MASTER_KEY, clock=FixedClock(), waits_for_disk=False)


def say(store: SqlStore, number: int) -> None:
    with store.begin() as work:
        work.messages.add(message(f"m{number}", work.messages.next_number(TALK)))
        work.commit()


def test_a_commit_returns_first_and_is_on_the_disk_soon(
    sqlite_url: str, opened: Callable[[str], SqlStore], disk: _Disk
) -> None:
    populate(opened(sqlite_url))
    store = following(sqlite_url)
    disk.goes_on.clear()
    say(store, 1)
    assert disk.begun.wait(PATIENCE_S)
    assert disk.rounds == 0
    disk.goes_on.set()
    store.close()
    assert disk.rounds >= 1


def test_what_is_committed_during_a_round_has_one_of_its_own(
    sqlite_url: str, opened: Callable[[str], SqlStore], disk: _Disk
) -> None:
    populate(opened(sqlite_url))
    store = following(sqlite_url)
    disk.goes_on.clear()
    say(store, 1)
    assert disk.begun.wait(PATIENCE_S)
    for number in range(2, 20):
        say(store, number)
    disk.goes_on.set()
    store.close()
    assert 2 <= disk.rounds <= 3  # the one held up, one for all the others, perhaps one at the end


def test_looking_asks_for_nothing(sqlite_url: str, opened: Callable[[str], SqlStore], disk: _Disk) -> None:
    populate(opened(sqlite_url))
    store = following(sqlite_url)
    with store.begin() as work:
        assert work.messages.latest(TALK, limit=1) == []
    assert not disk.begun.is_set()
    store.close()


def test_a_disk_that_refuses_is_told_and_the_next_round_comes(
    sqlite_url: str,
    opened: Callable[[str], SqlStore],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    populate(opened(sqlite_url))
    told = threading.Event()

    def refuse(_file: Path) -> None:
        told.set()
        raise OSError("no")

    monkeypatch.setattr(syncing, "sync", refuse)
    store = following(sqlite_url)
    say(store, 1)
    assert told.wait(PATIENCE_S)
    store.close()
    assert "commits_not_on_the_disk" in caplog.messages


class _Hurried(threading.Event):
    """Time passes at once in it: it remembers how long it was to wait, and waits only for what has no end."""

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        if timeout is None:
            return super().wait(PATIENCE_S)
        self.pauses.append(timeout)
        return self.is_set()


def test_the_last_commit_of_a_day_is_tried_until_it_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    refusals = ["no"] * 8
    done = threading.Event()

    def refuse(_file: Path) -> None:
        if refusals:
            raise OSError(refusals.pop())
        done.set()

    monkeypatch.setattr(syncing, "sync", refuse)
    due = _Hurried()
    follows = syncing.Syncing(tmp_path / "log", due=due)
    follows.soon()
    assert done.wait(PATIENCE_S)
    follows.close()
    assert due.pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert caplog.messages == ["commits_not_on_the_disk", "commits_on_the_disk_again"]


def test_a_file_is_brought_to_the_disk_and_none_need_be_there(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"said")
    syncing.sync(tmp_path / "log")
    syncing.sync(tmp_path / "none")


def test_where_commits_wait_nothing_follows(sqlite_url: str, opened: Callable[[str], SqlStore], disk: _Disk) -> None:
    store = opened(sqlite_url)
    populate(store)
    say(store, 1)
    store.close()
    assert disk.rounds == 0
