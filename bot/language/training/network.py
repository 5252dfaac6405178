"""The reader's network: the encoder over the whole window, pooled by clause, joint heads on top."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn

from bot.encoder.larger import LARGER_WIDTH, LargerEncoder
from bot.encoder.network import WIDTH, Encoder
from bot.language.heads import TOTAL


class Network(nn.Module):
    """Clause answers from piece ids. `pooling` rows are clauses: the share of each piece in its clause's mean.

    `is_larger` makes a teacher of it.
    """

    def __init__(self, *, dropout: float = 0.1, is_larger: bool = False) -> None:
        super().__init__()
        self.encoder = LargerEncoder(dropout=dropout) if is_larger else Encoder(dropout=dropout)
        self.dropout = nn.Dropout(dropout)
        self.mix = nn.Linear(2 * (LARGER_WIDTH if is_larger else WIDTH), WIDTH)
        self.answers = nn.Linear(WIDTH, TOTAL)

    def forward(
        self,
        ids: torch.Tensor,
        segments: torch.Tensor,
        lengths_mask: torch.Tensor,
        pooling: torch.Tensor,
        rows: torch.Tensor,
    ) -> torch.Tensor:
        """`ids`, `segments`, `lengths_mask` [windows, pieces]; `pooling` [clauses, pieces]; `rows` [clauses] the window of each clause."""
        own = self.encoder(ids, segments, lengths_mask)[rows]
        mean = torch.einsum("cp,cpw->cw", pooling, own)
        peak = (own + (pooling[:, :, None] <= 0).to(own.dtype) * -1e4).amax(1)
        return self.answers(self.dropout(torch.tanh(self.mix(self.dropout(torch.cat([mean, peak], -1))))))  # type: ignore[no-any-return]

    def load_encoder(self, file: Path, *, blind: int, like: Sequence[int]) -> None:
        """Takes the encoder's weights; the blind piece begins as the mean of `like`. Raises `SetUpError`."""
        self.encoder.load(file)
        self.encoder.blind(blind, list(like))
