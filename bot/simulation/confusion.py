"""A reader that errs as the real one was measured to: it misses, invents, turns round, mistakes the facet or the person."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from bot.working_model.kept import KeptStatement
from bot.working_model.statement import THEME_OF, Direction, Facet

MEASURED: Final = Path(__file__).with_name("reader_confusion.json")


@dataclass(frozen=True, slots=True)
class Confusion:
    """How a reader errs. `recall` is by theme and direction ("trust+"); the four shares are of what it reads wrongly and sum to 1.

    `confidences` are pairs, one for each tenth of what it reads: the confidence it gives, and the share of these that is right
    (equal where it is calibrated). `source` says where the figures come from.
    """

    recall: Mapping[str, float] = field(default_factory=dict)
    invented: float = 0.55
    turned: float = 0.15
    misplaced: float = 0.22
    wrong_person: float = 0.08
    confidences: Sequence[tuple[float, float]] = tuple(
        (each, each) for each in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
    )
    source: str = "assumed before a reader was measured"

    @classmethod
    def measured(cls, path: Path = MEASURED) -> Confusion:
        """The figures measured on the real reader, or the assumed ones where none have been written yet."""
        if not path.exists():
            return cls()
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        data["confidences"] = tuple((float(given), float(right)) for given, right in data["confidences"])
        return cls(**data)

    def write(self, path: Path = MEASURED) -> None:
        """Writes the figures where `measured` finds them."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    def read(self, said: Sequence[KeptStatement], rng: np.random.Generator) -> list[KeptStatement]:
        """What the reader makes of these statements: those it finds, some of them wrong, and some nobody said."""
        people = sorted({kept.about for kept in said if kept.about is not None})
        heard = []
        for kept in said:
            key = f"{kept.statement.theme}{kept.statement.direction}"
            if rng.random() >= self.recall.get(key, 0.6):
                continue
            confidence, right = self.confidences[int(rng.integers(len(self.confidences)))]
            heard.append(self._read(kept, (confidence, right), people, rng))
        return heard

    def _read(
        self, kept: KeptStatement, given: tuple[float, float], people: Sequence[Any], rng: np.random.Generator
    ) -> KeptStatement:
        confidence, right = given
        sure = replace(kept.statement, confidence=confidence)
        if rng.random() < right:
            return replace(kept, statement=sure)
        kind = rng.choice(4, p=np.array([self.invented, self.turned, self.misplaced, self.wrong_person]))
        if kind == 1:
            turned = Direction.MINUS if sure.direction is Direction.PLUS else Direction.PLUS
            return replace(kept, statement=replace(sure, direction=turned))
        if kind == 3 and kept.about is not None and len(people) > 1:
            other = [each for each in people if each != kept.about]
            return replace(kept, statement=sure, about=other[int(rng.integers(len(other)))])
        facet = tuple(Facet)[int(rng.integers(len(Facet)))]
        direction = sure.direction
        if kind == 0:
            direction = Direction.PLUS if rng.random() < 0.5 else Direction.MINUS
        return replace(kept, statement=replace(sure, theme=THEME_OF[facet], facet=facet, direction=direction))
