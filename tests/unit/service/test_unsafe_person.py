"""Once danger from someone was told, the guide asks for no way back to them: nothing suggests reaching out."""

from __future__ import annotations

from dataclasses import replace

from bot.safety.protocol import FixedReplies
from bot.working_model.risk import Level, RiskKind, Verdict
from bot.working_model.statement import Figure, Reading
from tests.builders import Talk, ToldReader, ToldScreen, mention, parts

QUARREL = "My partner Mark and I argued about a weekend with my friend."
DANGER = "No, he scares me."
NEVER = {"argue.fear", "argue.repair"}


def _asked(*, danger: bool) -> set[str]:
    reader = ToldReader({QUARREL: Reading(mentions=(mention(QUARREL, "My partner Mark", Figure.PARTNER, "Mark"),))})
    verdicts = {DANGER: Verdict(Level.CONCERN, RiskKind.FROM_SOMEONE, ("told",))} if danger else {}
    talk = Talk.begin(replace(parts(reader=reader, screen=ToldScreen(verdicts)), safety=FixedReplies()))
    talk.press(talk.greeting, "After an argument")
    talk.say(QUARREL)
    asked = set()
    for _ in range(20):
        state = talk.conversation.state
        if state.step_id is None:
            return asked
        asked.add(state.step_id)
        reply = talk.say(
            DANGER
            if state.step_id == "argue.safe" and "argue.safe" not in state.answered
            else "We went on with the day after that, as we mostly do."
        )
        going_on = [c.label for c in reply.choices if c.label.startswith("Go on")]
        if going_on:
            talk.press(reply, going_on[0])
            talk.say("He did what he does, and I let it be.")
    raise AssertionError("the guide did not end")


def test_no_question_asks_for_a_way_back_to_someone_dangerous() -> None:
    assert not _asked(danger=True) & NEVER


def test_without_danger_it_does() -> None:
    assert _asked(danger=False) & NEVER
