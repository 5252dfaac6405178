"""The working model as a value: evidence per person, facet and era; its size depends on how many people there are, not on history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from bot.working_model.evidence import OTHERS, SELF, UNIT, Bucket, Cell, Counts, Era, Evidence, era_of, fades
from bot.working_model.person import KnownPerson, Tie
from bot.working_model.statement import THEME_OF, Facet, Figure, Theme
from bot.working_model.weights import DEFAULT, Weights

FORMAT: Final = 1
FACETS_OF: Final[Mapping[Theme, tuple[Facet, ...]]] = MappingProxyType(
    {theme: tuple(facet for facet in Facet if THEME_OF[facet] is theme) for theme in Theme}
)
_NONE: Final = Evidence()
_BUCKETS: Final = tuple(Bucket)
_BUCKETS_OF: Final = {
    (era, lasts): tuple(bucket for bucket in Bucket if era_of(bucket, Tie.CURRENT if lasts else Tie.ENDED) is era)
    for era in Era
    for lasts in (True, False)
}


@dataclass(frozen=True, slots=True)
class About:
    """All evidence about one person (or about people in general, or oneself), with the role and the state of the tie.

    `is_unsafe` is True where being hurt, shamed or controlled by someone the person still has to do with was told; no contact
    counts as still having to do with them, since distance is kept there for a reason. `told_unsafe` (danger from them, told while
    nothing was interpreted) holds after an ending too: leaving may raise danger.
    """

    figure: Figure
    tie: Tie = Tie.CURRENT
    cells: Mapping[tuple[Facet, Bucket], Evidence] = field(default_factory=dict)
    told_unsafe: bool = False
    is_unsafe: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        current = self.tie in (Tie.CURRENT, Tie.NO_CONTACT) and self.figure.is_particular
        told = any(self.cells.get((Facet.SAFETY, bucket), _NONE).minus > 0 for bucket in _BUCKETS)
        object.__setattr__(self, "is_unsafe", (current and told) or (self.told_unsafe and self.tie is not Tie.DIED))

    def counts(self, facets: Iterable[Facet], era: Era, growth: float) -> Counts:
        """The evidence on some facets in an era, at a time when a new count weighs `growth`."""
        plus = minus = sure = 0.0
        count = 0
        for facet in facets:
            for bucket in _BUCKETS_OF[era, self.tie is Tie.CURRENT]:
                evidence = self.cells.get((facet, bucket), _NONE)
                scale = UNIT * (growth if fades(facet, bucket) else 1.0)
                plus += evidence.plus / scale
                minus += evidence.minus / scale
                sure += evidence.sure / scale
                count += evidence.count
        return Counts(plus, minus, sure, count)


@dataclass(frozen=True, slots=True)
class WorkingModel:
    """What has been understood so far, as sufficient statistics. Immutable: a revision makes a new one.

    `people` is keyed by `k:` and the known person's id, `others`, or `self`. `number` is that of the last revision.
    """

    people: Mapping[str, About] = field(default_factory=dict)
    number: int = 0
    weights_key: str = DEFAULT.key()

    @classmethod
    def empty(cls, weights: Weights = DEFAULT) -> WorkingModel:
        """Nothing heard yet."""
        return cls(weights_key=weights.key())

    def is_current(self, weights: Weights) -> bool:
        """False where the model was made under other weights, and must be rebuilt from the statements."""
        return self.weights_key == weights.key()

    def with_evidence(
        self,
        added: Mapping[Cell, Evidence],
        taken: Mapping[Cell, Evidence],
        *,
        figures: Mapping[str, Figure],
        ties: Mapping[str, Tie],
        number: int,
        unsafe: Mapping[str, bool] = MappingProxyType({}),
    ) -> WorkingModel:
        """The model with some evidence more and some less; a person about whom nothing is left is gone from it.

        `ties` and `unsafe` say how things stand with somebody now; who is not in them stays as they were.
        """
        people = dict(self.people)
        by_person: dict[str, dict[tuple[Facet, Bucket], Evidence]] = {}
        for cells, sign in ((added, 1), (taken, -1)):
            for cell, part in cells.items():
                mine = by_person.setdefault(cell.who, dict(people[cell.who].cells) if cell.who in people else {})
                held = mine.get((cell.facet, cell.bucket), _NONE)
                mine[cell.facet, cell.bucket] = held + part if sign > 0 else held - part
        for who in by_person.keys() | ties.keys() | unsafe.keys():
            old = people.get(who)
            figure = old.figure if old is not None else figures.get(who, Figure.OTHER_PERSON)
            tie = ties.get(who, old.tie if old is not None else Tie.CURRENT)
            held_cells = by_person.get(who, old.cells if old is not None else {})
            left = {key: evidence for key, evidence in held_cells.items() if evidence}
            told_unsafe = unsafe.get(who, old.told_unsafe if old is not None else False)
            if left or told_unsafe:
                people[who] = About(figure, tie, left, told_unsafe)
            else:
                people.pop(who, None)
        return WorkingModel(people, number, self.weights_key)

    def standing(self, known: Iterable[KnownPerson]) -> WorkingModel:
        """The model with ties and marks of danger as they are now: they are kept with the known person, and read from there."""
        off = {}
        for person in known:
            who = f"k:{person.id}"
            held = self.people.get(who)
            if held is None and person.told_unsafe:
                off[who] = About(person.figure, person.tie, {}, True)
            elif held is not None and (held.tie, held.told_unsafe) != (person.tie, person.told_unsafe):
                off[who] = replace(held, tie=person.tie, told_unsafe=person.told_unsafe)
        return replace(self, people={**self.people, **off}) if off else self

    def to_data(self) -> dict[str, Any]:
        """As plain JSON: for each person the role, the tie, and `facet/bucket: [for, against, surely read, statements]` in millionths."""
        return {
            "format": FORMAT,
            "number": self.number,
            "weights": self.weights_key,
            "people": {who: _about_data(self.people[who]) for who in sorted(self.people)},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> WorkingModel:
        """The model as `to_data` wrote it. Raises `ValueError` where the format is unknown."""
        if data.get("format") != FORMAT:
            raise ValueError("the working model is in a format this version does not know")
        people = {who: _about_of(each) for who, each in data["people"].items()}
        return cls(people, int(data["number"]), str(data["weights"]))


def _about_data(about: About) -> dict[str, Any]:
    cells = {
        f"{facet}/{bucket}": [e.plus, e.minus, e.sure, e.count] for (facet, bucket), e in sorted(about.cells.items())
    }
    mark = {"told_unsafe": True} if about.told_unsafe else {}
    return {"figure": about.figure.value, "tie": about.tie.value, "cells": cells, **mark}


def _about_of(data: Mapping[str, Any]) -> About:
    cells: dict[tuple[Facet, Bucket], Evidence] = {}
    for key, numbers in data["cells"].items():
        facet, _, bucket = key.partition("/")
        cells[Facet(facet), Bucket(bucket)] = Evidence(*numbers)
    return About(Figure(data["figure"]), Tie(data["tie"]), cells, bool(data.get("told_unsafe", False)))


__all__ = ["FACETS_OF", "OTHERS", "SELF", "About", "WorkingModel"]
