"""`python -m bot.language.training`: trains, exports, and says what it did."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.language.corpus import load_corpus
from bot.language.reader import SpacyReader
from bot.language.training.examples import examples
from bot.language.training.fit import fit
from bot.language.windows import Windower


def main() -> None:
    """Fits on train, shows dev."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="where the weights are written")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--limit-s", type=float, default=1e9)
    given = parser.parse_args()
    reader = SpacyReader(model=None)
    windower = Windower(given.encoder / "tokenizer.json")
    messages = load_corpus(strict=False)
    train = examples((m for m in messages if m.split == "train"), reader, windower)
    dev = examples((m for m in messages if m.split == "dev"), reader, windower)
    print(f"{len(train)} windows to train on, {len(dev)} to look at")  # noqa: T201
    fit(
        train,
        dev,
        encoder=given.encoder / "model.safetensors",
        blind=windower.blind,
        like=windower.pieces_of("someone person"),
        rate=given.rate,
        out=given.out,
        epochs=given.epochs,
        seed=given.seed,
        threads=given.threads,
        limit_s=given.limit_s,
    )


if __name__ == "__main__":
    main()
