"""Fits the network: seeds fixed, replies of like length together, the weights of the last epochs averaged."""

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

from bot.commands.classifier import INTENTS
from bot.commands.training.examples import Example
from bot.encoder.batches import batches
from bot.encoder.network import WIDTH, Encoder, autocast

_RATE: Final = 1e-4
_HEAD_RATE: Final = 8e-4
_AVERAGED: Final = 3  # epochs
_SMOOTHED: Final = 0.05


class Network(nn.Module):
    """The encoder over question and reply; the reply's mean and peak, and the first piece, answer."""

    def __init__(self, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout=dropout)
        self.dropout = nn.Dropout(dropout)
        self.mix = nn.Linear(3 * WIDTH, WIDTH)
        self.answers = nn.Linear(WIDTH, len(INTENTS))

    def forward(self, ids: torch.Tensor, segments: torch.Tensor, lengths_mask: torch.Tensor) -> torch.Tensor:
        """All inputs [replies, pieces]; gives [replies, INTENTS]."""
        x = self.encoder(ids, segments, lengths_mask)
        of_reply = (lengths_mask * segments.to(x.dtype))[:, :, None]
        mean = (x * of_reply).sum(1) / of_reply.sum(1)
        peak = (x + (1.0 - of_reply) * -1e4).amax(1)
        seen = torch.cat([mean, peak, x[:, 0]], -1)
        return self.answers(self.dropout(torch.tanh(self.mix(self.dropout(seen)))))  # type: ignore[no-any-return]


def tensors(some: Sequence[Example]) -> tuple[torch.Tensor, ...]:
    """The network's inputs for some replies."""
    longest = max(len(one.ids) for one in some)
    ids = torch.zeros(len(some), longest, dtype=torch.long)
    segments, mask = torch.zeros_like(ids), torch.zeros(len(some), longest)
    for row, one in enumerate(some):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        segments[row, : len(one.ids)] = torch.tensor(one.segments)
        mask[row, : len(one.ids)] = 1.0
    return ids, segments, mask


def fit(train: Sequence[Example], watched: Sequence[Example], *, encoder: Path, epochs: int, seed: int, threads: int, size: int = 32) -> Network:  # fmt: skip
    """Trains; gives the mean of the weights after the last three epochs. `watched` are only told of."""
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    rng = random.Random(seed)  # noqa: S311
    network = Network()
    network.encoder.load(encoder)
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": _RATE}, {"params": heads, "lr": _HEAD_RATE}], weight_decay=0.01, fused=True
    )
    steps = epochs * ((len(train) + size - 1) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (0.06 * steps + 1)) * max(0.05, 1.0 - step / steps)
    )
    started = time.monotonic()
    kept: list[dict[str, torch.Tensor]] = []
    for epoch in range(epochs):
        network.train()
        seen = []
        for batch in batches(train, length=lambda one: len(one.ids), size=size, rng=rng):
            with autocast():
                scores = network(*tensors(batch))
            wanted = torch.tensor([one.intent for one in batch])
            loss = nn.functional.cross_entropy(scores.float(), wanted, label_smoothing=_SMOOTHED)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            seen.append(loss.item())
        kept = [*kept, {name: value.clone() for name, value in network.state_dict().items()}][-_AVERAGED:]
        right = np.mean(answers(network, watched).argmax(1) == [one.intent for one in watched])
        line = {"epoch": epoch + 1, "loss": round(float(np.mean(seen)), 4), "right": round(float(right), 3), "s": round(time.monotonic() - started)}  # fmt: skip
        print(json.dumps(line), flush=True)  # noqa: T201 (a long work tells how far it is)
    network.load_state_dict({name: torch.stack([k[name] for k in kept]).mean(0) for name in kept[0]})
    return network


def answers(network: Network, examples: Sequence[Example]) -> np.ndarray:
    """The raw scores [examples, INTENTS], in order."""
    network.eval()
    with torch.no_grad():
        return np.concatenate([network(*tensors(examples[at : at + 64])).numpy() for at in range(0, len(examples), 64)])
