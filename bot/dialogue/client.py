"""Hands messages to the sealed Rasa server and asks whether it is ready. What Rasa says back is ignored: the reply is in the store."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Final, Self

import httpx

from bot.dialogue.envelope import seal
from bot.dialogue.kept import FAILURES, KeptConnections
from bot.dialogue.rasa_copy import rasa_copy
from bot.errors import DialogueError
from bot.working_model.dialogue import Command
from bot.working_model.identity import ConversationId, MessageId
from bot.working_model.protocols import Clock

WEBHOOK: Final = "/webhooks/rest/webhook"
READY: Final = "/webhooks/rest/ready"
READY_TIMEOUT_S: Final = 2.0
# A seal outlives the call a little: Rasa may still be at work when we have stopped waiting, and its late result is as good.
SEAL_MARGIN_S: Final = 60.0


class RasaDialogue:
    """One Rasa server, spoken to over loopback with kept-open connections. Close it, or use it in `async with`."""

    def __init__(
        self,
        *,
        base_url: str,
        signing_key: bytes,
        clock: Clock,
        timeout_s: float = 20.0,
        actions_url: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._signing_key = signing_key
        self._clock = clock
        self._actions_health = f"{actions_url}/health" if actions_url else None
        self._valid_for_s = timeout_s + SEAL_MARGIN_S
        # `trust_env=False`: a proxy from the environment must never see this traffic.
        self._http = httpx.AsyncClient(base_url=base_url, timeout=timeout_s, trust_env=False, transport=transport)
        rasa = httpx.URL(base_url)
        self._rasa = KeptConnections(rasa.host, rasa.port or 80, timeout_s=timeout_s)

    async def hand_over(
        self, *, conversation_id: ConversationId, message_id: MessageId, text: str, command: Command | None = None
    ) -> None:
        """Takes one message through the dialogue; afterwards its reply row is in the store, or the turn has failed.

        `command` is what a pressed button stood for; `text` is not sent then.
        Raises `DialogueError` where Rasa is away, late, or says that it could not do the turn. No error holds words.
        """
        metadata = seal(
            key=self._signing_key,
            conversation_id=conversation_id,
            message_id=message_id,
            now_utc=self._clock.now(),
            valid_for_s=self._valid_for_s,
        )
        body = {"sender": conversation_id, "message": rasa_copy(text, command), "metadata": metadata}
        try:
            status = await self._rasa.post(WEBHOOK, json.dumps(body).encode("ascii"))
        except TimeoutError:
            raise DialogueError("Rasa did not answer in time") from None
        except FAILURES as error:
            raise DialogueError(f"Rasa cannot be reached ({type(error).__name__})") from None
        if status != httpx.codes.OK:
            raise DialogueError(f"Rasa could not take the message (status {status})")

    async def ready(self) -> bool:
        """Whether Rasa has its model and our tracker store, and can save; and whether the actions answer, where their address is known."""
        for url in (READY, self._actions_health):
            if url is None:
                continue
            try:
                response = await self._http.get(url, timeout=READY_TIMEOUT_S)
            except httpx.HTTPError:
                return False
            if response.status_code != httpx.codes.OK:
                return False
        return True

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._rasa.aclose()
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()
