"""Who is meant where danger is told: the one who does it, not the one who is told of it."""

from __future__ import annotations

import pytest

from bot.working_model.danger import Dangerous, dangerous
from bot.working_model.statement import Figure
from tests.unit.working_model.builders import someone

MUM = someone(Figure.MOTHER)
MARK = someone(Figure.PARTNER, "Mark", known_id="mark")
SISTERS = [someone(Figure.SIBLING, "Anna", known_id="anna"), someone(Figure.SIBLING, "Lea", known_id="lea")]


@pytest.mark.parametrize(
    ("text", "known", "about", "expected"),
    [
        pytest.param("Mark choked me last night", [MARK, MUM], "mother", Dangerous(("mark",)), id="by name"),
        pytest.param("my husband put a knife to me", [MARK], None, Dangerous(("mark",)), id="by role"),
        pytest.param("my husband put a knife to me", [], None, Dangerous(figure=Figure.PARTNER), id="nobody known yet"),
        pytest.param("my ex-husband follows me home", [MARK], None, Dangerous(figure=Figure.EX_PARTNER), id="an ex"),
        pytest.param(
            "Dad has a gun and says he'll kill us", [MUM], "mother", Dangerous(figure=Figure.FATHER), id="bare"
        ),
        pytest.param("He held me by the throat", [MARK, MUM], "mark", Dangerous(("mark",)), id="a pronoun"),
        pytest.param("I told my mum that he chokes me", [MUM, MARK], "mark", Dangerous(("mark",)), id="who was told"),
        pytest.param("I'm scared of my mum, she hit me", [MUM, MARK], "mark", Dangerous(("mother",)), id="the other"),
        pytest.param("my brother hits my mum", [MUM], None, Dangerous(figure=Figure.SIBLING), id="who is hit"),
        pytest.param("I live with my dad", [], None, Dangerous(figure=Figure.FATHER), id="the only one there is"),
        pytest.param("my sister has a knife", SISTERS, None, Dangerous(("anna", "lea")), id="one of two: both"),
        pytest.param("my sister has a knife", SISTERS, "lea", Dangerous(("lea",)), id="the one spoken about"),
        pytest.param("I fear for my life", [MARK], "mark", Dangerous(("mark",)), id="nobody named"),
        pytest.param("I fear for my life", [MARK], None, Dangerous(), id="nobody at all"),
        pytest.param("my dog bit me", [], None, Dangerous(), id="a dog"),
    ],
)
def test_who_is_meant(text, known, about, expected):
    assert dangerous(text, known, about=about) == expected
