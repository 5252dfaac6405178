"""Looking back: any earlier revision, two of them side by side, and two talks; nothing removed comes back by it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.errors import InputError, NotFoundError
from bot.service import look_back, queries
from bot.service.correct_line import contest, reassign, remove, restore, reword, say_not_any_more
from bot.service.draw import map_of, strip_of, timeline_of
from bot.service.people_of import people_of
from bot.service.print_pages import print_pages
from bot.working_model.dialogue import Command
from bot.working_model.identity import StatementId
from bot.working_model.statement import Direction, Facet, Figure, Reading
from tests.builders import SetClock, Talk, ToldReader, parts, statement

GOOD = [f"My sister Anna is there for me, time {n}." for n in range(1, 7)]
BAD = [f"My sister Anna is never there for me, time {n}." for n in range(1, 7)]


def _reads(texts: list[str], direction: Direction) -> dict[str, Reading]:
    return {
        text: Reading(
            statements=(statement(text, text[:-1], Facet.AVAILABILITY, direction, Figure.SIBLING, name="Anna"),)
        )
        for text in texts
    }


READER = ToldReader({**_reads(GOOD, Direction.PLUS), **_reads(BAD, Direction.MINUS)})


def _talk(*, days: float) -> Talk:
    """Six good things about Anna; then, some days later, six bad ones."""
    clock = SetClock()
    talk = Talk.begin(parts(reader=READER, clock=clock))
    for text in GOOD:
        talk.say(text)
    clock.move(days=days)
    talk.say("I am back", heard=Command.HELP)
    for text in BAD:
        talk.say(text)
    return talk


@pytest.fixture(scope="module")
def talk() -> Talk:
    return _talk(days=30)


def _person(talk: Talk) -> Any:
    return talk.conversation.person_id


def test_the_revisions_come_newest_first_with_why_and_by_which_words(talk: Talk) -> None:
    found = look_back.revisions_of(talk.parts, _person(talk), before=None, limit=3)
    assert [each["number"] for each in found] == [12, 11, 10]
    assert (found[0]["why"], found[0]["quotes"][0]["text"]) == ("You said something new.", BAD[-1][:-1])
    assert [each["number"] for each in look_back.revisions_of(talk.parts, _person(talk), before=2, limit=9)] == [1]


def test_any_earlier_summary_can_be_seen(talk: Talk) -> None:
    then = look_back.summary_then(talk.parts, _person(talk), 6)
    assert then["revision"]["number"] == then["summary"]["revision"] == 6
    words = json.dumps(then["summary"])
    assert GOOD[-1][:-1] in words
    assert BAD[0][:-1] not in words


def test_the_last_revisions_summary_is_todays(talk: Talk) -> None:
    then = look_back.summary_then(talk.parts, _person(talk), 12)["summary"]
    now = queries.summary_of(talk.parts, _person(talk)).to_data()
    assert (then["sections"], then["revision"]) == (now["sections"], now["revision"])


def test_two_revisions_side_by_side(talk: Talk) -> None:
    found = look_back.between_revisions(talk.parts, _person(talk), 6, 12)
    assert found["done"] == {"said": 6}
    assert "Trust in your sister Anna: easy before, both sides now." in found["text"], found["text"]
    first = look_back.between_revisions(talk.parts, _person(talk), 0, 6)
    assert "Trust in your sister Anna: easy. Before, too little had been said." in first["text"], first["text"]


@pytest.mark.parametrize("pair", [(6, 6), (7, 6)])
def test_the_earlier_comes_first(talk: Talk, pair: tuple[int, int]) -> None:
    for use in (look_back.between_revisions, look_back.between_sessions):
        with pytest.raises(InputError):
            use(talk.parts, _person(talk), *pair)


@pytest.mark.parametrize("number", [13, 99])
def test_what_is_not_there_is_not_found(talk: Talk, number: int) -> None:
    with pytest.raises(NotFoundError):
        look_back.summary_then(talk.parts, _person(talk), number)
    with pytest.raises(NotFoundError):
        look_back.between_revisions(talk.parts, _person(talk), 1, number)
    with pytest.raises(NotFoundError):
        look_back.between_sessions(talk.parts, _person(talk), 1, number)


def test_a_real_change_is_called_one_after_two_weeks(talk: Talk) -> None:
    assert [each["statements"] for each in look_back.sessions_of(talk.parts, _person(talk))] == [6, 6]
    found = look_back.between_sessions(talk.parts, _person(talk), 1, 2)
    assert (found["ground"], len(found["changed"])) == ("comparable", 1)
    assert found["text"] == ["Something has changed since then:", "You spoke of your sister Anna with less trust."]


def test_within_two_weeks_somebody_only_spoke_differently() -> None:
    talk = _talk(days=5)
    found = look_back.between_sessions(talk.parts, _person(talk), 1, 2)
    assert (found["ground"], found["changed"], found["text"][0]) == ("too_near", [], "You spoke differently today:")


def test_what_was_removed_is_in_no_earlier_summary() -> None:
    talk = _talk(days=30)
    with talk.parts.store.begin() as uow:
        first = uow.statements.of(_person(talk))[0].id
    remove(talk.parts, _person(talk), first)
    assert GOOD[0][:-1] not in json.dumps(look_back.summary_then(talk.parts, _person(talk), 6))
    listed = look_back.revisions_of(talk.parts, _person(talk), before=2, limit=1)
    assert listed[0]["quotes"][0]["text"] == "removed by you"


def test_what_was_contested_later_stood_then() -> None:
    talk = _talk(days=30)
    with talk.parts.store.begin() as uow:
        first = uow.statements.of(_person(talk))[0].id
    contest(talk.parts, _person(talk), StatementId(first))
    assert GOOD[0][:-1] in json.dumps(look_back.summary_then(talk.parts, _person(talk), 1))
    assert GOOD[0][:-1] not in json.dumps(look_back.summary_then(talk.parts, _person(talk), 13)["summary"])


def test_pictures(talk: Talk) -> None:
    anna = people_of(talk.parts, _person(talk))[0]
    assert (anna.name, anna.figure, anna.is_left_out) == ("Your sister Anna", "sibling", False)
    for drawn in (map_of(talk.parts, _person(talk)), timeline_of(talk.parts, _person(talk))):
        assert drawn.startswith("<svg")
    assert "Your sister Anna: four themes" in strip_of(talk.parts, _person(talk), anna.id)
    with pytest.raises(NotFoundError):
        strip_of(talk.parts, _person(talk), "nobody")


def test_pages_of_some_days(talk: Talk) -> None:
    now = talk.parts.clock.now().date()
    assert print_pages(talk.parts, _person(talk)).startswith(b"%PDF")
    with pytest.raises(InputError):
        print_pages(talk.parts, _person(talk), first=now, last=now.replace(year=now.year - 1))


def test_what_was_corrected_later_is_told_as_it_counted_then() -> None:
    mum, dad = "My mother listens to me.", "My mother drove me to school."
    told = {
        text: Reading(statements=(statement(text, text[:-1], facet, Direction.PLUS, Figure.MOTHER),))
        for text, facet in ((mum, Facet.RESPONSIVENESS), (dad, Facet.AVAILABILITY))
    }
    talk = Talk.begin(parts(reader=ToldReader(told)))
    talk.say(mum)
    talk.say(dad)
    with talk.parts.store.begin() as uow:
        one, other = uow.statements.of(_person(talk))
    before = [look_back.summary_then(talk.parts, _person(talk), 2)["summary"]["sections"]]
    corrections = [
        lambda: reword(talk.parts, talk.conversation, one.id, "She listens when it suits her."),
        lambda: say_not_any_more(talk.parts, _person(talk), other.id),
        lambda: reassign(talk.parts, talk.conversation, other.id, words="my father"),
        lambda: contest(talk.parts, _person(talk), one.id),
        lambda: reassign(talk.parts, talk.conversation, one.id, words="my aunt May"),
        lambda: restore(talk.parts, _person(talk), other.id),
    ]
    for correct in corrections:
        correct()
        before.append(queries.summary_of(talk.parts, _person(talk)).to_data()["sections"])
    for number, sections in enumerate(before, start=2):
        then = look_back.summary_then(talk.parts, _person(talk), number)["summary"]["sections"]
        assert _gist(then) == _gist(sections), number
    found = look_back.revisions_of(talk.parts, _person(talk), before=None, limit=3)
    assert found[1]["why"] == "You said this was about your aunt May, not about your mother."


def _gist(sections: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    """Who, what and when, and the person's own wording; names follow what is known today."""
    return [
        (line["about"], line["facet"], line["direction"], line["era"], line["reworded"])
        for section in sections
        for line in section["lines"]
    ]
