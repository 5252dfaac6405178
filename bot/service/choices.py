"""The buttons that replies offer."""

from __future__ import annotations

from bot.service.parts import Parts
from bot.working_model.dialogue import Choice, Command, DialogueState


def choice(parts: Parts, label: str, command: Command, argument: str | None = None) -> Choice:
    """A button with a fresh opaque id."""
    return Choice(parts.ids.new(), label, command, argument)


def guide_choices(parts: Parts, state: DialogueState) -> tuple[Choice, ...]:
    """One button a guide, those not yet finished first."""
    guides = sorted(parts.guides.all(), key=lambda guide: guide.id in state.finished_guides)
    return tuple(
        choice(parts, f"{guide.title} ({guide.minutes} min)", Command.CHOOSE_GUIDE, guide.id) for guide in guides
    )
