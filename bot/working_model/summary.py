"""The summary in words: by person then and now, in general, own worth, patterns, what is changing, both sides, exceptions, unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.working_model.axes import Axes, axes, tie_place
from bot.working_model.compose import Composer, Told
from bot.working_model.episode import Answer
from bot.working_model.expectation import Foreseen
from bot.working_model.identity import KnownPersonId
from bot.working_model.kept import KeptCoping, KeptStatement, Quote
from bot.working_model.lines import Line, NumberedQuote, quote_data
from bot.working_model.markdown import summary_markdown
from bot.working_model.model import WorkingModel
from bot.working_model.person import KnownPerson
from bot.working_model.position import Position
from bot.working_model.regions import region_words
from bot.working_model.statement import Theme
from bot.working_model.weights import DEFAULT, Weights

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together. `id` is "person:" and the known person's id, or the kind of the section."""

    id: str
    kind: str
    title: str
    lines: tuple[Line, ...]
    about: KnownPersonId | None = None

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "about": self.about,
            "lines": [line.to_data() for line in self.lines],
        }


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is not known yet, and about whom."""

    text: str
    about: KnownPersonId | None = None
    theme: Theme | None = None

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return {"text": self.text, "about": self.about, "theme": self.theme.value if self.theme else None}


@dataclass(frozen=True, slots=True)
class PersonView:
    """A known person as drawn: the name, whether they are on the map at all, and their position on each theme by era.

    `place` is worry and distance with this person, from the speaker's own stance alone; None where too little is known.
    """

    id: KnownPersonId
    name: str
    figure: str
    tie: str
    on_map: bool
    positions: tuple[tuple[Theme, str, Position], ...]
    place: tuple[Position, Position] | None = None

    def to_data(self) -> dict[str, Any]:
        """As JSON. Themes with too little evidence are None."""
        found: dict[str, dict[str, Any]] = {"now": {}, "then": {}}
        for theme, era, position in self.positions:
            found[era][theme.value] = position.to_data() if position.enough else None
        return {
            "id": self.id,
            "name": self.name,
            "figure": self.figure,
            "tie": self.tie,
            "on_map": self.on_map,
            "positions": found,
            "place": _place_data(self.place) if self.on_map and self.place else None,
        }


def _place_data(place: tuple[Position, Position]) -> dict[str, Any]:
    return {
        name: {"mean": each.mean, "low": each.low, "high": each.high}
        for name, each in zip(("worry", "distance"), place, strict=True)
    }


@dataclass(frozen=True, slots=True)
class Summary:
    """The working-model summary at one moment. `quotes` are all quotes used, in the order of their numbers."""

    at_utc: datetime
    revision: int
    sections: tuple[Section, ...]
    unknown: tuple[Unknown, ...]
    axes: Axes
    axes_text: tuple[str, ...]
    people: tuple[PersonView, ...]
    quotes: tuple[NumberedQuote, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in order."""
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def is_empty(self) -> bool:
        """True where nothing can be said yet."""
        return not self.sections

    def to_data(self) -> dict[str, Any]:
        """As JSON (docs/reference/summary-json)."""
        return {
            "format": FORMAT,
            "at": self.at_utc.isoformat(),
            "revision": self.revision,
            "axes": self.axes.to_data() | {"text": list(self.axes_text)},
            "people": [person.to_data() for person in self.people],
            "sections": [section.to_data() for section in self.sections],
            "unknown": [unknown.to_data() for unknown in self.unknown],
            "quotes": [quote_data(each) for each in self.quotes],
        }


def compile_summary(
    model: WorkingModel,
    *,
    statements: Sequence[KeptStatement],
    coping: Sequence[KeptCoping],
    known: Sequence[KnownPerson],
    quote_of: Callable[[KeptStatement], Quote],
    now_utc: datetime,
    names_shown: bool = False,
    quote_of_way: Callable[[KeptCoping], Quote] | None = None,
    answers: Sequence[Answer] = (),
    steps: Sequence[Foreseen] = (),
    weights: Weights = DEFAULT,
) -> Summary:
    """Everything that may be said, and what may not be yet. Each line rests on at least one live quote.

    `quote_of_way` resolves ways of coping to their words (without it there are no lines on them), `answers` are the answers that
    tell episodes, `steps` the small steps taken.
    `names_shown` adds the research names of the regions with what they mean; they are shown only when asked for.
    """
    composer = Composer(
        model,
        statements=statements,
        told=Told(coping, quote_of_way, answers, steps),
        known=known,
        quote_of=quote_of,
        now_utc=now_utc,
        weights=weights,
    )
    sections = tuple(
        Section(each.id, each.kind, each.title, tuple(each.lines), each.about) for each in composer.sections()
    )
    found = axes(model, weights=weights, at_utc=now_utc)
    return Summary(
        at_utc=now_utc,
        revision=model.number,
        sections=sections,
        unknown=tuple(Unknown(text, about, theme) for text, about, theme in composer.unknown()),
        axes=found,
        axes_text=region_words(found, names_shown=names_shown),
        people=tuple(
            PersonView(
                id=person.id,
                name=name,
                figure=person.figure.value,
                tie=person.tie.value,
                on_map=on_map,
                positions=positions,
                place=tie_place(model, f"k:{person.id}", weights=weights, at_utc=now_utc),
            )
            for person, name, on_map, positions in composer.people()
        ),
        quotes=composer.numbering.all(),
    )


__all__ = [
    "Line",
    "NumberedQuote",
    "PersonView",
    "Section",
    "Summary",
    "Unknown",
    "compile_summary",
    "summary_markdown",
]
