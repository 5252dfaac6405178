"""The blocks of the page on backing up are run as they stand, and what comes back can be read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import SetUpError
from bot.store import SqlStore, master_key, migrate
from bot.working_model.identity import MessageId
from tests.contract.builders import TALK, message, populate
from tests.postgres import binaries, running_server
from tests.stores import FixedClock

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "back-up-and-restore.md"


def blocks_under(heading: str) -> list[str]:
    text = PAGE.read_text().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"```sh\n(.*?)```", text, re.DOTALL)


def run(code: str, folder: Path, **variables: str) -> str:
    environment = {**os.environ, **variables}
    done = subprocess.run(
        ["bash", "-euc", code], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


def store(folder: Path) -> SqlStore:
    key = master_key(folder / "var" / "master.key")
    return SqlStore.open(f"sqlite:///{folder / 'var' / 'attune.sqlite3'}", master_key=key, clock=FixedClock())


def say(opened: SqlStore, message_id: str) -> None:
    with opened.begin() as work:
        work.messages.add(message(message_id, work.messages.next_number(TALK)))
        work.commit()


def test_a_copy_made_while_it_runs_comes_back_on_a_new_machine(folder: Path) -> None:
    migrate(f"sqlite:///{folder / 'var' / 'attune.sqlite3'}")
    running = store(folder)
    populate(running)
    say(running, "m1")
    [copy] = blocks_under("SQLite: copy")
    run(copy, folder)
    run(copy, folder)  # the next day
    say(running, "m2")
    [show_key] = blocks_under("The master key, once")
    written_down = run(show_key, folder)
    running.close()

    replace, put_key_back = blocks_under("SQLite: restore")
    (folder / "var" / "master.key").unlink()
    (folder / "key.txt").write_text(written_down)
    run(replace, folder)
    run(put_key_back, folder)
    assert os.stat(folder / "var" / "attune.sqlite3").st_mode & 0o077 == 0
    restored = store(folder)
    with restored.begin() as work:
        assert work.messages.get(MessageId("m1")).text == "She always picked up."
        assert [m.id for m in work.messages.since(TALK, after=0, limit=9)] == ["m1"]
    restored.close()


def test_without_its_key_a_copy_is_refused(folder: Path) -> None:
    migrate(f"sqlite:///{folder / 'var' / 'attune.sqlite3'}")
    opened = store(folder)
    populate(opened)
    opened.close()
    (folder / "var" / "master.key").unlink()
    with pytest.raises(SetUpError):
        store(folder)


@pytest.mark.postgres
def test_a_postgresql_dump_comes_back_and_belongs_to_attune(folder: Path) -> None:
    server = running_server()
    server.run("CREATE ROLE operator SUPERUSER LOGIN")
    server.run("CREATE DATABASE attune")
    programs = {"PATH": f"{binaries()}:{os.environ['PATH']}", "PGHOST": str(server.folder), "PGUSER": "operator"}
    key = bytes(range(32))
    url = server.url("attune")
    try:
        migrate(url)
        running = SqlStore.open(url, master_key=key, clock=FixedClock())
        populate(running)
        say(running, "m1")
        [copy] = blocks_under("PostgreSQL: copy")
        run(copy, folder, **programs)
        assert os.stat(folder / "backup" / "attune.dump").st_mode & 0o077 == 0
        running.close()
        [restore] = blocks_under("PostgreSQL: restore")
        run(restore, folder, **programs)
        restored = SqlStore.open(url, master_key=key, clock=FixedClock())
        with restored.begin() as work:
            assert work.messages.get(MessageId("m1")).text == "She always picked up."
        restored.close()
        owners = run(
            "psql -Atc \"SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'\" attune",
            folder,
            **programs,
        )
        assert owners.split() == ["attune"]
    finally:
        server.run("DROP DATABASE IF EXISTS attune WITH (FORCE)")
        server.run("DROP ROLE operator")
