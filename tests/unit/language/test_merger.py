"""Rules and classifier together: confidence, thresholds, attributes, persons."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bot.language import reader
from bot.language.calibration import Calibration
from bot.language.heads import FACETS, FIGURES, POLES, SIZES, TIMES, TOTAL, WAYS, slices
from bot.language.merger import Merger
from bot.working_model.statement import Direction, Facet, Figure, Theme, Time, Way

_AT = slices()


def _answers(clauses: int, **high: int) -> np.ndarray:
    """Nothing is answered but the places named."""
    answers = np.full((clauses, TOTAL), -8.0, dtype=np.float32)
    for name, place in high.items():
        answers[0, _AT[name].start + place] = 8.0
    return answers


def _merge(text: str, answers: np.ndarray | None, calibration: Calibration | None = None):
    doc = reader().analyse(text)
    return Merger(calibration).merge(doc._.findings, doc._.texts, doc._.words, answers=answers, asked=None)


def test_the_heads_fill_the_answers():
    assert sum(SIZES.values()) == TOTAL == _AT["figure"].stop


def test_the_classifier_alone_makes_a_statement():
    answers = _answers(
        1,
        pole=POLES.index((Theme.SECURITY, Direction.MINUS)),
        facet=FACETS.index(Facet.REJECTION),
        time=TIMES.index(Time.PAST),
        figure=FIGURES.index(Figure.OTHERS),
    )
    (statement,), _ = _merge("it went cold in that room", answers)
    assert (statement.facet, statement.direction, statement.time, statement.figure, statement.rule) == (
        Facet.REJECTION,
        Direction.MINUS,
        Time.PAST,
        Figure.OTHERS,
        "classifier",
    )


def test_below_its_least_confidence_nothing_is_said():
    answers = _answers(1, pole=0, facet=0)
    cautious = replace(Calibration(), least=(0.99999,) * len(POLES))
    assert _merge("it went cold in that room", answers, cautious) == ([], [])


def test_a_rule_lifts_confidence_and_names_facet_and_person():
    pole = POLES.index((Theme.TRUST, Direction.PLUS))
    answers = _answers(1, figure=FIGURES.index(Figure.OTHERS))
    answers[0, pole] = 0.0
    (with_rule,), _ = _merge("I trust my sister", answers)
    (without,), _ = _merge("it went fine in that room", answers)
    assert with_rule.confidence > without.confidence
    assert (with_rule.facet, with_rule.figure) == (Facet.RELIABILITY, Figure.SIBLING)


def test_a_rule_that_says_the_opposite_lowers_confidence():
    calibration = Calibration()
    assert calibration.confidence(0, 0.0, said=False, opposite=True) < calibration.confidence(
        0, 0.0, said=False, opposite=False
    )


def test_a_person_of_the_clause_is_taken_where_the_classifier_sees_somebody():
    answers = _answers(1, pole=0, facet=0, figure=FIGURES.index(Figure.PARTNER))
    (statement,), _ = _merge("my brother turned up with soup", answers)
    assert statement.figure is Figure.SIBLING


def test_an_unknown_pronoun_takes_the_likely_role():
    answers = _answers(1, pole=0, facet=0, figure=FIGURES.index(Figure.PARTNER))
    (statement,), _ = _merge("he turned up with soup", answers)
    assert statement.figure is Figure.PARTNER


def test_ways_come_from_the_classifier_too():
    _, (coping,) = _merge("it went cold so out I went", _answers(1, way=WAYS.index(Way.WITHDRAW)))
    assert coping.way is Way.WITHDRAW


def test_without_a_classifier_rules_stand_alone():
    (statement,), _ = _merge("I trust my sister", None)
    assert 0.5 < statement.confidence < 1.0


def test_calibration_survives_json():
    calibration = Calibration(scale=1.5, least=(0.4,) * len(POLES), notes={"fitted_on": "dev"})
    assert Calibration.from_dict(calibration.as_dict()) == calibration


def test_what_is_only_planned_is_guessed_to_be_so_by_no_network():
    high = {
        "pole": POLES.index((Theme.CLOSENESS, Direction.PLUS)),
        "facet": FACETS.index(Facet.COMFORT),
        "figure": FIGURES.index(Figure.MOTHER),
    }
    for text in ("maybe next time i show her a bit of it", "I might show her a bit of it next time"):
        assert _merge(text, _answers(1, **high)) == ([], [])
    assert _merge("the next time we met I showed her a bit of it", _answers(1, **high))[0]
