"""What the gateway's routes work with, put together once when it starts."""

from __future__ import annotations

import asyncio
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
    messages_per_minute: int = 40
    starts_per_minute: int = 20
    reads_per_minute: int = 600
    max_body_bytes: int = 262_144
    trust_proxy: bool = False


@dataclass(slots=True, kw_only=True)
class Serving:
    """Lives in `app.state.serving`. `countries` are those with helplines of their own."""

    parts: Parts
    terms: Terms
    dialogue: Dialogue
    turns: TurnRunner
    hub: Hub
    rates: Rates
    metrics: Metrics
    countries: list[str] = field(default_factory=list)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def address_of(self, request: Request) -> str:
        """The visitor's network address, for counting only; from the proxy's header only where the operator trusts it."""
        if self.terms.trust_proxy:
            forwarded = request.headers.get("x-forwarded-for", "").split(",")[-1].strip()
            if forwarded:
                return forwarded[:64]
        return request.client.host if request.client else "-"
