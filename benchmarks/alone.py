"""Parts of Attune measured by themselves, on one core: reading, loading the reader, the screen, the store.

Run from the repository root: `python -m benchmarks.alone` prints them as one JSON object.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final, TypeVar

from benchmarks.messages import long_messages, messages
from bot.dialogue.process import ROOT
from bot.service.accept_message import accept_message
from bot.service.begin_conversation import CONSENT_VERSION, begin_conversation
from bot.service.parts import Parts
from bot.service.record_turn import record_turn
from bot.settings import Settings
from bot.working_model.dialogue import Heard
from bot.working_model.identity import ConversationId
from bot.working_model.person import KnownPerson
from bot.working_model.risk import Level, Verdict
from bot.working_model.statement import Asked, Facet, Reading, Span, Statement

T = TypeVar("T")
TIMES: Final = 200
WARM: Final = 10
TIMEOUT_S: Final = 240
_LOAD: Final = "from bot.language import reader; reader()"


class NothingScreened:
    """A screen that costs nothing, so that the store's cost is seen alone."""

    def screen(self, _text: str, _recent: Sequence[str] = ()) -> Verdict:
        """Nothing is found."""
        return Verdict(Level.NONE)


class OneStatement:
    """A reader that costs nothing and finds one statement in every message, so that every turn revises and saves the model."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement

    def read(self, text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> Reading:
        """The same statement, over the whole message."""
        return Reading((replace(self._statement, span=Span(0, len(text))),))


def p50_ms(work: Callable[[T], object], over: Iterable[T]) -> float:
    """The median time of one call, the first few left out."""
    took = []
    for each in over:
        start = time.perf_counter()
        work(each)
        took.append(1000 * (time.perf_counter() - start))
    return median(took[WARM:])


def reading() -> dict[str, float]:
    """A message of 60 words and one of 20, read by the shipped reader with a question open."""
    from bot.language import reader

    read, asked = reader(), Asked("Could you count on them?", facet=Facet.RELIABILITY)
    return {
        "read_60_words_p50_ms": p50_ms(lambda text: read.read(text, asked), long_messages(TIMES)),
        "read_20_words_p50_ms": p50_ms(lambda text: read.read(text, asked), islice(messages(), TIMES)),
    }


def loading() -> dict[str, float]:
    """From a new Python to a reader that reads, in seconds: the best of three."""
    took = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", _LOAD], cwd=ROOT, check=True, timeout=TIMEOUT_S)
        took.append(time.perf_counter() - start)
    return {"load_reader_s": min(took)}


def screen() -> dict[str, float]:
    """The rules, over one message with six before it."""
    from bot.safety import RuleScreen

    rules, said = RuleScreen(), list(islice(messages(), TIMES + 6))
    work = [(said[at], tuple(said[at - 6 : at])) for at in range(6, len(said))]
    return {"screen_p50_ms": p50_ms(lambda one: rules.screen(*one), work)}


def store() -> dict[str, float]:
    """Accepting a message and recording its turn in SQLite, a commit to the disk in each; screen and reader cost nothing here."""
    from bot.bootstrap import open_application, prepare_store
    from bot.language import reader

    statement = reader().read("My sister always keeps her promises.").statements[0]
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        settings = Settings(data_dir=Path(folder))
        prepare_store(settings)
        application = open_application(settings, reads=False)
        try:
            return _accept_and_turn(
                replace(application.parts, screen=NothingScreened(), reader=OneStatement(statement))
            )
        finally:
            application.close()


def _accept_and_turn(parts: Parts) -> dict[str, float]:
    begun = begin_conversation(parts, agreed=True, of_age=True, consent_version=CONSENT_VERSION)
    conversation_id = ConversationId(begun.conversation_id)
    reply = begun.greeting.reply
    assert reply is not None
    accepted = accept_message(parts, conversation_id, client_id=uuid.uuid4().hex, choice_id=reply.choices[0].id)
    record_turn(parts, conversation_id=conversation_id, message_id=accepted.message.id, heard=Heard(None))
    accepts, turns = [], []
    for text in islice(messages(), TIMES):
        start = time.perf_counter()
        message = accept_message(parts, conversation_id, client_id=uuid.uuid4().hex, text=text).message
        between = time.perf_counter()
        record_turn(parts, conversation_id=conversation_id, message_id=message.id, heard=Heard(None))
        accepts.append(1000 * (between - start))
        turns.append(1000 * (time.perf_counter() - between))
    return {"store_accept_p50_ms": median(accepts[WARM:]), "store_turn_p50_ms": median(turns[WARM:])}


def measure() -> dict[str, float]:
    """Everything, in this process and on one core where the system lets us choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return loading() | reading() | screen() | store()


def measured_apart() -> dict[str, float]:
    """The same, in a process of its own with one thread a library."""
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.alone"], cwd=ROOT, env={**os.environ, **one}, capture_output=True, text=True,
        check=True, timeout=TIMEOUT_S,
    )  # fmt: skip
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    print(json.dumps(measure()))
