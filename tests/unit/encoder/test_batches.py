"""Batches for training: every example once, none too large, like lengths together, the same for the same seed."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from bot.encoder.batches import batches


@given(st.lists(st.integers(1, 90), max_size=300), st.integers(1, 9), st.integers(0, 5))
def test_every_example_comes_once_in_batches_of_the_size(lengths: list[int], size: int, seed: int) -> None:
    made = list(enumerate(lengths))
    cut = list(batches(made, length=lambda one: one[1], size=size, rng=random.Random(seed)))
    assert sorted(one for batch in cut for one in batch) == made
    assert all(0 < len(batch) <= size for batch in cut)
    assert cut == list(batches(made, length=lambda one: one[1], size=size, rng=random.Random(seed)))


def test_like_lengths_stand_together() -> None:
    cut = list(batches([9, 1, 8, 2, 7, 3], length=lambda one: one, size=2, rng=None))
    assert cut == [[1, 2], [3, 7], [8, 9]]
