"""Two clauses of one sentence that say the same are one statement."""

from __future__ import annotations

from dataclasses import replace

from bot.language.said_once import once
from bot.working_model.statement import Coping, Direction, Facet, Figure, Span, Statement, Theme, Time, Way

GUESS = "classifier"
ONE = Statement(
    span=Span(0, 5), theme=Theme.TRUST, facet=Facet.RELIABILITY, direction=Direction.PLUS, figure=Figure.MOTHER, confidence=0.6, rule=GUESS,
)  # fmt: skip
SURER = replace(ONE, span=Span(6, 9), confidence=0.8)


def test_the_surer_of_two_alike_stays() -> None:
    assert once([(0, ONE), (0, SURER)], guessed=GUESS) == [SURER]
    assert once([(0, SURER), (0, ONE)], guessed=GUESS) == [SURER]


def test_in_two_sentences_it_was_said_twice() -> None:
    assert once([(0, ONE), (1, SURER)], guessed=GUESS) == [ONE, SURER]


def test_what_two_rules_matched_was_said_twice() -> None:
    both = [replace(ONE, rule="keeps-word"), replace(SURER, rule="keeps-word")]
    assert once([(0, each) for each in both], guessed=GUESS) == both


def test_another_person_facet_or_side_is_another_statement() -> None:
    for other in (
        replace(SURER, figure=Figure.FATHER),
        replace(SURER, facet=Facet.SAFETY),
        replace(SURER, direction=Direction.MINUS),
    ):
        assert once([(0, ONE), (0, other)], guessed=GUESS) == [ONE, other]


def test_a_way_of_coping_is_told_once_a_sentence() -> None:
    first = Coping(Span(0, 5), Way.SEEK, None, confidence=0.5)
    second = Coping(Span(6, 9), Way.SEEK, None, confidence=0.9)
    assert once([(0, first), (0, second)], guessed=GUESS) == [second]


THEN = replace(ONE, time=Time.PAST, rule="close-to")
CHANGE = replace(SURER, time=Time.CHANGING)


def test_a_guessed_change_to_what_was_is_none() -> None:
    assert once([(0, THEN), (0, CHANGE)], guessed=GUESS) == [THEN]


def test_a_change_that_leads_elsewhere_or_that_a_rule_matched_stays() -> None:
    for change in (replace(CHANGE, direction=Direction.MINUS), replace(CHANGE, rule="closer-now")):
        assert once([(0, THEN), (0, change)], guessed=GUESS) == [THEN, change]
    assert once([(0, THEN), (1, CHANGE)], guessed=GUESS) == [THEN, CHANGE]
