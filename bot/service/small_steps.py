"""Small steps: taken with somebody, kept with what was expected of them, and looked at again at the next visit."""

from __future__ import annotations

from bot.working_model.expectation import Foreseen, foreseen
from bot.working_model.identity import PersonId
from bot.working_model.protocols import UnitOfWork


def foreseen_within(uow: UnitOfWork, person_id: PersonId) -> list[Foreseen]:
    """The steps of which something was expected, with the words of expectation and outcome, oldest first."""
    steps = uow.small_steps.of(person_id)
    messages = {message.id: message for message in uow.messages.many({m for s in steps for m in s.message_ids})}
    return [each for step in steps if (each := foreseen(step, messages)) is not None]
