"""Whose conversation a request is for: the gateway's parts, the token it carries, and the rate of reading."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from bot.gateway.serving import Serving
from bot.gateway.shapes import ErrorShape
from bot.gateway.threads import in_thread
from bot.service import queries
from bot.working_model.dialogue import Conversation

PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    code: {"model": ErrorShape} for code in (400, 401, 404, 409, 413, 429, 503)
}
_bearer = HTTPBearer(auto_error=False, description="The token that starting a conversation returned.")


def serving(request: Request) -> Serving:
    """The gateway's parts."""
    parts: Serving = request.app.state.serving
    return parts


Serve = Annotated[Serving, Depends(serving)]


Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


async def yours(conversation_id: str, serve: Serve, credentials: Credentials) -> Conversation:
    """The conversation, if the request carries its token."""
    token = credentials.credentials if credentials else None
    return await in_thread(queries.authorised, serve.parts, conversation_id, token)


async def yours_to_read(conversation: Annotated[Conversation, Depends(yours)], serve: Serve) -> Conversation:
    """The same, counted against the rate of reading."""
    await serve.rates.count("read", conversation.id, per_minute=serve.terms.reads_per_minute)
    return conversation


Yours = Annotated[Conversation, Depends(yours)]
YoursToRead = Annotated[Conversation, Depends(yours_to_read)]
