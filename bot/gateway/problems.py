"""Errors over HTTP: one table from the error tree to status codes; the sentence is ours, nothing of the request is repeated."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot.errors import (
    AccessError,
    AttuneError,
    ConflictError,
    InputError,
    NotFoundError,
    RateError,
    RuleError,
    SetUpError,
    TooLargeError,
    UpstreamError,
)
from bot.logs import Events
from bot.service.accept_message import NotKeptError

log = Events("gateway")

STATUS: Final[dict[type[AttuneError], int]] = {
    TooLargeError: 413,
    InputError: 400,
    AccessError: 401,
    NotFoundError: 404,
    RuleError: 409,
    ConflictError: 409,
    RateError: 429,
    UpstreamError: 503,
    SetUpError: 500,
    AttuneError: 500,
}


def status_of(error: AttuneError | type[AttuneError]) -> int:
    """The status of an error's nearest class in the table."""
    kind = error if isinstance(error, type) else type(error)
    return next(STATUS[base] for base in kind.__mro__ if base in STATUS)


def install(app: FastAPI) -> None:
    """Makes every error one JSON object with one sentence."""

    @app.exception_handler(AttuneError)
    async def ours(request: Request, error: AttuneError) -> JSONResponse:
        status = status_of(error)
        if status >= 500:
            log.error("request_failed", error=error, status=status, route=_route(request), method=request.method)
        body: dict[str, object] = {"error": str(error) if status != 500 else SORRY}
        headers = {}
        if isinstance(error, NotKeptError) and error.reply is not None:
            body["reply"] = list(error.reply.paragraphs)
        if isinstance(error, RateError):
            headers["Retry-After"] = str(error.retry_after_s)
        if status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return JSONResponse(body, status, headers)

    @app.exception_handler(RequestValidationError)
    async def shape(request: Request, error: RequestValidationError) -> JSONResponse:
        places = sorted({".".join(str(part) for part in e["loc"][1:2]) or "body" for e in error.errors()})
        known = [place for place in places if place.isidentifier() and len(place) < 30]
        return JSONResponse(
            {"error": f"The request is not of the documented form (look at: {', '.join(known) or 'body'})."}, 400
        )

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        sentences = {404: "There is nothing at this address.", 405: "That cannot be done at this address."}
        return JSONResponse({"error": sentences.get(error.status_code, SORRY)}, error.status_code)

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> JSONResponse:
        log.error("request_broke", error=error, route=_route(request), method=request.method)
        return JSONResponse({"error": SORRY}, 500)


SORRY: Final = "Something went wrong on our side. What you had sent before is safe."


def _route(request: Request) -> str:
    """The route's pattern, never its values."""
    return getattr(request.scope.get("route"), "path", "-")
