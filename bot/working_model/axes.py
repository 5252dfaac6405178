"""The two axes, worry and distance: where the person stands with people in general, each with a region of uncertainty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.working_model.evidence import OTHERS, Counts, Era, growth
from bot.working_model.model import FACETS_OF, WorkingModel
from bot.working_model.pooling import general_counts, make_position, position
from bot.working_model.position import Beta, Position
from bot.working_model.statement import Facet, Theme
from bot.working_model.weights import Weights


@dataclass(frozen=True, slots=True)
class Axes:
    """Worry (anxiety) and distance (avoidance), 0 (little) to 1 (much). Where `enough` is False the honest answer is "not enough yet"."""

    worry: Position
    distance: Position

    def to_data(self) -> dict[str, Any]:
        """As JSON: mean, low, high, n; None for mean, low and high where there is not enough yet."""
        return {"worry": _axis_data(self.worry), "distance": _axis_data(self.distance)}


def axes(model: WorkingModel, *, weights: Weights, at_utc: datetime) -> Axes:
    """Both axes now.

    Worry reads from security and slightly from worth and lovability, never competence. Distance reads from comfort with
    closeness, and slightly from trust in people in general. What a particular person did is on no axis (docs/explanation).
    """
    now = growth(at_utc, weights)
    security = general_counts(model, FACETS_OF[Theme.SECURITY], weights=weights, growth_now=now)
    own = general_counts(model, (Facet.WORTH, Facet.LOVABILITY), weights=weights, growth_now=now)
    comfort = general_counts(model, (Facet.COMFORT,), weights=weights, growth_now=now)
    others = model.people.get(OTHERS)
    people = others.counts(FACETS_OF[Theme.TRUST], Era.NOW, now) if others is not None else Counts()
    return Axes(
        worry=_axis(security, own, weights.worry_from_self, weights),
        distance=_axis(comfort, people, weights.distance_from_trust, weights),
    )


def tie_place(model: WorkingModel, who: str, *, weights: Weights, at_utc: datetime) -> tuple[Position, Position] | None:
    """Worry and distance with one person, from the speaker's own stance towards them; None where there is too little on either."""
    security = position(model, who, Theme.SECURITY, weights=weights, at_utc=at_utc)
    comfort = position(model, who, Theme.CLOSENESS, facet=Facet.COMFORT, weights=weights, at_utc=at_utc)
    if not security.enough or not comfort.enough:
        return None
    return _turned(security), _turned(comfort)


def _turned(place: Position) -> Position:
    return replace(place, mean=round(1 - place.mean, 4), low=round(1 - place.high, 4), high=round(1 - place.low, 4))


def _axis(main: Counts, side: Counts, share: float, weights: Weights) -> Position:
    """The best linear estimate of a weighted sum of two correlated positions, each seen through its own counts.

    Both start from the prior and lean on each other as far as they go together (`between_themes`): what is said of one's own
    worth tells something of worry while little has been said about losing, and less and less as more is.
    """
    prior = Beta(weights.prior_plus, weights.prior_minus)
    spread, noise = prior.variance, prior.mean * (1 - prior.mean) - prior.variance
    together = weights.between_themes * spread
    # How the axis goes with each of the two positions, and how it spreads before anything is heard.
    goes_with = ((1 - share) * spread + share * together, (1 - share) * together + share * spread)
    mean, variance = prior.mean, ((1 - share) ** 2 + share**2) * spread + 2 * share * (1 - share) * together
    # An unheard side is one heard with boundless noise: its gain is nothing.
    seen = [spread + noise * (1 / max(each.sure, 1e-9) + weights.never_sure) for each in (main, side)]
    determinant = seen[0] * seen[1] - together * together
    gains = (
        (goes_with[0] * seen[1] - goes_with[1] * together) / determinant,
        (goes_with[1] * seen[0] - goes_with[0] * together) / determinant,
    )
    for gain, with_axis, counts in zip(gains, goes_with, (main, side), strict=True):
        if counts.sure > 0:
            mean += gain * ((counts.plus - counts.minus) / (2 * counts.sure) + 0.5 - prior.mean)
            variance -= gain * with_axis
    total = main + side.pulled(share)
    found = make_position(Beta.of(1 - mean, variance), total, weights=weights)
    return replace(found, enough=total.n >= weights.enough_for_axis, mixed=False)


def _axis_data(axis: Position) -> dict[str, Any]:
    if not axis.enough:
        return {"mean": None, "low": None, "high": None, "n": axis.count}
    return {"mean": round(axis.mean, 3), "low": round(axis.low, 3), "high": round(axis.high, 3), "n": axis.count}
