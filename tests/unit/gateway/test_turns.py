"""What waits is answered: in order, once, after failures, after a crash, and by one gateway at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.errors import DialogueError, StoreError
from bot.gateway.hub import Hub
from bot.gateway.metrics import Metrics
from bot.gateway.turns import TurnRunner
from bot.service import queries
from bot.working_model.dialogue import Message
from bot.working_model.identity import ConversationId, MessageId
from tests.builders import NOON, SetClock, Talk, parts
from tests.gateway import FakeDialogue
from tests.memory_store import MemoryStore


class _Bench:
    """A runner with its surroundings; every wait of the code is cut short."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bot.gateway.turns.FIRST_WAIT_S", 0.001)
        monkeypatch.setattr("bot.gateway.turns.LONGEST_WAIT_S", 0.002)
        self.clock = SetClock()
        self.talk = Talk.begin(parts(clock=self.clock))
        self.parts = self.talk.parts
        self.dialogue = FakeDialogue(self.parts)
        self.hub = Hub()
        self.runner = self.runner_of("one")

    def runner_of(self, holder: str, **more: Any) -> TurnRunner:
        return TurnRunner(
            self.parts, self.dialogue, self.hub, Metrics(),
            holder=holder, poll_s=0.002, attempts_before_plain_reply=3, **more,
        )  # fmt: skip

    @property
    def store(self) -> MemoryStore:
        assert isinstance(self.parts.store, MemoryStore)
        return self.parts.store

    def messages(self) -> list[Message]:
        return list(queries.messages_since(self.parts, self.talk.id, after=0).messages)

    def answered(self) -> bool:
        return not self.store.data.waiting

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110  many conditions, one loop
                await asyncio.sleep(0.002)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> _Bench:
    return _Bench(monkeypatch)


def test_messages_are_answered_in_order_and_once(bench: _Bench) -> None:
    accepted = [bench.talk.accept(f"message {n}").message.id for n in range(5)]

    async def run() -> None:
        for _ in range(5):
            bench.runner.nudge(bench.talk.id)
        await bench.until(bench.answered)
        await bench.runner.stop()

    asyncio.run(run())
    assert bench.dialogue.taken == accepted
    assert [m.in_reply_to for m in bench.messages() if m.in_reply_to] == accepted


def test_what_a_crash_left_is_found_and_answered(bench: _Bench) -> None:
    bench.talk.accept("before the crash")

    async def run() -> None:
        looking = asyncio.create_task(bench.runner.run())
        await bench.until(bench.answered)
        looking.cancel()
        await bench.runner.stop()

    asyncio.run(run())
    assert len(bench.dialogue.taken) == 1


@pytest.mark.parametrize("error", [StoreError("away"), RuntimeError("unforeseen")], ids=["ours", "unforeseen"])
def test_looking_goes_on_after_any_failure(bench: _Bench, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    failures = [error, error]
    real = queries.waiting_conversations

    def look(*args: Any, **more: Any) -> Any:
        if failures:
            raise failures.pop()
        return real(*args, **more)

    monkeypatch.setattr("bot.gateway.turns.queries.waiting_conversations", look)
    bench.talk.accept("still there")

    async def run() -> None:
        looking = asyncio.create_task(bench.runner.run())
        await bench.until(bench.answered)
        looking.cancel()

    asyncio.run(run())
    assert failures == []


def test_failing_is_told_and_healed(bench: _Bench) -> None:
    bench.dialogue.fails = True
    bench.talk.accept("hello there")

    async def run() -> None:
        bench.runner.nudge(bench.talk.id)
        await bench.until(lambda: bench.talk.id in bench.hub.delayed)
        bench.dialogue.fails = False
        await bench.until(bench.answered)
        await bench.until(lambda: bench.talk.id not in bench.hub.delayed)
        await bench.runner.stop()

    asyncio.run(run())
    assert len(bench.messages()) == 3


def test_a_store_that_refuses_is_told_and_healed(bench: _Bench) -> None:
    bench.talk.accept("hello there")
    bench.store.refuses = True

    async def run() -> None:
        bench.runner.nudge(bench.talk.id)
        await bench.until(lambda: bench.talk.id in bench.hub.delayed)
        bench.store.refuses = False
        await bench.until(bench.answered)
        await bench.runner.stop()

    asyncio.run(run())
    assert len(bench.messages()) == 3


def test_a_message_that_the_dialogue_never_records_gets_a_plain_reply(bench: _Bench) -> None:
    bench.dialogue.silent = True
    bench.talk.accept("hello there")

    async def run() -> None:
        bench.runner.nudge(bench.talk.id)
        await bench.until(bench.answered)
        await bench.runner.stop()

    asyncio.run(run())
    assert len(bench.dialogue.taken) == 3
    assert len(bench.messages()) == 3


def test_what_another_gateway_holds_is_left_to_it_until_its_lease_ends(
    bench: _Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims: list[bool] = []
    claim = bench.runner._claim

    def seen(conversation_id: str) -> tuple[bool, Message | None]:
        holding, message = claim(conversation_id)
        claims.append(holding)
        return holding, message

    monkeypatch.setattr(bench.runner, "_claim", seen)
    bench.talk.accept("hello there")
    with bench.store.begin() as uow:
        uow.conversations.claim(bench.talk.id, holder="other", until_utc=NOON + timedelta(seconds=30), now_utc=NOON)
        uow.commit()

    async def run() -> None:
        looking = asyncio.create_task(bench.runner.run())
        await bench.until(lambda: claims.count(False) >= 2)
        assert bench.dialogue.taken == []
        bench.clock.move(seconds=31)
        await bench.until(bench.answered)
        looking.cancel()
        await bench.runner.stop()

    asyncio.run(run())


def test_the_lease_is_taken_anew_for_every_message(bench: _Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(3):
        bench.talk.accept(f"message {n}")
    left: list[timedelta] = []
    real = bench.dialogue.hand_over

    async def slow(*, conversation_id: ConversationId, message_id: MessageId, text: str, command: Any = None) -> None:
        left.append(bench.store.data.leases[bench.talk.id][1] - bench.clock.now())
        bench.clock.move(seconds=19)
        await real(conversation_id=conversation_id, message_id=message_id, text=text, command=command)

    monkeypatch.setattr(bench.dialogue, "hand_over", slow)
    runner = bench.runner_of("one", lease_s=20)

    async def run() -> None:
        runner.nudge(bench.talk.id)
        await bench.until(bench.answered)
        await runner.stop()

    asyncio.run(run())
    assert left == [timedelta(seconds=20)] * 3


def test_a_message_accepted_with_its_lease_is_answered_without_another_claim(
    bench: _Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.runner, "_claim", _not_to_be_called)
    accepted = bench.talk.accept("hello there", lease=bench.runner.lease)
    assert accepted.is_next

    async def run() -> None:
        bench.runner.nudge(bench.talk.id, claimed=accepted.message)
        await bench.until(bench.answered)
        await bench.until(lambda: not bench.runner._at_work)

    asyncio.run(run())
    assert bench.dialogue.taken == [accepted.message.id]
    assert bench.store.data.leases == {}  # the recorded turn ended it


def _not_to_be_called(_conversation_id: str) -> tuple[bool, Message | None]:
    raise AssertionError("claimed a second time")


def test_a_message_behind_another_is_not_next(bench: _Bench) -> None:
    first = bench.talk.accept("left by a crash")
    second = bench.talk.accept("and another", lease=bench.runner.lease)
    assert not second.is_next

    async def run() -> None:
        bench.runner.nudge(bench.talk.id)
        await bench.until(bench.answered)
        await bench.runner.stop()

    asyncio.run(run())
    assert bench.dialogue.taken == [first.message.id, second.message.id]


def test_a_message_is_accepted_beside_anothers_lease_and_left_to_its_holder(bench: _Bench) -> None:
    bench.talk.accept("first", lease=bench.runner_of("other").lease)
    assert not bench.talk.accept("second", lease=bench.runner.lease).is_next
    assert bench.store.data.leases[bench.talk.id][0] == "other"


def test_a_lease_that_ran_out_while_there_was_no_room_is_taken_anew(
    bench: _Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.turns.AT_ONCE", 1)
    runner = bench.runner_of("one", lease_s=20)
    accepted = bench.talk.accept("hello there", lease=runner.lease)

    async def run() -> None:
        async with runner._slots:
            runner.nudge(bench.talk.id, claimed=accepted.message)
            await bench.until(lambda: bench.store.data.leases == {})  # whoever waits for room keeps nobody else from it
            bench.clock.move(seconds=21)
            with bench.store.begin() as uow:
                uow.conversations.claim(
                    bench.talk.id, holder="other", until_utc=NOON + timedelta(seconds=60), now_utc=bench.clock.now()
                )
                uow.commit()
        await bench.until(lambda: not runner._at_work)

    asyncio.run(run())
    assert bench.dialogue.taken == []


class _Word:
    """Gives word of every turn at once, recorded or not."""

    @contextmanager
    def watching(self, _message_id: MessageId) -> Iterator[asyncio.Event]:
        word = asyncio.Event()
        word.set()
        yield word


@dataclass
class _SlowToEnd:
    """Records a turn, and then is long about ending, or fails."""

    bench: _Bench
    end: asyncio.Event = field(default_factory=asyncio.Event)
    fails: bool = False
    recorded: asyncio.Event = field(default_factory=asyncio.Event)
    at_work: int = 0

    async def hand_over(self, **more: Any) -> None:
        assert self.at_work == 0  # one message of a conversation at a time
        self.at_work += 1
        try:
            await self.bench.dialogue.hand_over(**more)
            self.recorded.set()
            await self.end.wait()
            if self.fails:
                raise DialogueError("away (by order of the test)")
        finally:
            self.at_work -= 1

    async def ready(self) -> bool:
        return True

    @contextmanager
    def watching(self, _message_id: MessageId) -> Iterator[asyncio.Event]:
        yield self.recorded


@pytest.mark.parametrize("fails", [False, True], ids=["ends well", "fails after recording"])
def test_a_recorded_turn_is_delivered_before_the_dialogue_ends_and_the_next_waits_for_its_end(
    bench: _Bench, fails: bool
) -> None:
    slow = _SlowToEnd(bench, fails=fails)
    runner = TurnRunner(
        bench.parts, slow, bench.hub, Metrics(), holder="one", poll_s=1, attempts_before_plain_reply=3, recorded=slow
    )
    first, second = bench.talk.accept("one").message, bench.talk.accept("two").message

    async def run() -> None:
        with bench.hub.listening(bench.talk.id) as news:
            runner.nudge(bench.talk.id)
            async with asyncio.timeout(5):
                await news.wait()
            assert news.reply is not None
            assert news.reply.in_reply_to == first.id
        assert bench.dialogue.taken == [first.id]
        slow.end.set()
        await bench.until(bench.answered)
        await runner.stop()

    asyncio.run(run())
    assert bench.dialogue.taken == [first.id, second.id]


def test_false_word_delivers_nothing_and_loses_nothing(bench: _Bench) -> None:
    runner = bench.runner_of("one", recorded=_Word())
    accepted = [bench.talk.accept(f"message {n}").message.id for n in range(3)]

    async def run() -> None:
        runner.nudge(bench.talk.id)
        await bench.until(bench.answered)
        await runner.stop()

    asyncio.run(run())
    assert bench.dialogue.taken == accepted


def test_stopping_gives_the_lease_back(bench: _Bench) -> None:
    bench.dialogue.fails = True
    bench.talk.accept("hello there")

    async def run() -> None:
        bench.runner.nudge(bench.talk.id)
        await bench.until(lambda: bool(bench.dialogue.taken))
        await bench.runner.stop()

    asyncio.run(run())
    assert bench.store.data.leases == {}
    assert not bench.answered()


@dataclass
class _Told:
    """Remembers of which messages word was given."""

    of: list[str] = field(default_factory=list)

    def say(self, message_id: MessageId) -> None:
        self.of.append(message_id)


def test_word_is_given_of_words_accepted_and_of_no_button(bench: _Bench) -> None:
    told = _Told()
    runner = bench.runner_of("one", accepted=told)
    words = bench.talk.accept("hello").message
    bench.talk.accept(choice_id=bench.talk.greeting.choices[0].id)

    async def run() -> None:
        runner.nudge(bench.talk.id)
        await bench.until(bench.answered)
        await runner.stop()

    asyncio.run(run())
    assert told.of == [words.id]


def test_no_word_is_given_while_others_are_answered(bench: _Bench) -> None:
    told = _Told()
    other = Talk.begin(bench.parts)
    bench.talk.accept("hello")
    other.accept("hello")
    runner = bench.runner_of("one", accepted=told)

    async def run() -> None:
        runner.nudge(bench.talk.id)
        runner.nudge(other.id)
        await bench.until(bench.answered)
        await runner.stop()

    asyncio.run(run())
    assert len(told.of) < 2
