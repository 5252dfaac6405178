"""`python -m bot.language.training`: trains on train, calibrates on dev, packs models/language (`make train-language`)."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from bot.language.classifier import Classifier
from bot.language.corpus import load_corpus
from bot.language.reader import MODEL, SpacyReader
from bot.language.training.calibrate import calibrate, rule_features, way_features
from bot.language.training.examples import Example, examples
from bot.language.training.export import export, pack
from bot.language.training.fit import answers, fit, probabilities
from bot.language.training.kept import Answers, keep, kept_answers
from bot.language.training.network import Network
from bot.language.training.second import halved, labelled_twice
from bot.language.training.talk import load_talk, told
from bot.language.windows import Windower


def main() -> None:
    """Fits the small one to the labels and to what its teacher answers, calibrates, packs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, default=Path("build/reader"), help="where weights and answers are kept")
    parser.add_argument("--out", type=Path, default=MODEL, help="where the pipeline is packed")
    parser.add_argument("--larger", type=Path, help="folder with the model.safetensors of a teacher made anew")
    parser.add_argument(
        "--taught-by",
        choices=("kept", "anew", "nobody"),
        default="kept",
        help="the teacher's answers in the repository; a teacher made anew, whose answers are kept there; the labels alone",
    )
    parser.add_argument("--teacher-epochs", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--share", type=float, default=1.0, help="of the training scenarios, for the learning curve")
    parser.add_argument("--least", type=float, default=0.5, help="confidence below which nothing is said")
    parser.add_argument("--recalibrate", action="store_true", help="keep the network that --work holds")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    reader = SpacyReader(model=None)
    windower = Windower(given.encoder / "tokenizer.json")
    messages = load_corpus()
    seen = [m for m in messages if m.split == "train" and _place(m.scenario) < given.share]
    train = halved(examples(seen, reader, windower), examples(labelled_twice(seen), reader, windower))
    dev = examples((m for m in messages if m.split == "dev"), reader, windower)
    talk = examples(load_talk(without={m.id for m in messages}), reader, windower)

    def fitted(made: Sequence[Example], soft: np.ndarray | None, epochs: int, *, larger: Path | None = None) -> Network:
        return fit(
            made, dev, encoder=(larger or given.encoder) / "model.safetensors", blind=windower.blind, like=windower.pieces_of("someone person"),
            soft=soft, epochs=epochs, seed=given.seed, threads=given.threads, is_larger=larger is not None,
        )  # fmt: skip

    def taught_anew() -> list[Answers | None]:
        """What a teacher, fitted to the labels, answers to every window of train and talk."""
        teacher = fitted(train, None, given.teacher_epochs, larger=given.larger)
        windows = [*train, *talk]
        ends = np.cumsum([len(e.window.clauses) for e in windows])
        said = np.split(probabilities(answers(teacher, windows)), ends[:-1])
        keep(windows, said)
        return list(said)

    onnx = given.work / "model.onnx"
    if not given.recalibrate:
        made, soft = train, None
        if given.taught_by != "nobody":
            said = taught_anew() if given.taught_by == "anew" else kept_answers([*train, *talk])
            made, soft = _taught(train, talk, said)
        network = fitted(made, soft, given.epochs)
        torch.save(network.state_dict(), given.work / "network.pt")
        export(network, dev[:4], onnx)
    noted = given.work / "trained.json"
    if not given.recalibrate:
        learnt = {"trained_on": len(train), "seed": given.seed, "taught_by": given.taught_by, "epochs": given.epochs}
        noted.write_text(json.dumps(learnt), encoding="utf-8")
    # What a kept network learnt from stays as it was noted then.
    notes: dict[str, object] = {**json.loads(noted.read_text(encoding="utf-8")), "calibrated_on": len(dev)}
    shutil.copyfile(given.encoder / "tokenizer.json", given.work / "tokenizer.json")
    logits = Classifier(given.work).answers_of([e.window for e in dev]).astype(np.float64)
    wanted = np.array([row for e in dev for row in e.wanted])
    weights = np.array([row for e in dev for row in e.weights])
    calibration = calibrate(logits, _ruled(dev, reader), wanted, weights, least=given.least, notes=notes)
    np.savez_compressed(given.work / "dev.npz", logits=logits, wanted=wanted, weights=weights)
    pack(onnx, given.encoder / "tokenizer.json", calibration, given.out, notes=dict(notes))


def _taught(
    train: Sequence[Example], talk: Sequence[Example], said: Sequence[Answers | None]
) -> tuple[list[Example], np.ndarray]:
    """What to learn from, and the answers that teach, [clauses, all answers]. Where nobody answered, the labels teach alone; of talk nothing."""
    labelled = [np.array(e.wanted) if a is None else a for e, a in zip(train, said[: len(train)], strict=True)]
    heard = [(e, a) for e, a in zip(talk, said[len(train) :], strict=True) if a is not None]
    told_so = told([e for e, _ in heard], np.concatenate([a for _, a in heard])) if heard else []
    return [*train, *told_so], np.concatenate([*labelled, *(a for _, a in heard)])


def _place(scenario: str) -> float:
    """Where a scenario stands in an order that follows from its name alone, 0-1."""
    return int(hashlib.sha256(f"curve {scenario}".encode()).hexdigest()[:8], 16) / 2**32


def _ruled(made: Sequence[Example], reader: SpacyReader) -> tuple[np.ndarray, np.ndarray]:
    """What the rules say of every clause of every window, in order: of poles, of ways of coping."""
    poles: list[np.ndarray] = []
    ways: list[np.ndarray] = []
    for e in made:
        doc = reader.analyse(e.message.text, e.message.asked)
        for number, _, _ in e.window.clauses:
            start = doc._.clauses[number].start
            here = [f for f in doc._.findings if f.clause.start == start]
            poles.append(rule_features(here, [f for f in doc._.taken_back if f.clause.start == start]))
            ways.append(way_features(here))
    return np.array(poles), np.array(ways)


if __name__ == "__main__":
    main()
