"""Rasa's tracker store, windowed: one small row a conversation, without words. See docs/decisions/0021-windowed-tracker.md.

Rasa wraps every store in one that, when saving fails, keeps the whole conversation in memory, words included, and goes on as
if nothing had happened. So this store never lets a failure out: it notes it, says so in the log and through `healthy`, and the
channel tells the gateway that Rasa is not ready. A conversation whose window is lost goes on: its loop is rebuilt.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.sealed.window import fold, unfold

logger = logging.getLogger("attune.sealed.tracker_store")

T = TypeVar("T")
LOCK_WAIT_S = 2
# SQLite's own waiting would hold up Rasa's one event loop, and looks too seldom to get the lock between two writers of the app.
LOOK_S = 0.001
PROBE_ID = "-"  # no conversation's id: those have at least 22 characters

# The app's migrations make the table; both databases know this form of an upsert.
_SAVE = sa.text(
    "INSERT INTO tracker_windows (sender_id, snapshot, updated_at_utc) VALUES (:sender_id, :snapshot, :now)"
    " ON CONFLICT (sender_id) DO UPDATE SET snapshot = excluded.snapshot, updated_at_utc = excluded.updated_at_utc"
)
_LOAD = sa.text("SELECT snapshot FROM tracker_windows WHERE sender_id = :sender_id")
_KEYS = sa.text("SELECT sender_id FROM tracker_windows")
_FORGET = sa.text("DELETE FROM tracker_windows WHERE sender_id = :sender_id")


class WindowedTrackerStore(TrackerStore):
    """Keeps the window of each conversation in table `tracker_windows` of the database at `host` (an SQLAlchemy URL)."""

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **options: Any,
    ) -> None:
        super().__init__(domain, event_broker, **options)
        if not host:
            raise ValueError("endpoints.yml names no database for the tracker store (TRACKER_STORE_URL is empty)")
        self._engine = _engine(host)
        self._failed = False

    @property
    def healthy(self) -> bool:
        """Whether the last access succeeded. While it has not, each look tries a harmless write, so that recovery is seen."""
        if self._failed:
            try:
                self._try_to_write()
            except SQLAlchemyError as error:
                self._note(error)
            else:
                self._failed = False
                logger.warning("the tracker store can be written again")
        return not self._failed

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the tracker's window; a failure is noted, never raised."""
        if not any(isinstance(event, UserUttered) for event in tracker.events):
            return  # a conversation in which nothing was said has no state
        row = {"sender_id": tracker.sender_id, "snapshot": fold(tracker.events), "now": time.time()}
        try:
            await _when_unlocked(lambda: self._write(row))
        except SQLAlchemyError as error:
            self._note(error)
        else:
            self._failed = False

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as its window describes it; None where there is none, or none that can be read."""
        try:
            window = await _when_unlocked(lambda: self._read(sender_id))
        except SQLAlchemyError as error:
            self._note(error)
            return None
        if not window:
            return None
        try:
            events = unfold(window)
        except (ValueError, KeyError, TypeError):
            logger.warning("a tracker window could not be read and is rebuilt")
            return None
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """Every conversation that has a window."""
        try:
            return await _when_unlocked(self._read_keys)
        except SQLAlchemyError as error:
            self._note(error)
            return []

    def _write(self, row: dict[str, Any]) -> None:
        with self._engine.begin() as connection:
            connection.execute(_SAVE, row)

    def _read(self, sender_id: str) -> str | None:
        with self._engine.connect() as connection:
            return connection.execute(_LOAD, {"sender_id": sender_id}).scalar()

    def _read_keys(self) -> list[str]:
        with self._engine.connect() as connection:
            return [row[0] for row in connection.execute(_KEYS)]

    def _try_to_write(self) -> None:
        until = time.monotonic() + LOCK_WAIT_S
        while True:
            try:
                with self._engine.begin() as connection:
                    connection.execute(_SAVE, {"sender_id": PROBE_ID, "snapshot": "", "now": time.time()})
                    connection.execute(_FORGET, {"sender_id": PROBE_ID})
                return
            except OperationalError as error:
                if not _is_locked(error) or time.monotonic() > until:
                    raise
            time.sleep(LOOK_S)

    def _note(self, error: SQLAlchemyError) -> None:
        self._failed = True
        logger.error("the tracker store cannot be used (%s)", type(error).__name__)


async def _when_unlocked(work: Callable[[], T]) -> T:
    """What `work` returns, tried again while another process writes; Rasa goes on with other conversations meanwhile."""
    until = time.monotonic() + LOCK_WAIT_S
    while True:
        try:
            return work()
        except OperationalError as error:
            if not _is_locked(error) or time.monotonic() > until:
                raise
        await asyncio.sleep(LOOK_S)


def _is_locked(error: OperationalError) -> bool:
    return "database is locked" in str(error.orig)  # Python 3.10's driver gives no code


def _engine(url: str) -> sa.engine.Engine:
    if url.startswith("sqlite"):
        # One connection is kept: opening one costs more than the turn's two statements. All calls come from one thread.
        options = {
            "connect_args": {"timeout": 0, "check_same_thread": False},
            "poolclass": QueuePool,
            "pool_size": 1,
        }
    else:
        options = {"connect_args": {"connect_timeout": LOCK_WAIT_S}, "pool_size": 2, "pool_pre_ping": True}
    engine = sa.create_engine(url, hide_parameters=True, **options)
    if url.startswith("sqlite"):
        sa.event.listen(engine, "connect", _as_the_app_opens_it)
    return engine


def _as_the_app_opens_it(connection: Any, _record: Any) -> None:
    # The app has made the file WAL. A commit here need not reach the disk at once: the loop can be rebuilt.
    connection.execute("PRAGMA synchronous=NORMAL")
