"""Reads a number from 0 to 10 out of an answer that was asked for one."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER: Final = re.compile(r"(?<![\d.,])(\d{1,3})(?:[.,]\d+)?\s*(%|percent\b)?(?!\d)")
_IN_WORDS: Final = re.compile(rf"\b({'|'.join(_WORDS)})\b")


def number_said(text: str) -> int | None:
    """The number: "7", "about 7/10", "seven or eight" (the first), "70%"; None where there is none between 0 and 10."""
    found = _NUMBER.search(text)
    if found is not None:
        number = int(found.group(1))
        number = round(number / 10) if found.group(2) else number
        return number if 0 <= number <= 10 else None
    in_words = _IN_WORDS.search(text.casefold())
    return _WORDS.index(in_words.group(1)) if in_words else None
