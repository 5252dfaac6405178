"""Words for kin and roles with their owners, and where nobody is meant by them."""

from __future__ import annotations

import pytest

from bot.language import reader
from bot.language.person_words import FigureLexicon
from bot.language.roles import Role, Roles
from bot.working_model.statement import Figure

LEXICON = FigureLexicon.load()


def _at(text: str, i: int) -> Role | None:
    return Roles(LEXICON, reader().words(text)).at(i)


@pytest.mark.parametrize(
    ("text", "figure", "is_theirs"),
    [
        pytest.param("my older sister", Figure.SIBLING, False, id="own-with-an-adjective"),
        pytest.param("his sister", Figure.SIBLING, True, id="anothers"),
        pytest.param("my former husband", Figure.EX_PARTNER, False, id="no-longer-a-partner"),
        pytest.param("my late husband", Figure.PARTNER, False, id="a-partner-who-died"),
        pytest.param("his boy", Figure.OTHER_PERSON, True, id="somebody-elses-child"),
    ],
)
def test_whose_and_who(text: str, figure: Figure, is_theirs: bool) -> None:
    role = _at(text, 0)
    assert role is not None
    assert (role.figure, role.is_theirs, role.end) == (figure, is_theirs, len(text.split()))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        pytest.param("as a mother", 1, id="any-mother"),
        pytest.param("the worst father", 2, id="what-somebody-is"),
        pytest.param("thank God", 1, id="an-oath"),
        pytest.param("on a coach", 1, id="a-coach-to-ride"),
        pytest.param("I sat there", 1, id="no-role"),
    ],
)
def test_nobody_is_meant(text: str, at: int) -> None:
    assert _at(text, at) is None


def test_the_old_man_needs_an_owner() -> None:
    own, anybody = _at("my old man", 0), _at("an old man", 0)
    assert own is not None
    assert not own.needs_an_owner
    assert anybody is None or anybody.needs_an_owner
