"""Batches of examples of like length, for training alone: short ones are not padded to the long ones' length."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

_One = TypeVar("_One")
_POOL: Final = 24  # batches among which examples are put in order of length


def batches(
    made: Sequence[_One], *, length: Callable[[_One], int], size: int, rng: random.Random | None
) -> Iterator[list[_One]]:
    """Every example once, in batches of at most `size`, those of like `length` together; shuffled where `rng` is given."""
    order = list(range(len(made)))
    if rng is not None:
        rng.shuffle(order)
    cut: list[list[int]] = []
    for start in range(0, len(order), size * _POOL):
        pool = sorted(order[start : start + size * _POOL], key=lambda i: length(made[i]))
        cut.extend(pool[i : i + size] for i in range(0, len(pool), size))
    if rng is not None:
        rng.shuffle(cut)
    for chosen in cut:
        yield [made[i] for i in chosen]
