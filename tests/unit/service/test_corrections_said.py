"""A correction is heard in the whole turn of phrase; an answer that says who it was, or that something is over, stays an answer."""

from __future__ import annotations

import pytest

from bot.service.corrections_said import NotAnyMore, SomebodyElse, correction_in
from bot.working_model.named import Named
from bot.working_model.statement import Figure

STEPMOTHER = Named(Figure.STEPPARENT, None, "stepmother")
MOTHER = Named(Figure.MOTHER, None, "mother")


@pytest.mark.parametrize(
    "text",
    [
        "no, that was my stepmother, not my mother",
        "No that was my stepmother not my mother.",
        "It was my stepmother, not my mother",
        "it\u2019s about my stepmother, not about my mother",
        "that's wrong, it was my stepmother and not my mother",
        "I meant my stepmother, not my mother.",
        "Not my mother, my stepmother.",
        "not my mother, it was my stepmother",
        "that wasn't my mother, that was my stepmother",
        "it wasn't my mother. it was my stepmother",
        "sorry, i was talking about my stepmother, not my mother",
        "she was my stepmother, not my mother",
        "No, it was my stepmother, not my mother, who did that",
        "you got that wrong, that was my stepmother, not my mother",
    ],
)
def test_it_was_somebody_else(text: str) -> None:
    found = correction_in(text)
    assert isinstance(found, SomebodyElse)
    assert (found.who, found.first) == (STEPMOTHER, MOTHER)


@pytest.mark.parametrize(
    ("text", "who", "first"),
    [
        ("I meant my stepdad", Named(Figure.STEPPARENT, None, "stepdad"), None),
        ("you got that wrong, it was my stepdad i was talking about", Named(Figure.STEPPARENT, None, "stepdad"), None),
        ("No, I was talking about Rosa.", Named(Figure.OTHER_PERSON, "Rosa"), None),
        ("no, that was Anna, not Mia", Named(Figure.OTHER_PERSON, "Anna"), Named(Figure.OTHER_PERSON, "Mia")),
        ("wrong sister, I meant my sister Anna", Named(Figure.SIBLING, "Anna", "sister"), None),
        ("you mixed up my sister and my mother", Named(Figure.SIBLING, None, "sister"), MOTHER),
    ],
)
def test_in_other_words(text: str, who: Named, first: Named | None) -> None:
    found = correction_in(text)
    assert isinstance(found, SomebodyElse)
    assert (found.who, found.first) == (who, first)


@pytest.mark.parametrize(
    ("text", "who", "first", "rest"),
    [
        ("no, it's my uncle Des we're talking about, not my father", "Des", "father", ""),
        ("I've told you, not my father. Uncle Des. He had a boat", "Des", "father", "He had a boat"),
        ("Rob isn't the one I fell out with, it was my neighbour, Jill.", None, None, None),
        ("Rob isn't the one I fell out with, it was my boss, Jill.", "Jill", "Rob", ""),
        ("Not Rob, Jill! She wanted the fence down", "Jill", "Rob", "She wanted the fence down"),
        ("what did i just say, i said uncle Des", "Des", None, ""),
        ("as I said, my uncle Des", "Des", None, ""),
        ("as I said, my uncle Des was at sea", None, None, None),
        ("I told you. Fine", None, None, None),
        ("I said no", None, None, None),
        ("He is not the one I ran to. My mother was out.", None, None, None),
    ],
)
def test_somebody_named_once_more(text: str, who: str | None, first: str | None, rest: str | None) -> None:
    found = correction_in(text)
    if who is None:
        assert found is None
        return
    assert isinstance(found, SomebodyElse)
    said = found.first.called or found.first.name if found.first else None
    assert (found.who.name, said, found.rest) == (who, first, rest)


def test_what_else_is_said_is_kept() -> None:
    found = correction_in("No, that was my stepmother, not my mother. She always shouted at me.")
    assert isinstance(found, SomebodyElse)
    assert found.rest == "She always shouted at me."


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [("no, that was my stepmother", True), ("that was my stepmother", False), ("my stepmother", False)],
)
def test_one_alone_counts_where_it_was_recognised_as_a_correction(text: str, is_heard: bool) -> None:
    assert (correction_in(text, is_meant=True) is not None) is is_heard
    assert correction_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "That's not so any more.",
        "that is not true anymore",
        "It isn't like that any more",
        "no, that's no longer the case",
        "that used to be so, not any more",
        "It was like that once, but not now.",
        "things aren't like that these days",
        "it's not like that now, since we talked",
    ],
)
def test_it_is_not_so_any_more(text: str) -> None:
    found = correction_in(text)
    assert isinstance(found, NotAnyMore)
    assert not found.is_bare


def test_alone_it_may_be_an_answer() -> None:
    assert correction_in("Not any more.") == NotAnyMore(is_bare=True)


@pytest.mark.parametrize(
    "text",
    [
        "It was my grandmother who raised me.",
        "It was my sister, not my mother, who raised me.",
        "My stepmother never listened, and my mother did not either.",
        "She was not my mother but she acted like one.",
        "It was my mother.",
        "No, my mother.",
        "I mean my mother was never home.",
        "He isn't my father any more than you are.",
        "I don't trust him any more.",
        "She doesn't call any more.",
        "That was not nice of her.",
        "No one, not my mother, nobody.",
        "He was more a friend, not my boss, to be honest he was both.",
        "It's not my fault",
        "",
        "not " * 2_000,
        "no, " * 2_000 + "that was",
    ],
)
def test_an_answer_stays_an_answer(text: str) -> None:
    assert correction_in(text) is None


def test_a_row_of_words_that_might_each_lead_is_given_up_at_once() -> None:
    assert correction_in("wrong " * 40 + "i said !!") is None
