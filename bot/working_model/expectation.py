"""What was expected and what then happened, side by side: the small steps a person takes with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.working_model.identity import KnownPersonId
from bot.working_model.kept import Quote

SURE_MAX: Final = 10


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One small step: with whom, what was expected, how sure (0–10), and what happened, once it is told.

    `came_true` is the person's own answer, None where they have not said. Prediction beside outcome is the working part of a
    behavioural experiment (Bennett-Levy et al. 2004).
    """

    id: str
    about: KnownPersonId | None
    expected: Quote
    sure: int | None = None
    happened: Quote | None = None
    came_true: bool | None = None

    def __post_init__(self) -> None:
        if self.sure is not None and not 0 <= self.sure <= SURE_MAX:
            raise ValueError("how sure lies between 0 and 10")

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The words, in order."""
        return (self.expected,) if self.happened is None else (self.expected, self.happened)


def foreseen_text(step: Foreseen, name: str | None) -> str:
    """One sentence on a small step; the words themselves stand beside it as quotes."""
    with_whom = f" with {name}" if name else ""
    sure = "" if step.sure is None else f" ({step.sure} out of {SURE_MAX} sure)"
    start = f"You took a small step{with_whom} and said what you expected{sure}."
    if step.happened is None:
        return f"{start} What happened has not been told yet."
    if step.came_true is None:
        return f"{start} Beside it stands what happened."
    return f"{start} {'It came as you expected.' if step.came_true else 'It came differently.'}"
