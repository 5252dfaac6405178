"""Who is meant: the one already known, the one asked about, the one whose name is learnt, or somebody new."""

from __future__ import annotations

import pytest

from bot.service.acquaint import Acquaintances, find, without_who_was_taken_back
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.person import KnownPerson
from bot.working_model.statement import Figure, Mention, Reading
from tests.builders import CountingIds, Talk, ToldReader, mention, parts


def _known(number: int, figure: Figure, name: str | None = None) -> KnownPerson:
    return KnownPerson(KnownPersonId(str(number)), PersonId("p"), figure, name)


ANNA, BEA = _known(1, Figure.SIBLING, "Anna"), _known(2, Figure.SIBLING, "Bea")
SISTER, MOTHER, SOMEONE = _known(3, Figure.SIBLING), _known(4, Figure.MOTHER), _known(5, Figure.OTHER_PERSON)


@pytest.mark.parametrize(
    ("known", "figure", "name", "about", "found"),
    [
        ([ANNA, BEA], Figure.SIBLING, "bea", None, BEA),
        ([ANNA], Figure.SIBLING, "Bea", None, None),
        ([SISTER], Figure.SIBLING, "Bea", None, SISTER),
        ([SISTER, ANNA], Figure.SIBLING, None, None, SISTER),
        ([ANNA], Figure.SIBLING, None, None, ANNA),
        ([ANNA, BEA], Figure.SIBLING, None, None, None),
        ([ANNA, BEA], Figure.SIBLING, None, "2", BEA),
        ([ANNA, MOTHER], Figure.MOTHER, None, "1", MOTHER),
        ([ANNA], Figure.OTHER_PERSON, "Anna", None, ANNA),
        ([ANNA], Figure.OTHER_PERSON, None, None, None),
        ([ANNA], Figure.OTHER_PERSON, None, "1", ANNA),
        ([SOMEONE], Figure.OTHER_PERSON, None, None, SOMEONE),
        ([ANNA], Figure.MOTHER, "Anna", None, None),
        ([], Figure.MOTHER, None, None, None),
    ],
    ids=[
        "by-name", "another-name", "name-learnt", "nameless-first", "the-only-one", "one-of-two", "asked-about",
        "not-asked-about", "someone-named", "someone", "someone-asked-about", "the-same-someone", "same-name-other-role",
        "nobody",
    ],
)  # fmt: skip
def test_who_is_meant(
    known: list[KnownPerson], figure: Figure, name: str | None, about: str | None, found: KnownPerson | None
) -> None:
    assert find(known, figure, name, about=KnownPersonId(about) if about else None) == found


def test_acquaintance_is_made_once_and_a_name_is_learnt() -> None:
    talk = Talk.begin(parts())
    person = talk.conversation.person_id
    with talk.parts.store.begin() as uow:
        people = Acquaintances.of(person, uow, CountingIds())
        first = people.meant(Figure.SIBLING, None, about=None)
        named = people.meant(Figure.SIBLING, "Anna", about=None)
        assert first is not None
        assert named is not None
        assert (named.id, named.name) == (first.id, "Anna")
        assert people.meant(Figure.SELF, None, about=None) is None
        uow.commit()
    with talk.parts.store.begin() as uow:
        assert [(k.figure, k.name) for k in uow.known_people.of(person)] == [(Figure.SIBLING, "Anna")]


def test_the_first_own_word_for_a_role_is_kept() -> None:
    talk = Talk.begin(parts())
    with talk.parts.store.begin() as uow:
        people = Acquaintances.of(talk.conversation.person_id, uow, CountingIds())
        people.meant(Figure.CHILD, "Ned", about=None)
        people.meant(Figure.CHILD, "Ned", about=None, called="son")
        people.meant(Figure.CHILD, "Ned", about=None, called="child")
        assert [each.called for each in people.known] == ["son"]
        assert [each.called for each in uow.known_people.of(talk.conversation.person_id)] == ["son"]


NAN = "My nan mostly. No, that's wrong, it was my uncle Ray really, nan was ill by then"
NANS = (
    mention(NAN, "My nan", Figure.GRANDPARENT),
    mention(NAN, "my uncle Ray", Figure.FAMILY, "Ray"),
    mention(NAN, "nan was", Figure.GRANDPARENT),
)
ANNA = "My sister, I mean Anna."
GRANDAD = "My nan. Oh, and my grandad."


@pytest.mark.parametrize(
    ("text", "mentions", "left"),
    [
        (NAN, NANS, ["my uncle Ray"]),
        (
            ANNA,
            (mention(ANNA, "My sister", Figure.SIBLING), mention(ANNA, "Anna", Figure.OTHER_PERSON, "Anna")),
            ["My sister", "Anna"],
        ),
        (
            GRANDAD,
            (mention(GRANDAD, "My nan", Figure.GRANDPARENT), mention(GRANDAD, "my grandad", Figure.GRANDPARENT)),
            ["My nan", "my grandad"],
        ),
    ],
    ids=["another instead", "a name for the same", "one more"],
)
def test_who_is_left_of_those_named(text: str, mentions: tuple[Mention, ...], left: list[str]) -> None:
    assert [each.span.of(text) for each in without_who_was_taken_back(text, mentions)] == left


def test_the_talk_is_with_whoever_was_named_instead() -> None:
    talk = Talk.begin(parts(reader=ToldReader({NAN: Reading(mentions=NANS)})))
    talk.press(talk.greeting, "Someone I lean on")
    reply = talk.say(NAN)
    assert "your uncle Ray" in reply.paragraphs[0]
    assert "nan" not in reply.text
    assert talk.conversation.state.asked is not None
    assert talk.conversation.state.asked.name == "Ray"
