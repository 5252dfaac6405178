"""What was expected and what then happened, side by side: the small steps a person takes with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from bot.working_model.dialogue import Message
from bot.working_model.identity import KnownPersonId, MessageId, SmallStepId, StatementId
from bot.working_model.kept import Quote, Source

SURE_MAX: Final = 10
SIDES: Final[Mapping[Source, str]] = MappingProxyType(
    {Source.PLAN: "The step", Source.EXPECTED: "What you expected", Source.HAPPENED: "What happened"}
)
ASKED_MOST: Final = (
    2  # visits at which an untold step is asked about; after that it is let go, for asking on would be pressing
)


@dataclass(frozen=True, slots=True)
class SmallStep:
    """One small step as it is kept. Its words stand in messages: `plan` what is to be tried, `expected` what is thought will come
    of it, `happened` what came of it; each None until it is told.

    `asked` counts the visits at which it was asked about. `came_true` is the person's own answer, None where they have not said.
    """

    id: SmallStepId
    taken_at_utc: datetime
    about: KnownPersonId | None = None
    plan: MessageId | None = None
    expected: MessageId | None = None
    sure: int | None = None
    happened: MessageId | None = None
    came_true: bool | None = None
    asked: int = 0

    def __post_init__(self) -> None:
        if self.sure is not None and not 0 <= self.sure <= SURE_MAX:
            raise ValueError("how sure lies between 0 and 10")

    @property
    def is_open(self) -> bool:
        """True while there is an expectation beside which nothing stands yet, and it has not been asked about too often."""
        return self.expected is not None and self.happened is None and self.asked < ASKED_MOST

    @property
    def message_ids(self) -> tuple[MessageId, ...]:
        """Where its words stand, in the order in which they were said."""
        return tuple(each for each in (self.plan, self.expected, self.happened) if each is not None)


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
    plan: Quote | None = None

    def __post_init__(self) -> None:
        if self.sure is not None and not 0 <= self.sure <= SURE_MAX:
            raise ValueError("how sure lies between 0 and 10")

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The words, in order."""
        return tuple(each for each in (self.plan, self.expected, self.happened) if each is not None)


def foreseen(step: SmallStep, messages: Mapping[MessageId, Message]) -> Foreseen | None:
    """A kept step with its words, None where nothing was expected of it (yet) or its words are gone."""
    expected = _quote(step, "expected", step.expected, messages)
    if expected is None:
        return None
    return Foreseen(
        step.id,
        step.about,
        expected,
        step.sure,
        _quote(step, "happened", step.happened, messages),
        step.came_true,
        _quote(step, "plan", step.plan, messages),
    )


def _quote(
    step: SmallStep, part: str, message_id: MessageId | None, messages: Mapping[MessageId, Message]
) -> Quote | None:
    """The whole message. It rests on no statement; its id is the step's own, so that it is numbered by itself."""
    message = messages.get(message_id) if message_id is not None else None
    if message is None:
        return None
    question = message.asked.question if message.asked else ""
    own = StatementId(f"{step.id}.{part}")
    return Quote(own, message.id, message.text, question, message.at_utc, source=Source(part))


def foreseen_text(step: Foreseen, name: str | None) -> str:
    """One sentence on a small step; the words themselves stand beside it as quotes."""
    with_whom = f" with {name}" if name else ""
    sure = "" if step.sure is None else f" ({step.sure} out of {SURE_MAX} sure)"
    start = f"You planned a small step{with_whom} and said what you expected{sure}."
    if step.happened is None:
        return f"{start} What happened has not been told yet."
    if step.came_true is None:
        return f"{start} Beside it stands what happened."
    return f"{start} {'It turned out as you expected.' if step.came_true else 'It turned out differently.'}"
