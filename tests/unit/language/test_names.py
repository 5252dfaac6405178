"""What looks like a name in a message, and who is called so."""

from __future__ import annotations

import pytest

from bot.language import reader
from bot.language.names import Names
from bot.language.people import Person
from bot.language.person_words import FigureLexicon
from bot.working_model.statement import Figure

LEXICON = FigureLexicon.load()


def _names(text: str) -> Names:
    return Names(LEXICON, reader().words(text), {})


@pytest.mark.parametrize(
    ("text", "at", "is_one"),
    [
        pytest.param("I met Zorblin there", 2, True, id="written-large-in-the-middle"),
        pytest.param("I met zorblin there", 2, False, id="written-small-and-in-no-list"),
        pytest.param("I live in Zorblin", 3, False, id="a-place-to-live-in"),
        pytest.param("Zorblin said so", 0, True, id="begins-a-sentence-and-does-something"),
        pytest.param("Nobody said so", 0, False, id="a-word-that-begins-sentences"),
        pytest.param("It was Monday", 2, False, id="a-day"),
        pytest.param("she is Irish", 2, False, id="a-people"),
        pytest.param("I will go", 1, False, id="a-word-that-is-a-name-too"),
    ],
)
def test_what_looks_like_a_name(text: str, at: int, is_one: bool) -> None:
    assert _names(text).looks_like_one(at) is is_one


def test_a_name_is_learnt_from_what_is_said_of_it() -> None:
    names = _names("Anna is my sister")
    names.learn()
    assert names.at(0) == Person(Figure.SIBLING, "Anna", "f")


def test_a_name_that_follows_a_role_is_taken_in() -> None:
    names = _names("my friend called Leo")
    friend = Person(Figure.FRIEND, None, "n")
    assert names.after(friend, 2) == (Person(Figure.FRIEND, "Leo", "m"), 4)
    assert names.called["leo"].figure is Figure.FRIEND


def test_what_is_told_later_does_not_overrule_what_is_known() -> None:
    known, told = Person(Figure.FRIEND, "Leo", "m"), Person(Figure.PARTNER, "Leo", "m")
    names = Names(LEXICON, reader().words("Leo came"), {"leo": known})
    names.learn_afterwards({"leo": told, "jo": told})
    assert names.called == {"leo": known, "jo": told}
