"""The summary over HTTP, and correcting it: every line by its own person alone, and refusals in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.working_model.statement import Direction, Facet, Figure, Reading
from tests.builders import ACUTE, ToldReader, ToldScreen, parts, statement
from tests.gateway import Visitor, begin, serving, visiting

THERE = "My sister is always there for me."
READER = ToldReader(
    {THERE: Reading(statements=(statement(THERE, THERE[:-1], Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING),))}
)
HELP = "I need help now"
SCREEN = ToldScreen({HELP: ACUTE})


@pytest.fixture
def told() -> Iterator[Visitor]:
    """A visitor of whom one statement is kept."""
    with visiting(serving(parts(reader=READER, screen=SCREEN))) as visitor:
        visitor.press(visitor.greeting, "Someone I lean on")
        visitor.send(text=THERE)
        yield visitor


def _quotes(visitor: Visitor) -> list[dict[str, Any]]:
    summary = visitor.request("GET", "/summary").json()
    return [quote for section in summary["sections"] for line in section["lines"] for quote in line["quotes"]]


def test_the_summary_shows_the_quote_behind_every_line(told: Visitor) -> None:
    assert [quote["text"] for quote in _quotes(told)] == [THERE[:-1]]


def test_a_line_is_contested_and_brought_back(told: Visitor) -> None:
    statement_id = _quotes(told)[0]["statement"]
    assert told.request("POST", f"/statements/{statement_id}/contest").status_code == 204
    assert _quotes(told) == []
    assert told.request("POST", f"/statements/{statement_id}/restore").status_code == 204
    assert len(_quotes(told)) == 1
    assert told.request("POST", f"/statements/{statement_id}/remove").status_code == 204
    assert _quotes(told) == []


@pytest.mark.parametrize(
    ("value", "status"), [(0, 204), (4, 204), (None, 204), (5, 400), (-1, 400), ("x", 400), (True, 204)]
)
def test_how_true_is_a_number_from_0_to_4(told: Visitor, value: object, status: int) -> None:
    statement_id = _quotes(told)[0]["statement"]
    answer = told.request("PUT", f"/statements/{statement_id}/true-these-days", json={"value": value})
    assert answer.status_code == status


def _lines(visitor: Visitor) -> list[dict[str, Any]]:
    return [line for section in visitor.request("GET", "/summary").json()["sections"] for line in section["lines"]]


def test_a_line_is_reworded_moved_and_told_of_then(told: Visitor) -> None:
    statement_id = _quotes(told)[0]["statement"]

    def shown() -> int:
        return int(told.request("GET", "/summary").json()["revision"])

    body: dict[str, Any] = {"text": "She is there when it counts.", "revision": shown()}
    assert told.request("PUT", f"/statements/{statement_id}/wording", json=body).status_code == 204
    assert (_lines(told)[0]["text"], _lines(told)[0]["reworded"]) == ("She is there when it counts.", True)
    body = {"words": "my aunt May", "revision": shown()}
    assert told.request("PUT", f"/statements/{statement_id}/about", json=body).status_code == 204
    assert [p["name"] for p in told.request("GET", "/summary").json()["people"]] == ["Your aunt May"]
    body = {"revision": shown()}
    assert told.request("POST", f"/statements/{statement_id}/not-any-more", json=body).status_code == 204
    assert [line["era"] for line in _lines(told)] == ["then"]


@pytest.mark.parametrize(
    ("route", "body", "status"),
    [
        ("wording", {"text": "", "revision": 1}, 400),
        ("wording", {"text": "x" * 301, "revision": 1}, 413),
        ("wording", {"text": "Hers."}, 400),
        ("about", {"words": "why", "revision": 1, "person": "k"}, 400),
        ("about", {"words": "what do I know", "revision": 1}, 400),
        ("about", {"person": "no such", "revision": 1}, 404),
        ("wording", {"text": "Hers.", "revision": 0}, 409),
        ("about", {"words": "Rosa", "revision": 0}, 409),
    ],
    ids=["empty", "long", "unversioned", "both", "nobody", "unknown", "stale-wording", "stale-about"],
)
def test_a_form_that_cannot_be_taken_is_refused_in_a_sentence(
    told: Visitor, route: str, body: dict[str, Any], status: int
) -> None:
    statement_id = _quotes(told)[0]["statement"]
    before = _lines(told)
    answer = told.request("PUT", f"/statements/{statement_id}/{route}", json=body)
    assert (answer.status_code, set(answer.json())) == (status, {"error"})
    assert "x" * 30 not in answer.text
    assert _lines(told) == before


def test_a_cry_for_help_in_a_form_is_answered_in_the_talk(told: Visitor) -> None:
    statement_id = _quotes(told)[0]["statement"]
    answer = told.request("PUT", f"/statements/{statement_id}/wording", json={"text": HELP, "revision": 1})
    assert answer.status_code == 409
    assert [m["kind"] for m in told.messages()][-1] == "safety"


@pytest.mark.parametrize("correction", ["contest", "remove", "restore"])
def test_nobody_corrects_anothers_line(told: Visitor, correction: str) -> None:
    statement_id = _quotes(told)[0]["statement"]
    other = begin(told.http, told.serving)
    assert other.request("POST", f"/statements/{statement_id}/{correction}").status_code == 404
    assert other.request("PUT", f"/statements/{statement_id}/true-these-days", json={"value": 0}).status_code == 404
    assert len(_quotes(told)) == 1


def test_an_unknown_correction_is_refused(told: Visitor) -> None:
    assert told.request("POST", "/statements/x/approve").status_code == 400
