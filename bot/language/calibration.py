"""How rules and classifier together become a confidence: a small logistic model per clause and pole, fitted on dev."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.language.heads import POLES, WAYS


@dataclass(frozen=True, slots=True)
class Calibration:
    """`scale · logit + bias[pole] + rule_for · (a rule says so) - rule_against · (a rule says the opposite) - rule_taken_back ·
    (a rule matches where nothing is asserted)`, through the logistic function.

    `least` is the confidence below which nothing is said, by pole. Ways of coping have a model of the same form.
    `rule_only` is what a rule's own confidence is multiplied with where there is no classifier.
    """

    scale: float = 1.0
    bias: tuple[float, ...] = (0.0,) * len(POLES)
    rule_for: float = 2.0
    rule_against: float = 1.5
    rule_taken_back: float = 1.5
    least: tuple[float, ...] = (0.5,) * len(POLES)
    way_least: tuple[float, ...] = (0.5,) * len(WAYS)
    way_scale: float = 1.0
    way_bias: tuple[float, ...] = (0.0,) * len(WAYS)
    way_rule: float = 1.5
    rule_only: float = 0.9
    notes: Mapping[str, Any] = field(default_factory=dict)

    def confidence(self, pole: int, logit: float, *, said: bool, opposite: bool, taken_back: bool = False) -> float:
        """The calibrated confidence that the clause says this pole."""
        return _logistic(
            self.scale * logit + self.bias[pole] + self.rule_for * said - self.rule_against * opposite - self.rule_taken_back * taken_back
        )  # fmt: skip

    def way_confidence(self, way: int, logit: float, *, said: bool) -> float:
        """The calibrated confidence that the clause tells of this way of coping."""
        return _logistic(self.way_scale * logit + self.way_bias[way] + self.way_rule * said)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Calibration:
        """From `as_dict`'s form."""
        plain: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        return cls(**plain)


def _logistic(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))
