"""Hashes of passphrases: what is the same passphrase, what is not, and what a hash of nobody says."""

from __future__ import annotations

import pytest

from bot.errors import StoreError
from bot.store import Argon2Passphrases

QUICK = Argon2Passphrases(memory_kib=8)


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("seven grey herons at dawn", True),
        ("  seven grey\u00a0herons  at dawn ", True),
        ("Seven grey herons at dawn", False),
        ("seven grey herons", False),
        ("", False),
    ],
)
def test_only_the_same_words_are_right(typed, is_right):
    assert QUICK.is_right(typed, QUICK.hashed("seven grey herons at dawn")) is is_right


def test_a_letter_is_the_same_however_it_is_composed():
    assert QUICK.is_right("cafe\u0301 au lait", QUICK.hashed("caf\u00e9 au lait"))


def test_the_same_passphrase_is_hashed_to_something_else_each_time():
    assert QUICK.hashed("the same") != QUICK.hashed("the same")


def test_nothing_is_right_for_nobody():
    assert not QUICK.is_right("nobody's passphrase", None)


def test_a_hash_that_is_none_is_an_error_and_no_entry():
    with pytest.raises(StoreError):
        QUICK.is_right("anything", "plain text")
