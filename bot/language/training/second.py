"""What a second coder said of messages of train: where the two differ and nobody settled it, each counts half."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from bot.language.agreement import SECOND
from bot.language.corpus import Labelled, relabelled
from bot.language.training.examples import Example

SECOND_OF_TRAIN: Final = SECOND.with_name("second-coder-train.jsonl")
SETTLED_OF_TRAIN: Final = SECOND.with_name("first-coder-train.jsonl")
"""What the first coder had said of messages that a third one settled: of these the corpus holds the settled labels, which count whole."""


def labelled_twice(
    messages: Sequence[Labelled], second: Path = SECOND_OF_TRAIN, settled: Path = SETTLED_OF_TRAIN
) -> list[Labelled]:
    """Messages of train as the second coder labelled them, those left out that were settled. Raises `ValueError` for an unknown label."""
    said = _by_id(second)
    done = _by_id(settled)
    return [relabelled(m, said[m.id]) for m in messages if m.split == "train" and m.id in said and m.id not in done]


def halved(first: Sequence[Example], second: Sequence[Example]) -> list[Example]:
    """`first`, with the answers of both wherever `second` has the same message. An answer only one of them asks for keeps its own weight."""
    others: dict[str, list[Example]] = defaultdict(list)
    for one in second:
        others[one.message.id].append(one)
    taken: dict[str, int] = defaultdict(int)
    made: list[Example] = []
    for one in first:
        if one.message.id in others:
            other = others[one.message.id][taken[one.message.id]]
            taken[one.message.id] += 1
            made.append(_mean(one, other))
        else:
            made.append(one)
    return made


def _mean(one: Example, other: Example) -> Example:
    weights, more = np.array(one.weights), np.array(other.weights)
    both = weights + more
    wanted = (np.array(one.wanted) * weights + np.array(other.wanted) * more) / np.where(both > 0, both, 1.0)
    return replace(
        one, wanted=tuple(map(tuple, wanted.tolist())), weights=tuple(map(tuple, np.minimum(both, 1.0).tolist()))
    )


def _by_id(file: Path) -> dict[str, dict[str, Any]]:
    if not file.exists():
        return {}
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {line["id"]: line for line in lines}
