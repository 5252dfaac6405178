"""The network: a six-layer BERT encoder (all-MiniLM-L6-v2) over the whole window, pooled by clause, joint heads on top."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import torch
from safetensors.torch import load_file
from torch import nn

from bot.language.heads import TOTAL

_LAYERS: Final = 6
_WIDTH: Final = 384
_HEADS: Final = 12
_INNER: Final = 1536
_VOCABULARY: Final = 30522
_POSITIONS: Final = 512


class _Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(_WIDTH, _WIDTH) for _ in range(4))
        self.norm_1, self.norm_2 = nn.LayerNorm(_WIDTH, eps=1e-12), nn.LayerNorm(_WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(_WIDTH, _INNER), nn.Linear(_INNER, _WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            part(x).view(batch, length, _HEADS, _WIDTH // _HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / (_WIDTH // _HEADS) ** 0.5 + mask
        mixed = self.dropout(scores.softmax(-1)) @ v
        x = self.norm_1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, _WIDTH))))
        return self.norm_2(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Network(nn.Module):
    """Clause answers from piece ids. `pooling` rows are clauses: the share of each piece in its clause's mean."""

    def __init__(self, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(_VOCABULARY, _WIDTH)
        self.positions = nn.Embedding(_POSITIONS, _WIDTH)
        self.segments = nn.Embedding(2, _WIDTH)
        self.norm = nn.LayerNorm(_WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(_Layer(dropout) for _ in range(_LAYERS))
        self.mix = nn.Linear(2 * _WIDTH, _WIDTH)
        self.answers = nn.Linear(_WIDTH, TOTAL)

    def forward(
        self,
        ids: torch.Tensor,
        segments: torch.Tensor,
        lengths_mask: torch.Tensor,
        pooling: torch.Tensor,
        rows: torch.Tensor,
    ) -> torch.Tensor:
        """`ids`, `segments`, `lengths_mask` [windows, pieces]; `pooling` [clauses, pieces]; `rows` [clauses] the window of each clause."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.positions(places)[None] + self.segments(segments)))
        mask = (1.0 - lengths_mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        own = x[rows]
        mean = torch.einsum("cp,cpw->cw", pooling, own)
        peak = (own + (pooling[:, :, None] <= 0).to(x.dtype) * -1e4).amax(1)
        return self.answers(self.dropout(torch.tanh(self.mix(self.dropout(torch.cat([mean, peak], -1))))))

    def load_encoder(self, file: Path, *, blind: int, like: Sequence[int]) -> None:
        """Takes the encoder's weights from a BERT checkpoint in safetensors form.

        Word vectors stay as they are (half the cost of a step, and nothing lost on dev); the blind piece begins as the mean of `like`.
        """
        given = load_file(str(file))
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "segments.weight": "embeddings.token_type_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "out": "attention.output.dense",
            "norm_1": "attention.output.LayerNorm", "inner": "intermediate.dense", "outer": "output.dense", "norm_2": "output.LayerNorm",
        }  # fmt: skip
        for i in range(_LAYERS):
            for ours, theirs in parts.items():
                for kind in ("weight", "bias"):
                    names[f"layers.{i}.{ours}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
        state: dict[str, Any] = {ours: given[theirs] for ours, theirs in names.items()}
        missing, unexpected = self.load_state_dict(state, strict=False)
        assert not unexpected  # noqa: S101
        with torch.no_grad():
            self.words.weight[blind] = self.words.weight[list(like)].mean(0)
        self.words.weight.requires_grad = False
        assert all(name.startswith(("mix", "answers")) for name in missing)  # noqa: S101
