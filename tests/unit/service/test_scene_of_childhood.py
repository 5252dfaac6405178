"""The screen is told where a scene of childhood was just asked for, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.guides.format import load_guides
from bot.service.accept_message import SCENES_OF_CHILDHOOD
from bot.working_model.dialogue import Stage
from bot.working_model.guide import StepKind
from bot.working_model.risk import Level, SafetyState, Verdict
from tests.builders import Talk, parts

GUIDES = Path(__file__).parents[3] / "data" / "guides"


@dataclass
class Noting:
    """Finds nothing, and notes what it was told of the question."""

    told: list[bool] = field(default_factory=list)

    def screen(self, text: str, recent: Sequence[str] = (), *, is_of_long_ago: bool = False) -> Verdict:
        self.told.append(is_of_long_ago)
        return Verdict(Level.NONE)


@pytest.mark.parametrize("step_id", SCENES_OF_CHILDHOOD)
def test_the_steps_are_there_and_ask_for_a_moment(step_id: str) -> None:
    steps = {step.id: step for plan in load_guides(GUIDES) for step in plan.guide.steps}
    assert steps[step_id].kind is StepKind.MOMENT


@pytest.mark.parametrize(
    ("step_id", "stage", "level", "wanted"),
    [
        ("then.picture", Stage.ASKING, Level.NONE, True),
        ("lean.upset", Stage.ASKING, Level.NONE, False),
        ("then.picture", Stage.PAUSED, Level.NONE, False),
        ("then.picture", Stage.ASKING, Level.CONCERN, False),
    ],
)
def test_it_is_told_only_where_the_scene_is_the_open_question(
    step_id: str, stage: Stage, level: Level, wanted: bool
) -> None:
    screen = Noting()
    talk = Talk.begin(parts(screen=screen))
    with talk.parts.store.begin() as uow:
        now = uow.conversations.get(talk.id)
        state = replace(now.state, step_id=step_id, stage=stage, safety=SafetyState(level=level))
        uow.conversations.save(replace(now, state=state))
        uow.commit()
    talk.accept("He is at the sink and I am not to speak.")
    assert any(screen.told) is wanted
