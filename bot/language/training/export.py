"""Exports the trained network to ONNX in int8 and packs the spaCy pipeline around it."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.encoder import network as encoder
from bot.language.calibration import Calibration
from bot.language.merger import Merger
from bot.language.pipeline import ClassifierReader, MergingReader, build
from bot.language.training.examples import Example
from bot.language.training.fit import tensors
from bot.language.training.network import Network

_AXES = {
    "ids": ("windows", "pieces"),
    "segments": ("windows", "pieces"),
    "lengths_mask": ("windows", "pieces"),
    "pooling": ("clauses", "pieces"),
    "rows": ("clauses",),
    "answers": ("clauses",),
}


def export(network: Network, sample: Sequence[Example], file: Path) -> None:
    """Writes the network as int8 ONNX."""
    encoder.export(network, tensors(sample), file, axes=_AXES, output="answers")


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
