"""One person's transcript, read message by message: what `attune compile` compiles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from bot.working_model.guide import StepKind
from bot.working_model.identity import ConversationId, EpisodeId, KnownPersonId, MessageId, PersonId, StatementId
from bot.working_model.kept import KeptCoping, KeptStatement, Quote, Source
from bot.working_model.person import KnownPerson, Tie
from bot.working_model.protocols import Reader
from bot.working_model.statement import Asked, Elicits, Figure, Reading, Statement

READ_CHARS: Final = 20_000  # of a message; the rest is not read
_STORY: Final = frozenset({StepKind.MOMENT, StepKind.WISH, StepKind.THEY_DID, StepKind.I_DID, StepKind.MEANING})


@dataclass(frozen=True, slots=True)
class Told:
    """One message of a transcript, checked: the words, the question they answered, when they were said."""

    text: str
    asked: Asked | None
    at_utc: datetime


@dataclass(slots=True)
class Transcript:
    """What one person said, read message by message."""

    statements: list[KeptStatement] = field(default_factory=list)
    coping: list[KeptCoping] = field(default_factory=list)
    known: list[KnownPerson] = field(default_factory=list)
    unread: int = 0
    cut: int = 0
    _texts: dict[MessageId, str] = field(default_factory=dict)
    _questions: dict[MessageId, str] = field(default_factory=dict)
    _number: int = 0
    _about: KnownPersonId | None = None
    _story: int = 0
    _in_story: bool = False

    def hear(self, index: int, told: Told, reader: Reader) -> None:
        """Reads one message and keeps what it says."""
        text, asked, at = told.text, told.asked, told.at_utc
        message_id = MessageId(str(index))
        self._texts[message_id] = text
        self._questions[message_id] = asked.question if asked else ""
        reading = reader.read(text, self._in_view(asked), self.known)
        self.unread += not reading.language_known
        self.cut += len(text) > READ_CHARS
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
        for told in reading.ties:
            met = self._meant(told.figure, told.name)
            if met is not None and met.tie is not Tie.DIED:
                self.known[self.known.index(met)] = replace(met, tie=told.tie)

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


def _elicited(statement: Statement, asked: Asked | None) -> Statement:
    if statement.elicited is not Elicits.NONE or asked is None or asked.theme is not statement.theme:
        return statement
    return replace(statement, elicited=asked.elicits)


__all__ = ["READ_CHARS", "Told", "Transcript"]
