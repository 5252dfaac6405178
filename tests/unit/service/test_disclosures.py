"""Past harm is kept only where the person said yes, folded; a loss is read at the next answer; both once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.safety.protocol import FixedReplies
from bot.working_model.kept import KeptStatement
from bot.working_model.risk import Level, RiskKind, Verdict
from bot.working_model.statement import Direction, Facet, Figure, Reading
from tests.builders import Talk, ToldReader, ToldScreen, parts, statement

HARM = "My stepfather hit me when I was small."
LOSS = "My brother killed himself and Mum was never there after."
NEXT = "It was an ordinary day otherwise, all in all."
READER = ToldReader(
    {
        HARM: Reading(statements=(statement(HARM, HARM[:-1], Facet.SAFETY, Direction.MINUS, Figure.STEPPARENT),)),
        LOSS: Reading(
            statements=(statement(LOSS, "Mum was never there", Facet.AVAILABILITY, Direction.MINUS, Figure.MOTHER),)
        ),
    }
)
SCREEN = ToldScreen(
    {
        HARM: Verdict(Level.NONE, RiskKind.PAST_HARM, ("history.hurt",)),
        LOSS: Verdict(Level.NONE, RiskKind.BEREAVED, ("history.bereaved",)),
    }
)


@pytest.fixture
def talk() -> Talk:
    found = Talk.begin(replace(parts(reader=READER, screen=SCREEN), safety=FixedReplies()))
    found.press(found.greeting, "Someone I lean on")
    return found


def _kept(talk: Talk) -> list[KeptStatement]:
    with talk.parts.store.begin() as uow:
        return list(uow.statements.of(talk.conversation.person_id))


@pytest.mark.parametrize(("label", "kept"), [("Yes, keep it", [True]), ("No, leave it out", []), ("Go on", [])])
def test_harm_is_kept_only_where_the_person_said_yes(talk: Talk, label: str, kept: list[bool]) -> None:
    asked = talk.say(HARM)
    assert "May I keep this in your summary?" in asked.text
    talk.accept(choice_id=next(choice.id for choice in asked.choices if choice.label.startswith(label)))
    assert _kept(talk) == []
    for _ in range(2):
        talk.say(NEXT)
    assert [each.folded for each in _kept(talk)] == kept


def test_a_loss_is_read_at_the_next_answer_and_once(talk: Talk) -> None:
    talk.say(LOSS)
    assert _kept(talk) == []
    for _ in range(3):
        talk.say(NEXT)
    assert [(each.statement.figure, each.folded) for each in _kept(talk)] == [(Figure.MOTHER, True)]
