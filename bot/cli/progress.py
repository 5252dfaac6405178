"""Says what is being done while it is done: a line a step, with the seconds it took."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

BEAT_S = 5.0


class Progress:
    """Writes to standard output; on long steps a dot every five seconds shows that work goes on."""

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """`what` ..... 12 s"""
        started = time.monotonic()
        done = threading.Event()

        def beat() -> None:
            while not done.wait(BEAT_S):
                self._write(".")

        self._write(f"{what} ...")
        beater = threading.Thread(target=beat, daemon=True)
        beater.start()
        try:
            yield
        except BaseException:
            done.set()
            beater.join()
            self._write("\n")
            raise
        done.set()
        beater.join()
        self._write(f" {time.monotonic() - started:.0f} s\n")

    def line(self, text: str) -> None:
        """One line."""
        self._write(text + "\n")

    @staticmethod
    def _write(text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()
