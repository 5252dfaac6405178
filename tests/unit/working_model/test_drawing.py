"""Pictures: well formed, described in words, and saying nothing by colour alone."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from bot.working_model.change import contested
from bot.working_model.drawing import draw_map, draw_strip, draw_timeline
from bot.working_model.model import WorkingModel
from bot.working_model.revision import revise
from bot.working_model.statement import Figure
from tests.unit.working_model import people
from tests.unit.working_model.builders import DAY, kept, several, someone, summary_of

SVG = "{http://www.w3.org/2000/svg}"


def placed():
    told = [*several(4, "abandonment-", Figure.PARTNER), *several(4, "comfort+", Figure.PARTNER, start=5)]
    return [*told, *several(4, "rejection-", Figure.FRIEND, start=9), *several(4, "comfort-", Figure.FRIEND, start=13)]


def parsed(svg):
    root = ElementTree.fromstring(svg)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    return root, title.text, description.text


def words(root):
    return [each.text for each in root.iter(f"{SVG}text")]


def test_the_map_shows_each_person_once_in_words():
    root, title, description = parsed(
        draw_map(summary_of(placed(), [someone(Figure.PARTNER, "Sam"), someone(Figure.FRIEND, "Dee")]))
    )
    assert title == "A map of worry and distance"
    assert words(root).count("Your partner Sam") == 2  # beside the mark, and in the list
    assert "Your friend Dee: worry" in description


def test_marks_differ_without_colour():
    root, _, _ = parsed(draw_map(summary_of(placed())))
    kinds = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert {"circle", "rect", "polygon"} <= kinds


def test_nothing_known_is_said_on_the_map():
    root, _, description = parsed(draw_map(summary_of([])))
    assert "Not enough yet" in words(root)
    assert "not enough yet" in description


def test_somebody_unsafe_is_not_on_the_map_and_not_named():
    told = [*placed(), kept(90, "safety-", Figure.PARTNER)]
    assert "Sam" not in draw_map(summary_of(told, [someone(Figure.PARTNER, "Sam")]))


def test_time_is_a_trail():
    model, trail = WorkingModel.empty(), []
    for statements in (placed(), several(4, "comfort-", Figure.MOTHER, start=40)):
        revision = revise(model, statements)
        model = revision.model
        trail.append(revision.axes_after)
    assert "<path" in draw_map(summary_of(placed()), trail=trail[:1])


def test_a_name_cannot_break_the_picture():
    root, _, _ = parsed(draw_map(summary_of(placed(), [someone(Figure.PARTNER, '<Script>"&')])))
    assert any("<Script>" in each for each in words(root))


@pytest.mark.parametrize("tell", people.ALL, ids=lambda each: each.__name__)
def test_every_strip_is_whole(tell):
    for person in tell().summary().people:
        root, title, description = parsed(draw_strip(person))
        assert title == f"{person.name}: four themes"
        assert description.count(":") == 4
        assert person.name in words(root)


def test_a_strip_says_where_there_is_not_enough():
    person = summary_of(several(3)).people[0]
    assert words(parsed(draw_strip(person))[0]).count("not enough yet") == 3


def test_the_timeline_marks_each_reason_by_shape_and_word():
    first = revise(WorkingModel.empty(), placed())
    second = revise(first.model, contested([placed()[0]]), at_utc=DAY + timedelta(days=20))
    root, _, description = parsed(draw_timeline([second, first]))
    assert "2 revisions" in description
    assert {"said", "not right"} <= set(words(root))


def test_a_timeline_of_nothing():
    _, _, description = parsed(draw_timeline([]))
    assert description == "There is no revision yet."
