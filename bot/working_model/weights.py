"""The numbers the working model rests on, each with where it comes from; docs/explanation/working-model.md shows what hangs on them."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from functools import cache
from typing import Final

from bot.working_model.statement import Figure


@dataclass(frozen=True, slots=True)
class Weights:
    """Settings of the working model. A model made under other weights is stale (`WorkingModel.is_current`) and is rebuilt.

    One *count* is one asserted, volunteered, surely read statement. "Chosen" marks a number no study gives: its effect on the
    results is published with the sensitivity figures.
    """

    # --- what one statement weighs
    open_question: float = (
        0.85  # chosen: an open question calls for some answer, and so for a little more than was there unasked
    )
    asked_pole: float = (
        0.4  # answering the pole asked for is weak evidence: demand effects (Orne 1962), acquiescence (Krosnick 1999)
    )
    against_pole: float = 1.0  # the other pole, unasked, is worth as much as a volunteered statement
    episode_cap: float = (
        1.5  # statements of one told episode are one piece of evidence told at length (Kish 1965, design effect)
    )
    least_confidence: float = 0.25  # below this the reader's guess is no evidence at all (chosen)
    half_life_days: float = (
        540.0  # the slow baseline forgets slowly: attachment is moderately stable over years (Fraley 2002)
    )

    # --- "how true is this these days?", 0 (not at all) to 4 (very)
    true_these_days: float = (
        1.5  # the person's own considered answer: strong evidence, as much as a whole episode (chosen)
    )
    yes_saying: float = 0.6  # people agree too readily: a "yes" counts this share of what a "no" counts (Krosnick 1999)

    # --- partial pooling
    # Before anything is heard: the middle, spread as people are (sd about .2 on 0–1; ECR-R norms, Fraley: 1.12 and 1.19 on 1–7).
    prior_plus: float = 2.4
    prior_minus: float = 2.4
    tie_rho: float = 0.17  # share of a statement's spread that is the tie, not the person (La Guardia et al. 2000; Fraley et al. 2011)
    outside_general: tuple[Figure, ...] = (
        Figure.CHILD,
        Figure.COLLEAGUE,
        Figure.OTHER_PERSON,
        Figure.PET,
        Figure.GROUP,
    )

    # --- the axes
    between_themes: float = (
        0.4  # how far two themes go together (self-esteem with attachment anxiety, Mikulincer & Shaver 2007)
    )
    worry_from_self: float = 0.2  # worth and lovability go with worry, but are not it (Mikulincer & Shaver 2007, ch. 6)
    distance_from_trust: float = (
        0.2  # expecting little of people in general goes with keeping away (Collins & Read 1990, "depend")
    )

    never_sure: float = (
        0.012  # even endless talk leaves a doubt: days, moods and topics are only a sample (chosen, by simulation)
    )

    # --- abstention: what is enough to say something
    enough_for_axis: float = 3.0
    enough_for_theme: float = 1.2
    enough_to_say: float = (
        0.75  # one thing said plainly, not led by the question, may be given back with its quote (chosen)
    )
    enough_for_line: float = 0.55
    shown_confidence: float = 0.5  # a quote is shown only where the reader was at least this sure
    mixed_side: float = 1.4  # both sides of one facet at least this heavy: shown as both
    mixed_share: float = 0.25  # and the lighter at least this share of the two
    mixed_even: float = 0.4  # or, however little was said, nearly even
    interval: float = 0.9

    # --- change between two sessions
    change_days: int = 14  # mood and the week just gone colour a session; two weeks apart they are separate (chosen)
    # Nominal, over everything tested in a report (Holm 1979). The test is careful: measured false reports stay well below .05.
    change_alpha: float = 0.13
    change_least: float = 0.25  # a smaller difference is no change worth the word (chosen)
    change_counts: float = 1.0  # both times need at least this much, surely read, to be compared
    change_statements: int = 3  # and at least this many statements: two remarks are no change
    session_rho: float = (
        0.05  # share of a statement's spread that is the day it was said on (mood-congruent recall, Bower 1981)
    )
    questions_differ: float = (
        0.34  # sessions whose questions called for different poles by more than this share: not comparable
    )

    def key(self) -> str:
        """A short fingerprint: equal weights, equal key."""
        return _key(self)


@cache
def _key(weights: Weights) -> str:
    return hashlib.sha256(repr(sorted(asdict(weights).items())).encode()).hexdigest()[:12]


DEFAULT: Final = Weights()
