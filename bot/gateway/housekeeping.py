"""Once a day, and at the start: whoever was away longer than the operator keeps people is erased, and what Rasa left is dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from bot.gateway.threads import in_thread
from bot.logs import Events

log = Events("housekeeping")
EVERY_S: Final = 86_400.0


async def keep_house(work: Callable[[], None], *, every_s: float = EVERY_S) -> None:
    """Runs `work` in a thread now and then every `every_s`, until cancelled. A failure is logged and stops nothing."""
    while True:
        try:
            await in_thread(work)
        except Exception as error:  # noqa: BLE001  tomorrow it is tried again, whatever it was
            log.error("housekeeping_failed", error=error)
        await asyncio.sleep(every_s)
