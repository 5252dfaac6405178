"""The numbers the working model rests on, each with where it comes from; docs/explanation/working-model.md shows what hangs on them."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from functools import cache
from typing import Final

from bot.working_model.statement import Direction, Facet, Figure, Statement, Theme


@dataclass(frozen=True, slots=True)
class Weights:
    """Settings of the working model. A model made under other weights is stale (`WorkingModel.is_current`) and is rebuilt.

    One *count* is one asserted, volunteered, surely read statement. "Chosen" marks a number no study gives: its effect on the
    results is published with the sensitivity figures.
    """

    # --- what one statement weighs
    # Chosen: an open question calls for some answer, and so for a little more than was there unasked.
    open_question: float = 0.85
    # Answering the pole asked for is weak evidence (demand effects, Orne 1962; acquiescence, Krosnick 1999). If half would answer so
    # whatever is true, such an answer moves the odds a third as much as a volunteered one.
    asked_pole: float = 0.33
    # The other pole, though the question led away from it, is worth as much as a volunteered statement.
    against_pole: float = 1.0
    # Statements of one told episode are one piece of evidence told at length (design effect, Kish 1965).
    episode_cap: float = 1.5
    # Chosen: below this the reader's guess is no evidence at all.
    least_confidence: float = 0.25
    # The slow baseline forgets slowly: attachment is moderately stable over years (Fraley 2002). The number is chosen.
    half_life_days: float = 540.0

    # --- "how true is this these days?", 0 (not at all) to 4 (very)
    # Chosen: the person's own considered answer is strong evidence, as much as a whole episode.
    true_these_days: float = 1.5
    # People agree too readily: a "yes" counts this share of what a "no" counts (Krosnick 1999; the share is chosen).
    yes_saying: float = 0.6

    # --- partial pooling
    # Before anything is heard: the middle, spread as people are (sd about .21 on 0–1; ECR-R norms, Fraley: 1.12 and 1.19 on 1–7).
    prior_plus: float = 2.25
    prior_minus: float = 2.25
    # Share of a statement's spread that is the tie, not the person (La Guardia et al. 2000; Fraley et al. 2011; set by simulation).
    tie_rho: float = 0.17
    # Caregiving, work and passing acquaintance follow rules of their own; groups and pets are no model of people.
    outside_general: tuple[Figure, ...] = (
        Figure.CHILD,
        Figure.COLLEAGUE,
        Figure.OTHER_PERSON,
        Figure.PET,
        Figure.GROUP,
    )

    # --- the axes
    # How far two themes go together (self-esteem with attachment anxiety, Mikulincer & Shaver 2007).
    between_themes: float = 0.4
    # Worth and lovability go with worry, but are not it (Mikulincer & Shaver 2007, ch. 6; the share is chosen).
    worry_from_self: float = 0.2
    # Expecting little of people in general goes with keeping away (Collins & Read 1990, "depend"; the share is chosen).
    distance_from_trust: float = 0.2
    # Even endless talk leaves a doubt: days, moods and topics are only a sample (set by simulation).
    never_sure: float = 0.016

    # --- abstention: what is enough to say something (all chosen)
    enough_for_axis: float = 3.0
    enough_for_theme: float = 1.2
    # One thing said plainly, not led by the question, may be given back with its quote.
    enough_to_say: float = 0.75
    enough_for_line: float = 0.55
    # A quote is shown only where the reader was at least this sure.
    shown_confidence: float = 0.85
    # What would hurt most where it is wrong needs more: that one thinks little of oneself, that somebody is not safe. On dev
    # .97 of the quotes of such a low view of oneself are right from here on, against .92 from `shown_confidence`.
    shown_confidence_hurtful: float = 0.94
    # Both sides of one facet at least this heavy, and the lighter at least this share of the two: shown as both ...
    mixed_side: float = 1.4
    mixed_share: float = 0.25
    # ... or, however little was said, nearly even.
    mixed_even: float = 0.4
    interval: float = 0.9

    # --- change between two sessions
    # Chosen: mood and the week just gone colour a session; two weeks apart they are separate.
    change_days: int = 14
    # Nominal, over everything tested in a report (Holm 1979). The test is careful: measured false reports stay below .05.
    change_alpha: float = 0.11
    # Chosen: a smaller difference is no change worth the word.
    change_least: float = 0.25
    # Both times need at least this much, surely read, and this many statements: two remarks are no change.
    change_counts: float = 1.0
    change_statements: int = 3
    # Share of a statement's spread that is the day it was said on (mood-congruent recall, Bower 1981; the share is chosen).
    session_rho: float = 0.05
    # Chosen: sessions whose questions called for different poles by more than this share are not comparable.
    questions_differ: float = 0.34

    def shows(self, statement: Statement) -> bool:
        """Whether a statement was read surely enough to be quoted."""
        return statement.confidence >= (
            self.shown_confidence_hurtful if is_hurtful(statement) else self.shown_confidence
        )

    def key(self) -> str:
        """A short fingerprint: equal weights, equal key."""
        return _key(self)


@cache
def _key(weights: Weights) -> str:
    return hashlib.sha256(repr(sorted(asdict(weights).items())).encode()).hexdigest()[:12]


def is_hurtful(statement: Statement) -> bool:
    """Whether giving it back wrongly would hurt most: a low view of oneself, or that somebody is not safe."""
    about = statement.theme is Theme.SELF_WORTH or statement.facet is Facet.SAFETY
    return about and statement.direction is Direction.MINUS


DEFAULT: Final = Weights()
