"""The evaluation, on a reader that says what it is told to say."""

from __future__ import annotations

import pytest

from bot.language import reader
from bot.language.corpus import Labelled
from bot.language.evaluation import evaluate, sentence_spans
from bot.language.report import drops, recorded
from bot.working_model.statement import Direction, Facet, Figure, Reading, Span, Statement, Theme, Time

_TEXT = "I trust him. It rained."


def _statement(**changes: object) -> Statement:
    values: dict = {
        "span": Span(0, 11), "theme": Theme.TRUST, "facet": Facet.RELIABILITY, "direction": Direction.PLUS, "figure": Figure.FRIEND, "confidence": 0.9, "rule": "r",
    }  # fmt: skip
    return Statement(**{**values, **changes})


def _message(*statements: Statement) -> Labelled:
    return Labelled("a", "s", "casual", _TEXT, statements, (), None, "teen", "dev")


def _figures(gold: tuple[Statement, ...], said: tuple[Statement, ...]) -> dict:
    spans = sentence_spans(reader())
    return evaluate("x", lambda text, asked: Reading(said), [_message(*gold)], split="dev", spans=spans).figures


def test_all_right():
    figures = _figures((_statement(),), (_statement(),))
    assert figures["micro"]["f1"] == 1.0
    assert figures["all_attributes_f1"] == 1.0
    assert figures["alarms_per_100_neutral"] == 0.0
    assert figures["shown_precision"]["share"] == 1.0


def test_a_statement_in_a_neutral_sentence_is_a_false_alarm():
    figures = _figures((_statement(),), (_statement(), _statement(span=Span(13, 22))))
    assert figures["neutral_sentences"] == 1
    assert figures["alarms_per_100_neutral"] == 100.0


def test_the_other_direction_is_wrong_and_counts_against_direction():
    figures = _figures((_statement(),), (_statement(direction=Direction.MINUS),))
    assert figures["micro"]["f1"] == 0.0
    assert figures["direction_given_theme"] == 0.0


@pytest.mark.parametrize(
    ("change", "name"),
    [
        pytest.param({"figure": Figure.MOTHER}, "figure", id="figure"),
        pytest.param({"time": Time.PAST}, "time", id="time"),
        pytest.param({"facet": Facet.SAFETY}, "facet", id="facet"),
        pytest.param({"certainty": 0.5}, "certainty", id="certainty"),
    ],
)
def test_an_attribute_wrong_is_seen_in_its_own_figure_only(change, name):
    figures = _figures((_statement(),), (_statement(**change),))
    assert figures["micro"]["f1"] == 1.0
    assert {k: v for k, v in figures["attributes"].items() if v < 1.0} == {name: 0.0}
    assert figures["all_attributes_f1"] == 0.0


def test_half_a_span_is_half_an_overlap():
    figures = _figures((_statement(),), (_statement(span=Span(2, 11)),))
    assert (figures["span_exact_f1"], figures["span_half_f1"]) == (0.0, 1.0)


def test_nothing_said_misses_everything():
    figures = _figures((_statement(),), ())
    assert figures["micro"] == {"precision": 1.0, "recall": 0.0, "f1": 0.0, "there": 1}


def test_a_drop_of_more_than_a_point_is_told():
    figures = _figures((_statement(),), (_statement(),))
    before = recorded(figures)
    assert drops(figures, before) == []
    worse = {**figures, "macro_f1": figures["macro_f1"] - 0.02}
    assert [line.split(":")[0] for line in drops(worse, before)] == ["macro_f1"]
