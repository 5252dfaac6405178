"""A number from 0 to 10 in an answer."""

from __future__ import annotations

import pytest

from bot.service.zero_to_ten import number_said


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("7", 7), ("0", 0), ("10", 10), ("about 7/10", 7), ("7 or 8", 7), ("7.5", 7), ("a seven I'd say", 7), ("Ten.", 10),
        ("70%", 7), ("100 %", 10), ("80 percent", 8), ("11", None), ("2024", None), ("-", None), ("no idea", None), ("", None),
    ],
)  # fmt: skip
def test_number(said: str, number: int | None) -> None:
    assert number_said(said) == number
