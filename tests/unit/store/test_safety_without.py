"""A cry for help is answered whatever else is gone: Rasa and the actions, the classifier's file, the store, the space on the disk."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.safety import FixedReplies, RuleScreen
from bot.service.accept_message import NotKeptError
from bot.working_model.dialogue import Reply, ReplyKind
from bot.working_model.risk import Level
from tests.builders import SetClock, Talk, ToldScreen, parts
from tests.memory_store import MemoryStore

CRY = "I have the pills here and I am going to kill myself tonight."
PLAIN = "We had soup and talked about the garden."


@contextmanager
def _no_space() -> Iterator[None]:
    """Nothing more can be written to any file of this process, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class _Removed(MemoryStore):
    is_removed = False

    def begin(self):  # type: ignore[no-untyped-def]
        if self.is_removed:
            raise StoreError("removed (by order of the test)")
        return super().begin()


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> RuleScreen:
    """The real screen, told to use a classifier whose file is not there."""
    return RuleScreen(classifier=Path(tmp_path_factory.mktemp("none")) / "classifier.npz")


@pytest.fixture(scope="module")
def protocol() -> FixedReplies:
    return FixedReplies()


def _talk(screen: RuleScreen, protocol: FixedReplies, store: object = None) -> Talk:
    found = replace(parts(), screen=screen, safety=protocol, default_country="GB")
    return Talk.begin(found if store is None else replace(found, store=store))  # type: ignore[arg-type]


def _is_help(reply: Reply | None) -> bool:
    return reply is not None and reply.kind is ReplyKind.SAFETY and any(c.isdigit() for c in reply.text)


def test_neither_dialogue_nor_classifier_is_needed(screen: RuleScreen, protocol: FixedReplies) -> None:
    accepted = _talk(screen, protocol).accept(CRY)  # nothing here ever calls Rasa, the actions or a model
    assert accepted.reply is not None
    assert _is_help(accepted.reply.reply)
    assert accepted.message.level is Level.ACUTE


def test_no_store_is_needed(screen: RuleScreen, protocol: FixedReplies) -> None:
    store = _Removed()
    talk = _talk(screen, protocol, store)
    store.is_removed = True
    with pytest.raises(NotKeptError) as cry:
        talk.accept(CRY)
    with pytest.raises(NotKeptError) as plain:
        talk.accept(PLAIN)
    assert _is_help(cry.value.reply)
    assert plain.value.reply is None


def test_no_space_on_the_disk_is_needed(screen: RuleScreen, protocol: FixedReplies, sqlite_url: str, opened) -> None:  # type: ignore[no-untyped-def]
    talk = _talk(screen, protocol, opened(sqlite_url))
    with _no_space(), pytest.raises(NotKeptError) as cry:
        talk.accept(CRY)
    assert _is_help(cry.value.reply)
    assert talk.accept(CRY).reply is not None, "with space again it is kept and answered"


def test_a_screen_that_breaks_means_a_pause_with_neutral_resources(protocol: FixedReplies) -> None:
    talk = Talk.begin(replace(parts(screen=ToldScreen({}, frozenset({PLAIN}))), safety=protocol, default_country="GB"))
    reply = talk.accept(PLAIN).reply
    assert reply is not None
    assert _is_help(reply.reply)
    assert reply.reply is not None
    assert "?" not in reply.reply.text


def test_every_three_hours_of_use_it_says_that_it_is_a_program(protocol: FixedReplies) -> None:
    clock = SetClock()
    talk = Talk.begin(replace(parts(clock=clock), safety=protocol))
    talk.press(talk.greeting, "Someone I lean on")
    reminded = []
    for text in ("My sister Anna.", "She is older than me.", "We grew up by the sea.", "She lives in Oslo now."):
        clock.move(hours=1, minutes=40)
        reminded.append(any("program" in one for one in talk.say(text).paragraphs))
    assert reminded == [False, True, False, True]
