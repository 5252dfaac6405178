"""`python -m bot.commands.training`: trains on all replies but two sets, writes models/commands (`make train-commands`)."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import torch

from bot.commands.classifier import MODEL
from bot.commands.training.examples import kept_apart, read_examples
from bot.commands.training.fit import answers, fit, tensors
from bot.encoder.network import export
from bot.encoder.running import Pieces

_AXES = {
    "ids": ("replies", "pieces"),
    "segments": ("replies", "pieces"),
    "lengths_mask": ("replies", "pieces"),
    "answers": ("replies",),
}


def main() -> None:
    """Fits the network and exports it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, default=Path("build/commands"), help="where weights are kept")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    given.out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(given.encoder / "tokenizer.json")
    train, watched = read_examples(pieces), kept_apart(pieces, "commands-4.jsonl")
    network = fit(train, watched, encoder=given.encoder / "model.safetensors", epochs=given.epochs, seed=given.seed, threads=given.threads)  # fmt: skip
    torch.save(network.state_dict(), given.work / "network.pt")
    np.save(given.work / "watched.npy", answers(network, watched))
    export(network, tensors(watched[:4]), given.out / "model.onnx", axes=_AXES, output="answers")
    shutil.copyfile(given.encoder / "tokenizer.json", given.out / "tokenizer.json")


if __name__ == "__main__":
    main()
