"""The chat API: start with consent, send, fetch since, stream."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials

from bot.errors import AccessError, NotFoundError, RateError, StoreError
from bot.gateway.access import PROBLEMS, Credentials, Serve, YoursToRead, yours
from bot.gateway.problems import TooManyError
from bot.gateway.serving import Serving
from bot.gateway.shapes import (
    LAST,
    ConsentShape,
    MessageShape,
    MessagesResponse,
    SendRequest,
    SendResponse,
    StartRequest,
    StartResponse,
)
from bot.gateway.threads import in_thread
from bot.service import queries
from bot.service.accept_message import Accepted, NotKeptError, accept_message, safety_words
from bot.service.begin_conversation import CONSENT_VERSION, begin_conversation
from bot.service.erase_person import erase_person
from bot.service.obey import CONFIRMED
from bot.working_model.dialogue import Command, Conversation, Message
from bot.working_model.identity import ConversationId

router = APIRouter(prefix="/api", responses=PROBLEMS)
STREAM_S = 600.0  # a stream is ended after this; the client opens the next one
LOOK_S = 2.0  # how often a stream looks by itself, for news that another replica wrote
BEAT_S = 15.0
PAGE = 200


@router.get("/consent", summary="What a person is told and agrees to before the first word")
async def consent(serve: Serve) -> ConsentShape:
    terms = serve.terms
    return ConsentShape(
        version=CONSENT_VERSION,
        minimum_age=terms.minimum_age,
        operator=terms.operator,
        retention_days=terms.retention_days,
        paragraphs=list(
            serve.parts.phrases.say(
                "consent",
                age=str(terms.minimum_age),
                days=str(terms.retention_days),
                closed_days=str(min(terms.closed_days, terms.retention_days)),
            )
        ),
        countries=serve.countries,
    )


@router.post("/conversations", status_code=201, summary="Start, having agreed")
async def start(body: StartRequest, request: Request, serve: Serve) -> StartResponse:
    await serve.rates.count("start", serve.address_of(request), per_minute=serve.terms.starts_per_minute)
    begun = await in_thread(
        begin_conversation,
        serve.parts,
        agreed=body.agreed,
        of_age=body.of_age,
        consent_version=body.consent_version,
        country=body.country or None,
        language=body.language,
    )
    return StartResponse(
        conversation_id=begun.conversation_id, token=begun.token, messages=[MessageShape.of(begun.greeting)]
    )


@router.post(
    "/conversations/{conversation_id}/messages", status_code=202, summary="Send one message or press one button"
)
async def send(
    conversation_id: str,
    body: SendRequest,
    credentials: Credentials,
    serve: Serve,
    response: Response,
    wait_s: Annotated[float, Query(ge=0, le=30, description="Wait up to this long for the reply.")] = 0.0,
) -> SendResponse:
    conversation = await _may_send(conversation_id, credentials, serve, body.text)
    try:
        accepted = await in_thread(
            accept_message,
            serve.parts,
            conversation.id,
            client_id=body.client_id,
            text=body.text,
            choice_id=body.choice,
            lease=serve.turns.lease,
        )
    except NotKeptError:
        serve.metrics.not_kept.inc()
        raise
    message, reply = accepted.message, accepted.reply
    if message.command is Command.DELETE_ALL and message.argument == CONFIRMED:
        await in_thread(erase_person, serve.parts, conversation.person_id)
        serve.hub.news(conversation.id)
        return SendResponse(message=MessageShape.of(message), erased=True)
    if not accepted.was_known:
        serve.metrics.messages.labels(message.level.value).inc()
    serve.hub.news(conversation.id)
    if reply is None:
        reply = await _reply_within(serve, accepted, wait_s)
    if reply is not None:
        response.status_code = 200
    return SendResponse(
        message=MessageShape.of(message), reply=MessageShape.of(reply) if reply else None, was_known=accepted.was_known
    )


async def _may_send(
    conversation_id: str, credentials: HTTPAuthorizationCredentials | None, serve: Serving, text: str | None
) -> Conversation:
    """The conversation, if the sender may send in it now. What safety demands be said is said even where the message is not taken."""
    try:
        conversation = await yours(conversation_id, serve, credentials)
        await serve.rates.count("send", conversation.id, per_minute=serve.terms.messages_per_minute)
    except StoreError as error:
        serve.metrics.not_kept.inc()
        raise NotKeptError(await in_thread(safety_words, serve.parts, text)) from error
    except RateError as error:
        raise TooManyError(error, await in_thread(safety_words, serve.parts, text)) from None
    return conversation


async def _reply_within(serve: Serving, accepted: Accepted, wait_s: float) -> Message | None:
    message = accepted.message
    loop = asyncio.get_running_loop()
    until = loop.time() + wait_s
    reply: Message | None = None
    with serve.hub.listening(message.conversation_id) as news:
        serve.turns.nudge(message.conversation_id, claimed=message if accepted.is_next else None)
        while reply is None and (left := until - loop.time()) > 0 and not serve.stopping.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), min(left, LOOK_S))
            news.clear()
            if news.reply is not None and news.reply.in_reply_to == message.id:
                return news.reply
            # The message is kept; a store that cannot be read for a moment must not make its sender believe otherwise.
            with contextlib.suppress(StoreError):
                reply = await in_thread(queries.reply_to, serve.parts, message.id)
    return reply


@router.get("/conversations/{conversation_id}/messages", summary="Fetch what came after a number")
async def since(
    conversation: YoursToRead,
    serve: Serve,
    after: Annotated[int, Query(ge=0, le=LAST)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> MessagesResponse:
    found = await in_thread(queries.messages_since, serve.parts, conversation.id, after=after, limit=limit)
    return MessagesResponse(
        messages=[MessageShape.of(m) for m in found.messages],
        waiting=found.waiting,
        delayed=conversation.id in serve.hub.delayed,
        in_sight=found.in_sight,
    )


@router.get(
    "/conversations/{conversation_id}/stream",
    summary="Receive messages as they come: one JSON object a line",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"application/x-ndjson": {}}, "description": "Lines of the form of the fetch response."}
    },
)
async def stream(
    conversation: YoursToRead,
    credentials: Credentials,
    serve: Serve,
    request: Request,
    after: Annotated[int, Query(ge=0, le=LAST)] = 0,
) -> StreamingResponse:
    serve.hub.check_room(conversation.id)
    read = partial(
        queries.messages_since,
        serve.parts,
        conversation.id,
        limit=PAGE,
        token=credentials.credentials if credentials else None,
    )
    return StreamingResponse(
        _lines(serve, conversation.id, after, request, read=read),
        media_type="application/x-ndjson",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _lines(
    serve: Serving, conversation_id: ConversationId, after: int, request: Request, *, read: Callable[..., queries.News]
) -> AsyncIterator[bytes]:
    """Ends by itself where the conversation was erased, opened elsewhere, or the store cannot be read: the next request says which."""
    loop = asyncio.get_running_loop()
    started = beaten = loop.time()
    told: tuple[int, bool, str | None] | None = None
    ends = contextlib.suppress(NotFoundError, AccessError, StoreError, RateError)
    with ends, serve.hub.streaming(conversation_id) as news:
        while loop.time() - started < STREAM_S and not serve.stopping.is_set() and not await request.is_disconnected():
            news.clear()
            found = await in_thread(read, after=after)
            state = (found.waiting, conversation_id in serve.hub.delayed, found.in_sight)
            if found.messages or state != told or loop.time() - beaten > BEAT_S:
                told, beaten = state, loop.time()
                after = found.messages[-1].number if found.messages else after
                shape = MessagesResponse(
                    messages=[MessageShape.of(m) for m in found.messages],
                    waiting=state[0],
                    delayed=state[1],
                    in_sight=state[2],
                )
                yield shape.model_dump_json().encode() + b"\n"
            if len(found.messages) < PAGE:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), LOOK_S)
