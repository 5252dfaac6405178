"""The two axes, worry and distance: where the person stands with people in general, each with a region of uncertainty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.working_model.evidence import OTHERS, Era, growth
from bot.working_model.model import FACETS_OF, WorkingModel
from bot.working_model.pooling import general, make_position
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
    security, security_n, security_count = general(model, FACETS_OF[Theme.SECURITY], weights=weights, at_utc=at_utc)
    own, own_n, own_count = general(model, (Facet.WORTH, Facet.LOVABILITY), weights=weights, at_utc=at_utc)
    comfort, comfort_n, comfort_count = general(model, (Facet.COMFORT,), weights=weights, at_utc=at_utc)
    trust, trust_n, trust_count = _trust_in_people(model, weights=weights, at_utc=at_utc)
    return Axes(
        worry=_axis((security, security_n, security_count), (own, own_n, own_count), weights.worry_from_self, weights),
        distance=_axis(
            (comfort, comfort_n, comfort_count), (trust, trust_n, trust_count), weights.distance_from_trust, weights
        ),
    )


def _trust_in_people(model: WorkingModel, *, weights: Weights, at_utc: datetime) -> tuple[Beta, float, int]:
    others = model.people.get(OTHERS)
    plus, minus, count = 0.0, 0.0, 0
    if others is not None:
        plus, minus, count = others.counts(FACETS_OF[Theme.TRUST], Era.NOW, growth(at_utc, weights))
    return Beta(weights.prior_plus + plus, weights.prior_minus + minus), plus + minus, count


def _axis(main: tuple[Beta, float, int], side: tuple[Beta, float, int], share: float, weights: Weights) -> Position:
    mean = 1 - ((1 - share) * main[0].mean + share * side[0].mean)
    variance = (1 - share) ** 2 * main[0].variance + share**2 * side[0].variance
    beta = Beta.of(mean, variance)
    n = main[1] + share * side[1]
    position = make_position(beta, n, 0.0, main[2] + side[2], weights=weights)
    return replace(position, enough=n >= weights.enough_for_axis, mixed=False)


def _axis_data(axis: Position) -> dict[str, Any]:
    if not axis.enough:
        return {"mean": None, "low": None, "high": None, "n": axis.count}
    return {"mean": round(axis.mean, 3), "low": round(axis.low, 3), "high": round(axis.high, 3), "n": axis.count}
