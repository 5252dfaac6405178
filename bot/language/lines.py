"""`attune read`: JSON lines in, JSON lines out, one message a line. The form is stable."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Protocol, TextIO, TypeVar

from bot.language.reader import SpacyReader
from bot.working_model.protocols import Reader
from bot.working_model.statement import Asked, Elicits, Facet, Figure, Statement, Theme

_Kind = TypeVar("_Kind", bound=StrEnum)


class Out(Protocol):
    """Where lines are written."""

    def write(self, text: str, /) -> object: ...


def read_lines(lines_in: Iterable[str], out: Out | TextIO, *, reader: Reader | None = None) -> None:
    """Reads every line `{"id", "text", "asked"?}` and writes `{"id", "statements": [...]}`, in order.

    A line that is no JSON object with a text is answered with an "error" that names what is wrong, and the work goes on.
    """
    used = reader or SpacyReader()
    for line in lines_in:
        if line.strip():
            out.write(json.dumps(_answer(line, used), ensure_ascii=False) + "\n")


def _answer(line: str, reader: Reader) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError:
        return {"id": None, "statements": [], "error": "no JSON"}
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        given = data.get("id") if isinstance(data, dict) else None
        return {"id": given, "statements": [], "error": "text is missing"}
    text = data["text"]
    reading = reader.read(text, asked_from(data.get("asked")))
    answer: dict[str, Any] = {"id": data.get("id"), "statements": [statement_json(s, text) for s in reading.statements]}
    if not reading.language_known:
        answer["language_known"] = False
    return answer


def statement_json(statement: Statement, text: str) -> dict[str, Any]:
    """One statement as plain values; `person` is there only where the speaker gave a name."""
    made: dict[str, Any] = {
        "span": statement.span.of(text),
        "theme": statement.theme.value,
        "facet": statement.facet.value,
        "direction": statement.direction.value,
        "figure": statement.figure.value,
        "time": statement.time.value,
        "grain": statement.grain.value,
        "certainty": statement.certainty,
        "confidence": round(statement.confidence, 3),
    }
    if statement.name:
        made["person"] = statement.name
    return made


def asked_from(data: Any) -> Asked | None:
    """The question from its JSON form; a value the codebook does not have counts as left open."""
    if not isinstance(data, dict):
        return None
    return Asked(
        question=str(data.get("question") or ""),
        theme=_one_of(Theme, data.get("theme")),
        facet=_one_of(Facet, data.get("facet")),
        figure=_one_of(Figure, data.get("figure")),
        name=str(data["name"]) if data.get("name") else None,
        elicits=_one_of(Elicits, data.get("elicits")) or Elicits.NONE,
        step=str(data["step"]) if data.get("step") else None,
    )


def _one_of(kind: type[_Kind], value: Any) -> _Kind | None:
    return kind(value) if isinstance(value, str) and value in list(kind) else None
