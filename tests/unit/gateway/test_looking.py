"""What the person can look at beside the talk, over HTTP: theirs alone, never kept by a cache, and plain about what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.working_model.statement import Coping, Direction, Facet, Figure, Outcome, Reading, Span, Way
from tests.builders import ToldReader, parts, statement
from tests.gateway import Visitor, begin, serving, visiting

THERE = "My sister is always there for me."
READER = ToldReader(
    {
        THERE: Reading(
            statements=(statement(THERE, THERE[:-1], Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING),),
            coping=(Coping(Span(0, 9), Way.SEEK, Outcome.HELPED),),
        )
    }
)
ROUTES: list[tuple[str, str, Any]] = [
    ("GET", "/people", None),
    ("PUT", "/people/{known}/tie", {"tie": "ended"}),
    ("POST", "/people/{known}/count-again", None),
    ("POST", "/ways/{way}/contest", None),
    ("GET", "/pictures/map.svg", None),
    ("GET", "/pictures/timeline.svg", None),
    ("GET", "/pictures/people/{known}.svg", None),
    ("GET", "/axes", None),
    ("GET", "/revisions", None),
    ("GET", "/revisions/1", None),
    ("GET", "/revisions/1/against/0", None),
    ("GET", "/sessions", None),
    ("GET", "/sessions/2/against/1", None),
    ("GET", "/pages.pdf", None),
]


@pytest.fixture
def told() -> Iterator[Visitor]:
    """A visitor who told of their sister."""
    with visiting(serving(parts(reader=READER))) as visitor:
        visitor.press(visitor.greeting, "Someone I lean on")
        visitor.send(text=THERE)
        yield visitor


def _ids(visitor: Visitor) -> dict[str, str]:
    known = visitor.request("GET", "/people").json()[0]["id"]
    quotes = [q for s in visitor.request("GET", "/summary").json()["sections"] for x in s["lines"] for q in x["quotes"]]
    way = next(quote["statement"] for quote in quotes if quote["source"] == "way")
    return {"known": known, "way": way.removeprefix("way")}


def test_who_is_spoken_of_and_how_it_stands(told: Visitor) -> None:
    people = told.request("GET", "/people").json()
    assert [(p["name"], p["figure"], p["tie"], p["left_out"]) for p in people] == [
        ("Your sister", "sibling", "current", False)
    ]
    known = people[0]["id"]
    assert told.request("PUT", f"/people/{known}/tie", json={"tie": "no_contact"}).status_code == 204
    assert told.request("GET", "/people").json()[0]["tie"] == "no_contact"
    assert told.request("PUT", f"/people/{known}/tie", json={"tie": "sometimes"}).status_code == 400
    assert told.request("POST", f"/people/{known}/count-again").status_code == 400


def test_pictures_have_names_for_those_who_do_not_see_them(told: Visitor) -> None:
    for route in ("map.svg", "timeline.svg", f"people/{_ids(told)['known']}.svg"):
        answer = told.request("GET", f"/pictures/{route}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
        assert answer.headers["cache-control"] == "no-store"
        assert 'role="img"' in answer.text
        assert "<desc" in answer.text


def test_a_way_of_coping_is_removed_and_brought_back(told: Visitor) -> None:
    way = _ids(told)["way"]
    kinds = []
    for correction in ("remove", "restore"):
        assert told.request("POST", f"/ways/{way}/{correction}").status_code == 204
        kinds.append("coping" in {s["kind"] for s in told.request("GET", "/summary").json()["sections"]})
    assert kinds == [False, True]


def test_research_names_only_where_asked_for(told: Visitor) -> None:
    assert "esearch" not in " ".join(told.request("GET", "/axes").json())
    assert "esearch" in " ".join(told.request("GET", "/axes?names=true").json())


def test_revisions_and_talks(told: Visitor) -> None:
    assert told.request("GET", "/revisions").json()[0]["quotes"][0]["text"] == THERE[:-1]
    assert told.request("GET", "/revisions/1").json()["summary"]["revision"] == 1
    assert told.request("GET", "/revisions/1/against/0").json()["done"] == {"said": 1}
    assert told.request("GET", "/revisions/1/against/1").status_code == 400
    assert told.request("GET", "/revisions/7").status_code == 404
    assert [each["number"] for each in told.request("GET", "/sessions").json()] == [1]
    assert told.request("GET", "/sessions/2/against/1").status_code == 404


def test_two_pages_under_a_neutral_name(told: Visitor) -> None:
    answer = told.request("GET", "/pages.pdf?first=2026-02-01&last=2026-03-02")
    assert (answer.status_code, answer.content[:4]) == (200, b"%PDF")
    assert answer.headers["content-disposition"] == 'attachment; filename="notes.pdf"'
    for wrong in ("first=2026-03-02&last=2026-02-01", "first=yesterday"):
        assert told.request("GET", f"/pages.pdf?{wrong}").status_code == 400


@pytest.mark.parametrize(("method", "route", "body"), ROUTES, ids=[f"{m} {r}" for m, r, _ in ROUTES])
def test_nothing_of_it_opens_without_its_token(told: Visitor, method: str, route: str, body: Any) -> None:
    other = begin(told.http, told.serving)
    path = told.path + route.format(**_ids(told))
    for headers, status in (({}, 401), (other.headers, 404)):
        answer = told.http.request(method, path, json=body, headers=headers)
        assert (answer.status_code, set(answer.json())) == (status, {"error"})
