"""The summary on paper: two pages, the days asked for, folded words left folded."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from reportlab.platypus import Paragraph

from bot.printing import Page, summary_pdf
from bot.printing.pdf import _story
from bot.working_model.statement import Facet, Figure
from tests.unit.working_model import people
from tests.unit.working_model.builders import DAY, kept, several, someone, summary_of

ALL_DAYS = Page(date(2026, 1, 1), date(2026, 12, 31))


def pages(printed):
    return len(re.findall(rb"/Type /Page\b(?!s)", printed))


def printed_words(summary, page=ALL_DAYS):
    found = []

    def collect(each):
        if isinstance(each, Paragraph):
            found.append(each.text)
        for inner in getattr(each, "_content", ()) or ():
            collect(inner)
        for row in getattr(each, "_cellvalues", ()) or ():
            for cell in row:
                for part in cell if isinstance(cell, list) else [cell]:
                    collect(part)

    for each in _story(summary, page, 24):
        collect(each)
    return " ".join(found)


def much_told():
    told, number = [], 1
    for figure in (Figure.MOTHER, Figure.FATHER, Figure.PARTNER, Figure.FRIEND, Figure.SIBLING):
        for facet in Facet:
            for direction in "-+":
                told += several(2, f"{facet}{direction}", figure, start=number)
                number += 2
    return told


@pytest.mark.parametrize("tell", people.ALL, ids=lambda each: each.__name__)
def test_two_pages_for_everyone(tell):
    printed = summary_pdf(tell().summary(), ALL_DAYS)
    assert printed.startswith(b"%PDF")
    assert pages(printed) == 2


def test_two_pages_however_much_was_told():
    page = Page(ALL_DAYS.first, ALL_DAYS.last, "to bring " * 40, ["a correction"] * 6, ["a change"] * 4)
    assert pages(summary_pdf(summary_of(much_told()), page)) == 2


def test_nothing_told_is_said():
    assert "Nothing was told" in printed_words(summary_of([]))


def test_the_same_summary_prints_the_same():
    summary = people.two_sisters().summary()
    assert summary_pdf(summary, ALL_DAYS) == summary_pdf(summary, ALL_DAYS)


def test_only_the_days_asked_for():
    told = [*several(2, "reliability-"), *several(2, "comfort+", Figure.FRIEND, start=3, at=DAY + timedelta(days=40))]
    page = Page(DAY.date(), DAY.date() + timedelta(days=3))
    words = printed_words(summary_of(told), page)
    assert "your mother" in words
    assert "friend" not in words.replace("Your friend: not enough", "")
    assert "words of s3" not in words


def test_folded_words_are_printed_only_when_unfolded():
    summary = summary_of(several(2, "safety-", folded=True))
    assert "words of s1" not in printed_words(summary)
    unfolded = Page(ALL_DAYS.first, ALL_DAYS.last, unfold=True)
    assert "words of s1" in printed_words(summary, unfolded)


def test_what_stands_beside_the_summary():
    page = Page(ALL_DAYS.first, ALL_DAYS.last, "my question", ["not right: a line"], ["trust stands higher"])
    words = printed_words(people.two_sisters().summary(), page)
    for each in ("my question", "not right: a line", "trust stands higher"):
        assert each in words


def test_questions_are_printed_with_the_words_they_asked_for():
    assert "asked: What happened?" in printed_words(summary_of(several(2)))


@pytest.mark.parametrize("name", ["<b>", "Зоя", "Zoë & Łukasz", "\U0001f600", "a\x00b"])
def test_any_name_can_be_printed(name):
    printed = summary_pdf(summary_of([kept(1), kept(2)], [someone(Figure.MOTHER, name)]), ALL_DAYS)
    assert pages(printed) == 2
