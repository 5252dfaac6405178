"""What the safety tests share: the rules, one screen of rules alone, one protocol, made once."""

from __future__ import annotations

import pytest

from bot.safety import FixedReplies, RuleScreen
from bot.safety.rules import RuleBook, load_rules
from tests.unit.safety.talking import Talk


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_rules(check_examples=False)


@pytest.fixture(scope="session")
def screen(book: RuleBook) -> RuleScreen:
    return RuleScreen(book, classifier=None)


@pytest.fixture(scope="session")
def protocol() -> FixedReplies:
    return FixedReplies()


@pytest.fixture
def talk(protocol: FixedReplies) -> Talk:
    return Talk(protocol)
