"""Measures the reader's confusion on the corpus's dev split and writes it where `attune simulate` finds it.

Run from the repository root: `python -m benchmarks.reader_confusion`.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from bot.language import reader
from bot.language.corpus import load_corpus
from bot.simulation.measure import measure_confusion


def main() -> None:
    """Reads every message of the split and writes the figures."""
    read = reader()
    messages = [message for message in load_corpus() if message.split == "dev"]
    rows = [(message.statements, read.read(message.text, message.asked).statements) for message in messages]
    confusion = measure_confusion(
        rows, source=f"the shipped reader on the dev split of data/statements, {len(messages)} messages"
    )
    confusion.write()
    print(json.dumps(asdict(confusion), indent=1))


if __name__ == "__main__":
    main()
