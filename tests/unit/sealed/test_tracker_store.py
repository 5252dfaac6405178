"""The tracker store: saves and gives back windows, never raises, and tells when it cannot save."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

CANARY = "the canary sang at my sister's wedding"
STORE = """
import logging
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from bot.sealed.tracker_store import WindowedTrackerStore

records = []
class Keep(logging.Handler):
    def emit(self, record):
        records.append(record.getMessage())
logging.getLogger("attune.sealed.tracker_store").handlers = [Keep()]
domain = Domain.from_dict({"slots": {"answer": {"type": "text", "mappings": [{"type": "custom"}]}},
                           "forms": {"reflection_form": {"required_slots": ["answer"]}}, "intents": ["answer"]})
store = WindowedTrackerStore(domain, host=url)

def tracker(words="CANARY"):
    events = [ActionExecuted("action_listen"), UserUttered(words, {"name": "answer"}), ActiveLoop("reflection_form"),
              SlotSet("requested_slot", "answer"), ActionExecuted("reflection_form"), ActionExecuted("action_listen")]
    return DialogueStateTracker.from_events("talk", events, domain.slots)
"""
InRasa = Callable[..., Any]


class Database:
    """A database as the app's migrations leave it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.url = f"sqlite:///{path}"
        self.execute(
            "CREATE TABLE tracker_windows (sender_id VARCHAR(64) PRIMARY KEY, snapshot TEXT, updated_at_utc FLOAT)"
        )

    def execute(self, statement: str) -> list[Any]:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            return connection.execute(statement).fetchall()


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "store.sqlite3")


def run(in_rasa: InRasa, database: Database, code: str) -> Any:
    return in_rasa(STORE.replace("CANARY", CANARY) + code, url=database.url, path=str(database.path))


def test_gives_back_what_it_saved(in_rasa: InRasa, database: Database) -> None:
    code = """
run(store.save(tracker()))
back = run(store.retrieve("talk"))
result = [back.active_loop_name, back.latest_action_name, back.get_slot("requested_slot"), store.healthy]
"""
    assert run(in_rasa, database, code) == ["reflection_form", "action_listen", "answer", True]


def test_keeps_one_row_a_talk_without_words(in_rasa: InRasa, database: Database) -> None:
    run(in_rasa, database, "run(store.save(tracker())); run(store.save(tracker()))")
    rows = database.execute("SELECT sender_id, snapshot, updated_at_utc FROM tracker_windows")
    assert [row[0] for row in rows] == ["talk"]
    assert "canary" not in rows[0][1]
    assert rows[0][2] > 1_700_000_000


def test_a_talk_in_which_nothing_was_said_leaves_no_row(in_rasa: InRasa, database: Database) -> None:
    run(in_rasa, database, "run(store.save(DialogueStateTracker('talk', domain.slots)))")
    assert database.execute("SELECT count(*) FROM tracker_windows") == [(0,)]


def test_an_unknown_talk_is_none(in_rasa: InRasa, database: Database) -> None:
    assert run(in_rasa, database, "result = run(store.retrieve('nobody'))") is None


def test_an_unreadable_window_is_none_and_no_fault_of_the_database(in_rasa: InRasa, database: Database) -> None:
    database.execute("INSERT INTO tracker_windows VALUES ('talk', 'not a window', 0)")
    assert run(in_rasa, database, "result = [run(store.retrieve('talk')), store.healthy]") == [None, True]


def test_lists_its_talks(in_rasa: InRasa, database: Database) -> None:
    assert run(in_rasa, database, "run(store.save(tracker())); result = list(run(store.keys()))") == ["talk"]


BREAK = "import sqlite3; c = sqlite3.connect(path); c.execute('ALTER TABLE tracker_windows RENAME TO away'); c.commit(); c.close()"
MEND = "import sqlite3; c = sqlite3.connect(path); c.execute('ALTER TABLE away RENAME TO tracker_windows'); c.commit(); c.close()"


@pytest.mark.parametrize("call", ["store.save(tracker())", "store.retrieve('talk')", "store.keys()"])
def test_a_failure_is_told_and_never_raised(in_rasa: InRasa, database: Database, call: str) -> None:
    code = f"{BREAK}\nrun({call})\nresult = [store.healthy, records]"
    healthy, records = run(in_rasa, database, code)
    assert healthy is False
    assert any("cannot be used (OperationalError)" in line for line in records)
    assert not any("canary" in line or "talk" in line for line in records)


def test_it_sees_that_it_can_save_again(in_rasa: InRasa, database: Database) -> None:
    code = f"{BREAK}\nrun(store.save(tracker()))\nbefore = store.healthy\n{MEND}\nresult = [before, store.healthy, store.healthy]"
    assert run(in_rasa, database, code) == [False, True, True]
    assert database.execute("SELECT count(*) FROM tracker_windows") == [(0,)]


def test_starts_before_the_table_is_there(in_rasa: InRasa, database: Database) -> None:
    database.execute("DROP TABLE tracker_windows")
    code = "first = run(store.retrieve('talk')); result = [first, store.healthy]"
    assert run(in_rasa, database, code) == [None, False]


def test_needs_an_address(in_rasa: InRasa, database: Database) -> None:
    code = """
try:
    WindowedTrackerStore(domain, host="")
    result = "made"
except ValueError as error:
    result = str(error)
"""
    assert "TRACKER_STORE_URL" in run(in_rasa, database, code)


def test_rasa_takes_it_for_asynchronous(in_rasa: InRasa, database: Database) -> None:
    code = (
        "from rasa.core.tracker_store import check_if_tracker_store_async; result = check_if_tracker_store_async(store)"
    )
    assert run(in_rasa, database, code) is True
