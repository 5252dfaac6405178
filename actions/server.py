"""The action server: rasa-sdk's application in one process on loopback, with our own answers to failures.

rasa-sdk's own server forks, listens everywhere, allows every origin, and answers a failure with the whole request, words included.
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Final, Protocol

import uvicorn
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic
from sanic.exceptions import NotFound, SanicException
from sanic.handlers import ErrorHandler
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions.reflection import TurnRecorder, ValidateReflectionForm, Verify
from bot.errors import AccessError, UpstreamError
from bot.service.read_ahead import KEPT_S
from bot.working_model.identity import MessageId

LOOPBACK: Final = "127.0.0.1"
KEEP_ALIVE_S: Final = 75
TICK_S: Final = 0.1  # the loop may come a moment early
logger = logging.getLogger("attune.actions")


class Ahead(Protocol):
    """Begins what a turn needs before Rasa asks for it. `hear` and `let_go` are called in the event loop, `read_ahead` in a thread."""

    def accepted_messages(self, hear: Callable[[MessageId], None]) -> AbstractAsyncContextManager[object]: ...

    def read_ahead(self, message_id: MessageId) -> None: ...

    def let_go(self) -> None: ...


def create_actions_app(recorder: TurnRecorder, verify: Verify, *, ahead: Ahead | None = None) -> Sanic:
    """An ASGI application: `POST /webhook` for Rasa, `GET /health` for the supervisor.

    With `ahead`, messages are read as soon as they are accepted, while Rasa still looks whether they are commands.
    """
    # Rasa 3.6 is called "not compatible" with the current rasa-sdk; the contract is the same (docs/decisions/0022-actions.md).
    warnings.filterwarnings("ignore", message="Your versions of rasa and", category=UserWarning)
    executor = KnownActionExecutor()
    executor.register_action(ValidateReflectionForm(recorder=recorder, verify=verify))
    app = create_app(executor, cors_origins="")
    app.error_handler = WordlessErrors()
    if ahead is not None:
        _read_ahead(app, ahead)
    return app


def _read_ahead(app: Sanic, ahead: Ahead) -> None:
    at_work: set[asyncio.Future[None]] = set()

    def hear(message_id: MessageId) -> None:
        task = asyncio.ensure_future(asyncio.to_thread(ahead.read_ahead, message_id))
        at_work.add(task)
        task.add_done_callback(done)

    def done(task: asyncio.Future[None]) -> None:
        at_work.discard(task)
        # A command's reading is never taken up, and perhaps no other message follows it.
        asyncio.get_running_loop().call_later(KEPT_S + TICK_S, ahead.let_go)
        if not task.cancelled() and (error := task.exception()) is not None:
            # The turn reads for itself, and fails for itself.
            logger.error("reading ahead failed (%s)", type(error).__name__)

    async def begin(app: Sanic) -> None:
        app.ctx.accepted = ahead.accepted_messages(hear)
        await app.ctx.accepted.__aenter__()

    async def end(app: Sanic) -> None:
        await app.ctx.accepted.__aexit__(None, None, None)

    app.register_listener(begin, "before_server_start")
    app.register_listener(end, "after_server_stop")


class KnownActionExecutor(ActionExecutor):  # type: ignore[misc]  # rasa_sdk is untyped
    """Refuses an unknown action before rasa-sdk does, whose answer repeats what was sent."""

    async def run(self, action_call: dict[str, Any], *more: Any, **options: Any) -> Any:
        """As rasa-sdk's, for the actions that are registered."""
        name = action_call.get("next_action")
        if name and name not in self.actions:
            raise NotFound("no such action")
        return await super().run(action_call, *more, **options)


class WordlessErrors(ErrorHandler):  # type: ignore[misc]  # sanic is not followed
    """Answers a failure with its status and class. Rasa prints these answers, so they must hold nothing of the request."""

    def response(self, request: Request, exception: Exception) -> HTTPResponse:
        """The answer to a request that ended in `exception`."""
        status = status_of(exception)
        kind = type(exception).__name__
        if status >= 500:
            logger.error("a call failed (%s)", kind)
        else:
            logger.warning("a call was refused (%s)", kind)
        return json({"error": kind}, status=status)


def status_of(error: Exception) -> int:
    """The HTTP status for an error. Never 400: Rasa takes that for a wish to leave the loop."""
    if isinstance(error, AccessError):
        return 403
    if isinstance(error, UpstreamError):
        return 503
    if isinstance(error, SanicException) and error.status_code and error.status_code != 400:
        return int(error.status_code)
    return 422 if isinstance(error, SanicException) else 500


def serve(app: Sanic, *, port: int, host: str = LOOPBACK) -> None:
    """Serves until it is told to stop: one process, no access log, and the port is free again even after a kill."""
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        lifespan="on",
        server_header=False,
    )
