"""The buttons that replies offer."""

from __future__ import annotations

from bot.service.parts import Parts
from bot.working_model.dialogue import Choice, Command, DialogueState


def choice(parts: Parts, label: str, command: Command, argument: str | None = None) -> Choice:
    """A button with a fresh opaque id."""
    return Choice(parts.ids.new(), label, command, argument)


def guide_choices(parts: Parts, state: DialogueState, *, first: str | None = None) -> tuple[Choice, ...]:
    """One button a listed guide: the one called `first`, then those not yet finished."""
    listed = [guide for guide in parts.guides.all() if guide.listed]
    guides = sorted(listed, key=lambda guide: (guide.id != first, guide.id in state.finished_guides))
    return tuple(
        choice(parts, f"{guide.title} ({guide.minutes} min)", Command.CHOOSE_GUIDE, guide.id) for guide in guides
    )
