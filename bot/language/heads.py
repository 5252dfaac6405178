"""What the classifier answers for each clause, in the order of its outputs."""

from __future__ import annotations

from typing import Final

from bot.working_model.statement import Direction, Facet, Figure, Grain, Theme, Time, Way

POLES: Final = tuple((theme, direction) for theme in Theme for direction in Direction)
FACETS: Final = tuple(Facet)
TIMES: Final = tuple(Time)
GRAINS: Final = tuple(Grain)
WAYS: Final = tuple(Way)
FIGURES: Final = tuple(Figure)
SIZES: Final = {
    "pole": len(POLES),
    "facet": len(FACETS),
    "time": len(TIMES),
    "grain": len(GRAINS),
    "hedged": 1,
    "way": len(WAYS),
    "figure": len(FIGURES),
}
"""Outputs a head has. `pole`, `facet`, `hedged` and `way` are independent yes/no answers, the others one of several."""
TOTAL: Final = sum(SIZES.values())


def slices() -> dict[str, slice]:
    """Where each head stands among the outputs of a clause."""
    made: dict[str, slice] = {}
    start = 0
    for name, size in SIZES.items():
        made[name] = slice(start, start + size)
        start += size
    return made
