"""Corrects a way of coping that was read: contest, remove, restore. It weighs nothing in the model, so nothing is revised."""

from __future__ import annotations

from bot.errors import NotFoundError
from bot.service.parts import Parts
from bot.working_model.identity import PersonId
from bot.working_model.kept import Standing


def contest_way(parts: Parts, person_id: PersonId, number: int) -> None:
    """ "That's not right": it stays in the history and is shown no more. What was removed stays removed. Raises `NotFoundError`."""
    _stand(parts, person_id, number, Standing.CONTESTED)


def remove_way(parts: Parts, person_id: PersonId, number: int) -> None:
    """As if never heard; its quote reads "removed by you" everywhere. Raises `NotFoundError`."""
    _stand(parts, person_id, number, Standing.REMOVED)


def restore_way(parts: Parts, person_id: PersonId, number: int) -> None:
    """As if never contested or removed. Raises `NotFoundError`."""
    _stand(parts, person_id, number, Standing.LIVE)


def _stand(parts: Parts, person_id: PersonId, number: int, standing: Standing) -> None:
    with parts.store.begin() as uow:
        kept = next((way for way in uow.statements.coping_of(person_id) if way.number == number), None)
        if kept is None:
            raise NotFoundError("There is no such line.")
        if kept.standing is Standing.REMOVED and standing is Standing.CONTESTED:
            return  # its words stay unseen until it is brought back
        uow.statements.set_way_standing(person_id, number, standing)
        uow.commit()
