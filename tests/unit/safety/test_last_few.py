"""What was found about a message is at hand when it is looked at again, without its words."""

from __future__ import annotations

import pytest

from bot.safety import RuleScreen
from bot.safety.last_few import MOST, LastFew
from bot.safety.rules import RuleBook


def test_what_was_found_is_found_once() -> None:
    kept: LastFew[list[int]] = LastFew()
    first = kept.of("my aunt", lambda: [1])
    assert kept.of("my aunt", lambda: [2]) is first
    assert kept.of("my uncle", lambda: [2]) == [2]


def test_only_the_last_few_are_kept_and_no_words() -> None:
    kept: LastFew[int] = LastFew()
    for number in range(3 * MOST):
        kept.of(f"aunt {number}", lambda number=number: number)  # type: ignore[misc]
    assert len(kept) == MOST
    assert kept.of(f"aunt {3 * MOST - 1}", lambda: -1) == 3 * MOST - 1
    assert kept.of("aunt 0", lambda: -1) == -1
    assert "aunt" not in repr(vars(kept))


def test_half_a_character_can_be_looked_at() -> None:
    assert LastFew[int]().of("\ud800", lambda: 1) == 1


def test_a_message_beside_others_is_not_matched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = RuleScreen()
    text = "My sister rang me last night and I could tell that she really wanted to listen."
    alone = screen.screen(text)

    def never(*_: object) -> None:
        raise AssertionError("matched again")

    monkeypatch.setattr(RuleBook, "findings", never)
    monkeypatch.setattr(RuleBook, "conditional", never)
    assert screen.screen(text, ("My mother drove over on Sunday.", "Tom and I walked the dog again.")) == alone
