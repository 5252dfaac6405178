"""The chat API's way back: make it, change it, take it away, come back by it, and end access where a page is left."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request, Response

from bot.errors import AccessError
from bot.gateway.access import PROBLEMS, Serve, Yours, YoursToRead
from bot.gateway.shapes import ReturnRequest, ReturnResponse, WayBackRequest, WayBackResponse, WayBackShape
from bot.gateway.threads import in_thread
from bot.service import queries
from bot.service.come_back import come_back, end_access
from bot.service.keep_way_back import keep_way_back, take_way_back_away

router = APIRouter(prefix="/api", responses=PROBLEMS)


@router.post("/return", summary="Come back with a return code and its passphrase")
async def come_back_by_code(body: ReturnRequest, request: Request, serve: Serve) -> ReturnResponse:
    """Nothing in a refusal, its time included, tells whether there is such a code."""
    await serve.rates.count("return", serve.address_of(request), per_minute=serve.terms.returns_per_minute)
    loop = asyncio.get_running_loop()
    answered_at = loop.time() + serve.refusal_s
    try:
        async with serve.hashing:
            found = await in_thread(come_back, serve.parts, code=body.code, passphrase=body.passphrase)
    except AccessError:
        serve.metrics.refused_returns.inc()
        await asyncio.sleep(answered_at - loop.time())
        raise
    serve.hub.news(found.conversation_id)
    return ReturnResponse(conversation_id=found.conversation_id, token=found.token)


@router.get("/conversations/{conversation_id}/return", summary="Is there a way back?")
async def way_back(conversation: YoursToRead, serve: Serve) -> WayBackShape:
    found = await in_thread(queries.way_back_of, serve.parts, conversation.person_id)
    return WayBackShape(since=found.made_at_utc.isoformat(timespec="seconds") if found else None)


@router.put("/conversations/{conversation_id}/return", summary="Make a way back, or a new one in place of the old")
async def make_way_back(conversation: Yours, body: WayBackRequest, serve: Serve) -> WayBackResponse:
    await serve.rates.count("send", conversation.id, per_minute=serve.terms.messages_per_minute)
    async with serve.hashing:
        code = await in_thread(keep_way_back, serve.parts, conversation.person_id, body.passphrase)
    return WayBackResponse(code=code)


@router.delete("/conversations/{conversation_id}/return", status_code=204, summary="Take the way back away")
async def remove_way_back(conversation: Yours, serve: Serve) -> Response:
    await in_thread(take_way_back_away, serve.parts, conversation.person_id)
    return Response(status_code=204)


@router.delete(
    "/conversations/{conversation_id}/access", status_code=204, summary="End access: the token opens nothing any more"
)
async def leave(conversation: Yours, serve: Serve) -> Response:
    await in_thread(end_access, serve.parts, conversation.id)
    serve.hub.news(conversation.id)
    return Response(status_code=204)
