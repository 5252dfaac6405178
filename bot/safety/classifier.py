"""The small classifier behind the rules: it may raise what they find, never lower it, and without its files the rules stand alone.

A sentence encoder fine-tuned on this project's own phrases (`make train-safety`), int8, run on one thread. It reads the
message in the one spelling that `bot.safety.spelling` gives it. Where it sees something a larger network looks again, and only
both together raise anything; where there is no larger one, the small one raises alone, with thresholds of its own.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot.encoder.running import Pieces, Session
from bot.logs import Events
from bot.safety.english import is_english
from bot.safety.last_few import LastFew
from bot.safety.patterns import IDIOM
from bot.safety.rules import Spelt
from bot.safety.second_look import SecondLook
from bot.safety.stretches import Cut, Skimmer
from bot.working_model.risk import Level, RiskKind, Verdict

MODEL: Final = Path(__file__).resolve().parents[2] / "models" / "safety"
LEVELS: Final = (Level.WATCH, Level.CONCERN, Level.ACUTE)
KINDS: Final = (RiskKind.SELF, RiskKind.FROM_SOMEONE, RiskKind.TO_OTHERS, RiskKind.CHILD, RiskKind.SOMEONE)
OUTPUTS: Final = len(LEVELS) + len(KINDS)
"""Log-odds that the message is at least at each of `LEVELS`, then one score for each of `KINDS`."""
_RARER: Final = 0.7
"""How much more is wanted of `concern` and `acute` with the logarithm of the stretches there were to choose from: chosen on once-blind
phrases amid ordinary talk (decision 0080), so that a long message is seldom met with an alarm that nothing in it calls for.
"""
# A word or two ("bye", "no one") say too little to a network; the rules read them.
_LEAST_WORDS: Final = 3
# Whoever is at one level is at the one below, too: an answer that does not see the lower one contradicts itself and counts for nothing.
_LEEWAY: Final = 0.4
# What the rules read as told history, or cannot read at all, has its own path; a guess must not overrule it.
_LEFT_ALONE: Final = (RiskKind.PAST_HARM, RiskKind.BEREAVED, RiskKind.UNKNOWN_LANGUAGE)
_events: Final = Events("safety.classifier")

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Log-odds from which each level is raised to."""

    watch: float
    concern: float
    acute: float
    leeway: float = _LEEWAY
    """How far below its own threshold `watch` may stay where `concern` is reached."""

    def of(self, level: Level) -> float:
        """The threshold of a level."""
        return float(getattr(self, level.value))

    def for_stretches(self, count: int) -> Thresholds:
        """Those for a message that had `count` stretches to choose from: whoever looks that often for a sign sees one by chance
        that much more often (Bonferroni). A faint one, `watch`, needs all of that more; a plain one part of it, and what `concern`
        and `acute` ask of the level below rises with them alone.
        """
        more = math.log(count)
        plainer = _RARER * more
        return replace(
            self, watch=self.watch + more, concern=self.concern + plainer, acute=self.acute + plainer, leeway=self.leeway + more - plainer
        )  # fmt: skip

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Thresholds:
        """From a JSON object. Raises `ValueError` where one is missing or no number."""
        try:
            limits = [float(data[level.value]) for level in LEVELS]
        except (KeyError, TypeError) as error:
            raise ValueError("a threshold is missing or no number") from error
        if not np.isfinite(limits).all():
            raise ValueError("a threshold is no number")
        return cls(*limits)


class Classifier:
    """The model of a folder: `model.onnx`, `tokenizer.json`, `thresholds.json`, `skim.npy`, and the two files of the second look."""

    def __init__(self, folder: Path) -> None:
        """Loads the files; raises whatever is wrong with them."""
        data = json.loads((folder / "thresholds.json").read_text(encoding="utf-8"))
        self.thresholds = Thresholds.from_dict(data)
        self._skimmer = Skimmer.load(Pieces(folder / "tokenizer.json"), folder)
        self._session = Session(folder / "model.onnx")
        self.both: Thresholds | None = None
        self._second: SecondLook | None = None
        if "both" in data and "doubt" in data:  # without thresholds of their own the two together say nothing
            self.both, self.doubt = Thresholds.from_dict(data["both"]), float(data["doubt"])
            self._second = SecondLook.load(folder)
        self._latest: LastFew[tuple[Scores, Thresholds | None]] = LastFew()
        self.judged(("a", "first", "word"))

    @classmethod
    def load(cls, folder: Path = MODEL) -> Classifier | None:
        """The classifier of a folder; None, with one line in the log, where a file is missing or broken."""
        try:
            return cls(folder)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the files, the rules must stand
            _events.warning("safety_classifier_missing", reason=type(error).__name__)
            return None

    def judged(self, words: Sequence[str]) -> tuple[Scores, Thresholds | None]:
        """[OUTPUTS] of the whole message, and the thresholds they are to be held to: none where nothing is to be raised.

        Of a message looked at a second time they are at hand.
        """
        return self._latest.of("\0".join(words), lambda: self._judged(self._skimmer.cut(words)))

    def _judged(self, cut: Cut) -> tuple[Scores, Thresholds | None]:
        first, worst = self.first_look(cut.windows)
        alone = self.thresholds.for_stretches(cut.of)
        if self._second is None or self.both is None:
            return first, alone
        if first[LEVELS.index(Level.WATCH)] < self.doubt:
            return first, None
        try:
            return self._second.scores(worst, first), self.both.for_stretches(cut.of)
        except Exception as error:  # noqa: BLE001 - a fault in the second look must not cost the first
            _events.warning("safety_second_look_failed", reason=type(error).__name__)
            return first, alone

    def first_look(self, cut: Sequence[Sequence[int]]) -> tuple[Scores, Sequence[int]]:
        """What the small network says of a message's windows, and the window of most concern.

        The highest of any window for each level, the kinds of the window of most concern.
        """
        table = np.array([self._run(window) for window in cut])
        worst = int(np.argmax(table[:, LEVELS.index(Level.CONCERN)]))
        found: Scores = table[worst].copy()
        found[: len(LEVELS)] = table[:, : len(LEVELS)].max(0)
        return found, cut[worst]

    def _run(self, ids: Sequence[int]) -> Scores:
        shape = (1, len(ids))
        inputs: dict[str, npt.NDArray[Any]] = {
            "ids": np.array([ids], dtype=np.int64),
            "segments": np.zeros(shape, dtype=np.int64),
            "lengths_mask": np.ones(shape, dtype=np.float32),
        }
        found: Scores = self._session.run(inputs)[0]
        if found.shape != (OUTPUTS,):
            raise ValueError("the model has another shape")
        return found

    def raised(self, verdict: Verdict, words: Sequence[str]) -> Verdict:
        """The verdict, or a higher one. `words` is the message as `bot.safety.spelling` reads it."""
        if not (may_raise(verdict) and len(words) >= _LEAST_WORDS and is_english(words)):
            return verdict
        try:
            scores, limits = self.judged(words)
        except Exception as error:  # noqa: BLE001 - a fault here must not cost what the rules found
            _events.warning("safety_classifier_failed", reason=type(error).__name__)
            return verdict
        if limits is None:
            return verdict
        for number, level in reversed(list(enumerate(LEVELS))):
            if scores[number] >= limits.of(level) and _is_of_one_mind(scores, number, limits):
                return _raised_to(level, verdict, scores)
        return verdict


def _is_of_one_mind(scores: Scores, number: int, limits: Thresholds) -> bool:
    """Whether the level below is reached too, or nearly."""
    below = max(0, number - 1)
    leeway = limits.leeway if LEVELS[below] is Level.WATCH else _LEEWAY
    return float(scores[below]) >= limits.of(LEVELS[below]) - leeway


def _raised_to(level: Level, verdict: Verdict, scores: Scores) -> Verdict:
    if level.rank <= verdict.level.rank:
        return verdict
    kind = KINDS[int(np.argmax(scores[len(LEVELS) :]))]
    if level is Level.WATCH:
        kind = RiskKind.SELF  # the gentle check asks how the person is
    elif verdict.level is Level.CONCERN and verdict.kind is not None:
        kind = verdict.kind  # the rules saw what it is about
    return Verdict(level, kind, (*verdict.rules, f"classifier.{level.value}"))


def reading(spelt: Spelt) -> list[str]:
    """The words of a message in one spelling, those within an idiom known to the rules left out ("he'll kill me if I'm late")."""
    words, codes = spelt
    if len(words) != len(codes):
        return words
    return [word for word, code in zip(words, codes, strict=True) if code != IDIOM]


def may_raise(verdict: Verdict) -> bool:
    """Whether what the rules found leaves anything to the classifier."""
    return verdict.level is not Level.ACUTE and verdict.kind not in _LEFT_ALONE
