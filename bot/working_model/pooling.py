"""Partial pooling: a person's position starts from the general one, and the general one from each person's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from bot.working_model.evidence import OTHERS, SELF, Era, growth
from bot.working_model.model import FACETS_OF, About, WorkingModel
from bot.working_model.position import Beta, Position
from bot.working_model.statement import Facet, Theme
from bot.working_model.weights import Weights


def enters_general(who: str, about: About, weights: Weights) -> bool:
    """True where a tie shapes the general model: not children, colleagues or strangers, and nobody the person is unsafe with.

    Distance from someone who hurts is self-protection, not a stance towards people.
    """
    if who in (OTHERS, SELF):
        return True
    return about.figure not in weights.outside_general and not about.is_unsafe


class Counts(NamedTuple):
    """Counts for and against, and the statements behind them."""

    plus: float
    minus: float
    count: int

    @property
    def n(self) -> float:
        """All counts."""
        return self.plus + self.minus

    @property
    def share(self) -> float:
        """The share of `+`. Only where there is something counted."""
        return self.plus / (self.plus + self.minus)


def general_counts(
    model: WorkingModel, facets: Iterable[Facet], *, weights: Weights, growth_now: float, without: str | None = None
) -> Counts:
    """What all ties together say about some facets now.

    A tie with `n` counts enters with `n / (1 + rho n)`: no more than `1 / rho` however much is said about it, so that no single
    tie drowns the rest (the effective size of a cluster, Kish 1965). What is said of people in general enters in full.
    """
    wanted = tuple(facets)
    plus = minus = 0.0
    statements = 0
    for who, about in model.people.items():
        if who == without or not enters_general(who, about, weights):
            continue
        for_, against, count = about.counts(wanted, Era.NOW, growth_now)
        share = 1.0 if who in (OTHERS, SELF) else 1 / (1 + weights.tie_rho * (for_ + against))
        plus += share * for_
        minus += share * against
        statements += count
    return Counts(plus, minus, statements)


def general(
    model: WorkingModel, theme: Theme, *, weights: Weights, at_utc: datetime, without: str | None = None
) -> tuple[Beta, Counts]:
    """The general position on a theme now, and the counts it rests on."""
    counts = general_counts(
        model, FACETS_OF[theme], weights=weights, growth_now=growth(at_utc, weights), without=without
    )
    return Beta(weights.prior_plus + counts.plus, weights.prior_minus + counts.minus), counts


def tie_prior(model: WorkingModel, who: str, theme: Theme, *, weights: Weights, at_utc: datetime) -> Beta:
    """What would be expected of this person before anything is heard about them: the general position, loosely held."""
    rest, _ = general(model, theme, weights=weights, at_utc=at_utc, without=who)
    spread = rest.variance + weights.tie_rho * rest.mean * (1 - rest.mean)
    return Beta.of(rest.mean, spread)


def position(
    model: WorkingModel,
    who: str,
    theme: Theme,
    *,
    facet: Facet | None = None,
    era: Era = Era.NOW,
    weights: Weights,
    at_utc: datetime,
) -> Position:
    """Where one person (or people in general, or oneself) stands on a theme, or on one facet of it, in an era.

    Then starts from the middle, not from the general position now: what is over is not read through today.
    """
    about = model.people.get(who)
    facets = FACETS_OF[theme] if facet is None else (facet,)
    plus, minus, count = about.counts(facets, era, growth(at_utc, weights)) if about is not None else (0.0, 0.0, 0)
    if era is Era.NOW and who not in (OTHERS, SELF):
        prior = tie_prior(model, who, theme, weights=weights, at_utc=at_utc)
    else:
        prior = Beta(weights.prior_plus, weights.prior_minus)
    return make_position(Beta(prior.a + plus, prior.b + minus), plus, minus, count, weights=weights)


def make_position(beta: Beta, plus: float, minus: float, count: int, *, weights: Weights) -> Position:
    """A distribution and the counts behind it, made into a position with its interval and what may be said of it."""
    tail = (1 - weights.interval) / 2
    n = plus + minus
    return Position(
        mean=round(beta.mean, 4),
        low=round(beta.quantile(tail), 4),
        high=round(beta.quantile(1 - tail), 4),
        n=round(n, 3),
        count=count,
        enough=n >= weights.enough_for_theme,
        mixed=is_mixed(plus, minus, weights),
    )


def is_mixed(plus: float, minus: float, weights: Weights) -> bool:
    """True where both sides are strong: shown as both, never averaged away."""
    lighter = min(plus, minus)
    return lighter >= weights.mixed_side and lighter >= weights.mixed_share * (plus + minus)
