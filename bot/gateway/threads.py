"""The one way from the asynchronous gateway into the synchronous core: a use case runs in a thread of a bounded pool."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread

P = ParamSpec("P")
T = TypeVar("T")

THREADS = 16  # each may hold a database connection; SQLite serialises writers anyway
_limiters: dict[int, anyio.CapacityLimiter] = {}


async def in_thread(use_case: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Runs `use_case` in a worker thread and returns what it returns, or raises what it raises."""
    import asyncio

    loop = id(asyncio.get_running_loop())
    limiter = _limiters.get(loop)
    if limiter is None:
        _limiters.clear()
        limiter = _limiters[loop] = anyio.CapacityLimiter(THREADS)
    return await anyio.to_thread.run_sync(partial(use_case, *args, **kwargs), limiter=limiter)
