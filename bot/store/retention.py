"""Forgetting: persons long gone, and Rasa's windows that outlived their conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select

from bot.store.tables import ConversationRow, MessageRow, PersonRow, TrackerWindowRow, WayBackRow
from bot.store.transaction import Transaction
from bot.working_model.identity import PersonId


@dataclass(frozen=True, slots=True)
class Limits:
    """Nothing of a person is younger than this: `kept` for whoever can come back, `closed` for whoever made no way back."""

    kept: datetime
    closed: datetime


def idle_persons(transaction: Transaction, limits: Limits) -> list[PersonId]:
    """Persons of whom nothing is younger: not they themselves, no conversation, no message in or out."""
    return [PersonId(row.id) for row in transaction.rows(select(PersonRow.id).where(_is_over(limits)))]


def lock_if_idle(transaction: Transaction, person_id: PersonId, limits: Limits) -> bool:
    """Asks again under lock, for the person may have come back; a message on its way waits for the lock, or we for it."""
    transaction.start_writing()
    transaction.row(select(PersonRow.id).where(PersonRow.id == person_id).with_for_update())
    transaction.rows(select(ConversationRow.id).where(ConversationRow.person_id == person_id).with_for_update())
    still = select(PersonRow.id).where(PersonRow.id == person_id, _is_over(limits))
    return transaction.row(still) is not None


def drop_orphan_windows(transaction: Transaction, before_utc: datetime) -> int:
    """Removes windows last written before `before_utc` whose conversation is not there."""
    has_conversation = exists().where(ConversationRow.id == TrackerWindowRow.sender_id)
    return transaction.change(
        delete(TrackerWindowRow).where(TrackerWindowRow.updated_at_utc < before_utc.timestamp(), ~has_conversation)
    )


def _is_over(limits: Limits) -> ColumnElement[bool]:
    can_come_back = exists().where(WayBackRow.person_id == PersonRow.id)
    return or_(_is_idle(limits.kept), and_(~can_come_back, _is_idle(limits.closed)))


def _is_idle(before_utc: datetime) -> ColumnElement[bool]:
    of_person = ConversationRow.person_id == PersonRow.id
    talked = exists().where(of_person, ConversationRow.last_at_utc >= before_utc)
    wrote = exists().where(of_person, MessageRow.conversation_id == ConversationRow.id, MessageRow.at_utc >= before_utc)
    return and_(PersonRow.created_at_utc < before_utc, ~talked, ~wrote)
