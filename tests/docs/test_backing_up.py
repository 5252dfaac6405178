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
from tests.stores import FixedClock

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "back-up-and-restore.md"


def blocks_under(heading: str) -> list[str]:
    text = PAGE.read_text().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"```sh\n(.*?)```", text, re.DOTALL)


def run(code: str, folder: Path) -> str:
    done = subprocess.run(["bash", "-euc", code], cwd=folder, check=True, capture_output=True, text=True)
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
