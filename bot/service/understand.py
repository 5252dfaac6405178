"""Reads a message and revises the working model by what it says; while safety is at stake nothing is interpreted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.service.acquaint import name_joined_to_role, without_who_was_taken_back
from bot.service.disclosures import told_before
from bot.service.how_things_stand import hear_ties
from bot.service.model_of import (
    Understanding,
    is_disclosure,
    revise_with,
    understanding_in,
    understanding_of,
)
from bot.service.set_right import without_what_was_set_right
from bot.service.turn import NOTHING_READ, Turn
from bot.working_model.dialogue import Message
from bot.working_model.guide import StepKind
from bot.working_model.identity import EpisodeId, StatementId
from bot.working_model.kept import KeptCoping, KeptStatement, Standing
from bot.working_model.naming import role_word
from bot.working_model.person import Tie
from bot.working_model.revision import Revision
from bot.working_model.risk import Level
from bot.working_model.statement import Asked, Elicits, Mention, Reading, Statement

EPISODE_STEPS = frozenset({StepKind.MOMENT, StepKind.WISH, StepKind.THEY_DID, StepKind.I_DID, StepKind.MEANING})
_NO_LONGER = re.compile(r"\b(?:ex|former)[ -]\w", re.IGNORECASE)  # "my ex best friend" is not called "best friend"
_BEFORE_CHARS = 20  # "my eldest brother " before a name


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read in the message, and where the working model stands after it."""

    reading: Reading
    understanding: Understanding
    kept: tuple[KeptStatement, ...] = ()


def understand(turn: Turn, asked: Asked | None, *, is_told_elsewhere: bool = False) -> Understood:
    """Reads `turn.message` in the light of `asked`, keeps what it says and revises the model.

    `is_told_elsewhere` is true for what stands as a part of a small step: who is in it is heard, and nothing is kept a second time.
    """
    if turn.state.safety.level.rank > Level.WATCH.rank or turn.message.level.rank > Level.WATCH.rank:
        return Understood(NOTHING_READ, _as_last_saved(turn))
    before = told_before(turn)
    if before is not None:
        _read(turn, before, before.asked)
    reading, statements, revision = _read(turn, turn.message, asked, is_told_elsewhere=is_told_elsewhere)
    if revision is None:
        understanding = _as_last_saved(turn)
    else:
        understanding = understanding_in(revision.model.standing(turn.people.known), about=turn.state.about)
    return Understood(reading, understanding, tuple(statements))


def _as_last_saved(turn: Turn) -> Understanding:
    return understanding_of(turn.uow, turn.conversation.person_id, about=turn.state.about, known=turn.people.known)


def _read(
    turn: Turn, message: Message, asked: Asked | None, *, is_told_elsewhere: bool = False
) -> tuple[Reading, list[KeptStatement], Revision | None]:
    reading = turn.parts.reader.read(message.text, asked, turn.people.known)
    if asked is not None and asked.step == StepKind.PERSON:
        named = without_who_was_taken_back(message.text, reading.mentions)
        reading = replace(reading, mentions=name_joined_to_role(message.text, named))
    if is_told_elsewhere:
        reading = replace(reading, statements=(), coping=())
    for mention in reading.mentions:
        word = _own_word(mention, message.text)
        turn.people.meant(mention.figure, mention.name, about=turn.state.about, called=word)
    hear_ties(turn.people, reading.ties, about=turn.state.about, at_utc=turn.now)
    statements, coping = _kept(turn, message, reading, asked)
    statements = without_what_was_set_right(turn.uow, turn.conversation.person_id, statements)
    if statements or coping:
        turn.uow.statements.add(turn.conversation.person_id, statements, coping)
    counting = [kept for kept in statements if kept.standing is Standing.LIVE]
    if not counting:
        return reading, statements, None
    person_id, known = turn.conversation.person_id, turn.people.known
    return reading, statements, revise_with(turn.uow, person_id, counting, at_utc=turn.now, known=known)


def _own_word(mention: Mention, text: str) -> str | None:
    """The person's own word for somebody's role, where it stands at the mention: "son" in "my son Ned", None in "Ned"."""
    around = text[max(0, mention.span.start - _BEFORE_CHARS) : mention.span.end]
    return None if _NO_LONGER.search(around) else role_word(mention.figure, [around])


def _kept(
    turn: Turn, message: Message, reading: Reading, asked: Asked | None
) -> tuple[list[KeptStatement], list[KeptCoping]]:
    person_id = turn.conversation.person_id
    number = turn.uow.statements.next_number(person_id) if reading.statements or reading.coping else 0
    folded = is_disclosure(message)
    kept: list[KeptStatement] = []
    for statement in reading.statements:
        meant = turn.people.meant(statement.figure, statement.name, about=turn.state.about)
        kept.append(
            KeptStatement(
                StatementId(turn.parts.ids.new()),
                number,
                message.id,
                turn.conversation.id,
                turn.now,
                _elicited(statement, asked),
                about=meant.id if meant else None,
                tie=meant.tie if meant else Tie.CURRENT,
                episode_id=_episode(turn, message, asked),
                folded=folded,
            )
        )
        number += 1
    coping = []
    for way in reading.coping:
        meant = turn.people.meant(way.figure, None, about=turn.state.about) if way.figure else None
        coping.append(
            KeptCoping(
                number,
                message.id,
                turn.conversation.id,
                turn.now,
                way,
                about=meant.id if meant else turn.state.about,
                episode_id=_episode(turn, message, asked),
            )
        )
        number += 1
    return kept, coping


def _elicited(statement: Statement, asked: Asked | None) -> Statement:
    """Marks how far the question called for it; on another theme than the one asked about it was volunteered."""
    if (
        asked is not None
        and asked.figure is not None
        and statement.figure.is_particular
        and statement.figure is not asked.figure
    ):
        return replace(statement, elicited=Elicits.NONE)  # said of somebody else than was asked about
    if statement.elicited is not Elicits.NONE or asked is None or asked.theme is not statement.theme:
        return statement
    return replace(statement, elicited=asked.elicits)


def _episode(turn: Turn, message: Message, asked: Asked | None) -> EpisodeId:
    """One told episode: the steps of one run of a guide that tell it; what stands in one message elsewhere goes together too."""
    if asked is not None and asked.step in EPISODE_STEPS and turn.state.guide_id is not None:
        run = len(turn.state.finished_guides)
        return EpisodeId(f"{turn.conversation.id}.{turn.state.guide_id}.{run}")
    return EpisodeId(message.id)


def spoken_about(turn: Turn, reading: Reading) -> None:
    """Turns the talk to the person whom an answer to "who?" names."""
    particular: Sequence[tuple[object, object]] = [
        (m.figure, m.name) for m in reading.mentions if m.figure.is_particular
    ] or [(s.figure, s.name) for s in reading.statements if s.figure.is_particular]
    for figure, name in particular:
        meant = turn.people.meant(figure, name, about=None)  # type: ignore[arg-type]
        if meant is not None:
            turn.set(about=meant.id)
            return
