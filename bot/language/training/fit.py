"""Fits the network to the corpus: seeds fixed, windows of like length together, the loss of every head summed.

A second network may be fitted to what several first ones answer together (distillation: Hinton, Vinyals and Dean 2015): their
shared doubt about a clause says more than its label, and one network runs where three would be too slow.
"""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import nn

from bot.encoder.batches import batches
from bot.encoder.network import autocast
from bot.language.heads import POLES, slices
from bot.language.training.examples import Example
from bot.language.training.network import Network

INDEPENDENT: Final = ("pole", "facet", "way", "hedged")
"""Heads whose answers are each a yes or a no; the others choose one of several."""
_WEIGHTS: Final = {"pole": 1.0, "facet": 0.6, "time": 0.3, "grain": 0.15, "hedged": 0.15, "way": 0.5, "figure": 0.3}

_RATE: Final = 1e-4
_LARGER_RATE: Final = 5e-5
_HEAD_RATE: Final = 8e-4
_SOFT: Final = 0.6  # how far the labels are moved toward what the teachers say
_AVERAGED: Final = 3  # epochs at most, and never the first of several


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 (a long work tells how far it is)


def _length(example: Example) -> int:
    return len(example.window.ids)


def tensors(batch: Sequence[Example]) -> tuple[torch.Tensor, ...]:
    """The network's inputs for a batch."""
    longest = max(len(e.window.ids) for e in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    segments = torch.zeros_like(ids)
    mask = torch.zeros(len(batch), longest)
    pooling: list[torch.Tensor] = []
    rows: list[int] = []
    for row, example in enumerate(batch):
        n = len(example.window.ids)
        ids[row, :n] = torch.tensor(example.window.ids)
        segments[row, :n] = torch.tensor(example.window.segments)
        mask[row, :n] = 1.0
        for _, start, end in example.window.clauses:
            share = torch.zeros(longest)
            share[start:end] = 1.0 / (end - start)
            pooling.append(share)
            rows.append(row)
    return ids, segments, mask, torch.stack(pooling), torch.tensor(rows)


def loss_of(
    logits: torch.Tensor, wanted: torch.Tensor, weights: torch.Tensor, soft: torch.Tensor | None = None
) -> torch.Tensor:
    """All heads' losses, each averaged over the clauses it is asked of.

    `soft` are the probabilities that earlier networks gave: where there are some, they count as much as the labels.
    """
    total = logits.new_zeros(())
    for name, part in slices().items():
        z, y, w = logits[:, part], wanted[:, part], weights[:, part]
        if name in INDEPENDENT:
            if soft is not None:
                y = y + _SOFT * (soft[:, part] - y)
            each = nn.functional.binary_cross_entropy_with_logits(z, y, reduction="none") * w
            total = total + _WEIGHTS[name] * each.sum() / w.sum().clamp(min=1.0) * z.shape[1]
        else:
            asked = w[:, 0] > 0
            if asked.any():
                y = y[asked] if soft is None else y[asked] + _SOFT * (soft[asked, part] - y[asked])
                total = total + _WEIGHTS[name] * nn.functional.cross_entropy(z[asked], y)
    return total


def probabilities(logits: np.ndarray) -> np.ndarray:
    """What every head's raw answers mean, 0-1."""
    made = np.empty_like(logits)
    for name, part in slices().items():
        z = logits[:, part]
        if name in INDEPENDENT:
            made[:, part] = 1.0 / (1.0 + np.exp(-z))
        else:
            e = np.exp(z - z.max(1, keepdims=True))
            made[:, part] = e / e.sum(1, keepdims=True)
    return made


def fit(
    train: Sequence[Example], dev: Sequence[Example], *, encoder: Path, blind: int, like: Sequence[int], soft: np.ndarray | None = None,
    epochs: int, seed: int, size: int = 16, threads: int = 1, is_larger: bool = False, say: bool = True,
) -> Network:  # fmt: skip
    """Trains; gives the mean of the weights after the last epochs. `soft` [clauses of train, all answers], in order.

    `is_larger` says that `encoder` holds the larger one's weights.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    rng = random.Random(seed)  # noqa: S311
    network = Network(is_larger=is_larger)
    network.load_encoder(encoder, blind=blind, like=like)
    heads = [p for n, p in network.named_parameters() if n.startswith(("mix", "answers"))]
    body = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith(("mix", "answers"))]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": _LARGER_RATE if is_larger else _RATE}, {"params": heads, "lr": _HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    steps = epochs * ((len(train) + size - 1) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (0.06 * steps + 1)) * max(0.05, 1.0 - step / steps)
    )
    soft_of = _by_example(train, soft)
    started = time.monotonic()
    kept: list[dict[str, torch.Tensor]] = []
    for epoch in range(epochs):
        network.train()
        seen: list[float] = []
        for batch in batches(train, length=_length, size=size, rng=rng):
            wanted = torch.tensor([row for e in batch for row in e.wanted])
            weights = torch.tensor([row for e in batch for row in e.weights])
            guide = torch.cat([soft_of[id(e)] for e in batch]) if soft_of else None
            with autocast():
                logits = network(*tensors(batch))
            loss = loss_of(logits.float(), wanted, weights, guide)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            seen.append(loss.item())
        kept = [*kept, {name: value.clone() for name, value in network.state_dict().items()}][
            -min(_AVERAGED, max(1, epochs - 1)) :
        ]
        if say:
            f1, threshold = pole_f1(dev, answers(network, dev))
            told = {
                "epoch": epoch + 1,
                "loss": float(np.mean(seen)),
                "dev_clause_f1": f1,
                "threshold": float(threshold),
            }
            _say(json.dumps({k: round(v, 3) for k, v in told.items()} | {"s": round(time.monotonic() - started)}))
    network.load_state_dict({name: torch.stack([k[name] for k in kept]).mean(0) for name in kept[0]})
    return network


def _by_example(train: Sequence[Example], soft: np.ndarray | None) -> dict[int, torch.Tensor]:
    if soft is None:
        return {}
    ends = np.cumsum([len(e.window.clauses) for e in train])
    parts = np.split(soft, ends[:-1])
    return {id(e): torch.tensor(part, dtype=torch.float32) for e, part in zip(train, parts, strict=True)}


def answers(network: Network, made: Sequence[Example]) -> np.ndarray:
    """The network's raw answers for every clause of every window, in order."""
    network.eval()
    places = {id(e): k for k, e in enumerate(made)}
    found: list[np.ndarray | None] = [None] * len(made)
    with torch.no_grad():
        for batch in batches(made, length=_length, size=32, rng=None):
            logits = network(*tensors(batch)).float().numpy()
            at = 0
            for e in batch:
                n = len(e.window.clauses)
                found[places[id(e)]] = logits[at : at + n]
                at += n
    return np.concatenate([f for f in found if f is not None])


def pole_f1(made: Sequence[Example], logits: np.ndarray) -> tuple[float, float]:
    """Best micro-F1 of theme × direction over clauses, and the threshold that gives it."""
    wanted = np.array([row for e in made for row in e.wanted])[:, : len(POLES)]
    weights = np.array([row for e in made for row in e.weights])[:, : len(POLES)]
    p = 1 / (1 + np.exp(-logits[:, : len(POLES)]))
    best = (0.0, 0.5)
    for threshold in np.arange(0.15, 0.9, 0.05):
        said = (p > threshold) & (weights > 0)
        right = (said & (wanted > 0)).sum()
        f1 = 2 * right / max(1, said.sum() + (wanted > 0).sum())
        best = max(best, (float(f1), float(threshold)))
    return best
