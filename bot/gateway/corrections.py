"""The chat API's summary: what has been understood, and what the person corrects in it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Literal

from fastapi import APIRouter, Response

from bot.gateway.access import PROBLEMS, Serve, Yours, YoursToRead
from bot.gateway.serving import Serving
from bot.gateway.shapes import (
    About,
    Shown,
    TrueTheseDays,
    Wording,
)
from bot.gateway.threads import in_thread
from bot.service import queries
from bot.service.correct_line import (
    TakenAsSaidError,
    contest,
    reassign,
    remove,
    restore,
    reword,
    say_how_true,
    say_not_any_more,
)
from bot.working_model.dialogue import Conversation
from bot.working_model.identity import StatementId

router = APIRouter(prefix="/api", responses=PROBLEMS)


@router.get(
    "/conversations/{conversation_id}/summary", summary="What has been understood, the quotes behind every line"
)
async def summary(conversation: YoursToRead, serve: Serve) -> dict[str, object]:
    found = await in_thread(queries.summary_of, serve.parts, conversation.person_id)
    return found.to_data()


@router.post(
    "/conversations/{conversation_id}/statements/{statement_id}/{correction}",
    status_code=204,
    summary="Correct what was understood",
)
async def correct(
    conversation: Yours,
    statement_id: str,
    correction: Literal["contest", "remove", "restore", "not-any-more"],
    serve: Serve,
    body: Shown | None = None,
) -> Response:
    await serve.rates.count("send", conversation.id, per_minute=serve.terms.messages_per_minute)
    use_case = {"contest": contest, "remove": remove, "restore": restore, "not-any-more": say_not_any_more}[correction]
    shown = body.revision if body is not None else None
    await in_thread(use_case, serve.parts, conversation.person_id, StatementId(statement_id), shown=shown)
    return Response(status_code=204)


@router.put(
    "/conversations/{conversation_id}/statements/{statement_id}/true-these-days",
    status_code=204,
    summary="Say how true it is these days",
)
async def true_these_days(conversation: Yours, statement_id: str, body: TrueTheseDays, serve: Serve) -> Response:
    await serve.rates.count("send", conversation.id, per_minute=serve.terms.messages_per_minute)
    await in_thread(
        say_how_true,
        serve.parts,
        conversation.person_id,
        StatementId(statement_id),
        body.value,
        shown=body.revision,
    )
    return Response(status_code=204)


@router.put(
    "/conversations/{conversation_id}/statements/{statement_id}/wording",
    status_code=204,
    summary="Put a line into your own words",
)
async def wording(conversation: Yours, statement_id: str, body: Wording, serve: Serve) -> Response:
    await serve.rates.count("send", conversation.id, per_minute=serve.terms.messages_per_minute)
    with _answering(serve, conversation):
        await in_thread(reword, serve.parts, conversation, StatementId(statement_id), body.text, shown=body.revision)
    return Response(status_code=204)


@router.put(
    "/conversations/{conversation_id}/statements/{statement_id}/about",
    status_code=204,
    summary="Say that a line is about somebody else",
)
async def about(conversation: Yours, statement_id: str, body: About, serve: Serve) -> Response:
    await serve.rates.count("send", conversation.id, per_minute=serve.terms.messages_per_minute)
    with _answering(serve, conversation):
        await in_thread(
            reassign,
            serve.parts,
            conversation,
            StatementId(statement_id),
            known=body.person,
            words=body.words,
            shown=body.revision,
        )
    return Response(status_code=204)


@contextlib.contextmanager
def _answering(serve: Serving, conversation: Conversation) -> Iterator[None]:
    """What was written into a form and taken as a message is delivered like one."""
    try:
        yield
    except TakenAsSaidError:
        serve.hub.news(conversation.id)
        serve.turns.nudge(conversation.id)
        raise
