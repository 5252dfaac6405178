"""`attune compile`: transcripts as JSON lines in, one compiled model a person out; for researchers with their own words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol

from bot.working_model.guide import StepKind
from bot.working_model.identity import ConversationId, EpisodeId, KnownPersonId, MessageId, PersonId, StatementId
from bot.working_model.kept import KeptCoping, KeptStatement, Quote, Source
from bot.working_model.lines import Line
from bot.working_model.person import KnownPerson, Tie
from bot.working_model.protocols import Reader
from bot.working_model.revision import rebuild
from bot.working_model.statement import Asked, Elicits, Facet, Figure, Reading, Statement, Theme
from bot.working_model.summary import Summary, compile_summary
from bot.working_model.weights import DEFAULT, Weights

START: Final = datetime(2025, 1, 1, tzinfo=UTC)  # the time of messages that state none: a minute apart, in order
_STORY: Final = frozenset({StepKind.MOMENT, StepKind.WISH, StepKind.THEY_DID, StepKind.I_DID, StepKind.MEANING})


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


def compile_lines(source: Iterable[str], target: Writable, *, reader: Reader, weights: Weights = DEFAULT) -> None:
    """One JSON object a line in (`id`, `messages`), one out (`id`, `axes`, `people`, `lines`, `unknown`), in the same order.

    The same input gives the same output. A line that cannot be taken is answered empty, with an `error` that says what is wrong
    and never repeats its words, and the work goes on.
    """
    for line in source:
        if line.strip():
            target.write(json.dumps(_answer(line, reader, weights), ensure_ascii=False) + "\n")


def _answer(line: str, reader: Reader, weights: Weights) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        return {"id": None, **_NOTHING, "error": "no JSON"}
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("messages"), list):
        given = record.get("id") if isinstance(record, dict) else None
        return {"id": given, **_NOTHING, "error": "id or messages are missing"}
    for at, message in enumerate(record["messages"]):
        wrong = _wrong_with(message)
        if wrong:
            return {"id": record["id"], **_NOTHING, "error": f"message {at}: {wrong}"}
    return compile_person(record, reader=reader, weights=weights)


def compile_person(record: Mapping[str, Any], *, reader: Reader, weights: Weights = DEFAULT) -> dict[str, Any]:
    """One person's transcript, compiled. `record` is one line of the input, already parsed and checked."""
    transcript = Transcript()
    for index, message in enumerate(record["messages"]):
        transcript.hear(index, message, reader)
    at = max((kept.said_at_utc for kept in transcript.statements), default=START)
    summary = compile_summary(
        rebuild(transcript.statements, weights=weights),
        statements=transcript.statements,
        coping=transcript.coping,
        known=transcript.known,
        quote_of=transcript.quote_of,
        quote_of_way=transcript.quote_of_way,
        now_utc=at,
        weights=weights,
    )
    return {"id": record["id"], **_compiled(summary, transcript)}


@dataclass(slots=True)
class Transcript:
    """What one person said, read message by message."""

    statements: list[KeptStatement] = field(default_factory=list)
    coping: list[KeptCoping] = field(default_factory=list)
    known: list[KnownPerson] = field(default_factory=list)
    _texts: dict[MessageId, str] = field(default_factory=dict)
    _questions: dict[MessageId, str] = field(default_factory=dict)
    _number: int = 0
    _about: KnownPersonId | None = None
    _story: int = 0
    _in_story: bool = False

    def hear(self, index: int, message: Mapping[str, Any], reader: Reader) -> None:
        """Reads one message and keeps what it says."""
        text, asked = message["text"], _asked(message.get("asked"))
        message_id = MessageId(str(index))
        self._texts[message_id] = text
        self._questions[message_id] = asked.question if asked else ""
        at = _time(message.get("at"), index)
        reading = reader.read(text, self._in_view(asked), self.known)
        episode = self._episode(text, asked)
        self._meet(reading)
        for statement in reading.statements:
            self._number += 1
            meant = self._meant(statement.figure, statement.name)
            self.statements.append(
                KeptStatement(
                    id=StatementId(f"s{self._number}"),
                    number=self._number,
                    message_id=message_id,
                    conversation_id=ConversationId("batch"),
                    said_at_utc=at,
                    statement=_elicited(statement, asked),
                    about=meant.id if meant else None,
                    tie=meant.tie if meant else Tie.CURRENT,
                    episode_id=episode,
                )
            )
        for coping in reading.coping:
            self._number += 1
            whom = self._meant(coping.figure, None) if coping.figure else None
            about = whom.id if whom else self._about
            self.coping.append(
                KeptCoping(self._number, message_id, ConversationId("batch"), at, coping, about, episode)
            )

    def quote_of(self, kept: KeptStatement) -> Quote:
        """The words of a statement."""
        text = kept.statement.span.of(self._texts[kept.message_id])
        return Quote(kept.id, kept.message_id, text, self._questions[kept.message_id], kept.said_at_utc)

    def quote_of_way(self, kept: KeptCoping) -> Quote:
        """The words of a way of coping."""
        text = kept.coping.span.of(self._texts[kept.message_id])
        question = self._questions[kept.message_id]
        return Quote(
            StatementId(f"way{kept.number}"), kept.message_id, text, question, kept.said_at_utc, source=Source.WAY
        )

    def _in_view(self, asked: Asked | None) -> Asked | None:
        """The question as the reader is given it: where it names nobody, the person last spoken of is who "she" may be."""
        last = next((person for person in self.known if person.id == self._about), None)
        if last is None or (asked is not None and asked.figure is not None):
            return asked
        return replace(asked or Asked(), figure=last.figure, name=last.name)

    def _episode(self, text: str, asked: Asked | None) -> EpisodeId:
        """Answers that tell one story are one episode; so is any other message; the same words again add nothing new."""
        telling = asked is not None and asked.step in _STORY
        if telling and (not self._in_story or (asked and asked.step == StepKind.MOMENT)):
            self._story += 1
        self._in_story = telling
        if telling:
            return EpisodeId(f"story{self._story}")
        plain = " ".join(text.casefold().split())
        return EpisodeId(hashlib.sha256(plain.encode()).hexdigest()[:16])

    def _meet(self, reading: Reading) -> None:
        for mention in reading.mentions:
            met = self._meant(mention.figure, mention.name)
            self._about = met.id if met else self._about

    def _meant(self, figure: Figure, name: str | None) -> KnownPerson | None:
        """The known person a figure and name mean, met now if new. Two names are two people; a name learnt later is kept."""
        if not figure.is_particular:
            return None
        same = [person for person in self.known if person.figure is figure]
        for person in same:
            if name is not None and person.name is not None and person.name.casefold() == name.casefold():
                return person
        nameless = [person for person in same if person.name is None]
        if name is None and same:
            return nameless[0] if nameless else same[-1] if len(same) == 1 else self._add(figure, None)
        if name is not None and len(nameless) == 1:
            named = replace(nameless[0], name=name)
            self.known[self.known.index(nameless[0])] = named
            return named
        return self._add(figure, name)

    def _add(self, figure: Figure, name: str | None) -> KnownPerson:
        tie = Tie.ENDED if figure is Figure.EX_PARTNER else Tie.CURRENT
        new = KnownPerson(KnownPersonId(f"p{len(self.known) + 1}"), PersonId("batch"), figure, name, tie)
        self.known.append(new)
        return new


def _compiled(summary: Summary, transcript: Transcript) -> dict[str, Any]:
    spans = {kept.id: kept.statement.span for kept in transcript.statements}
    people = {
        person.id: {key: value for key, value in person.to_data().items() if key != "id"} for person in summary.people
    }
    return {
        "axes": summary.axes.to_data(),
        "people": people,
        "lines": [_line(line, spans.get) for line in summary.lines],
        "unknown": [unknown.text for unknown in summary.unknown],
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


def _elicited(statement: Statement, asked: Asked | None) -> Statement:
    if statement.elicited is not Elicits.NONE or asked is None or asked.theme is not statement.theme:
        return statement
    return replace(statement, elicited=asked.elicits)


def _wrong_with(message: Any) -> str | None:
    if not isinstance(message, dict) or not isinstance(message.get("text"), str):
        return "text is missing"
    try:
        _asked(message.get("asked"))
    except (ValueError, TypeError, AttributeError):
        return "asked holds question, theme, facet, figure, name, elicits and step, as the codebook names them"
    try:
        _time(message.get("at"), 0)
    except (ValueError, TypeError):
        return "at is no ISO 8601 time"
    return None


def _asked(data: Any) -> Asked | None:
    if data is None:
        return None
    if isinstance(data, str):
        return Asked(question=data, elicits=Elicits.OPEN)
    return Asked(
        question=data.get("question") or "",
        theme=Theme(data["theme"]) if data.get("theme") else None,
        facet=Facet(data["facet"]) if data.get("facet") else None,
        figure=Figure(data["figure"]) if data.get("figure") else None,
        name=data.get("name"),
        elicits=Elicits(data.get("elicits") or "none"),
        step=data.get("step"),
    )


def _time(at: Any, index: int) -> datetime:
    if at is None:
        return START + timedelta(minutes=index)
    found = datetime.fromisoformat(at)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


__all__ = ["Transcript", "compile_lines", "compile_person"]
