"""Brings SQLite's log to the disk a moment after a commit, for a process whose commits do not wait for that themselves."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Final

from bot.logs import Events

FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 60.0
log = Events("store.syncing")


class Syncing:
    """One thread over the log file of one database. What is committed while it is at work is brought by its next round.

    A round that failed is tried again after a pause that grows, or at the next commit: a day's last turn has none after it.
    """

    def __init__(self, log_file: Path, *, due: threading.Event | None = None) -> None:
        """Starts the thread; `close` ends it."""
        self._log_file = log_file
        self._due = due or threading.Event()
        self._is_ending = False
        self._thread = threading.Thread(target=self._run, name="syncing", daemon=True)
        self._thread.start()

    def soon(self) -> None:
        """Asks for a round; never waits."""
        self._due.set()

    def close(self) -> None:
        """Returns after a last round."""
        self._is_ending = True
        self._due.set()
        self._thread.join()

    def _run(self) -> None:
        is_last = False
        pause_s: float | None = None  # as long as all went well, there is nothing to come back for
        while not is_last:
            self._due.wait(pause_s)
            self._due.clear()
            is_last = self._is_ending
            try:
                sync(self._log_file)
            except OSError as error:
                if pause_s is None:
                    log.error("commits_not_on_the_disk", error=error)
                pause_s = FIRST_PAUSE_S if pause_s is None else min(2 * pause_s, LONGEST_PAUSE_S)
            else:
                if pause_s is not None:
                    log.info("commits_on_the_disk_again")
                pause_s = None


def sync(file: Path) -> None:
    """Returns when the file's content is on the disk; at once where there is no such file. Raises `OSError` where the disk refuses."""
    try:
        opened = os.open(file, os.O_RDONLY)
    except FileNotFoundError:
        return  # whoever closed the database last brought the log into it
    # SQLite's locks lie on the database and on its shared memory, not on the log: closing this gives none of them away.
    try:
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(opened, fcntl.F_FULLFSYNC)  # fsync(2) of macOS leaves it in the drive's cache
        else:
            os.fdatasync(opened)
    finally:
        os.close(opened)
