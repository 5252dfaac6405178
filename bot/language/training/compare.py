"""`python -m bot.language.training.compare`: other kinds of reader, trained on train and measured on dev, for the table in docs/reading.md."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import nn

from bot.encoder.network import WIDTH, Encoder
from bot.encoder.running import CLASS, SEPARATOR, Pieces
from bot.language import baselines
from bot.language.corpus import Labelled, load_corpus
from bot.language.evaluate import COMPARED
from bot.language.evaluation import Report, Sentences, evaluate, sentence_spans
from bot.language.heads import POLES
from bot.language.reader import SpacyReader
from bot.working_model.statement import Asked, Reading

_NAMES: Final = tuple(f"{theme} {direction}" for theme, direction in POLES)
_PIECES: Final = 96
Score = Callable[[Sequence[str]], np.ndarray]
"""Sentences to the probability of each pole, [sentences, poles]."""


def main() -> None:
    """Trains each, chooses one threshold by micro-F1 on dev, and keeps what `attune evaluate` counts there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    messages = load_corpus()
    dev = [m for m in messages if m.split == "dev"]
    spans = sentence_spans(SpacyReader(model=None))
    texts, wanted = _sentences([m for m in messages if m.split == "train"], spans)
    scores: dict[str, Score] = {
        "spaCy textcat_multilabel, bag of words": _textcat(texts, wanted, "spacy.TextCatBOW.v3", given.epochs),
        "spaCy textcat_multilabel, ensemble": _textcat(texts, wanted, "spacy.TextCatEnsemble.v2", given.epochs),
        "frozen sentence encoder, linear head": _frozen(texts, wanted, given.encoder),
    }
    found = {name: _measured(name, score, dev, spans) for name, score in scores.items()}
    rules = SpacyReader(model=None)
    found["our rules alone"] = _row(evaluate("rules", lambda t, a: rules.read(t, a), dev, split="dev", spans=spans))
    shipped = SpacyReader()
    found["Attune"] = _row(evaluate("Attune", lambda t, a: shipped.read(t, a), dev, split="dev", spans=spans))
    earlier = {name: row for name, row in json.loads(COMPARED.read_text(encoding="utf-8")).items() if name not in found}
    attune = found.pop("Attune")  # what was measured of readers that are no more stands beside it
    COMPARED.write_text(json.dumps({**found, **earlier, "Attune": attune}, indent=1) + "\n", encoding="utf-8")


def _sentences(messages: Sequence[Labelled], spans: Sentences) -> tuple[list[str], np.ndarray]:
    texts: list[str] = []
    rows: list[list[float]] = []
    for message in messages:
        for span in spans(message.text):
            there = {
                POLES.index((s.theme, s.direction)) for s in message.statements if span.start <= s.span.start < span.end
            }
            texts.append(span.of(message.text))
            rows.append([float(k in there) for k in range(len(POLES))])
    return texts, np.array(rows, dtype=np.float32)


def _textcat(texts: Sequence[str], wanted: np.ndarray, architecture: str, epochs: int) -> Score:
    import spacy
    from spacy.training import Example

    model: dict[str, Any] = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": False, "ngram_size": 2, "no_output_layer": False}  # fmt: skip
    if architecture != "spacy.TextCatBOW.v3":
        model = {
            "@architectures": architecture,
            "linear_model": model,
            "tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 96, "depth": 4, "embed_size": 2000, "window_size": 1, "maxout_pieces": 3, "subword_features": True},
        }  # fmt: skip
    spacy.util.fix_random_seed(1)
    nlp = spacy.blank("en")
    textcat = nlp.add_pipe("textcat_multilabel", config={"threshold": 0.5, "model": model})
    for name in _NAMES:
        textcat.add_label(name)
    made = [
        Example.from_dict(nlp.make_doc(text.lower()), {"cats": dict(zip(_NAMES, map(float, row), strict=True))})
        for text, row in zip(texts, wanted, strict=True)
    ]
    optimiser = nlp.initialize(lambda: made[:500])
    rng = random.Random(1)  # noqa: S311
    for _ in range(epochs):
        rng.shuffle(made)
        for batch in spacy.util.minibatch(made, 64):
            nlp.update(batch, sgd=optimiser, drop=0.2)

    def score(of: Sequence[str]) -> np.ndarray:
        return np.array([[doc.cats[name] for name in _NAMES] for doc in nlp.pipe(text.lower() for text in of)])

    return score


def _frozen(texts: Sequence[str], wanted: np.ndarray, folder: Path) -> Score:
    """The encoder's mean-pooled vectors as they come, and one logistic model a pole on top."""
    encoder = Encoder(dropout=0.0)
    encoder.load(folder / "model.safetensors")
    encoder.eval()
    pieces = Pieces(folder / "tokenizer.json")
    first, last = pieces.id_of(CLASS), pieces.id_of(SEPARATOR)

    def vectors(of: Sequence[str]) -> torch.Tensor:
        rows = [
            (first, *[p for word in text.lower().split() for p in pieces.of_word(word)][:_PIECES], last) for text in of
        ]
        made = torch.zeros(len(rows), WIDTH)
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        with torch.no_grad():
            for at in range(0, len(order), 64):
                chosen = order[at : at + 64]
                longest = max(len(rows[i]) for i in chosen)
                ids, mask = torch.zeros(len(chosen), longest, dtype=torch.long), torch.zeros(len(chosen), longest)
                for k, i in enumerate(chosen):
                    ids[k, : len(rows[i])] = torch.tensor(rows[i])
                    mask[k, : len(rows[i])] = 1.0
                x = encoder(ids, torch.zeros_like(ids), mask)
                made[chosen] = (x * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
        return nn.functional.normalize(made)

    torch.manual_seed(1)
    x, y = vectors(texts), torch.tensor(wanted)
    head = nn.Linear(WIDTH, len(POLES))
    optimiser = torch.optim.Adam(head.parameters(), lr=0.02, weight_decay=1e-5)
    for _ in range(400):
        loss = nn.functional.binary_cross_entropy_with_logits(head(x), y)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()

    def score(of: Sequence[str]) -> np.ndarray:
        with torch.no_grad():
            return np.asarray(torch.sigmoid(head(vectors(of))))

    return score


def _measured(name: str, score: Score, dev: Sequence[Labelled], spans: Sentences) -> dict[str, float]:
    texts, wanted = _sentences(dev, spans)
    found = score(texts)
    tried = np.arange(0.1, 0.8, 0.05)
    f1 = [2 * ((found >= t) & (wanted > 0)).sum() / max(1, (found >= t).sum() + (wanted > 0).sum()) for t in tried]
    threshold = float(tried[int(np.argmax(f1))])

    def read(text: str, asked: Asked | None) -> Reading:
        here = spans(text)
        if not here:
            return Reading()
        rows = score([span.of(text) for span in here])
        return Reading(
            tuple(
                baselines.plain_statement(span, *POLES[k], confidence=float(row[k]))
                for span, row in zip(here, rows, strict=True)
                for k in range(len(POLES))
                if row[k] >= threshold
            )
        )

    return _row(evaluate(name, read, dev, split="dev", spans=spans))


def _row(report: Report) -> dict[str, float]:
    f = report.figures
    return {
        "micro_f1": round(f["micro"]["f1"], 3),
        "macro_f1": round(f["macro_f1"], 3),
        "precision": round(f["micro"]["precision"], 3),
        "recall": round(f["micro"]["recall"], 3),
        "alarms_per_100_neutral": round(f["alarms_per_100_neutral"], 2),
    }


if __name__ == "__main__":
    main()
