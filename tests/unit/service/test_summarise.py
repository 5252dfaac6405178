"""The summary holds what was told beside statements: ways of coping and small steps, each with its words, each correctable."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.errors import NotFoundError
from bot.service import queries
from bot.service.correct_line import remove
from bot.service.correct_way import contest_way, remove_way, restore_way
from bot.service.export_person import export_json, export_markdown
from bot.working_model.expectation import SmallStep
from bot.working_model.identity import SmallStepId
from bot.working_model.kept import KeptCoping
from bot.working_model.statement import Coping, Direction, Facet, Figure, Outcome, Reading, Span, Way
from bot.working_model.summary import Section
from tests.builders import NOON, Talk, ToldReader, parts, statement

QUIET = "I went quiet and it did not help."
EXPECT = "I think she will laugh at me."
HAPPENED = "She listened to the end."
READER = ToldReader(
    {
        QUIET: Reading(
            statements=(statement(QUIET, QUIET, Facet.COMFORT, Direction.MINUS, Figure.SIBLING, name="Anna"),),
            coping=(Coping(Span(0, 12), Way.WITHDRAW, Outcome.DID_NOT),),
        )
    }
)


@pytest.fixture
def talk() -> Talk:
    found = Talk.begin(parts(reader=READER))
    found.press(found.greeting, "Someone I lean on")
    found.say(QUIET)
    return found


def _section(talk: Talk, kind: str) -> Section | None:
    summary = queries.summary_of(talk.parts, talk.conversation.person_id)
    return next((section for section in summary.sections if section.kind == kind), None)


def _way(talk: Talk) -> KeptCoping:
    with talk.parts.store.begin() as uow:
        return uow.statements.coping_of(talk.conversation.person_id)[0]


def test_what_one_does_when_it_is_hard_is_shown_with_its_words(talk: Talk) -> None:
    section = _section(talk, "coping")
    assert section is not None
    line = section.to_data()["lines"][0]
    assert "did not help" in line["text"]
    assert [(quote["text"], quote["source"]) for quote in line["quotes"]] == [("I went quiet", "way")]
    assert "did not help" in export_markdown(talk.parts, talk.conversation.person_id).split("## Conversation")[0]


@pytest.mark.parametrize("correct", [contest_way, remove_way])
def test_it_can_be_corrected_and_brought_back(talk: Talk, correct: object) -> None:
    person, number = talk.conversation.person_id, _way(talk).number
    correct(talk.parts, person, number)  # type: ignore[operator]
    assert _section(talk, "coping") is None
    restore_way(talk.parts, person, number)
    assert _section(talk, "coping") is not None


def test_contesting_does_not_bring_removed_words_back(talk: Talk) -> None:
    person, number = talk.conversation.person_id, _way(talk).number
    remove_way(talk.parts, person, number)
    contest_way(talk.parts, person, number)
    assert export_json(talk.parts, person)["ways_of_coping"][0]["standing"] == "removed"


@pytest.mark.parametrize("correct", [contest_way, remove_way, restore_way])
def test_anothers_is_not_there(talk: Talk, correct: object) -> None:
    other = Talk.begin(talk.parts)
    with pytest.raises(NotFoundError):
        correct(talk.parts, other.conversation.person_id, _way(talk).number)  # type: ignore[operator]


def test_expected_and_happened_stand_side_by_side(talk: Talk) -> None:
    person = talk.conversation.person_id
    ids = {text: talk.accept(text).message.id for text in (EXPECT, HAPPENED)}
    step = SmallStep(
        SmallStepId("step"), NOON + timedelta(days=1), expected=ids[EXPECT], sure=7, happened=ids[HAPPENED]
    )
    with talk.parts.store.begin() as uow:
        uow.small_steps.add(person, step)
        uow.commit()
    section = _section(talk, "expected")
    assert section is not None
    quotes = section.to_data()["lines"][0]["quotes"]
    assert [(quote["source"], quote["text"]) for quote in quotes] == [("expected", EXPECT), ("happened", HAPPENED)]
    taken = export_markdown(talk.parts, person)
    assert f"What you expected: “{EXPECT}”" in taken
    assert f"What happened: “{HAPPENED}”" in taken


def test_removed_words_come_back_by_no_other_way(talk: Talk) -> None:
    with talk.parts.store.begin() as uow:
        kept = uow.statements.of(talk.conversation.person_id)[0]
    remove(talk.parts, talk.conversation.person_id, kept.id)
    summary = queries.summary_of(talk.parts, talk.conversation.person_id)
    assert QUIET not in json.dumps(summary.to_data())
