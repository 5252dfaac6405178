"""Rasa's REST channel, sealed: it writes no words to any log and says plainly when Rasa is not ready or a turn broke off.

The stock channel answers 200 with an empty list whatever happens, and logs the message it could not handle.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.sealed.tracker_store import WindowedTrackerStore
from bot.sealed.wordless import say_no_words

logger = logging.getLogger("attune.sealed.channel")


class SealedRest(RestInput):
    """`POST /webhooks/rest/webhook` takes one message, `GET /webhooks/rest/ready` tells whether one would be handled and saved."""

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's two routes."""
        routes = Blueprint("sealed_rest", "sealed_rest")

        @routes.route("/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            lack = what_is_lacking(getattr(request.app.ctx, "agent", None))
            return response.json({"ready": lack is None, "lack": lack}, status=200 if lack is None else 503)

        @routes.route("/webhook", methods=["POST"])
        async def webhook(request: Request) -> HTTPResponse:
            agent: Agent | None = getattr(request.app.ctx, "agent", None)
            if agent is None or not agent.is_ready():
                return response.json({"done": False}, status=503)
            message = _message(request.json, self.name())
            if message is None:
                return response.json({"done": False}, status=400)
            say_no_words()
            try:
                await on_new_message(message)
            except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001  whatever broke, Rasa's server must not print it
                logger.error("a turn broke off (%s)", type(error).__name__)
                return response.json({"done": False}, status=500)
            return response.json({"done": True}, status=200)

        return routes


def what_is_lacking(agent: Agent | None) -> str | None:
    """Why a message could not be handled now; None where it could."""
    if agent is None or not agent.is_ready():
        return "model"
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    # With a mistake in endpoints.yml Rasa takes its in-memory store and merely warns.
    if not isinstance(store, WindowedTrackerStore):
        return "tracker store"
    return None if store.healthy else "saving"


def _message(body: Any, channel: str) -> UserMessage | None:
    if not isinstance(body, dict):
        return None
    sender, text, metadata = body.get("sender"), body.get("message"), body.get("metadata")
    if not (isinstance(sender, str) and sender and isinstance(text, str) and text and isinstance(metadata, dict)):
        return None
    return UserMessage(text, CollectingOutputChannel(), sender, input_channel=channel, metadata=metadata)
