"""Taking everything along and deleting everything, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.working_model.dialogue import Command
from bot.working_model.statement import Direction, Facet, Figure, Reading
from tests.builders import ToldReader, parts, statement
from tests.gateway import Visitor, serving, visiting

THERE = "My sister is always there for me."
READER = ToldReader(
    {THERE: Reading(statements=(statement(THERE, THERE[:-1], Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING),))}
)


@pytest.fixture
def told() -> Iterator[Visitor]:
    """A visitor of whom one statement is kept."""
    with visiting(serving(parts(reader=READER))) as visitor:
        visitor.press(visitor.greeting, "Someone I lean on")
        visitor.send(text=THERE)
        yield visitor


@pytest.mark.parametrize(
    ("form", "kind", "name"), [("json", "application/json", "notes.json"), ("markdown", "text/markdown", "notes.md")]
)
def test_everything_can_be_taken_along_under_a_neutral_name(told: Visitor, form: str, kind: str, name: str) -> None:
    answer = told.request("GET", f"/export?format={form}")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["cache-control"] == "no-store"
    assert THERE[:-1] in answer.text


def test_everything_is_deleted_at_once(told: Visitor) -> None:
    assert told.request("DELETE", "").status_code == 204
    assert told.request("GET", "/messages").status_code == 401
    assert told.serving.parts.store.data.messages == {}  # type: ignore[attr-defined]


def test_everything_is_deleted_by_the_confirming_button_alone(told: Visitor) -> None:
    told.dialogue.heard = {"delete everything": Command.DELETE_ALL}
    asked = told.send(text="delete everything").json()
    assert asked["erased"] is False
    answer = told.press(asked["reply"], "Delete everything")
    assert answer.json()["erased"] is True
    assert told.request("GET", "/messages").status_code == 401
