"""Whom a pronoun stands for, as far as the message, the question and the known people tell."""

from __future__ import annotations

from bot.language.antecedents import Antecedents
from bot.language.people import Person
from bot.working_model.statement import Figure

MUM = Person(Figure.MOTHER, None, "f")
SAM = Person(Figure.FRIEND, "Sam", "n")
TOM = Person(Figure.PARTNER, "Tom", "m")
EVERYONE = Person(Figure.OTHERS, None, "pl")
PARENTS = Person(Figure.PARENT, None, "pl")


def test_the_last_one_spoken_of_who_fits() -> None:
    heard = Antecedents({})
    heard.hear(MUM)
    heard.hear(TOM)
    assert heard.stands_for("f") == MUM
    assert heard.how("f") == "pronoun"


def test_a_pronoun_fixes_whether_a_name_is_a_mans() -> None:
    called = {"sam": SAM}
    heard = Antecedents(called)
    heard.hear(SAM)
    assert heard.stands_for("m").gender == "m"
    assert called["sam"].gender == "m"
    assert heard.stands_for("f") == Person(Figure.OTHER_PERSON, None, "f")


def test_several_who_are_told_of_go_before_people_in_general() -> None:
    heard = Antecedents({})
    heard.hear(PARENTS)
    heard.hear(EVERYONE)
    assert heard.stands_for("pl") == PARENTS


def test_whoever_owns_what_is_spoken_of_stands_behind_who_is_told_of() -> None:
    aunt = Person(Figure.FAMILY, "Ruth", "f")
    heard = Antecedents({})
    heard.hear(MUM)
    heard.hear(aunt, owns=True)
    assert heard.stands_for("f") == MUM


def test_nobody_named_is_whom_the_question_was_about_or_the_only_known_one() -> None:
    assert Antecedents({}, asked=TOM, known=(MUM,)).stands_for("m") == TOM
    assert Antecedents({}, known=(TOM, MUM)).stands_for("m") == TOM
    assert Antecedents({}, known=(TOM,)).how("m") == "carried"


def test_two_known_ones_who_fit_are_nobody_unless_it_is_of_a_couple() -> None:
    dad = Person(Figure.FATHER, None, "m")
    assert Antecedents({}, known=(dad, TOM)).stands_for("m") == Person(Figure.OTHER_PERSON, None, "m")
    assert Antecedents({}, known=(dad, TOM), is_of_a_couple=True).stands_for("m") == TOM


def test_my_sister_is_the_sister_named_before() -> None:
    anna = Person(Figure.SIBLING, "Anna", "f")
    heard = Antecedents({})
    heard.hear(anna)
    assert heard.same_role(Person(Figure.SIBLING, None, "f")) == anna
    assert heard.same_role(Person(Figure.SIBLING, None, "m")).name is None
