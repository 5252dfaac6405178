"""The FastAPI application: routes, errors, limits, headers, health, and the runner that answers what waits."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

from bot.gateway import conversations, corrections, leaving, looking, problems, returns
from bot.gateway.access import Serve
from bot.gateway.documentation import documentation_page, truthful
from bot.gateway.headers import PlainHeaders
from bot.gateway.housekeeping import keep_house
from bot.gateway.rates import BodyLimit
from bot.gateway.serving import Serving
from bot.gateway.threads import in_thread

PAGE: Final = Path(__file__).parent / "page"
DESCRIPTION: Final = (
    "Start a conversation with `POST /api/conversations`; keep the token it returns and send it as `Authorization: Bearer ...`. "
    "Send messages with ids of your own: sending the same one again is harmless. Everything that was accepted is answered once."
)


def create_app(serving: Serving) -> FastAPI:
    """The application for one gateway process."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(serving.turns.run()), asyncio.create_task(keep_house(serving.housekeeping))]
        try:
            yield
        finally:
            serving.stop()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await serving.turns.stop()

    app = routed(lifespan=lifespan)
    app.state.serving = serving
    app.add_middleware(BodyLimit, max_bytes=serving.terms.max_body_bytes)
    app.add_middleware(PlainHeaders)
    problems.install(app)
    _metrics(app, serving)

    @app.get("/api/docs", include_in_schema=False)
    async def docs() -> Response:
        return documentation_page(app.openapi())

    @app.head("/", include_in_schema=False)
    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(PAGE / "index.html", media_type="text/html; charset=utf-8")

    app.mount("/page", StaticFiles(directory=PAGE), name="page")
    return app


def routed(**options: Any) -> FastAPI:
    """The API's routes and their description, without anything to serve them from: the reference page is made from it."""
    app = FastAPI(
        title="Attune",
        description=DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        **options,
    )
    describe = app.openapi
    app.openapi = lambda: truthful(describe())  # type: ignore[method-assign]
    app.include_router(conversations.router)
    app.include_router(corrections.router)
    app.include_router(leaving.router)
    app.include_router(looking.router)
    app.include_router(returns.router)
    _health(app)
    return app


def _health(app: FastAPI) -> None:
    @app.head("/api/live", include_in_schema=False)
    @app.get("/api/live", summary="Is this process alive?")
    async def live() -> dict[str, bool]:
        return {"live": True}

    @app.head("/api/ready", include_in_schema=False)
    @app.get("/api/ready", summary="Is every part ready?", responses={503: {"description": "Not every part."}})
    async def ready(serving: Serve) -> JSONResponse:
        store = await in_thread(serving.parts.store.ready)
        dialogue = await serving.dialogue.ready()
        return JSONResponse({"store": store, "dialogue": dialogue}, 200 if store and dialogue else 503)


def _metrics(app: FastAPI, serving: Serving) -> None:
    @app.get("/metrics", include_in_schema=False)
    async def metrics(request: Request) -> Response:
        # Not by address: behind a proxy that forwards none, everybody seems to come from this machine.
        expected = f"Bearer {serving.terms.metrics_token}".encode()
        given = request.headers.get("authorization", "").encode()
        if not serving.terms.metrics_token or not hmac.compare_digest(given, expected):
            raise HTTPException(404)
        return Response(serving.metrics.text(), media_type="text/plain; version=0.0.4")
