"""How people are called."""

from __future__ import annotations

import pytest

from bot.working_model.naming import naming, role_word
from bot.working_model.statement import Figure as Role
from tests.unit.working_model.builders import someone


@pytest.mark.parametrize(
    ("figure", "name", "text", "full", "short"),
    [
        (Role.SIBLING, "Anna", "my sister Anna rang", "your sister Anna", "Anna"),
        (Role.SIBLING, "Anna", "she rang", "Anna", "Anna"),
        (Role.SIBLING, None, "we never spoke", "your brother or sister", "your brother or sister"),
        (Role.SIBLING, None, "my sister and my brother", "your brother or sister", "your brother or sister"),
        (Role.MOTHER, None, "mum never rang", "your mum", "your mum"),
        (Role.MOTHER, None, "she never rang", "your mother", "your mother"),
        (Role.MOTHER, "Mum", "x", "your mother", "your mother"),
        (Role.FATHER, None, "my dad's temper", "your dad", "your dad"),
        (Role.PARTNER, "josh", "he lies", "your partner Josh", "Josh"),
        (Role.PARTNER, None, "my husband works nights", "your husband", "your husband"),
        (Role.PARTNER, None, "the husband of a friend", "your partner", "your partner"),
        (Role.FRIEND, None, "my best friend knows", "your best friend", "your best friend"),
        (Role.PARENT, None, "they never had time", "your parents", "your parents"),
        (Role.COLLEAGUE, None, "they laugh", "people at work", "people at work"),
        (Role.COLLEAGUE, None, "my boss is fair", "your boss", "your boss"),
        (Role.GROUP, None, "they came", "the group you spoke of", "the group"),
        (Role.FAITH, None, "God hears me", "God", "God"),
        (Role.FAITH, None, "it carries me", "your faith", "your faith"),
        (Role.CAREGIVER, "Ruth", "my foster mum Ruth", "your foster mum Ruth", "Ruth"),
        (Role.CAREGIVER, None, "she fed me", "the person who looked after you", "the person who looked after you"),
        (Role.OTHER_PERSON, None, "he left", "someone you spoke of", "this person"),
        (Role.CAREGIVER, "Auntie Beth", "my aunt", "Auntie Beth", "Auntie Beth"),
        (Role.OTHER_PERSON, "Femi", "he left", "Femi", "Femi"),
    ],
)
def test_what_a_person_is_called(figure, name, text, full, short):
    found = naming(someone(figure, name), [text])
    assert (found.full, found.short) == (full, short)


@pytest.mark.parametrize(
    ("figure", "texts", "them"),
    [
        (Role.MOTHER, [], "her"),
        (Role.PARTNER, ["my wife"], "her"),
        (Role.PARTNER, ["he never rings"], "him"),
        (Role.PARTNER, ["I told her he was late"], "them"),
        (Role.FRIEND, ["we talk"], "them"),
        (Role.PARENT, ["she and dad"], "them"),
        (Role.FAMILY, ["she just lets you"], "them"),
    ],
)
def test_pronouns_are_never_guessed(figure, texts, them):
    assert naming(someone(figure), texts).them == them


def test_many_are_plural():
    assert naming(someone(Role.FRIEND), ["my friends came"]).plural
    assert not naming(someone(Role.FRIEND, "Dee"), ["my friends came"]).plural


def test_a_role_word_may_be_given():
    assert naming(someone(Role.SIBLING, "Bea"), [], called="sister").full == "your sister Bea"


def test_role_word():
    assert role_word(Role.MOTHER, ["Mam was home"]) == "mam"
    assert role_word(Role.FRIEND, ["she was home"]) is None
