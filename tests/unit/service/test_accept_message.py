"""A message is accepted: how far the screen looks back."""

from __future__ import annotations

from bot.safety.screen import RECENT_READ
from bot.service.accept_message import RECENT


def test_as_many_messages_are_opened_for_the_screen_as_it_looks_back_on() -> None:
    assert RECENT == RECENT_READ
