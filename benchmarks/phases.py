"""The phases of the benchmark. Both bots are asked in turn, message by message, so that a busy machine hits both alike."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from statistics import median
from typing import Final, Protocol

PEOPLE: Final = 16
TALKS: Final = 3
TURNS_A_TALK: Final = 20  # about one guide
LONG_TALK: Final = 300
EARLY: Final = 5
GROWTH_SAMPLES: Final = 12
TOGETHER_S: Final = 15.0
TOGETHER_ROUNDS: Final = 2


class Talk(Protocol):
    """One person's conversation with a bot."""

    def say(self, text: str) -> tuple[float, float]:
        """When the message was posted and when its reply was there (s, monotonic)."""
        ...

    def close(self) -> None: ...


class Bot(Protocol):
    """A running bot."""

    @property
    def first_reply_s(self) -> float: ...

    def talk(self, sender: str) -> Talk: ...


def _ms(turn: tuple[float, float]) -> float:
    return 1000 * (turn[1] - turn[0])


def one_person(bots: Sequence[Bot], said: Iterator[str]) -> list[list[float]]:
    """Milliseconds of every turn of a few talks of one person after another, for each bot; the first two of each talk are left out."""
    took: list[list[float]] = [[] for _ in bots]
    for number in range(TALKS):
        with ExitStack() as stack:
            talks = [stack.enter_context(closing(bot.talk(f"alone-{number}"))) for bot in bots]
            for turn in range(TURNS_A_TALK):
                text = next(said)
                for own, talk in zip(took, talks, strict=True):
                    ms = _ms(talk.say(text))
                    if turn >= 2:
                        own.append(ms)
    return took


def growing(bots: Sequence[Bot], said: Iterator[str]) -> list[tuple[float, float]]:
    """Milliseconds of turn 5 and of turn 300, for each bot.

    Near the long talk's end a new talk is begun beside every turn of it, so that both ages are measured in the same minute.
    """
    early: list[list[float]] = [[] for _ in bots]
    late: list[list[float]] = [[] for _ in bots]
    with ExitStack() as stack:
        talks = [stack.enter_context(closing(bot.talk("long"))) for bot in bots]
        for turn in range(1, LONG_TALK + GROWTH_SAMPLES // 2 + 1):
            is_compared = turn > LONG_TALK - GROWTH_SAMPLES // 2
            text = next(said)
            for at, talk in enumerate(talks):
                ms = _ms(talk.say(text))
                if is_compared:
                    late[at].append(ms)
                    early[at].append(_fifth_turn(bots[at], f"new-{turn}", said))
    return [(median(first), median(last)) for first, last in zip(early, late, strict=True)]


def _fifth_turn(bot: Bot, sender: str, said: Iterator[str]) -> float:
    with closing(bot.talk(sender)) as talk:
        return [_ms(talk.say(next(said))) for _ in range(EARLY)][-1]


def together(bots: Sequence[Bot], said: Iterator[str]) -> list[float]:
    """Turns a second with 16 people at once, for each bot: some seconds each by turns, and the mean over the rounds."""
    rates: list[list[float]] = [[] for _ in bots]
    for number in range(TOGETHER_ROUNDS):
        for at, bot in enumerate(bots):
            rates[at].append(_rate(bot, f"round-{number}", said))
    return [sum(of_bot) / len(of_bot) for of_bot in rates]


def _rate(bot: Bot, name: str, said: Iterator[str]) -> float:
    with ExitStack() as stack:
        talks = [stack.enter_context(closing(bot.talk(f"{name}-{person}"))) for person in range(PEOPLE)]
        texts = [[next(said) for _ in range(40)] for _ in talks]
        with ThreadPoolExecutor(PEOPLE) as pool:
            start = time.monotonic()
            until = start + TOGETHER_S
            turns = sum(pool.map(_turns_until, talks, texts, [until] * PEOPLE))
            return turns / (time.monotonic() - start)


def _turns_until(talk: Talk, texts: Sequence[str], until: float) -> int:
    done = 0
    while time.monotonic() < until:
        talk.say(texts[done % len(texts)])
        done += 1
    return done
