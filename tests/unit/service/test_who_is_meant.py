"""Who is meant by a role and a name, among those already known."""

from __future__ import annotations

import pytest

from bot.service.acquaint import find
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.person import KnownPerson
from bot.working_model.statement import Figure

ME = PersonId("me")


def _known(ident: str, figure: Figure, name: str | None = None) -> KnownPerson:
    return KnownPerson(KnownPersonId(ident), ME, figure, name)


DECLAN = _known("declan", Figure.OTHER_PERSON, "Declan")
SOMEONE = _known("someone", Figure.OTHER_PERSON)
JO = _known("jo", Figure.SIBLING, "Jo")
HELEN = _known("helen", Figure.SIBLING, "Helen")

CASES = {
    "a role by the way is not the name asked about": ([DECLAN], Figure.FATHER, None, "declan", None),
    "a role told of someone yet unnamed is theirs": ([SOMEONE], Figure.FATHER, None, "someone", "someone"),
    "he, with a name asked about, is that one": ([DECLAN], Figure.OTHER_PERSON, None, "declan", "declan"),
    "my sister, with one of two asked about": ([JO, HELEN], Figure.SIBLING, None, "helen", "helen"),
    "my sister, with neither asked about": ([JO, HELEN], Figure.SIBLING, None, None, None),
    "a name known is that one": ([JO, HELEN], Figure.SIBLING, "jo", None, "jo"),
    "a third sister is new": ([JO, HELEN], Figure.SIBLING, "Ann", "helen", None),
}


@pytest.mark.parametrize(("known", "figure", "name", "about", "expected"), CASES.values(), ids=CASES)
def test_who_is_meant(
    known: list[KnownPerson], figure: Figure, name: str | None, about: str | None, expected: str | None
) -> None:
    found = find(known, figure, name, about=KnownPersonId(about) if about else None)
    assert (found.id if found else None) == expected
