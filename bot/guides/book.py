"""All guides, and what they say: implements the Guides Protocol of `bot.working_model.protocols`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

from bot.errors import NotFoundError
from bot.guides.addressed import is_misread
from bot.guides.choice import ask_again, choose
from bot.guides.conditions import tells_nothing_tried
from bot.guides.format import PlannedGuide, load_guides
from bot.guides.reflection import ReflectionWriter
from bot.guides.situation import Focus, Situation, is_declined
from bot.guides.strain import calls_for_closing
from bot.guides.terms import explained, is_asked_alone
from bot.working_model.dialogue import DialogueState
from bot.working_model.guide import Guide, NextQuestion, Reflection
from bot.working_model.identity import KnownPersonId
from bot.working_model.person import DeclinedTopic, KnownPerson
from bot.working_model.statement import Asked, Reading

DATA: Final = Path(__file__).parents[2] / "data"


class GuideBook:
    """The guides of a folder, in the order of their file names."""

    def __init__(self, *, plans: Sequence[PlannedGuide], writer: ReflectionWriter) -> None:
        self._plans = {plan.guide.id: plan for plan in plans}
        self._writer = writer

    @classmethod
    def load(cls, path: Path = DATA / "guides", *, reflections: Path = DATA / "replies" / "reflections.yml") -> Self:
        """Reads the guides and the words of reflections. Raises `SetUpError` listing every mistake."""
        return cls(plans=load_guides(path), writer=ReflectionWriter.load(reflections))

    def all(self) -> Sequence[Guide]:
        """Every guide."""
        return tuple(plan.guide for plan in self._plans.values())

    def get(self, guide_id: str) -> Guide:
        """One guide. Raises `NotFoundError`."""
        return self._plan(guide_id).guide

    def closing(self, guide_id: str, *, seed: int = 0) -> str:
        """One of a guide's calming exercises. Raises `NotFoundError`."""
        closings = self._plan(guide_id).closings
        return closings[seed % len(closings)]

    def next_question(
        self,
        state: DialogueState,
        *,
        known: Sequence[KnownPerson],
        read_now: Reading,
        answer: str,
        thin: Sequence[tuple[str, str]],
        declined: Sequence[DeclinedTopic],
        unsafe: Sequence[KnownPersonId],
        step_kept: bool = False,
    ) -> NextQuestion | None:
        """See the Protocol. Raises `NotFoundError` where the state names a guide that is no longer there."""
        if state.guide_id is None:
            return None
        plan = self._plan(state.guide_id)
        return choose(Situation(plan, state, known, read_now, answer, thin, declined, unsafe, step_kept))

    def repeat(self, state: DialogueState, *, known: Sequence[KnownPerson]) -> NextQuestion | None:
        """See the Protocol."""
        if state.guide_id is None:
            return None
        return ask_again(Situation(self._plan(state.guide_id), state, known))

    def reflect(
        self, answer: str, read_now: Reading, asked: Asked | None, *, openings: Sequence[str]
    ) -> Reflection | None:
        """See the Protocol."""
        return self._writer.write(answer, read_now, asked, openings=openings)

    def tells_nothing_tried(self, answer: str) -> bool:
        """See the Protocol."""
        return tells_nothing_tried(answer)

    def explained(self, state: DialogueState, text: str) -> tuple[str, bool] | None:
        """See the Protocol."""
        if state.guide_id is None:
            return None
        terms = self._plan(state.guide_id).terms
        means = explained(text, terms)
        return None if means is None else (means, is_asked_alone(text, terms))

    def says_misread(self, answer: str) -> bool:
        """See the Protocol."""
        return is_misread(answer)

    def calls_for_closing(self, answer: str, earlier: Sequence[str], *, is_watched: bool) -> bool:
        """See the Protocol."""
        return calls_for_closing(answer, earlier, is_watched=is_watched)

    def is_declined(self, person: KnownPerson, declined: Sequence[DeclinedTopic]) -> bool:
        """See the Protocol."""
        return is_declined(Focus(person.figure, person.name), declined)

    def _plan(self, guide_id: str) -> PlannedGuide:
        plan = self._plans.get(guide_id)
        if plan is None:
            raise NotFoundError("There is no such guide.")
        return plan
