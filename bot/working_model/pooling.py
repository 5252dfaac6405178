"""Partial pooling: a person's position starts from the general one, and the general one from each person's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.working_model.evidence import OTHERS, SELF, Counts, Era, growth
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


def general_counts(
    model: WorkingModel, facets: Iterable[Facet], *, weights: Weights, growth_now: float, without: str | None = None
) -> Counts:
    """What all ties together say about some facets now.

    A tie with `n` counts enters with `n / (1 + rho n)`: no more than `1 / rho` however much is said about it, so that no single
    tie drowns the rest (the effective size of a cluster, Kish 1965). What is said of people in general enters in full.
    """
    wanted = tuple(facets)
    total = Counts()
    for who, about in model.people.items():
        if who != without and enters_general(who, about, weights):
            counts = about.counts(wanted, Era.NOW, growth_now)
            total += counts if who in (OTHERS, SELF) else counts.pulled(1 / (1 + weights.tie_rho * counts.n))
    return total


def general(
    model: WorkingModel, theme: Theme, *, weights: Weights, at_utc: datetime, without: str | None = None
) -> tuple[Beta, Counts]:
    """The general position on a theme now, and the counts it rests on."""
    counts = general_counts(
        model, FACETS_OF[theme], weights=weights, growth_now=growth(at_utc, weights), without=without
    )
    return updated(Beta(weights.prior_plus, weights.prior_minus), counts), counts


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
    counts = about.counts(facets, era, growth(at_utc, weights)) if about is not None else Counts()
    if era is Era.NOW and who not in (OTHERS, SELF):
        prior = tie_prior(model, who, theme, weights=weights, at_utc=at_utc)
    else:
        prior = Beta(weights.prior_plus, weights.prior_minus)
    return make_position(updated(prior, counts), counts, weights=weights)


def updated(prior: Beta, counts: Counts) -> Beta:
    """The prior after the counts, with what misreading pulls to the middle taken out.

    `sure` counts are as good as surely read ones, and the balance of the rest stands for them alone: ten statements of which
    seven in ten are read right, all on one side, are seven clear counts, not seven to three. No side falls below half its prior.
    """
    half = (counts.plus - counts.minus) / 2
    return Beta(max(prior.a + counts.sure / 2 + half, prior.a / 2), max(prior.b + counts.sure / 2 - half, prior.b / 2))


def make_position(beta: Beta, counts: Counts, *, weights: Weights) -> Position:
    """A distribution and the counts behind it, made into a position with its interval and what may be said of it."""
    tail = (1 - weights.interval) / 2
    low, high = beta.quantiles((tail, 1 - tail))
    return Position(
        mean=round(beta.mean, 4),
        low=round(low, 4),
        high=round(high, 4),
        n=round(counts.n, 3),
        count=counts.count,
        enough=counts.n >= weights.enough_for_theme,
        mixed=is_mixed(counts.plus, counts.minus, weights),
    )


def is_mixed(plus: float, minus: float, weights: Weights) -> bool:
    """True where both sides are strong, or nearly equal: shown as both, never averaged away. One remark against many is an exception."""
    lighter, total = min(plus, minus), plus + minus
    if lighter < weights.enough_for_line:
        return False
    return (
        lighter >= weights.mixed_side and lighter >= weights.mixed_share * total
    ) or lighter >= weights.mixed_even * total
