"""What the person can look at beside the talk: who they speak of, pictures, revisions, two talks side by side, two pages on paper."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response

from bot.gateway.access import Serve, Yours, YoursToRead
from bot.gateway.shapes import LAST, ErrorShape, PersonShape, TieShape
from bot.gateway.threads import in_thread
from bot.service import draw, look_back, queries
from bot.service.correct_way import contest_way, remove_way, restore_way
from bot.service.how_things_stand import set_tie, take_danger_back
from bot.service.people_of import people_of
from bot.service.print_pages import print_pages
from bot.working_model.identity import KnownPersonId

router = APIRouter(
    prefix="/api/conversations/{conversation_id}",
    responses={code: {"model": ErrorShape} for code in (400, 401, 404, 409, 429, 503)},
)
Number = Annotated[int, Path(ge=1, le=LAST)]
SVG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/svg+xml": {}}, "description": "A picture that says in words what is to be seen."}
}
PDF: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}, "description": "Two pages, A4."}}


@router.get("/people", summary="Everybody the person talks about, and how things stand with them")
async def people(conversation: YoursToRead, serve: Serve) -> list[PersonShape]:
    found = await in_thread(people_of, serve.parts, conversation.person_id)
    return [
        PersonShape(id=each.id, name=each.name, figure=each.figure, tie=each.tie, left_out=each.is_left_out)
        for each in found
    ]


@router.put("/people/{known_id}/tie", status_code=204, summary="Say how things stand with somebody now")
async def tie(conversation: Yours, known_id: str, body: TieShape, serve: Serve) -> Response:
    await serve.rates.count("send", conversation.id, per_minute=serve.terms.messages_per_minute)
    await in_thread(set_tie, serve.parts, conversation.person_id, KnownPersonId(known_id), body.tie)
    return Response(status_code=204)


@router.post(
    "/people/{known_id}/count-again", status_code=204, summary="Say that somebody left out may be counted again"
)
async def count_again(conversation: Yours, known_id: str, serve: Serve) -> Response:
    await serve.rates.count("send", conversation.id, per_minute=serve.terms.messages_per_minute)
    await in_thread(take_danger_back, serve.parts, conversation.person_id, KnownPersonId(known_id))
    return Response(status_code=204)


@router.post("/ways/{number}/{correction}", status_code=204, summary="Correct a way of coping that was read")
async def correct_way(
    conversation: Yours, number: Number, correction: Literal["contest", "remove", "restore"], serve: Serve
) -> Response:
    await serve.rates.count("send", conversation.id, per_minute=serve.terms.messages_per_minute)
    use_case = {"contest": contest_way, "remove": remove_way, "restore": restore_way}[correction]
    await in_thread(use_case, serve.parts, conversation.person_id, number)
    return Response(status_code=204)


@router.get("/pictures/map.svg", summary="The map: worry and distance", response_class=Response, responses=SVG)
async def picture_of_map(conversation: YoursToRead, serve: Serve) -> Response:
    return _svg(await in_thread(draw.map_of, serve.parts, conversation.person_id))


@router.get("/pictures/timeline.svg", summary="The revisions on a line", response_class=Response, responses=SVG)
async def picture_of_timeline(conversation: YoursToRead, serve: Serve) -> Response:
    return _svg(await in_thread(draw.timeline_of, serve.parts, conversation.person_id))


@router.get(
    "/pictures/people/{known_id}.svg", summary="The four themes with one person", response_class=Response, responses=SVG
)
async def picture_of_person(conversation: YoursToRead, known_id: str, serve: Serve) -> Response:
    return _svg(await in_thread(draw.strip_of, serve.parts, conversation.person_id, known_id))


@router.get("/axes", summary="Worry and distance in words")
async def axes(
    conversation: YoursToRead,
    serve: Serve,
    names: Annotated[
        bool, Query(description="Also what research calls the corners of the map, and what that means.")
    ] = False,
) -> list[str]:
    found = await in_thread(queries.summary_of, serve.parts, conversation.person_id, names_shown=names)
    return list(found.axes_text)


@router.get("/revisions", summary="What was understood when, and why: the latest first")
async def revisions(
    conversation: YoursToRead,
    serve: Serve,
    before: Annotated[int | None, Query(ge=1, le=LAST)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[dict[str, Any]]:
    return await in_thread(look_back.revisions_of, serve.parts, conversation.person_id, before=before, limit=limit)


@router.get("/revisions/{number}", summary="One revision, and the summary as it stood after it")
async def revision(conversation: YoursToRead, number: Number, serve: Serve) -> dict[str, Any]:
    return await in_thread(look_back.summary_then, serve.parts, conversation.person_id, number)


@router.get("/revisions/{later}/against/{earlier}", summary="What lies between two revisions (0: before the first)")
async def revisions_apart(
    conversation: YoursToRead, later: Number, earlier: Annotated[int, Path(ge=0, le=LAST)], serve: Serve
) -> dict[str, Any]:
    return await in_thread(look_back.between_revisions, serve.parts, conversation.person_id, earlier, later)


@router.get("/sessions", summary="The times of speaking")
async def sessions(conversation: YoursToRead, serve: Serve) -> list[dict[str, Any]]:
    return await in_thread(look_back.sessions_of, serve.parts, conversation.person_id)


@router.get("/sessions/{later}/against/{earlier}", summary="What changed between two times of speaking, if anything")
async def sessions_apart(conversation: YoursToRead, later: Number, earlier: Number, serve: Serve) -> dict[str, Any]:
    return await in_thread(look_back.between_sessions, serve.parts, conversation.person_id, earlier, later)


@router.get("/pages.pdf", summary="The summary of some days on two pages", response_class=Response, responses=PDF)
async def pages(
    conversation: YoursToRead,
    serve: Serve,
    first: Annotated[date | None, Query(description="The first day; left open, four weeks before the last.")] = None,
    last: Annotated[date | None, Query(description="The last day; left open, today.")] = None,
    unfold: Annotated[bool, Query(description="Print folded words too.")] = False,
) -> Response:
    printed = await in_thread(print_pages, serve.parts, conversation.person_id, first=first, last=last, unfold=unfold)
    # A neutral name: it will lie in a folder that others may see.
    headers = {"Content-Disposition": 'attachment; filename="notes.pdf"', "Cache-Control": "no-store"}
    return Response(printed, media_type="application/pdf", headers=headers)


def _svg(drawn: str) -> Response:
    return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})
