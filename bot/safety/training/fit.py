"""Fits the screen's classifier: seeds fixed, messages of like length together, the weights of the last epochs averaged.

A larger network may be fitted first, and the small one to what it answers as much as to the levels (distillation: Hinton,
Vinyals and Dean 2015).
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
from bot.encoder.larger import LARGER_WIDTH, LargerEncoder
from bot.encoder.network import WIDTH, Encoder, autocast
from bot.safety.classifier import LEVELS, OUTPUTS
from bot.safety.training.examples import Example
from bot.working_model.risk import Level

_RISK_WEIGHT: Final = 1.5  # a missed risk is worse than a false alarm
_TALK_WEIGHT: Final = 0.7  # of ordinary talk there is much, and most of it is easy
_KIND_WEIGHT: Final = 0.4
_SOFT: Final = 0.5  # how far what is wanted is moved toward what the teacher says
_RATE: Final = 1e-4
_LARGER_RATE: Final = 5e-5
_AVERAGED: Final = 3  # epochs
_HEAD_RATE: Final = 8e-4


class Network(nn.Module):
    """The encoder, its pieces' mean and peak, and the answers. `is_larger` makes a teacher of it."""

    def __init__(self, *, layers: int, dropout: float = 0.1, is_larger: bool = False) -> None:
        super().__init__()
        self.encoder = LargerEncoder(dropout=dropout) if is_larger else Encoder(dropout=dropout, layers=layers)
        self.dropout = nn.Dropout(dropout)
        self.mix = nn.Linear(2 * (LARGER_WIDTH if is_larger else WIDTH), WIDTH)
        self.answers = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, ids: torch.Tensor, segments: torch.Tensor, lengths_mask: torch.Tensor) -> torch.Tensor:
        """All inputs [windows, pieces]; gives [windows, OUTPUTS]."""
        return self.heads(self.encoder(ids, segments, lengths_mask), lengths_mask)

    def heads(self, x: torch.Tensor, lengths_mask: torch.Tensor) -> torch.Tensor:
        """The answers, from one vector a piece."""
        there = lengths_mask[:, :, None].to(x.dtype)
        mean = (x * there).sum(1) / there.sum(1)
        peak = (x + (1.0 - there) * -1e4).amax(1)
        return self.answers(self.dropout(torch.tanh(self.mix(self.dropout(torch.cat([mean, peak], -1))))))  # type: ignore[no-any-return]


def tensors(windows: Sequence[tuple[int, ...]]) -> tuple[torch.Tensor, ...]:
    """The network's inputs for some windows."""
    longest = max(len(window) for window in windows)
    ids = torch.zeros(len(windows), longest, dtype=torch.long)
    mask = torch.zeros(len(windows), longest)
    for row, window in enumerate(windows):
        ids[row, : len(window)] = torch.tensor(window)
        mask[row, : len(window)] = 1.0
    return ids, torch.zeros_like(ids), mask


def fit(
    train: Sequence[Example], *, encoder: Path, layers: int, epochs: int, seed: int, threads: int, size: int = 32, soft: np.ndarray | None = None,
    is_larger: bool = False,
) -> Network:  # fmt: skip
    """Trains on the first window of each message; gives the mean of the weights after the last three epochs.

    `soft` [train, LEVELS] are probabilities that a teacher gives, in order; `is_larger` says that `encoder` holds the larger one's
    weights: it learns in so few epochs that its last weights are its best.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    rng = random.Random(seed)  # noqa: S311
    network = Network(layers=layers, is_larger=is_larger)
    network.encoder.load(encoder)
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": _LARGER_RATE if is_larger else _RATE}, {"params": heads, "lr": _HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    steps = epochs * ((len(train) + size - 1) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (0.06 * steps + 1)) * max(0.05, 1.0 - step / steps)
    )
    guide = {} if soft is None else {id(one): torch.tensor(row).float() for one, row in zip(train, soft, strict=True)}
    started = time.monotonic()
    kept: list[dict[str, torch.Tensor]] = []
    for epoch in range(epochs):
        network.train()
        seen = []
        for batch in batches(train, length=lambda one: len(one.windows[0]), size=size, rng=rng):
            with autocast():
                found = network(*tensors([one.windows[0] for one in batch]))
            told = torch.stack([guide[id(one)] for one in batch]) if guide else None
            loss = _loss(found.float(), batch, told)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            seen.append(loss.item())
        kept = [*kept, {name: value.clone() for name, value in network.state_dict().items()}]
        kept = kept[-1:] if is_larger else kept[-_AVERAGED:]
        line = {
            "epoch": epoch + 1,
            "loss": round(float(np.mean(seen)), 4),
            "s": round(time.monotonic() - started),
        }
        print(json.dumps(line), flush=True)  # noqa: T201 (a long work tells how far it is)
    network.load_state_dict({name: torch.stack([k[name] for k in kept]).mean(0) for name in kept[0]})
    return network


def answers(network: Network, examples: Sequence[Example]) -> np.ndarray:
    """[examples, LEVELS]: the probability that the first window of each is at least at each level."""
    network.eval()
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].windows[0]))
    found = np.zeros((len(examples), len(LEVELS)))
    with torch.no_grad(), autocast():
        for start in range(0, len(order), 64):
            some = order[start : start + 64]
            scores = network(*tensors([examples[i].windows[0] for i in some]))[:, : len(LEVELS)]
            found[some] = scores.float().sigmoid().numpy()
    return found


def _loss(scores: torch.Tensor, batch: Sequence[Example], told: torch.Tensor | None) -> torch.Tensor:
    wanted = torch.tensor([one.wanted for one in batch])
    if told is not None:
        wanted = wanted + _SOFT * (told - wanted)
    weights = torch.tensor(
        [
            _RISK_WEIGHT if one.level is not Level.NONE else _TALK_WEIGHT if one.source == "talk" else 1.0
            for one in batch
        ]
    )[:, None].repeat(1, len(LEVELS))
    weights[[one.doubts_watch for one in batch], LEVELS.index(Level.WATCH)] = 0.0
    each = nn.functional.binary_cross_entropy_with_logits(scores[:, : len(LEVELS)], wanted, reduction="none")
    loss = (each * weights).sum() / len(batch)
    kinds = torch.tensor([one.kind_number for one in batch])
    if (kinds >= 0).any():
        loss = loss + _KIND_WEIGHT * nn.functional.cross_entropy(scores[kinds >= 0, len(LEVELS) :], kinds[kinds >= 0])
    return loss
