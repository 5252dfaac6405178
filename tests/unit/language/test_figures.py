"""Whom a message speaks of: names and the pronouns after them."""

from __future__ import annotations

import pytest

from bot.language import reader
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.person import KnownPerson
from bot.working_model.statement import Asked, Figure


def _meant(text: str, asked: Asked | None = None, known: tuple[KnownPerson, ...] = ()) -> list[str]:
    doc = reader().analyse(text, asked, known)
    words = doc._.words
    return [
        f"{text[words[m.start].start : words[m.end - 1].end]}: {m.person.figure} {m.person.name or '-'}"
        for m in doc._.meant
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param(
            "Two sisters, Jo and Helen. Jo drove down.",
            ["sisters: sibling -", "Jo: sibling Jo", "Helen: sibling Helen", "Jo: sibling Jo"],
            id="listed-after-their-role",
        ),
        pytest.param("jo, that is so", [], id="two-letters-in-lower-case"),
        pytest.param("OK so Xq was late", [], id="two-letters-in-no-list"),
        pytest.param(
            "My son Ned is her twin. He came.",
            ["My son Ned: child Ned", "her twin: other_person -", "He: child Ned"],
            id="what-he-is-is-nobody-new",
        ),
        pytest.param(
            "My son Ned brought his friend. He stayed.",
            ["My son Ned: child Ned", "his friend: other_person -", "He: other_person -"],
            id="a-friend-of-his-may-be-meant",
        ),
        pytest.param("He got on a coach", ["He: other_person -"], id="a-coach-to-ride"),
        pytest.param("I have a coach", ["a coach: other_person -"], id="a-coach-to-train-with"),
        pytest.param("with maisie", ["maisie: other_person Maisie"], id="a-name-in-lower-case"),
    ],
)
def test_who_is_meant(text: str, meant: list[str]) -> None:
    assert _meant(text) == meant


def test_an_aunt_by_name_is_one_and_she_may_be_her() -> None:
    aunt = KnownPerson(KnownPersonId("k"), PersonId("p"), Figure.FAMILY, "Samira")
    asked = Asked("What have you learned to expect of Samira?", figure=Figure.FAMILY, name="Samira")
    assert _meant("Always she answers.", asked, (aunt,)) == ["she: family Samira"]


def test_a_family_without_a_name_is_several() -> None:
    asked = Asked("What have you learned to expect of your family?", figure=Figure.FAMILY)
    assert _meant("She always answers.", asked) == ["She: other_person -"]
    assert _meant("They always answer.", asked) == ["They: family -"]
