"""`bot.cli` with timers in it, for the stages of a turn: `python -m benchmarks.timed serve` starts all of Attune with them.

Each process notes its stretches of work in a file of its own in the data folder: stage, start, end (s, monotonic).
"""

from __future__ import annotations

import functools
import importlib
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from benchmarks.ours import TIMES_FILE
from bot.cli import main

_inside = threading.local()


def _note(stage: str, start: float) -> None:
    os.write(_file(), f"{stage} {start:.6f} {time.monotonic():.6f}\n".encode())


@functools.cache
def _file() -> int:
    folder = os.environ["ATTUNE_DATA_DIR"]
    return os.open(f"{folder}/{TIMES_FILE}.{os.getpid()}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def _timed(owner: Any, name: str, stage: str) -> None:
    """Puts a timer around a method. Work within work of the same stage is counted once."""
    plain: Callable[..., Any] = getattr(owner, name)

    @functools.wraps(plain)
    def timed(*args: Any, **kwargs: Any) -> Any:
        within = getattr(_inside, stage, False)
        if within:
            return plain(*args, **kwargs)
        setattr(_inside, stage, True)
        start = time.monotonic()
        try:
            return plain(*args, **kwargs)
        finally:
            setattr(_inside, stage, False)
            _note(stage, start)

    setattr(owner, name, timed)


def _put_timers_in(process: str) -> None:
    from bot.dialogue.client import RasaDialogue
    from bot.safety import RuleScreen
    from bot.store.mapping import Sealed, SealedObject
    from bot.store.transaction import Transaction

    for name in ("_guarded", "start_writing", "close"):
        _timed(Transaction, name, "store")
    for kind in (Sealed, SealedObject):
        _timed(kind, "seal", "store")
        _timed(kind, "unseal", "store")
    if process == "gateway":
        _timed(RuleScreen, "screen", "screen")
        hand_over = RasaDialogue.hand_over

        async def timed_hand_over(*args: Any, **kwargs: Any) -> None:
            start = time.monotonic()
            await hand_over(*args, **kwargs)
            _note("handed_over", start)

        RasaDialogue.hand_over = timed_hand_over  # type: ignore[method-assign]
    if process == "actions":
        from bot.bootstrap import Application
        from bot.service.read_ahead import ReadAhead

        _timed(ReadAhead, "read", "reading")  # as long as the turn waits for it: most of it is done beside Rasa
        _timed(Application, "record_turn", "acted")


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        importlib.import_module("bot.cli.serve").PROGRAM = "benchmarks.timed"  # type: ignore[attr-defined]
    else:
        _put_timers_in(sys.argv[1])
    main()
