"""attune compile: JSON lines in, one compiled model a person out."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from pathlib import Path

import jsonschema
import pytest

from bot.working_model.batch import compile_lines
from bot.working_model.statement import (
    THEME_OF,
    Coping,
    Direction,
    Elicits,
    Facet,
    Figure,
    Mention,
    Reading,
    Span,
    Statement,
    Way,
)

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/reference/compile.schema.json").read_text(encoding="utf-8"))


@dataclass
class KeywordReader:
    """Reads a facet and direction off the first word: "reliability- my mum lies"."""

    asked: list[object] = field(default_factory=list)

    def read(self, text, asked=None, known=()):
        self.asked.append(asked)
        head, _, rest = text.partition(" ")
        if head == "withdraw":
            return Reading(coping=(Coping(Span(0, len(text)), Way.WITHDRAW, figure=Figure.MOTHER),))
        if not head[:-1] or head[:-1] not in {facet.value for facet in Facet}:
            return Reading()
        facet, name = Facet(head[:-1]), "Anna" if "Anna" in rest else "Bea" if "Bea" in rest else None
        figure = Figure.SIBLING if name else Figure.MOTHER if "mum" in rest else Figure.OTHERS
        statement = Statement(
            Span(0, len(text)), THEME_OF[facet], facet, Direction(head[-1]), figure, name, confidence=0.9
        )
        return Reading((statement,), mentions=(Mention(Span(0, 1), figure, name),))


def compiled(*messages, who="p1"):
    source = json.dumps({"id": who, "messages": list(messages)})
    target = io.StringIO()
    compile_lines([source], target, reader=KeywordReader())
    data = json.loads(target.getvalue())
    jsonschema.validate(data, SCHEMA)
    return data


def said(*texts):
    return [{"text": text} for text in texts]


def test_one_line_a_person_in_the_same_order():
    lines = [json.dumps({"id": each, "messages": []}) for each in ("b", "a")]
    target = io.StringIO()
    compile_lines([*lines, "\n"], target, reader=KeywordReader())
    assert [json.loads(line)["id"] for line in target.getvalue().splitlines()] == ["b", "a"]


def test_nobody_said_anything():
    data = compiled()
    assert (data["lines"], data["people"]) == ([], {})
    assert data["axes"]["worry"] == {"mean": None, "low": None, "high": None, "n": 0}
    assert data["unknown"]


def test_lines_quote_the_words_and_say_where_they_stand():
    data = compiled(*said("reliability- my mum lies", "reliability- my mum forgets", "neutral talk"))
    line = data["lines"][0]
    assert "mum" in line["text"]
    assert line["quotes"] == ["reliability- my mum lies", "reliability- my mum forgets"]
    assert line["sources"][0] == {"message": 0, "start": 0, "end": 24}


def test_two_sisters_are_two_people():
    data = compiled(*said("comfort+ Anna a", "comfort+ Anna b", "comfort- Bea c", "comfort- Bea d"))
    assert sorted(person["name"] for person in data["people"].values()) == ["Anna", "Bea"]


def test_the_same_words_again_add_nothing():
    once = compiled(*said("abandonment- a", "abandonment- b", "abandonment- c", "abandonment- d"))
    often = compiled(*said("abandonment- a", "abandonment- b", "abandonment- c", *["abandonment- d"] * 20))
    assert often["axes"]["worry"]["mean"] - once["axes"]["worry"]["mean"] < 0.05


def test_contradictory_talk_is_shown_as_both():
    data = compiled(
        *said("reliability- my mum a", "reliability- my mum b", "reliability+ my mum c", "reliability+ my mum d")
    )
    assert [line["mixed"] for line in data["lines"]] == [True]


def test_the_question_goes_to_the_reader_and_lowers_the_weight():
    asked = {"question": "When did she let you down?", "theme": "trust", "elicits": "asked_minus"}
    free = compiled(*said("reliability- my mum a", "reliability- my mum b"))
    called_for = compiled(
        *[{**each, "asked": asked} for each in said("reliability- my mum a", "reliability- my mum b")]
    )
    assert called_for["people"]["p1"]["positions"]["now"]["trust"] is None
    assert free["people"]["p1"]["positions"]["now"]["trust"]["mean"] < 0.5


def test_the_same_input_gives_the_same_output():
    messages = said("comfort+ Anna a", "comfort+ Anna b", "withdraw from mum", "reliability- my mum a")
    assert compiled(*messages) == compiled(*messages)


def test_answers_that_tell_one_story_are_one_episode():
    story = [
        {"text": f"reliability- my mum {step}", "asked": {"question": "?", "step": step, "elicits": Elicits.OPEN}}
        for step in ("moment", "wish", "they_did", "meaning")
    ]
    alone = said(*(each["text"] for each in story))
    as_story, as_remarks = (compiled(*each)["people"]["p1"]["positions"]["now"]["trust"] for each in (story, alone))
    assert as_story["n"] < as_remarks["n"]


@pytest.mark.parametrize(
    ("line", "who", "says"),
    [
        ("not json", None, "no JSON"),
        ('{"messages": []}', None, "id or messages are missing"),
        ('{"id": 1, "messages": [{"words": "x"}]}', 1, "message 0: text is missing"),
        ('{"id": 1, "messages": [{"text": "x", "asked": {"theme": "weather"}}]}', 1, "message 0: asked holds"),
        ('{"id": 1, "messages": [{"text": "x"}, {"text": "x", "at": "yesterday"}]}', 1, "message 1: at is no"),
    ],
)
def test_what_cannot_be_taken_is_answered_empty_and_the_work_goes_on(line, who, says):
    target = io.StringIO()
    compile_lines([line, '{"id": "next", "messages": []}'], target, reader=KeywordReader())
    first, second = map(json.loads, target.getvalue().splitlines())
    jsonschema.validate(first, SCHEMA)
    assert (first["id"], first["lines"], second["id"]) == (who, [], "next")
    assert first["error"].startswith(says)
    assert "weather" not in first["error"]
