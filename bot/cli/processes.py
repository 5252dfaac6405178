"""The two processes of the app environment, as the supervisor runs them.

Each imports its own libraries when it starts: rasa-sdk's and FastAPI's take seconds, and neither process needs the other's.
"""

from __future__ import annotations

import asyncio
from types import FrameType
from typing import TYPE_CHECKING

from bot.bootstrap import Application, holder_name, open_application
from bot.settings import Settings

if TYPE_CHECKING:
    import uvicorn

    from bot.gateway.serving import Serving, Terms

SHUTDOWN_S = 5
LEASE_MARGIN_S = 15.0  # beyond the time a turn may take


def run_actions(settings: Settings) -> None:
    """The action server on loopback, until told to stop."""
    from actions.server import create_actions_app, serve

    application = open_application(settings, waits_for_disk=False)  # a turn that a power cut takes is made anew
    try:
        app = create_actions_app(application, application.verify, ahead=application)
        serve(app, port=settings.dialogue.actions_port)
    finally:
        application.close()


def run_gateway(settings: Settings) -> None:
    """The gateway, until told to stop."""
    from uvicorn.loops.auto import auto_loop_factory

    application = open_application(settings, reads=False)
    try:
        with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:  # uvloop where there is one
            runner.run(_serve_gateway(application))
    finally:
        application.close()


async def _serve_gateway(application: Application) -> None:
    import uvicorn

    from bot.gateway.application import create_app
    from bot.gateway.hub import Hub
    from bot.gateway.metrics import Metrics
    from bot.gateway.rates import Rates
    from bot.gateway.serving import Serving
    from bot.gateway.turns import TurnRunner

    gateway = application.settings.gateway
    async with application.dialogue() as dialogue, application.recorded_turns() as recorded:
        hub, metrics = Hub(), Metrics()
        turns = TurnRunner(
            application.parts,
            dialogue,
            hub,
            metrics,
            holder=holder_name(application.settings),
            poll_s=gateway.poll_s,
            attempts_before_plain_reply=application.settings.dialogue.attempts_before_plain_reply,
            lease_s=application.settings.dialogue.timeout_s + LEASE_MARGIN_S,
            recorded=recorded,
            accepted=application.announcer,
        )
        serving = Serving(
            parts=application.parts,
            terms=terms_of(application.settings),
            dialogue=dialogue,
            turns=turns,
            hub=hub,
            rates=Rates(gateway.rate_limit_store),
            metrics=metrics,
            countries=list(application.helplines.countries),
            housekeeping=application.housekeeping,
        )
        config = uvicorn.Config(
            create_app(serving),
            host=gateway.host,
            port=gateway.port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,  # whom to believe about addresses is a setting of ours (trust_proxy)
            timeout_graceful_shutdown=SHUTDOWN_S,
            timeout_keep_alive=75,
        )
        try:
            await _until_stopped(uvicorn.Server(config), serving)
        finally:
            await serving.rates.close()


async def _until_stopped(server: uvicorn.Server, serving: Serving) -> None:
    """Serves; at the signal to stop, open streams are ended first, for the server waits for whatever is open."""
    loop, handle_exit = asyncio.get_running_loop(), server.handle_exit

    def on_signal(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(serving.stop)
        handle_exit(number, frame)

    server.handle_exit = on_signal  # type: ignore[assignment, method-assign]
    await server.serve()


def terms_of(settings: Settings) -> Terms:
    """The settings that the gateway's routes go by."""
    from bot.gateway.serving import Terms

    gateway = settings.gateway
    return Terms(
        minimum_age=settings.conversation.minimum_age,
        operator=settings.conversation.operator,
        retention_days=settings.store.retention_days,
        closed_days=settings.store.closed_days,
        messages_per_minute=gateway.messages_per_minute,
        starts_per_minute=gateway.starts_per_minute,
        returns_per_minute=gateway.returns_per_minute,
        reads_per_minute=gateway.reads_per_minute,
        max_body_bytes=gateway.max_body_bytes,
        trust_proxy=gateway.trust_proxy,
        metrics_token=gateway.metrics_token.get_secret_value() if gateway.metrics_token else "",
    )
