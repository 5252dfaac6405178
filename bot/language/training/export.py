"""Exports the trained network to ONNX in int8 and packs the spaCy pipeline around it."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from bot.language.calibration import Calibration
from bot.language.merger import Merger
from bot.language.pipeline import ClassifierReader, MergingReader, build
from bot.language.training.examples import Example
from bot.language.training.fit import tensors
from bot.language.training.network import Network

_NAMES = ("ids", "segments", "lengths_mask", "pooling", "rows")


def export(network: Network, sample: Sequence[Example], file: Path) -> None:
    """Writes int8 ONNX: weights of linear layers and word vectors quantised, activations dynamically."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            network,
            tensors(sample),
            str(full),
            input_names=list(_NAMES),
            output_names=["answers"],
            dynamic_axes={
                "ids": {0: "windows", 1: "pieces"},
                "segments": {0: "windows", 1: "pieces"},
                "lengths_mask": {0: "windows", 1: "pieces"},
                "pooling": {0: "clauses", 1: "pieces"},
                "rows": {0: "clauses"},
                "answers": {0: "clauses"},
            },
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(full), str(file), weight_type=QuantType.QInt8, per_channel=True)


def pack(model: Path, tokenizer: Path, calibration: Calibration, out: Path, *, notes: dict[str, Any]) -> None:
    """Writes the whole pipeline to `out`, loadable by `spacy.load`."""
    from bot.language.classifier import Classifier

    with tempfile.TemporaryDirectory() as folder:
        parts = Path(folder)
        shutil.copyfile(model, parts / "model.onnx")
        shutil.copyfile(tokenizer, parts / "tokenizer.json")
        nlp = build()
        nlp.meta.update(
            {
                "name": "attune_reader",
                "description": "Reads statements about trust, closeness, self-worth and security.",
                "license": "Apache-2.0",
                "notes": notes,
            }
        )
        reader: Any = nlp.get_pipe("attune_classifier")
        merger: Any = nlp.get_pipe("attune_merger")
        assert isinstance(reader, ClassifierReader)  # noqa: S101
        assert isinstance(merger, MergingReader)  # noqa: S101
        reader.classifier = Classifier(parts)
        merger.merger = Merger(calibration)
        nlp.to_disk(out)
