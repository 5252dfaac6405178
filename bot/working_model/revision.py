"""Revising the model: an immutable, numbered revision that says what moved, by which statements, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from bot.working_model.axes import Axes, axes
from bot.working_model.change import NOTHING_MORE, Change, Detail, Reason, said
from bot.working_model.evidence import OTHERS, SELF, Bucket, Cell, Era, contributions, era_of, who_of
from bot.working_model.identity import StatementId
from bot.working_model.kept import KeptStatement
from bot.working_model.model import WorkingModel
from bot.working_model.person import KnownPerson, Tie
from bot.working_model.pooling import position
from bot.working_model.position import Position
from bot.working_model.statement import THEME_OF, Facet, Figure, Theme
from bot.working_model.weights import DEFAULT, Weights

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Move:
    """One position that moved. `who` is a key of the model; `facet` is None for the whole theme."""

    who: str
    theme: Theme
    facet: Facet | None
    era: Era
    before: Position
    after: Position

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "who": self.who,
            "theme": self.theme.value,
            "facet": self.facet.value if self.facet else None,
            "era": self.era.value,
            "before": self.before.to_data(),
            "after": self.after.to_data(),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Move:
        """The move as `to_data` wrote it."""
        return cls(
            who=data["who"],
            theme=Theme(data["theme"]),
            facet=Facet(data["facet"]) if data["facet"] else None,
            era=Era(data["era"]),
            before=Position.from_data(data["before"]),
            after=Position.from_data(data["after"]),
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision. It holds statement ids and no words: a quote is resolved when read, and a removed one reads so everywhere.

    `detail` is what a correction said beyond its reason. `model` is the model as revised; it is not part of `to_data`, since the store keeps the latest model beside the revisions.
    """

    number: int
    reason: Reason
    at_utc: datetime
    statement_ids: tuple[StatementId, ...]
    moved: tuple[Move, ...]
    axes_before: Axes
    axes_after: Axes
    model: WorkingModel
    detail: Detail = NOTHING_MORE

    def to_data(self) -> dict[str, Any]:
        """As JSON, without the model."""
        return {
            "format": FORMAT,
            "number": self.number,
            "reason": self.reason.value,
            "at": self.at_utc.astimezone(UTC).isoformat(),
            "statements": list(self.statement_ids),
            "detail": {
                "from": self.detail.from_who,
                "to": self.detail.to_who,
                "true_these_days": self.detail.true_these_days,
            },
            "moved": [move.to_data() for move in self.moved],
            "axes": {
                name: {"worry": each.worry.to_data(), "distance": each.distance.to_data()}
                for name, each in (("before", self.axes_before), ("after", self.axes_after))
            },
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, model: WorkingModel | None = None) -> Revision:
        """The revision as `to_data` wrote it; without a model it carries an empty one. Raises `ValueError` on an unknown format."""
        if data.get("format") != FORMAT:
            raise ValueError("the revision is in a format this version does not know")
        before, after = (
            Axes(Position.from_data(data["axes"][name]["worry"]), Position.from_data(data["axes"][name]["distance"]))
            for name in ("before", "after")
        )
        return cls(
            number=data["number"],
            reason=Reason(data["reason"]),
            at_utc=datetime.fromisoformat(data["at"]),
            statement_ids=tuple(StatementId(each) for each in data["statements"]),
            moved=tuple(Move.from_data(each) for each in data["moved"]),
            axes_before=before,
            axes_after=after,
            model=model or WorkingModel(),
            detail=_detail_of(data.get("detail") or {}),
        )


def _detail_of(data: Mapping[str, Any]) -> Detail:
    return Detail(data.get("from"), data.get("to"), data.get("true_these_days"))


def revise(
    model: WorkingModel,
    change: Change | Sequence[KeptStatement],
    *,
    weights: Weights = DEFAULT,
    at_utc: datetime | None = None,
) -> Revision:
    """The next revision. A plain sequence of statements is taken as newly said; its time as that of the latest of them.

    The cost depends on the change and on how many people there are, never on how much was said before. Raises `ValueError`
    where the model was made under other weights (`rebuild` it then).
    """
    what = change if isinstance(change, Change) else said(change)
    if model.people and not model.is_current(weights):
        raise ValueError("the model was made under other weights; rebuild it from the statements")
    at = at_utc or max((kept.said_at_utc for kept in (*what.before, *what.after)), default=None)
    if at is None:
        raise ValueError("a change without statements needs its time")
    added = contributions((*what.after, *what.beside), weights)
    taken = contributions((*what.before, *what.beside), weights)
    touched = sorted(cell for cell in added.keys() | taken.keys() if added.get(cell) != taken.get(cell))
    revised = model.with_evidence(
        {cell: added[cell] for cell in touched if cell in added},
        {cell: taken[cell] for cell in touched if cell in taken},
        figures=_figures(what),
        ties=_ties(what, model),
        unsafe=_unsafe(what.known),
        number=model.number + 1,
    )
    return Revision(
        number=revised.number,
        reason=what.reason,
        at_utc=at,
        statement_ids=what.statement_ids,
        moved=_moves(model, revised, [*touched, *_turned(model, what)], weights=weights, at_utc=at),
        axes_before=axes(model, weights=weights, at_utc=at),
        axes_after=axes(revised, weights=weights, at_utc=at),
        model=revised,
        detail=what.detail,
    )


def rebuild(
    statements: Sequence[KeptStatement],
    *,
    known: Sequence[KnownPerson] = (),
    weights: Weights = DEFAULT,
    number: int = 0,
) -> WorkingModel:
    """The model from the statements alone, as it must be whatever path led to them; needed when the weights change.

    `known` says how things stand with people now; without it a tie is as it was when last something was said of it.
    """
    change = replace(said(statements), known=tuple(known))
    empty = WorkingModel.empty(weights)
    return empty.with_evidence(
        contributions(statements, weights), {}, figures=_figures(change), ties=_ties(change, empty),
        unsafe=_unsafe(known), number=number,
    )  # fmt: skip


def _figures(change: Change) -> dict[str, Figure]:
    figures = {OTHERS: Figure.OTHERS, SELF: Figure.SELF}
    for kept in sorted((*change.before, *change.after), key=lambda kept: (kept.number, kept.id)):
        if kept.about is not None:
            figures[who_of(kept)] = kept.statement.figure
    return figures | {f"k:{person.id}": person.figure for person in change.known}


def _ties(change: Change, model: WorkingModel) -> dict[str, Tie]:
    """As said with new statements; an old one that is corrected tells only of somebody whom the model has lost sight of."""
    is_news = change.reason is Reason.SAID
    ties = {
        who_of(kept): kept.tie
        for kept in sorted(change.after, key=lambda kept: (kept.number, kept.id))
        if kept.about is not None and (is_news or who_of(kept) not in model.people)
    }
    return ties | {f"k:{person.id}": person.tie for person in change.known}


def _unsafe(known: Sequence[KnownPerson]) -> dict[str, bool]:
    return {f"k:{person.id}": person.told_unsafe for person in known}


def _turned(model: WorkingModel, change: Change) -> list[Cell]:
    """The finished acts that go over to the other era because a tie ended or came back."""
    found = []
    for person in change.known:
        who = f"k:{person.id}"
        about = model.people.get(who)
        if about is not None and (about.tie is Tie.CURRENT) != (person.tie is Tie.CURRENT):
            found += [Cell(who, facet, bucket) for facet, bucket in about.cells if bucket is Bucket.ACT]
    return found


def _moves(
    before: WorkingModel, after: WorkingModel, touched: Sequence[Cell], *, weights: Weights, at_utc: datetime
) -> tuple[Move, ...]:
    places = set()
    for cell in touched:
        about = after.people.get(cell.who) or before.people.get(cell.who)
        if about is None:
            continue
        was = before.people.get(cell.who, about)
        for era in {era_of(cell.bucket, each.tie) for each in (was, about)}:
            places |= {(cell.who, THEME_OF[cell.facet], None, era), (cell.who, THEME_OF[cell.facet], cell.facet, era)}
    moves = []
    for who, theme, facet, era in sorted(places, key=lambda place: tuple(str(part or "") for part in place)):
        old, new = (
            position(each, who, theme, facet=facet, era=era, weights=weights, at_utc=at_utc) for each in (before, after)
        )
        moves.append(Move(who, theme, facet, era, old, new))
    return tuple(moves)
