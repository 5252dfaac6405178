"""Answers kept messages: one at a time and in order within a conversation, many conversations side by side, across crashes.

The store says what is unanswered; a lease keeps two replicas from answering the same conversation; the reply row is the record.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Final, Protocol

from bot.errors import AttuneError, DialogueError, NotFoundError
from bot.gateway.hub import Hub
from bot.gateway.metrics import Metrics
from bot.gateway.threads import in_thread
from bot.logs import Events
from bot.service import queries
from bot.service.accept_message import Lease
from bot.service.parts import Parts
from bot.service.queries import AfterTurn
from bot.service.record_turn import answer_without_dialogue
from bot.working_model.dialogue import Command, Message
from bot.working_model.identity import ConversationId, MessageId

log = Events("turns")
LEASE_S: Final = 30.0
FIRST_WAIT_S, LONGEST_WAIT_S = 0.2, 3.0
DELAYED_AFTER: Final = 2  # failed tries before the person is told
ANYTHING: Final = ""
AT_ONCE: Final = 32  # conversations answered side by side


class Dialogue(Protocol):
    """The client of the sealed Rasa server, as this module needs it."""

    async def hand_over(
        self, *, conversation_id: ConversationId, message_id: MessageId, text: str, command: Command | None = None
    ) -> None: ...

    async def ready(self) -> bool: ...


class Recorded(Protocol):
    """Hints that a turn is recorded, given before the dialogue has finished with it. They may fail to come."""

    def watching(self, message_id: MessageId) -> AbstractContextManager[asyncio.Event]: ...


class Accepted(Protocol):
    """Gives word that a message is accepted and on its way to the dialogue. Never waits, and it may be lost."""

    def say(self, message_id: MessageId) -> None: ...


class TurnRunner:
    """Answers what waits. `nudge` after a message was accepted; `run` looks for what was missed (a crash, another replica's)."""

    def __init__(
        self,
        parts: Parts,
        dialogue: Dialogue,
        hub: Hub,
        metrics: Metrics,
        *,
        holder: str,
        poll_s: float,
        attempts_before_plain_reply: int,
        lease_s: float = LEASE_S,
        recorded: Recorded | None = None,
        accepted: Accepted | None = None,
    ) -> None:
        """`lease_s` must be longer than one try at a turn may take. Without `recorded` a reply waits for the dialogue's end;
        without `accepted` nobody reads a message before the dialogue has seen it.
        """
        self._parts = parts
        self._dialogue = dialogue
        self._hub = hub
        self._metrics = metrics
        self._holder = holder
        self._poll_s = poll_s
        self._plain_after = attempts_before_plain_reply
        self._lease_s = lease_s
        self._recorded = recorded
        self._accepted = accepted
        self._at_work: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)

    @property
    def lease(self) -> Lease:
        """The lease to ask for where a message is accepted that this runner is to answer."""
        return Lease(self._holder, self._lease_s)

    def nudge(self, conversation_id: str, *, claimed: Message | None = None) -> None:
        """Starts answering this conversation, or makes sure that the one at work looks once more.

        `claimed` is the message that waits longest, where the lease for it was taken as it was accepted.
        """
        if conversation_id in self._at_work:
            self._again.add(conversation_id)
            return
        task = asyncio.create_task(self._answer_all(conversation_id, claimed))
        self._at_work[conversation_id] = task
        task.add_done_callback(lambda done: self._done(conversation_id, done))

    def _done(self, conversation_id: str, task: asyncio.Task[None]) -> None:
        self._at_work.pop(conversation_id, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            # What was unanswered is found again by `run`.
            log.error("turn_broke", conversation=conversation_id, error=error if isinstance(error, Exception) else None)
        if conversation_id in self._again:
            self._again.discard(conversation_id)
            self.nudge(conversation_id)

    async def run(self) -> None:
        """Looks for waiting conversations until cancelled."""
        while True:
            try:
                for conversation_id in await in_thread(queries.waiting_conversations, self._parts, limit=200):
                    if conversation_id not in self._at_work:
                        self.nudge(conversation_id)
            except AttuneError as error:
                log.warning("cannot_look_for_waiting", reason=type(error).__name__)
            except Exception as error:  # noqa: BLE001  were this loop to end, what a crash left unanswered would stay so
                log.error("cannot_look_for_waiting", error=error)
            await asyncio.sleep(self._poll_s)

    async def stop(self) -> None:
        """Ends the work at hand; what is unanswered stays in the store and is answered after the next start."""
        tasks = list(self._at_work.values())
        self._again.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer_all(self, conversation_id: str, claimed: Message | None) -> None:
        if self._slots.locked():
            if claimed is not None:  # by the time there is room the lease may have run out
                with contextlib.suppress(AttuneError):
                    await asyncio.shield(in_thread(self._release, conversation_id))
            claimed = None
        async with self._slots:
            failures: dict[str, int] = {}  # by message id; ANYTHING counts every kind of failure
            holding = claimed is not None
            try:
                while True:
                    try:
                        # One message a lease: however many wait, it cannot run out under a turn.
                        message, claimed = claimed, None
                        if message is None:
                            holding, message = await in_thread(self._claim, conversation_id)
                        if not holding or message is None:
                            return
                        more = await self._answer_next(conversation_id, message, failures)
                        holding = False  # recording the turn ended the lease
                        failures.clear()
                        if not more:
                            return
                        continue
                    except NotFoundError:
                        return  # erased meanwhile
                    except AttuneError as error:
                        failures[ANYTHING] = failures.get(ANYTHING, 0) + 1
                        log.warning("turn_failed", conversation=conversation_id, reason=type(error).__name__)
                    await self._wait(conversation_id, failures)
            finally:
                self._hub.delayed.discard(conversation_id)
                if holding:
                    with contextlib.suppress(AttuneError):
                        await asyncio.shield(in_thread(self._release, conversation_id))

    async def _wait(self, conversation_id: str, failures: dict[str, int]) -> None:
        most = max(failures.values(), default=1)
        if most >= DELAYED_AFTER and conversation_id not in self._hub.delayed:
            self._hub.delayed.add(conversation_id)
            self._hub.news(conversation_id)
        await asyncio.sleep(min(FIRST_WAIT_S * 2 ** min(most, 6), LONGEST_WAIT_S))

    async def _answer_next(self, conversation_id: str, message: Message, failures: dict[str, int]) -> bool:
        """Answers the message, or raises; returns whether more wait."""
        started = time.perf_counter()
        failures[message.id] = failures.get(message.id, 0) + 1
        # Where others are being answered, no processor is idle that could read meanwhile.
        if self._accepted is not None and message.command is None and len(self._at_work) == 1:
            self._accepted.say(message.id)
        answering = asyncio.create_task(self._answer(message, failures[message.id]))
        after = None
        try:
            if await self._is_recorded_first(message.id, answering):
                with contextlib.suppress(AttuneError):  # whatever it is, it is met again below
                    after = await self._deliver(message, started)
            await answering
        finally:
            answering.cancel()
        after = after or await self._deliver(message, started)
        if after is None:
            self._metrics.failed_tries.inc()
            raise DialogueError("The turn was not recorded.")
        return after.more_wait

    async def _is_recorded_first(self, message_id: MessageId, answering: asyncio.Task[None]) -> bool:
        """Waits until word comes that the turn is recorded, or `answering` ends; whether word came."""
        if self._recorded is None:
            return False
        with self._recorded.watching(message_id) as word:
            waiting = asyncio.create_task(word.wait())
            try:
                await asyncio.wait({answering, waiting}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                waiting.cancel()
            return word.is_set()

    async def _deliver(self, message: Message, started: float) -> AfterTurn | None:
        """Hands the reply row to who waits for it; None where there is none yet."""
        after = await in_thread(queries.after_turn, self._parts, message)
        if after.reply is None:
            return None
        self._metrics.turn_seconds.observe(time.perf_counter() - started)
        self._hub.delayed.discard(message.conversation_id)
        self._hub.news(message.conversation_id, reply=after.reply)
        return after

    async def _answer(self, message: Message, attempt: int) -> None:
        """Has the message answered, whether its reply row is there then or not; raises where it is not and the dialogue failed."""
        if attempt > self._plain_after and await self._dialogue.ready():
            await in_thread(
                answer_without_dialogue, self._parts, conversation_id=message.conversation_id, message_id=message.id
            )
            self._metrics.plain_replies.inc()
            return
        try:
            await self._dialogue.hand_over(
                conversation_id=message.conversation_id,
                message_id=message.id,
                text=message.text,
                command=message.command,
            )
        except DialogueError:
            self._metrics.failed_tries.inc()
            # It may have been recorded all the same: the answer to us was lost, not the turn.
            if await in_thread(queries.reply_to, self._parts, message.id) is None:
                raise

    def _claim(self, conversation_id: str) -> tuple[bool, Message | None]:
        """Takes or prolongs the lease; whether it is ours, and the message that waits longest."""
        now = self._parts.clock.now()
        with self._parts.store.begin() as uow:
            mine = uow.conversations.claim(
                ConversationId(conversation_id),
                holder=self._holder,
                until_utc=now + timedelta(seconds=self._lease_s),
                now_utc=now,
            )
            uow.commit()
            waiting = uow.messages.unanswered(ConversationId(conversation_id), limit=1) if mine else ()
        return mine, waiting[0] if waiting else None

    def _release(self, conversation_id: str) -> None:
        with self._parts.store.begin() as uow:
            uow.conversations.release(ConversationId(conversation_id), holder=self._holder)
            uow.commit()
