"""The pictures of one person's working model, as SVG: the map, a strip for somebody they talk about, the timeline."""

from __future__ import annotations

from bot.errors import NotFoundError
from bot.service.parts import Parts
from bot.service.summarise import summary_within
from bot.working_model.axes import Axes
from bot.working_model.drawing import draw_map, draw_strip, draw_timeline
from bot.working_model.identity import PersonId
from bot.working_model.revision import Revision

TRAIL_MOST = 12
TIMELINE_MOST = 200


def map_of(parts: Parts, person_id: PersonId) -> str:
    """The map, with the way there as a trail."""
    with parts.store.begin() as uow:
        summary = summary_within(uow, person_id, now_utc=parts.clock.now())
        revisions = [Revision.from_data(each) for each in uow.revisions.of(person_id, limit=TIMELINE_MOST)]
    return draw_map(summary, trail=_trail(revisions))


def strip_of(parts: Parts, person_id: PersonId, known_id: str) -> str:
    """The strip of one known person. Raises `NotFoundError` where nothing was said of them."""
    with parts.store.begin() as uow:
        summary = summary_within(uow, person_id, now_utc=parts.clock.now())
    found = next((person for person in summary.people if person.id == known_id), None)
    if found is None:
        raise NotFoundError("There is no such person.")
    return draw_strip(found)


def timeline_of(parts: Parts, person_id: PersonId) -> str:
    """The latest revisions on a line."""
    with parts.store.begin() as uow:
        return draw_timeline([Revision.from_data(each) for each in uow.revisions.of(person_id, limit=TIMELINE_MOST)])


def _trail(newest_first: list[Revision]) -> list[Axes]:
    """A few earlier places, evenly spaced over the revisions, oldest first."""
    earlier = newest_first[:0:-1]
    step = max(1, len(earlier) // TRAIL_MOST)
    return [revision.axes_after for revision in earlier[::step]]
