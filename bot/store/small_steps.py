"""The small steps that people take with them, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select, update

from bot.errors import ConflictError, NotFoundError
from bot.store.keys import Keys
from bot.store.mapping import SMALL_STEP, SmallStepFacts
from bot.store.tables import SmallStepRow
from bot.store.transaction import Transaction
from bot.working_model.expectation import SmallStep
from bot.working_model.identity import PersonId, SmallStepId

_OF_PERSON = (
    select(SmallStepRow.id, SmallStepRow.taken_at_utc, SmallStepRow.sealed)
    .where(SmallStepRow.person_id == bindparam("person"))
    .order_by(SmallStepRow.taken_at_utc, SmallStepRow.id)
)
_SAVE = update(SmallStepRow).where(SmallStepRow.id == bindparam("this"), SmallStepRow.person_id == bindparam("person"))


class SqlSmallSteps:
    """Small steps of all persons."""

    def __init__(self, transaction: Transaction, keys: Keys) -> None:
        self._transaction = transaction
        self._keys = keys

    def add(self, person_id: PersonId, step: SmallStep) -> None:
        """Raises `NotFoundError` where there is no such person, `ConflictError` where the id is taken."""
        values = {
            "id": step.id,
            "person_id": person_id,
            "taken_at_utc": step.taken_at_utc,
            "sealed": self._sealed(person_id, step),
        }
        if not self._transaction.insert(SmallStepRow, values):
            raise ConflictError("this small step is there already")

    def save(self, person_id: PersonId, step: SmallStep) -> None:
        """Replaces all but the day it was taken. Raises `NotFoundError` where the person has no such step."""
        saved = self._transaction.change(_SAVE, this=step.id, person=person_id, sealed=self._sealed(person_id, step))
        if not saved:
            raise NotFoundError("no such small step")

    def of(self, person_id: PersonId) -> Sequence[SmallStep]:
        """In the order in which they were taken."""
        found = self._transaction.rows(_OF_PERSON, person=person_id)
        if not found:
            return []
        key = self._keys.of(person_id)
        steps = []
        for row in found:
            facts = SMALL_STEP.unseal(key, row.id, row.sealed)
            steps.append(
                SmallStep(
                    id=SmallStepId(row.id),
                    taken_at_utc=row.taken_at_utc,
                    about=facts.about,
                    plan=facts.plan,
                    expected=facts.expected,
                    sure=facts.sure,
                    happened=facts.happened,
                    came_true=facts.came_true,
                    asked=facts.asked,
                )
            )
        return steps

    def _sealed(self, person_id: PersonId, step: SmallStep) -> bytes:
        facts = SmallStepFacts(
            step.about, step.plan, step.expected, step.sure, step.happened, step.came_true, step.asked
        )
        return SMALL_STEP.seal(self._keys.of(person_id), step.id, facts)
