"""The chat API's way out: take everything along, delete everything."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import PlainTextResponse

from bot.gateway.access import PROBLEMS, Serve, Yours, YoursToRead
from bot.gateway.threads import in_thread
from bot.service.erase_person import erase_person
from bot.service.export_person import export_json, export_markdown

router = APIRouter(prefix="/api", responses=PROBLEMS)


@router.get(
    "/conversations/{conversation_id}/export",
    summary="Take everything along, as JSON or Markdown",
    response_class=Response,
)
async def export(
    conversation: YoursToRead,
    serve: Serve,
    form: Annotated[Literal["json", "markdown"], Query(alias="format")] = "json",
) -> Response:
    if form == "markdown":
        text = await in_thread(export_markdown, serve.parts, conversation.person_id)
        return PlainTextResponse(text, media_type="text/markdown; charset=utf-8", headers=_download("md"))
    data = await in_thread(export_json, serve.parts, conversation.person_id)
    body = json.dumps(data, ensure_ascii=False, indent=1)
    return Response(body, media_type="application/json", headers=_download("json"))


def _download(suffix: str) -> dict[str, str]:
    # A neutral name: it will lie in a folder that others may see.
    return {"Content-Disposition": f'attachment; filename="notes.{suffix}"', "Cache-Control": "no-store"}


@router.delete("/conversations/{conversation_id}", status_code=204, summary="Delete everything")
async def delete(conversation: Yours, serve: Serve) -> Response:
    await in_thread(erase_person, serve.parts, conversation.person_id)
    serve.hub.news(conversation.id)
    return Response(status_code=204)
