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
from bot.gateway.headers import HEADERS
from bot.gateway.shapes import BODIES
from bot.logs import Events
from bot.service.accept_message import NotKeptError, TooLongError
from bot.working_model.dialogue import Reply

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


class TooManyError(RateError):
    """A message beyond the rate. `reply` is what safety demands be said all the same, None where nothing is."""

    def __init__(self, error: RateError, reply: Reply | None) -> None:
        super().__init__(str(error), retry_after_s=error.retry_after_s)
        self.reply = reply


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
        if isinstance(error, (NotKeptError, TooLongError, TooManyError)) and error.reply is not None:
            body["reply"] = list(error.reply.paragraphs)
        if isinstance(error, RateError):
            headers["Retry-After"] = str(error.retry_after_s)
        if status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return JSONResponse(body, status, headers)

    @app.exception_handler(RequestValidationError)
    async def shape(request: Request, error: RequestValidationError) -> JSONResponse:
        places = sorted({place for place in (_place(e["loc"]) for e in error.errors()) if place})
        return JSONResponse(
            {"error": f"The request is not of the documented form (look at: {', '.join(places) or 'body'})."}, 400
        )

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        sentences = {
            400: "The request is not of the documented form (look at: body).",
            404: "There is nothing at this address.",
            405: "That cannot be done at this address.",
        }
        # The headers say what is allowed instead (405).
        return JSONResponse({"error": sentences.get(error.status_code, SORRY)}, error.status_code, error.headers)

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> JSONResponse:
        log.error("request_broke", error=error, route=_route(request), method=request.method)
        # This answer is given outside of every middleware.
        headers = {name.decode(): value.decode() for name, value in HEADERS.items()}
        return JSONResponse({"error": SORRY}, 500, {**headers, "cache-control": "no-store"})


SORRY: Final = "Something went wrong on our side. What you had sent before is safe."


def _place(loc: tuple[int | str, ...]) -> str | None:
    """The name of a parameter or of a field of our own shapes; a name that the sender chose is not repeated."""
    if len(loc) < 2:
        return None
    name = str(loc[1])
    # Parameters are looked at only where a route declares them, so their names are ours.
    return name if loc[0] in ("query", "path") or (loc[0] == "body" and name in _FIELDS) else None


_FIELDS: Final = frozenset(name for body in BODIES for name in body.model_fields)


def _route(request: Request) -> str:
    """The route's pattern, never its values."""
    return getattr(request.scope.get("route"), "path", "-")
