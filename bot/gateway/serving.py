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
from bot.settings import Settings


@dataclass(slots=True, kw_only=True)
class Serving:
    """Lives in `app.state.serving`. `countries` are those with helplines of their own."""

    parts: Parts
    settings: Settings
    dialogue: Dialogue
    turns: TurnRunner
    hub: Hub
    rates: Rates
    metrics: Metrics
    countries: list[str] = field(default_factory=list)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def address_of(self, request: Request) -> str:
        """The visitor's network address, for counting only; from the proxy's header only where the operator trusts it."""
        if self.settings.gateway.trust_proxy:
            forwarded = request.headers.get("x-forwarded-for", "").split(",")[-1].strip()
            if forwarded:
                return forwarded[:64]
        return request.client.host if request.client else "-"
