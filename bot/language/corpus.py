"""The labelled corpus (data/statements/*.jsonl): loading, checking, and the split into train, dev and test by scenario."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from bot.errors import SetUpError
from bot.working_model.statement import (
    THEME_OF,
    Asked,
    Coping,
    Direction,
    Elicits,
    Facet,
    Figure,
    Grain,
    Outcome,
    Span,
    Statement,
    Theme,
    Time,
    Way,
)

CORPUS: Final = Path(__file__).parents[2] / "data" / "statements"
SPLITS: Final = ("train", "dev", "test")
_TRAIN_SHARE: Final = 0.70
_DEV_SHARE: Final = 0.15
ALWAYS_TRAIN: Final = ("s4-", "ways-", "taught-")
"""Scenarios that can be no test: the seed's plain talk, read before the split existed; ways of coping and what was written since,
labelled by one coder alone."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled message. `split` follows from `scenario` alone."""

    id: str
    scenario: str
    register: str
    text: str
    statements: tuple[Statement, ...]
    coping: tuple[Coping, ...]
    asked: Asked | None
    group: str | None
    split: str


def split_of(scenario: str) -> str:
    """train, dev or test, from the hash of the scenario's name: it never changes as the corpus grows."""
    if scenario.startswith(ALWAYS_TRAIN):
        return "train"
    share = int(hashlib.sha256(scenario.encode()).hexdigest()[:8], 16) / 2**32
    return "train" if share < _TRAIN_SHARE else "dev" if share < _TRAIN_SHARE + _DEV_SHARE else "test"


def load_corpus(folder: Path = CORPUS, *, strict: bool = True) -> list[Labelled]:
    """Every message of every file, in the files' order. Raises `SetUpError` naming file, line and field of every mistake.

    With `strict` off a mistaken line is left out: for work on a corpus that others are writing.
    """
    problems: list[str] = []
    messages: list[Labelled] = []
    ids: set[str] = set()
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            where = f"{path.name}:{number}"
            found = list(_problems(line, ids))
            if found:
                problems.extend(f"{where}: {problem}" for problem in found)
                continue
            data = json.loads(line)
            ids.add(data["id"])
            messages.append(_labelled(data))
    if problems and strict:
        raise SetUpError(problems)
    return messages


def _problems(line: str, ids: set[str]) -> Iterator[str]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        yield f"no JSON: {error.msg}"
        return
    missing = {"id", "scenario", "register", "text", "statements", "coping"} - set(data)
    if missing:
        yield f"fields missing: {', '.join(sorted(missing))}"
        return
    if data["id"] in ids:
        yield "field id: used twice"
    for s in data["statements"]:
        if s.get("quote") not in data["text"] or not s.get("quote"):
            yield "field quote: it is not in the text"
        for kind, field in (
            (Theme, "theme"),
            (Facet, "facet"),
            (Direction, "direction"),
            (Figure, "figure"),
            (Time, "time"),
            (Grain, "grain"),
        ):
            if s.get(field) not in list(kind):
                yield f"field {field}: {s.get(field)!r} is not in the codebook"
        if s.get("facet") in list(Facet) and THEME_OF[Facet(s["facet"])] != s.get("theme"):
            yield "field facet: it belongs to another theme"
    for c in data["coping"]:
        if c.get("way") not in list(Way) or c.get("outcome") not in (*Outcome, None):
            yield "field coping: the way or the outcome is not in the codebook"
        if c.get("quote") not in data["text"] or not c.get("quote"):
            yield "field coping: the quote is not in the text"


def relabelled(message: Labelled, data: Mapping[str, Any]) -> Labelled:
    """The message with the statements and ways of coping of another coder. Raises `ValueError` where a quote is not in it or a label unknown."""
    statements, coping = (
        tuple(_statements(message.text, data["statements"])),
        tuple(_coping(message.text, data["coping"])),
    )
    return replace(message, statements=statements, coping=coping)


def _labelled(data: Mapping[str, Any]) -> Labelled:
    text = data["text"]
    return Labelled(
        id=data["id"], scenario=data["scenario"], register=data["register"], text=text, statements=tuple(_statements(text, data["statements"])),
        coping=tuple(_coping(text, data["coping"])),
        asked=asked_of(data.get("asked")), group=data.get("group"), split=split_of(data["scenario"]),
    )  # fmt: skip


def _statements(text: str, listed: Iterable[Mapping[str, Any]]) -> Iterator[Statement]:
    for s in listed:
        yield Statement(
            span=_span(text, s["quote"]), theme=Theme(s["theme"]), facet=Facet(s["facet"]), direction=Direction(s["direction"]), figure=Figure(s["figure"]),
            name=s["name"] or None, time=Time(s["time"]), grain=Grain(s["grain"]), certainty=float(s["certainty"]),
        )  # fmt: skip


def _coping(text: str, listed: Iterable[Mapping[str, Any]]) -> Iterator[Coping]:
    for c in listed:
        yield Coping(_span(text, c["quote"]), Way(c["way"]), Outcome(c["outcome"]) if c["outcome"] else None)


def _span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def asked_of(data: Any) -> Asked | None:
    """The question a message answers, from its JSON form; raises `ValueError` or `KeyError` where it is not one of the codebook's."""
    if not data:
        return None
    return Asked(
        question=str(data.get("question") or ""), theme=Theme(data["theme"]) if data.get("theme") else None, facet=Facet(data["facet"]) if data.get("facet") else None,
        figure=Figure(data["figure"]) if data.get("figure") else None, name=data.get("name") or None, elicits=Elicits(data.get("elicits") or "none"), step=data.get("step"),
    )  # fmt: skip
