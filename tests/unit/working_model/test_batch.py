"""attune compile: JSON lines in, one compiled model a person out."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field, replace
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
    TieTold,
    Way,
)
from bot.working_model.tie import Tie

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


def lines_of(*lines, reader=None):
    target = io.StringIO()
    compile_lines(lines, target, reader=reader or KeywordReader())
    found = [json.loads(line) for line in target.getvalue().splitlines()]
    for each in found:
        jsonschema.validate(each, SCHEMA)
    return found


NEXT = '{"id": "next", "messages": [{"text": "reliability- my mum a"}]}'


@pytest.mark.parametrize(
    ("line", "who", "says"),
    [
        pytest.param("marmalade", None, "The line is no JSON.", id="no JSON"),
        pytest.param("[" * 100_000, None, "The line is no JSON.", id="too deep"),
        pytest.param('["marmalade"]', None, "The line is no JSON object.", id="no object"),
        pytest.param('{"messages": []}', None, "The id is missing", id="no id"),
        pytest.param('{"id": {"a": "marmalade"}, "messages": []}', None, "The id is missing", id="an object as id"),
        pytest.param('{"id": NaN, "messages": []}', None, "The id is missing", id="no number as id"),
        pytest.param('{"id": true, "messages": []}', None, "The id is missing", id="true as id"),
        pytest.param('{"id": 1}', 1, "The messages are missing", id="no messages"),
        pytest.param('{"id": 1, "messages": "marmalade"}', 1, "The messages are missing", id="messages no list"),
        pytest.param('{"id": 1, "messages": ["marmalade"]}', 1, "messages[0] is no JSON object.", id="a bare text"),
        pytest.param('{"id": 1, "messages": [{"words": "x"}]}', 1, "messages[0] has no text.", id="no text"),
        pytest.param('{"id": 1, "messages": [{"text": 7}]}', 1, "messages[0] has no text.", id="a number as text"),
        pytest.param(
            '{"id": 1, "messages": [{"text": "x", "asked": {"theme": "marmalade"}}]}',
            1, "`asked` of messages[0] is", id="a theme that is none",
        ),
        pytest.param(
            '{"id": 1, "messages": [{"text": "x", "asked": {"question": ["marmalade"]}}]}',
            1, "`asked` of messages[0] is", id="a list as question",
        ),
        pytest.param(
            '{"id": 1, "messages": [{"text": "x", "asked": 7}]}', 1, "`asked` of messages[0] is", id="a number asked"
        ),
        pytest.param(
            '{"id": 1, "messages": [{"text": "x"}, {"text": "x", "at": "marmalade"}]}',
            1, "The time of messages[1] is no", id="no time",
        ),
        pytest.param(
            '{"id": 1, "messages": [{"text": "x", "at": "9999-12-31"}]}',
            1, "The time of messages[0] lies outside", id="far off",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_answered_in_one_sentence_and_the_work_goes_on(line, who, says):
    first, second = lines_of(line, NEXT)
    assert (first["id"], first["lines"], second["id"], len(second["lines"])) == (who, [], "next", 1)
    assert first["error"].startswith(says)
    assert first["error"].endswith(".")
    assert first["error"].count(". ") == 0
    assert "marmalade" not in first["error"]


def test_an_id_that_was_there_already_is_refused():
    first, second, third = lines_of(NEXT, NEXT, NEXT.replace('"next"', "7"))
    assert "error" not in first
    assert second["error"] == "The id was there already, in line 1."
    assert "error" not in third


def test_a_number_and_the_same_number_as_text_are_two_ids():
    assert not any("error" in each for each in lines_of('{"id": 7, "messages": []}', '{"id": "7", "messages": []}'))


def test_half_a_character_is_written_as_a_question_mark():
    first, second = lines_of('{"id": "\\ud800", "messages": [{"text": "reliability- my mum \\udc00"}]}', NEXT)
    assert (first["id"], second["id"]) == ("?", "next")


def test_a_fault_of_ours_costs_one_line():
    class Broken(KeywordReader):
        def read(self, text, asked=None, known=()):
            if text == "marmalade":
                raise RuntimeError(text)
            return super().read(text, asked, known)

    first, second = lines_of('{"id": 1, "messages": [{"text": "marmalade"}]}', NEXT, reader=Broken())
    assert first["error"] == "The line could not be compiled (RuntimeError)."
    assert second["lines"]


def test_how_long_ago_it_was_makes_no_difference_only_how_far_apart():
    def told(*days):
        texts = ("reliability- my mum a", "reliability- my mum b")
        return compiled(*({"text": text, "at": day} for text, day in zip(texts, days, strict=True)))

    old, new = told("1962-05-01", "1962-05-20"), told("2031-05-01", "2031-05-20")
    assert old == new
    assert old["people"]["p1"]["positions"]["now"]["trust"] is not None


def test_a_language_that_is_not_read_and_words_beyond_the_limit_are_told():
    class English(KeywordReader):
        def read(self, text, asked=None, known=()):
            return Reading(language_known=False) if text.startswith("Ich") else super().read(text, asked, known)

    messages = [{"text": "Ich bin da"}, {"text": "x" * 20_001}]
    found = lines_of(json.dumps({"id": 1, "messages": messages}), reader=English())[0]
    assert "Messages in a language that is not read: 1." in found["unknown"]
    assert "Messages of which only the first 20,000 characters were read: 1." in found["unknown"]


def test_ten_thousand_messages():
    many = said(*(f"reliability- my mum {at}" for at in range(10_000)))
    assert len(compiled(*many)["lines"]) == 1


def test_an_ending_is_heard():
    class Widow(KeywordReader):
        def read(self, text, asked=None, known=()):
            told = (TieTold(Figure.MOTHER, None, Tie.DIED),) if text == "mum died" else ()
            return replace(super().read(text, asked, known), ties=told)

    line = json.dumps({"id": 1, "messages": said("availability+ my mum a", "mum died", "availability+ my mum b")})
    found = lines_of(line, reader=Widow())[0]
    assert found["people"]["p1"]["tie"] == "died"
