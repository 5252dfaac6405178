"""`attune compile`: transcripts as JSON lines in, one compiled model a person out; for researchers with their own words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol

from bot.working_model.identity import StatementId
from bot.working_model.lines import Line
from bot.working_model.protocols import Reader
from bot.working_model.revision import rebuild
from bot.working_model.statement import Asked, Elicits, Facet, Figure, Theme
from bot.working_model.summary import Summary, compile_summary
from bot.working_model.transcript import READ_CHARS, Told, Transcript
from bot.working_model.weights import DEFAULT, Weights

START: Final = datetime(2025, 1, 1, tzinfo=UTC)  # the time of messages that state none: a minute apart, in order
_YEARS: Final = range(1900, 2200)
_UNPLACED: Final[dict[str, Any]] = {"mean": None, "low": None, "high": None, "n": 0}
_NOTHING: Final[dict[str, Any]] = {
    "axes": {"worry": _UNPLACED, "distance": _UNPLACED},
    "people": {},
    "lines": [],
    "unknown": [],
}


class Writable(Protocol):
    """Where the lines go."""

    def write(self, text: str, /) -> object: ...


class _WrongError(ValueError):
    """What is wrong with a line, in one sentence that repeats none of its words."""


def compile_lines(source: Iterable[str], target: Writable, *, reader: Reader, weights: Weights = DEFAULT) -> None:
    """One JSON object a line in (`id`, `messages`), one out (`id`, `axes`, `people`, `lines`, `unknown`), in the same order.

    The same input gives the same output. A line that cannot be taken is answered empty, with an `error` that says in one sentence
    what is wrong and never repeats its words, and the work goes on.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(source, start=1):
        if line.strip():
            # Half a surrogate pair is no character and cannot be written; JSON can still carry one.
            written = json.dumps(_answer(line, number, seen, reader, weights), ensure_ascii=False)
            target.write(written.encode("utf-8", "replace").decode("utf-8") + "\n")


def _answer(line: str, number: int, seen: dict[str, int], reader: Reader, weights: Weights) -> dict[str, Any]:
    given = None
    try:
        record = _record(line)
        given = _id(record)
        first = seen.setdefault(json.dumps(given), number)
        if first != number:
            raise _WrongError(f"The id was there already, in line {first}.")
        return {"id": given, **compile_person(_messages(record), reader=reader, weights=weights)}
    except _WrongError as wrong:
        return {"id": given, **_NOTHING, "error": str(wrong)}
    except Exception as error:  # noqa: BLE001  one person's line must not cost the others theirs
        return {"id": given, **_NOTHING, "error": f"The line could not be compiled ({type(error).__name__})."}


def compile_person(messages: list[Told], *, reader: Reader, weights: Weights = DEFAULT) -> dict[str, Any]:
    """One person's transcript, compiled: `axes`, `people`, `lines`, `unknown`."""
    transcript = Transcript()
    for index, told in enumerate(messages):
        transcript.hear(index, told, reader)
    at = max((kept.said_at_utc for kept in transcript.statements), default=START)
    summary = compile_summary(
        rebuild(transcript.statements, known=transcript.known, weights=weights),
        statements=transcript.statements,
        coping=transcript.coping,
        known=transcript.known,
        quote_of=transcript.quote_of,
        quote_of_way=transcript.quote_of_way,
        now_utc=at,
        weights=weights,
    )
    return _compiled(summary, transcript)


def _record(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise _WrongError("The line is no JSON.") from None
    if not isinstance(record, dict):
        raise _WrongError("The line is no JSON object.")
    return record


def _id(record: dict[str, Any]) -> str | int:
    given = record.get("id")
    if not isinstance(given, str | int) or isinstance(given, bool) or given == "":
        raise _WrongError("The id is missing, or is neither text nor a whole number.")
    return given


def _messages(record: dict[str, Any]) -> list[Told]:
    messages = record.get("messages")
    if not isinstance(messages, list):
        raise _WrongError("The messages are missing, or are no list.")
    times = [_time(message, at) for at, message in enumerate(messages)]
    # Only how far apart things were said counts: the last of them is set to our own fixed time.
    shift = START - max((time for time in times if time is not None), default=START)
    return [
        Told(
            _text(message, at),
            _asked(message, at),
            START + timedelta(minutes=at + 1 - len(messages)) if time is None else time + shift,
        )
        for at, (message, time) in enumerate(zip(messages, times, strict=True))
    ]


def _text(message: dict[str, Any], at: int) -> str:
    text = message.get("text")
    if not isinstance(text, str):
        raise _WrongError(f"messages[{at}] has no text.")
    return text


def _time(message: Any, at: int) -> datetime | None:
    if not isinstance(message, dict):
        raise _WrongError(f"messages[{at}] is no JSON object.")
    given = message.get("at")
    if given is None:
        return None
    try:
        found = datetime.fromisoformat(given)
    except (ValueError, TypeError):
        raise _WrongError(f"The time of messages[{at}] is no ISO 8601 time.") from None
    if found.year not in _YEARS:
        raise _WrongError(f"The time of messages[{at}] lies outside the years {_YEARS.start} to {_YEARS.stop - 1}.")
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _asked(message: dict[str, Any], at: int) -> Asked | None:
    data = message.get("asked")
    if data is None:
        return None
    if isinstance(data, str):
        return Asked(question=data, elicits=Elicits.OPEN)
    try:
        return Asked(
            question=_words(data.get("question")) or "",
            theme=Theme(data["theme"]) if data.get("theme") else None,
            facet=Facet(data["facet"]) if data.get("facet") else None,
            figure=Figure(data["figure"]) if data.get("figure") else None,
            name=_words(data.get("name")),
            elicits=Elicits(data.get("elicits") or "none"),
            step=_words(data.get("step")),
        )
    except (ValueError, TypeError, AttributeError):
        raise _WrongError(
            f"`asked` of messages[{at}] is neither a question nor an object with question, theme, facet, figure, name,"
            " elicits and step as the codebook names them."
        ) from None


def _words(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("no text")
    return value


def _compiled(summary: Summary, transcript: Transcript) -> dict[str, Any]:
    spans = {kept.id: kept.statement.span for kept in transcript.statements}
    people = {
        person.id: {key: value for key, value in person.to_data().items() if key != "id"} for person in summary.people
    }
    return {
        "axes": summary.axes.to_data(),
        "people": people,
        "lines": [_line(line, spans.get) for line in summary.lines],
        "unknown": [*(unknown.text for unknown in summary.unknown), *_not_read(transcript)],
    }


def _line(line: Line, span_of: Callable[[StatementId], Any]) -> dict[str, Any]:
    data = line.to_data()
    sources = []
    for each in line.quotes:
        span = span_of(each.quote.statement_id)
        sources.append(
            {"message": int(each.quote.message_id)} | ({"start": span.start, "end": span.end} if span else {})
        )
    kept = ("id", "text", "about", "theme", "facet", "direction", "era", "sure", "mixed")
    return {key: data[key] for key in kept} | {"quotes": [each.quote.text for each in line.quotes], "sources": sources}


def _not_read(transcript: Transcript) -> list[str]:
    found = []
    if transcript.unread:
        found.append(f"Messages in a language that is not read: {transcript.unread}.")
    if transcript.cut:
        found.append(f"Messages of which only the first {READ_CHARS:,} characters were read: {transcript.cut}.")
    return found


__all__ = ["compile_lines", "compile_person"]
