"""The export holds everything that is kept of a person and nothing of anybody else; typed words stay words in Markdown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from bot.service.begin_conversation import CONSENT_VERSION
from bot.service.correct_line import reassign, remove, reword
from bot.service.export_person import _quoted, export_json, export_markdown
from bot.working_model.statement import Coping, Direction, Facet, Figure, Reading, Span, Way
from tests.builders import Talk, ToldReader, parts, statement

THERE = "My sister is always there for me."
READING = Reading(
    statements=(statement(THERE, THERE[:-1], Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING),),
    coping=(Coping(Span(0, 9), next(iter(Way))),),
)


@pytest.fixture
def talk() -> Talk:
    found = Talk.begin(parts(reader=ToldReader({THERE: READING})))
    found.press(found.greeting, "Someone I lean on")
    found.say(THERE)
    return found


def test_everything_kept_is_in_it(talk: Talk) -> None:
    data = json.loads(json.dumps(export_json(talk.parts, talk.conversation.person_id)))
    messages = data["conversations"][0]["messages"]
    assert [m["from"] for m in messages] == ["attune", "you", "attune", "you", "attune"]
    assert messages[3]["text"] == THERE
    assert (messages[3]["level"], messages[3]["rules"]) == ("none", [])
    assert data["statements"][0]["quote"] == THERE[:-1]
    assert data["ways_of_coping"][0]["way"] == next(iter(Way)).value
    assert [c["version"] for c in data["consents"]] == [CONSENT_VERSION]
    assert data["people"][0]["figure"] == "sibling"
    assert len(data["revisions"]) == 1
    assert data["summary"]["sections"]


def test_a_removed_quote_is_not_quoted(talk: Talk) -> None:
    with talk.parts.store.begin() as uow:
        kept = uow.statements.of(talk.conversation.person_id)[0]
    remove(talk.parts, talk.conversation.person_id, kept.id)
    data = export_json(talk.parts, talk.conversation.person_id)
    assert (data["statements"][0]["quote"], data["statements"][0]["counts"]) == ("removed by you", False)


def test_what_was_set_right_is_told_with_its_reason(talk: Talk) -> None:
    person = talk.conversation.person_id
    with talk.parts.store.begin() as uow:
        kept = uow.statements.of(person)[0]
    reassign(talk.parts, talk.conversation, kept.id, words="my stepmother")
    reword(talk.parts, talk.conversation, kept.id, "She is there *most* days.")
    data = export_json(talk.parts, person)
    assert [revision["why"] for revision in data["revisions"]] == [
        "You put something in your own words.",
        "You said this was about your stepmother, not about your sister.",
        "You said something new.",
    ]
    statement = data["statements"][0]
    assert (statement["reworded_by_you"], statement["quote"]) == ("She is there *most* days.", THERE[:-1])
    assert (statement["figure"], statement["not_about"]) == ("stepparent", [f"k:{kept.about}"])
    text = export_markdown(talk.parts, person)
    assert "You said this was about your stepmother, not about your sister." in text
    assert "She is there \\*most\\* days." in text
    remove(talk.parts, person, kept.id)
    data = json.dumps(export_json(talk.parts, person)) + export_markdown(talk.parts, person)
    assert "most" not in data


def test_nobody_elses_words_are_in_it(talk: Talk) -> None:
    other = Talk.begin(talk.parts)
    other.say("marmalade")
    person = talk.conversation.person_id
    assert "marmalade" not in json.dumps(export_json(talk.parts, person)) + export_markdown(talk.parts, person)


def test_a_long_conversation_is_in_it_whole(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.service.export_person.PAGE", 2)
    data = export_json(talk.parts, talk.conversation.person_id)
    assert [m["number"] for m in data["conversations"][0]["messages"]] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("plain, isn't it? (yes)", "> plain, isn't it? (yes)"),
        ("one\r\ntwo\rthree", "> one\n> two\n> three"),
        ("# no heading", "> \\# no heading"),
        ("1. no list", "> 1\\. no list"),
        ("12 years", "> 12 years"),
        ("- no list", "> \\- no list"),
        ("a - b", "> a - b"),
        ("---", "> \\---"),
        ("![x](http://a.example/y.png)", "> !\\[x\\](http://a.example/y.png)"),
        ("<img src=x>", "> \\<img src=x>"),
        ("> no quote", "> \\> no quote"),
        ("a_b *c* `d` \\", "> a\\_b \\*c\\* \\`d\\` \\\\"),
        ("&lt;", "> \\&lt;"),
    ],
)
def test_words_stay_words(text: str, quoted: str) -> None:
    assert _quoted(text) == quoted


def test_it_is_in_the_published_form(talk: Talk) -> None:
    folder = Path(__file__).parents[3] / "docs" / "reference"
    schema, inner = (json.loads((folder / f"{name}.schema.json").read_text()) for name in ("export", "summary"))
    registry = Registry().with_resource(inner["$id"], Resource.from_contents(inner))
    data = json.loads(json.dumps(export_json(talk.parts, talk.conversation.person_id)))
    Draft202012Validator(schema, registry=registry).validate(data)
    del data["statements"][0]["theme"]
    assert not Draft202012Validator(schema, registry=registry).is_valid(data)
