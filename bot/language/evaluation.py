"""Evaluates a reader on labelled messages (`attune evaluate`): what it reads right, what it misses, what it sees where nothing is."""

from __future__ import annotations

import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.language.corpus import Labelled
from bot.language.measures import Count, Tally, calibration_error, coverage_risk, kappa, reliability, wilson
from bot.language.reader import SpacyReader
from bot.working_model.statement import Asked, Direction, Facet, Figure, Reading, Span, Statement, Theme, Way
from bot.working_model.weights import DEFAULT

POLES: Final = tuple(f"{theme} {direction}" for theme in Theme for direction in Direction)
Read = Callable[[str, Asked | None], Reading]
Sentences = Callable[[str], list[Span]]
_HALF: Final = 0.5


@dataclass(slots=True)
class Report:
    """All figures of one reader on one set, plain values throughout; `misses` are for reading, not for the page."""

    name: str
    split: str
    messages: int = 0
    sentences: int = 0
    figures: dict[str, Any] = field(default_factory=dict)
    misses: list[tuple[str, str, str]] = field(default_factory=list)


def sentence_spans(reader: SpacyReader) -> Sentences:
    """How every reader's findings are laid out by sentence, so that all are counted alike."""
    from bot.language.clauses import sentences

    def spans(text: str) -> list[Span]:
        words = reader.words(text)
        return [Span(words[a].start, max(words[b - 1].end, words[a].start + 1)) for a, b, _ in sentences(words)]

    return spans


def evaluate(
    name: str,
    read: Read,
    messages: Sequence[Labelled],
    *,
    split: str,
    spans: Sentences,
) -> Report:
    """Reads every message and counts."""
    counter = _Counter(spans)
    took: list[float] = []
    for message in messages:
        started = time.perf_counter()
        reading = read(message.text, message.asked)
        took.append(time.perf_counter() - started)
        counter.add(message, reading)
    report = Report(name, split, len(messages), counter.sentences, counter.figures(), counter.misses)
    report.figures["ms_a_message_p50"] = 1000 * statistics.median(took) if took else 0.0
    return report


class _Counter:
    """Collects what one message after another adds to every measure."""

    def __init__(self, spans: Sentences) -> None:
        self.spans = spans
        self.sentences = self.neutral = self.alarms = self.shown_alarms = 0
        self.poles, self.exact, self.half, self.everything, self.ways = Tally(), Count(), Count(), Count(), Tally()
        self.short = Count()
        self.way_pairs: list[tuple[str, str]] = []
        self.attributes: dict[str, list[bool]] = defaultdict(list)
        self.figure_by: dict[str, list[bool]] = defaultdict(list)
        self.direction: list[bool] = []
        self.scored: list[tuple[float, bool]] = []
        # Of what the summary would show (`bot.working_model.weights`): whether it is right.
        self.shown: list[bool] = []
        self.shown_self_minus: list[bool] = []
        self.shown_safety_minus: list[bool] = []
        self.by: dict[str, dict[str, Count]] = {"register": {}, "group": {}}
        self.confusion: Counter[tuple[str, str]] = Counter()
        self.misses: list[tuple[str, str, str]] = []

    def add(self, message: Labelled, reading: Reading) -> None:
        spans = self.spans(message.text) or [Span(0, 1)]
        there, said = _by_sentence(message.statements, spans), _by_sentence(reading.statements, spans)
        covered = {
            i
            for s in message.statements
            for i, span in enumerate(spans)
            if s.span.start < span.end and span.start < s.span.end
        }
        self.sentences += len(spans)
        for i, span in enumerate(spans):
            self._sentence(message, span.of(message.text), there.get(i, []), said.get(i, []), neutral=i not in covered)
        self._pairs(message, reading, spans)
        self._coping(message, reading)
        if message.asked is not None and message.asked.facet is not None and len(message.text.split()) <= 6:
            self._short(message, reading)

    def _sentence(
        self, message: Labelled, text: str, there: list[Statement], said: list[Statement], *, neutral: bool
    ) -> None:
        gold, read = {_pole(s) for s in there}, {_pole(s) for s in said}
        self.poles.add(gold, read)
        for kind, key in (("register", message.register), ("group", message.group)):
            if key:
                count = self.by[kind].setdefault(key, Count())
                count.right += len(gold & read)
                count.false += len(read - gold)
                count.missed += len(gold - read)
        if neutral:
            self.neutral += 1
            self.alarms += bool(said)
            self.shown_alarms += any(DEFAULT.shows(s) for s in said)
        for s in said:
            right = _pole(s) in gold
            self.scored.append((s.confidence, right))
            if DEFAULT.shows(s):
                self.shown.append(right)
                if (s.theme, s.direction) == (Theme.SELF_WORTH, Direction.MINUS):
                    self.shown_self_minus.append(right)
                if (s.facet, s.direction) == (Facet.SAFETY, Direction.MINUS):
                    self.shown_safety_minus.append(right)
            if not right:
                self.misses.append(("false alarm" if neutral else "wrong", f"{_pole(s)} {s.facet} [{s.rule}]", text))
        for theme in {s.theme for s in there} & {s.theme for s in said}:
            ours, theirs = (
                {s.direction for s in said if s.theme is theme},
                {s.direction for s in there if s.theme is theme},
            )
            if len(theirs) == 1 and len(ours) == 1:
                self.direction.append(ours == theirs)
        for missed in gold - read:
            self.misses.append(("missed", missed, text))
            self.confusion[(missed, next(iter(sorted(read - gold)), "nothing"))] += 1
        for false in read - gold:
            if not gold - read:
                self.confusion[("nothing", false)] += 1

    def _pairs(self, message: Labelled, reading: Reading, spans: list[Span]) -> None:
        left = list(reading.statements)
        matched = matched_half = whole = 0
        for there in message.statements:
            same = [s for s in left if _pole(s) == _pole(there) and _place(s.span, spans) == _place(there.span, spans)]
            best = max(same, key=lambda s: (s.facet is there.facet, _overlap(s.span, there.span)), default=None)
            if best is None:
                continue
            left.remove(best)
            self._attributes(there, best, message)
            matched += best.span == there.span
            half = _overlap(best.span, there.span) >= _HALF
            matched_half += half
            whole += half and _all_alike(best, there)
        for count, right in ((self.exact, matched), (self.half, matched_half), (self.everything, whole)):
            count.right += right
            count.missed += len(message.statements) - right
            count.false += len(reading.statements) - right

    def _attributes(self, there: Statement, said: Statement, message: Labelled) -> None:
        for name in ("facet", "figure", "time", "grain", "certainty"):
            self.attributes[name].append(getattr(there, name) == getattr(said, name))
        quote = there.span.of(message.text).lower().split()
        if there.figure in (Figure.SELF, Figure.OTHERS):
            kind = "self or others"
        elif any(w.strip(".,!?'’") in _PRONOUNS for w in quote) and not _names(there, quote):
            kind = "pronoun"
        else:
            kind = "named" if _names(there, quote) else "carried"
        self.figure_by[kind].append(there.figure is said.figure)

    def _coping(self, message: Labelled, reading: Reading) -> None:
        there, said = {c.way for c in message.coping}, {c.way for c in reading.coping}
        self.ways.add(there, said)
        for way in Way:
            self.way_pairs.append((f"{way} {way in there}", f"{way} {way in said}"))

    def _short(self, message: Labelled, reading: Reading) -> None:
        there, said = {_pole(s) for s in message.statements}, {_pole(s) for s in reading.statements}
        self.short.right += len(there & said)
        self.short.false += len(said - there)
        self.short.missed += len(there - said)

    def figures(self) -> dict[str, Any]:
        micro = self.poles.micro()
        return {
            "micro": _three(micro),
            "macro_f1": self.poles.macro_f1(POLES),
            "by_pole": {pole: _three(self.poles.counts.get(pole, Count())) for pole in POLES},
            "span_exact_f1": self.exact.f1,
            "span_half_f1": self.half.f1,
            "all_attributes_f1": self.everything.f1,
            "direction_given_theme": _mean(self.direction),
            "attributes": {name: _mean(values) for name, values in self.attributes.items()},
            "figure_by": {kind: (_mean(values), len(values)) for kind, values in sorted(self.figure_by.items())},
            "coping_macro_f1": self.ways.macro_f1(list(Way)),
            "coping_micro": _three(self.ways.micro()),
            "coping_kappa": kappa((a.endswith("True"), b.endswith("True")) for a, b in self.way_pairs),
            "neutral_sentences": self.neutral,
            "alarms_per_100_neutral": 100 * self.alarms / max(1, self.neutral),
            "shown_alarms_per_100_neutral": 100 * self.shown_alarms / max(1, self.neutral),
            "shown_precision": _share(self.shown),
            "shown_precision_self_worth_minus": _share(self.shown_self_minus),
            "shown_precision_safety_minus": _share(self.shown_safety_minus),
            "shown_recall": sum(self.shown) / max(1, micro.right + micro.missed),
            "calibration_error": calibration_error(self.scored),
            "reliability": [(b.confidence, b.right, b.count) for b in reliability(self.scored)],
            "coverage_risk": coverage_risk(self.scored),
            "short_answers": _three(self.short),
            "by_register": _missed(self.by["register"]),
            "by_group": _missed(self.by["group"]),
            "confusion": [(a, b, n) for (a, b), n in self.confusion.most_common(12)],
        }


_PRONOUNS: Final = frozenset(
    [
        "he",
        "she",
        "him",
        "her",
        "they",
        "them",
        "his",
        "their",
        "hes",
        "shes",
        "theyre",
        "he's",
        "she's",
        "they're",
        "he'd",
        "she'd",
        "hed",
        "he'll",
        "she'll",
        "theyll",
    ]
)


def _names(statement: Statement, quote: Iterable[str]) -> bool:
    words = {w.strip(".,!?'’") for w in quote}
    return bool(statement.name and statement.name.lower() in words) or bool(
        words & {"my", "mum", "mom", "dad", "god", "nan", "gran", "our"}
    )


def _pole(s: Statement) -> str:
    return f"{s.theme} {s.direction}"


def _place(span: Span, sentences: Sequence[Span]) -> int:
    """The sentence a span begins in; the last one before it where it begins between two."""
    return max((i for i, s in enumerate(sentences) if s.start <= span.start), default=0)


def _by_sentence(statements: Iterable[Statement], sentences: Sequence[Span]) -> dict[int, list[Statement]]:
    found: dict[int, list[Statement]] = defaultdict(list)
    for s in statements:
        found[_place(s.span, sentences)].append(s)
    return found


def _overlap(a: Span, b: Span) -> float:
    """Shared characters over all characters of both."""
    common = max(0, min(a.end, b.end) - max(a.start, b.start))
    return common / (max(a.end, b.end) - min(a.start, b.start))


def _all_alike(a: Statement, b: Statement) -> bool:
    return all(
        getattr(a, part) == getattr(b, part)
        for part in ("theme", "facet", "direction", "figure", "time", "grain", "certainty")
    )


def _three(count: Count) -> dict[str, float]:
    return {"precision": count.precision, "recall": count.recall, "f1": count.f1, "there": count.right + count.missed}


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _share(values: Sequence[bool]) -> dict[str, float]:
    low, high = wilson(sum(values), len(values))
    return {"share": _mean(values), "low": low, "high": high, "n": len(values)}


def _missed(by: dict[str, Count]) -> dict[str, tuple[float, int]]:
    """False minus rate: the share missed, and how many there were, for groups with ten or more."""
    return {key: (1.0 - c.recall, c.right + c.missed) for key, c in sorted(by.items()) if c.right + c.missed >= 10}
