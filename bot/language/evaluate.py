"""`attune evaluate`: measures the reader beside its baselines, writes docs/reading.md, or checks against the recorded figures."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from bot.errors import SetUpError
from bot.language import baselines
from bot.language.agreement import agreement, second_labels
from bot.language.challenge import invariance, pairs
from bot.language.corpus import SPLITS, Labelled, load_corpus
from bot.language.evaluation import Report, evaluate, sentence_spans
from bot.language.reader import MODEL, SpacyReader
from bot.language.report import drops, recorded, write

_ROOT: Final = Path(__file__).parents[2]
PAGE: Final = _ROOT / "docs" / "reading.md"
COMPARED: Final = MODEL / "compared.json"
RECORDED: Final = MODEL / "figures.json"
LABELLED_BY: Final = "language models working by the codebook, each message by one, those of the newer files in dev and test by two and a third; see data/statements/README.md."
_SIXTY_WORDS: Final = (
    "My mum was always working when I was small so I learnt to do things on my own. I still find it hard to ask anybody for help, even my husband, "
    "who is kind and would drop everything for me. Last week I had a fever and I said nothing. I think I am afraid he gets tired of me one day."
)


def evaluate_command(
    *,
    split: str = "test",
    check: bool = False,
    write_page: bool = False,
    misses: bool = False,
    say: Callable[[str], object] = print,
) -> int:
    """Measures on `split` and says the figures; 1 where `check` finds a drop of more than a point. Raises `SetUpError` for an unknown split.

    `write_page` writes docs/reading.md (and, for the test split, the recorded figures); `misses` lists what was read wrong
    (never for test: what is seen there is lost for measuring).
    """
    if split not in SPLITS:
        raise SetUpError([f"there is no split {split!r}: choose {', '.join(SPLITS)}"])
    started = time.perf_counter()
    reader = SpacyReader()
    load_s = time.perf_counter() - started
    messages = load_corpus()
    chosen = [m for m in messages if m.split == split]
    spans = sentence_spans(reader)
    report = evaluate("Attune", lambda text, asked: reader.read(text, asked), chosen, split=split, spans=spans)
    say(json.dumps(_short(report), indent=1))
    if misses and split != "test":
        for kind, label, text in report.misses:
            say(f"{kind}\t{label}\t{text}")
    if check:
        worse = drops(report.figures, json.loads(RECORDED.read_text(encoding="utf-8")))
        for line in worse:
            say(f"worse than recorded: {line}")
        return 1 if worse else 0
    if write_page:
        others = _baselines(messages, chosen, split, reader)
        extra = _extra(reader, chosen, messages, load_s)
        write(report, others, extra, page=PAGE, plots=PAGE.parent, command=f"attune evaluate --split {split} --write")
        if split == "test":
            RECORDED.parent.mkdir(parents=True, exist_ok=True)
            RECORDED.write_text(json.dumps(recorded(report.figures), indent=1) + "\n", encoding="utf-8")
    return 0


def _short(report: Report) -> dict[str, Any]:
    """The figures without the long lists."""
    left_out = ("reliability", "coverage_risk", "by_group", "confusion")
    return {"split": report.split, "messages": report.messages, "sentences": report.sentences} | {
        k: v for k, v in report.figures.items() if k not in left_out
    }


def _baselines(messages: list[Labelled], chosen: list[Labelled], split: str, reader: SpacyReader) -> list[Report]:
    spans = sentence_spans(reader)
    train = [m for m in messages if m.split == "train"]
    rules = SpacyReader(model=None)
    readers = {
        "nothing (majority)": baselines.nothing,
        "a list of words": baselines.lexicon(spans),
        "bags of words, logistic regression": baselines.bag_of_words(train, spans),
        "our rules alone": lambda text, asked: rules.read(text, asked),
    }
    return [evaluate(name, read, chosen, split=split, spans=spans) for name, read in readers.items()]


def _extra(reader: SpacyReader, chosen: list[Labelled], messages: list[Labelled], load_s: float) -> dict[str, Any]:
    by_kind = pairs(reader.read)
    total = sum(n for _, n, _ in by_kind.values())
    took = []
    for _ in range(60):
        started = time.perf_counter()
        reader.read(_SIXTY_WORDS)
        took.append(time.perf_counter() - started)
    return {
        "pairs": by_kind,
        "pairs_all": sum(share * n for share, n, _ in by_kind.values()) / total,
        "invariance": invariance(reader.read, chosen),
        "compared": json.loads(COMPARED.read_text(encoding="utf-8")) if COMPARED.exists() else {},
        "agreement": agreement(second_labels(messages), sentence_spans(reader)),
        "corpus": f"{len(messages)} messages from {len({m.scenario for m in messages})} scenarios, {sum(bool(m.statements) for m in messages)} with a statement",
        "labelled_by": LABELLED_BY,
        "ms_60_words": 1000 * statistics.median(took),
        "load_s": load_s,
        "mb": _memory_mb(),
    }


def _memory_mb() -> float:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
