"""`python -m bot.safety.training`: trains the screen's classifier, chooses its thresholds, writes models/safety (`make train-safety`)."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import torch

from bot.encoder.network import export
from bot.encoder.running import Pieces
from bot.safety.classifier import LEVELS, MODEL, Classifier
from bot.safety.rules import load_rules
from bot.safety.second_look import SecondLook
from bot.safety.stretches import SKIM
from bot.safety.training.examples import Example, read_examples, share_of
from bot.safety.training.fit import Network, answers, fit, tensors
from bot.safety.training.second_look import export_second_look
from bot.safety.training.skim import skim_weights
from bot.working_model.risk import Level

# Shares of harmless messages left out of training that may be raised falsely: of ordinary talk and commands, and of what
# other hands wrote to be mistaken (ours write twins ever closer to the risk, and would raise the bar for strangers by it).
# The rules have their own false alarms besides: about 3 of 1,000 at ordinary talk.
FALSE: Final = {
    Level.WATCH: (0.009, 0.0085),
    Level.CONCERN: (0.0057, 0.0105),
    Level.ACUTE: (0.002, 0.0026),
}
_ORDINARY: Final = ("talk", "commands")
_LOOKED_AT_TWICE: Final = 0.08  # of ordinary talk: a second look takes five times as long as the first
# Of ordinary talk neither needs all: it is easy, there is much of it, and a larger network is slow.
_SEES: Final = {"talk": 0.55}
_TEACHER_SEES: Final = {"talk": 0.45, "commands": 0.25}
_AXES: Final = {
    "ids": ("windows", "pieces"),
    "segments": ("windows", "pieces"),
    "lengths_mask": ("windows", "pieces"),
    "answers": ("windows",),
}


def main() -> None:
    """Fits, exports, chooses thresholds with the exported model, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--larger", type=Path, help="folder with the teacher's model.safetensors; no teacher without")
    parser.add_argument("--teacher-epochs", type=int, default=2)
    parser.add_argument(
        "--work", type=Path, default=Path("build/safety"), help="where what the teacher answers is kept"
    )
    parser.add_argument("--rethreshold", action="store_true", help="keep the network of --out, choose thresholds anew")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(given.encoder / "tokenizer.json", given.out / "tokenizer.json")
    pieces = Pieces(given.out / "tokenizer.json")
    examples = read_examples(load_rules(), pieces)
    # A message of several stretches is held to other thresholds, which follow from those of the others.
    dev = [one for one in examples if one.is_dev and len(one.windows) == 1]
    train = [one for one in examples if not one.is_dev and share_of(f"sees {one.id}") < _SEES.get(one.source, 1.0)]
    if not given.rethreshold:
        np.save(given.out / SKIM, skim_weights(train, len(pieces)))
        network = fit(
            train, encoder=given.encoder / "model.safetensors", layers=given.layers, epochs=given.epochs, seed=given.seed, threads=given.threads,
            soft=_taught(train, given) if given.larger else None,
        )  # fmt: skip
        export(network, tensors([dev[0].windows[0]] * 2), given.out / "model.onnx", axes=_AXES, output="answers")
        if given.larger:
            export_second_look(_teacher(given), given.out)
    file = given.out / "thresholds.json"
    notes = {
        "trained_on": len(train),
        "seed": given.seed,
        "epochs": given.epochs,
        "layers": given.layers,
        "teachers": int(bool(given.larger)),
    }
    if given.rethreshold:  # what the kept network learnt from stays as it was noted then
        before = json.loads(file.read_text(encoding="utf-8"))
        notes = {name: before[name] for name in (*notes, "second_look") if name in before}
    notes["chosen_on"] = len(dev)
    file.write_text(json.dumps({level.value: 0.0 for level in LEVELS}), encoding="utf-8")
    classifier = Classifier(given.out)  # thresholds are chosen with what ships, after quantising
    looks = [classifier.first_look(one.windows) for one in dev]
    first = np.array([scores for scores, _ in looks], dtype=np.float64)
    limits: dict[str, object] = dict(thresholds(dev, first))
    if (second := SecondLook.load(given.out)) is not None:
        watch = first[:, LEVELS.index(Level.WATCH)]
        doubt = _limit(watch[[one.source in _ORDINARY for one in dev]], _LOOKED_AT_TWICE)
        both = np.full_like(first, -np.inf)
        for row in np.flatnonzero(watch >= doubt):
            both[row] = second.scores(looks[row][1], looks[row][0])
        limits |= {"doubt": round(doubt, 4), "both": thresholds(dev, both)}
    file.write_text(json.dumps({**limits, **notes}, indent=1) + "\n", encoding="utf-8")


def _teacher(given: argparse.Namespace) -> Network:
    teacher = Network(layers=given.layers, is_larger=True)
    teacher.encoder.load(given.larger / "model.safetensors")
    teacher.load_state_dict(
        torch.load(given.work / "teacher.pt"), strict=False
    )  # the frozen layers are the checkpoint's own
    return teacher


def _taught(train: Sequence[Example], given: argparse.Namespace) -> npt.NDArray[np.float64]:
    """What a larger network, fitted to most of the same examples, answers to them; kept, for another seed of the small one."""
    taught_with = repr([(one.windows[0], one.wanted, one.kind) for one in train])
    digest = hashlib.sha256(f"{given.teacher_epochs} {taught_with}".encode()).hexdigest()[:12]
    kept = given.work / f"teacher-{digest}.npy"
    if kept.exists() and (given.work / "teacher.pt").exists():
        return np.asarray(np.load(kept))
    teacher = fit(
        [one for one in train if share_of(f"teacher {one.id}") < _TEACHER_SEES.get(one.source, 1.0)], encoder=given.larger / "model.safetensors", layers=given.layers, epochs=given.teacher_epochs, seed=given.seed, threads=given.threads,
        is_larger=True,
    )  # fmt: skip
    given.work.mkdir(parents=True, exist_ok=True)
    torch.save(
        {name: value for name, value in teacher.state_dict().items() if ".lower." not in name},
        given.work / "teacher.pt",
    )
    found = answers(teacher, train)
    np.save(kept, found)
    return found


def thresholds(dev: Sequence[Example], found: npt.NDArray[np.float64]) -> dict[str, float]:
    """For each level the lowest score at which neither ordinary talk nor strangers' near misses exceed their share of false alarms.

    A near miss of a level is whatever is below it: a `concern` must not be met as `acute` either, though it may more often.
    """
    is_open = np.array([one.is_open for one in dev])
    talk = np.array([one.source in _ORDINARY for one in dev])
    hard = np.array([one.source == "strangers" for one in dev])
    none = np.array([one.level is Level.NONE for one in dev])
    doubts = np.array([one.doubts_watch for one in dev])
    limits: dict[str, float] = {}
    for number, level in enumerate(LEVELS):
        sure = none & ~doubts if level is Level.WATCH else none
        at_talk, at_hard = (
            _limit(found[is_open & sure & which, number], share)
            for which, share in zip((talk, hard), FALSE[level], strict=True)
        )
        limits[level.value] = round(max(at_talk, at_hard), 4)
    return limits


def _limit(harmless: npt.NDArray[np.float64], share: float) -> float:
    ordered = np.sort(harmless)[::-1]
    return float(ordered[int(share * len(ordered))]) + 1e-3 if len(ordered) else 0.0


if __name__ == "__main__":
    main()
