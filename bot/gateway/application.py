"""The FastAPI application: routes, errors, limits, headers, health, and the runner that answers what waits."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.gateway import conversations, problems
from bot.gateway.documentation import documentation_page
from bot.gateway.rates import BodyLimit
from bot.gateway.serving import Serving
from bot.gateway.threads import in_thread

PAGE: Final = Path(__file__).parent / "page"
DESCRIPTION: Final = (
    "Start a conversation with `POST /api/conversations`; keep the token it returns and send it as `Authorization: Bearer ...`. "
    "Send messages with ids of your own: sending the same one again is harmless. Everything that was accepted is answered once."
)
# Everything the page needs comes from this server; nothing may be framed, sniffed or told to other sites.
HEADERS: Final = {
    b"content-security-policy": b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    b" font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
    b"cross-origin-opener-policy": b"same-origin",
}


class PlainHeaders:
    """ASGI middleware: the security headers on every answer, and no caching unless the route says otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                extra = [(n, v) for n, v in HEADERS.items() if n not in present]
                if b"cache-control" not in present:
                    extra.append((b"cache-control", b"no-store"))
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


def create_app(serving: Serving) -> FastAPI:
    """The application for one gateway process."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        runner = asyncio.create_task(serving.turns.run())
        try:
            yield
        finally:
            serving.stopping.set()
            runner.cancel()
            await asyncio.gather(runner, return_exceptions=True)
            await serving.turns.stop()

    app = FastAPI(
        title="Attune",
        description=DESCRIPTION,
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.serving = serving
    app.add_middleware(BodyLimit, max_bytes=serving.terms.max_body_bytes)
    app.add_middleware(PlainHeaders)
    problems.install(app)
    app.include_router(conversations.router)
    _health(app, serving)

    @app.get("/api/docs", include_in_schema=False)
    async def docs() -> Response:
        return documentation_page(app.openapi())

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(PAGE / "index.html", media_type="text/html; charset=utf-8")

    app.mount("/page", StaticFiles(directory=PAGE), name="page")
    return app


def _health(app: FastAPI, serving: Serving) -> None:
    @app.get("/api/live", summary="Is this process alive?")
    async def live() -> dict[str, bool]:
        return {"live": True}

    @app.get("/api/ready", summary="Is every part ready?")
    async def ready(_: Request) -> JSONResponse:
        store = await in_thread(serving.parts.store.ready)
        dialogue = await serving.dialogue.ready()
        return JSONResponse({"store": store, "dialogue": dialogue}, 200 if store and dialogue else 503)

    @app.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return Response(serving.metrics.text(), media_type="text/plain; version=0.0.4")
