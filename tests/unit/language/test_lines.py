"""`attune read`: the stable form of its lines, and lines that are wrong."""

from __future__ import annotations

import io
import json

import pytest

from bot.language import read_lines, reader


def _read(*lines: str) -> list[dict]:
    out = io.StringIO()
    read_lines(lines, out, reader=reader())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_statement_has_the_stable_fields():
    (answer,) = _read(json.dumps({"id": "a", "text": "my sister Anna never lies to me"}))
    (statement,) = answer["statements"]
    assert answer["id"] == "a"
    assert statement["person"] == "Anna"
    assert set(statement) == {
        "span", "theme", "facet", "direction", "figure", "person", "time", "grain", "certainty", "confidence",
    }  # fmt: skip


def test_no_name_no_person():
    (answer,) = _read('{"id": 1, "text": "my sister lies to me"}')
    assert "person" not in answer["statements"][0]


def test_asked_is_used():
    asked = {
        "question": "Could you count on him?",
        "theme": "trust",
        "facet": "reliability",
        "figure": "father",
        "elicits": "asked_plus",
    }
    (answer,) = _read(json.dumps({"id": "a", "text": "Never.", "asked": asked}))
    assert [(s["span"], s["facet"], s["direction"], s["figure"]) for s in answer["statements"]] == [
        ("Never", "reliability", "-", "father")
    ]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        pytest.param("{", "no JSON", id="broken"),
        pytest.param("[1]", "text is missing", id="no-object"),
        pytest.param('{"id": "a"}', "text is missing", id="no-text"),
        pytest.param('{"id": "a", "text": 3}', "text is missing", id="text-is-a-number"),
    ],
)
def test_a_wrong_line_is_answered_and_the_work_goes_on(line, error):
    wrong, right = _read(line, '{"id": "b", "text": "I trust him"}')
    assert wrong["error"] == error
    assert right["id"] == "b"
    assert right["statements"]


def test_blank_lines_are_passed_over():
    assert _read("", "  \n") == []


@pytest.mark.parametrize("asked", [3, [], {"theme": "gardening"}, {"facet": None}, {"elicits": "x"}])
def test_a_question_of_another_form_is_left_open(asked):
    assert _read(json.dumps({"id": "a", "text": "Never.", "asked": asked}))[0]["statements"] == []


def test_another_language_is_told():
    assert _read('{"id": "a", "text": "ich vertraue ihm nicht mehr"}')[0]["language_known"] is False
