"""What the gateway's routes work with, put together once when it starts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import Request

from bot.gateway.hub import Hub
from bot.gateway.metrics import Metrics
from bot.gateway.rates import Rates
from bot.gateway.turns import Dialogue, TurnRunner
from bot.service.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the operator's settings lay down for the routes; rates are per minute."""

    minimum_age: int = 18
    operator: str = ""
    retention_days: int = 365
    closed_days: int = 30
    messages_per_minute: int = 40
    starts_per_minute: int = 20
    returns_per_minute: int = 6
    reads_per_minute: int = 600
    max_body_bytes: int = 262_144
    trust_proxy: bool = False
    metrics_token: str = field(default="", repr=False)  # empty: nobody reads them


@dataclass(slots=True, kw_only=True)
class Serving:
    """Lives in `app.state.serving`. `countries` are those with helplines of their own; `housekeeping` is done at the start and daily.

    `hashing` bounds how many passphrases are hashed at once, each in some 50 MB; a refused return is answered after `refusal_s`.
    """

    parts: Parts
    terms: Terms
    dialogue: Dialogue
    turns: TurnRunner
    hub: Hub
    rates: Rates
    metrics: Metrics
    countries: list[str] = field(default_factory=list)
    housekeeping: Callable[[], None] = lambda: None
    refusal_s: float = 1.0
    hashing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def stop(self) -> None:
        """Ends streams and waiting requests, so that the server need not wait for them."""
        self.stopping.set()
        self.hub.news_to_all()

    def address_of(self, request: Request) -> str:
        """The visitor's network address, for counting only; from the proxy's header only where the operator trusts it."""
        if self.terms.trust_proxy:
            forwarded = _forwarded(request)
            if forwarded:
                return forwarded[:64]
        return request.client.host if request.client else "-"


def _forwarded(request: Request) -> str:
    """The last address of all X-Forwarded-For headers: the one that the nearest proxy wrote; those before it anybody may write."""
    return ",".join(request.headers.getlist("x-forwarded-for")).rsplit(",", 1)[-1].strip()
