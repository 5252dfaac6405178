"""What a guide is: a short series of steps, each asking one thing, within the minutes it promises."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.working_model.identity import KnownPersonId
from bot.working_model.statement import Asked, Elicits, Facet, Figure, Theme


class StepKind(StrEnum):
    """What a step asks for."""

    PERSON = "person"
    MOMENT = "moment"
    WISH = "wish"
    THEY_DID = "they_did"
    I_DID = "i_did"
    MEANING = "meaning"
    EXCEPTION = "exception"
    EXPECTATION = "expectation"
    THEN_AND_NOW = "then_and_now"
    SELF_VIEW = "self_view"
    SMALL_STEP = "small_step"
    CLOSING = "closing"


class Keeps(StrEnum):
    """Which part of a small step the answer to a guide's step is kept as (`bot.working_model.expectation`)."""

    PLAN = "plan"
    EXPECTED = "expected"
    SURE = "sure"
    HAPPENED = "happened"
    CAME_TRUE = "came_true"


@dataclass(frozen=True, slots=True)
class Step:
    """One question of a guide, in several wordings. `{person}` in a wording is the person talked about ("your sister Anna").

    `pass_when` names conditions under which the step is passed over (see `bot/guides/choice.py`); `why` answers "why do you ask?".
    """

    id: str
    kind: StepKind
    wordings: tuple[str, ...]
    why: str
    theme: Theme | None = None
    facet: Facet | None = None
    elicits: Elicits = Elicits.OPEN
    follow_ups: tuple[str, ...] = ()
    follow_up_when: tuple[str, ...] = ()
    pass_when: tuple[str, ...] = ()
    keeps: Keeps | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide as its file states it. `minutes` is what it promises; one that is not `listed` is offered only where it fits."""

    id: str
    title: str
    summary: str
    minutes: int
    opening: str
    steps: tuple[Step, ...]
    closing: tuple[str, ...]
    listed: bool = True


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The chooser's decision: which step, which wording of it, the question as it will be said, and what it asks for.

    Kept in the state as they are: `covered`, steps ahead that an answer has answered already; `evasive`, how many answers of
    this guide were bare, shrugged off or declined; `called`, the person's own word for whom the guide is with ("gran").
    """

    step_id: str
    wording: int
    question: str
    asked: Asked
    about: KnownPersonId | None = None
    is_follow_up: bool = False
    is_closing: bool = False
    covered: tuple[str, ...] = ()
    evasive: int = 0
    called: str | None = None


@dataclass(frozen=True, slots=True)
class Reflection:
    """The person's own words given back, tentatively. `opening` is the id of the opening used."""

    text: str
    opening: str


__all__ = ["Asked", "Figure", "Guide", "Keeps", "NextQuestion", "Reflection", "Step", "StepKind"]
