"""The words of change: why a revision was made, what lies between two of them, and what two times of speaking show."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.working_model.change import NOTHING_MORE, Detail, Reason
from bot.working_model.compare import Comparison, Ground, Shift
from bot.working_model.evidence import OTHERS, SELF, Era
from bot.working_model.looking_back import Between, Moved
from bot.working_model.phrasing import finish
from bot.working_model.position import Position
from bot.working_model.statement import Direction, Theme

REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "said": "You said something new.",
        "contested": "You said that something was not right.",
        "removed": "You removed something.",
        "restored": "You brought something back.",
        "confirmed": "You said how true something is these days.",
        "reworded": "You put something in your own words.",
        "reassigned": "You said that something was about somebody else.",
        "not_any_more": "You said that something is not so any more.",
        "tie": "How things stand with somebody changed.",
        "safety": "You said that somebody may be counted again.",
    }
)
_DONE: Final = {
    "said": ("something new was told once", "something new was told {n} times"),
    "contested": ("one thing was said not to be right", "{n} things were said not to be right"),
    "removed": ("one thing was removed", "{n} things were removed"),
    "restored": ("one thing was brought back", "{n} things were brought back"),
    "confirmed": ("you said once how true it is these days", "you said {n} times how true it is these days"),
    "reworded": ("one line was put in your words", "{n} lines were put in your words"),
    "reassigned": ("one thing was said to be about somebody else", "{n} things were said to be about somebody else"),
    "not_any_more": ("one thing was said not to be so any more", "{n} things were said not to be so any more"),
    "tie": ("how things stand with somebody changed", "how things stand with people changed"),
}
# What the two ends of a theme are called, of a person, of people in general, of oneself.
_PLACES: Final = {
    Theme.TRUST: ("trust in {who}", "hard", "easy"),
    Theme.CLOSENESS: ("closeness with {who}", "far", "near"),
    Theme.SELF_WORTH: ("how you see yourself", "low", "high"),
    Theme.SECURITY: ("being sure of {who}", "unsure", "sure"),
}
_SHIFTS: Final = {
    (Theme.TRUST, Direction.PLUS): "you spoke of {who} with more trust",
    (Theme.TRUST, Direction.MINUS): "you spoke of {who} with less trust",
    (Theme.CLOSENESS, Direction.PLUS): "you spoke of more closeness with {who}",
    (Theme.CLOSENESS, Direction.MINUS): "you spoke of more distance from {who}",
    (Theme.SELF_WORTH, Direction.PLUS): "you spoke more warmly of yourself",
    (Theme.SELF_WORTH, Direction.MINUS): "you spoke more harshly of yourself",
    (Theme.SECURITY, Direction.PLUS): "you spoke of {who} with less fear of losing them or not being wanted",
    (Theme.SECURITY, Direction.MINUS): "you spoke of {who} with more fear of losing them or not being wanted",
}
_GROUNDS: Final = {
    Ground.TOO_NEAR: "The two talks are less than two weeks apart, so this may be the day and not a change.",
    Ground.QUESTIONS_DIFFER: "The questions were of another kind, so this may come from what was asked.",
    Ground.TOO_LITTLE: "Too little was said about the same people both times to compare the two talks.",
    Ground.COMPARABLE: "",
}


_HOW_TRUE: Final = ("not at all", "a little", "partly", "mostly", "very")


def reason_words(reason: Reason, detail: Detail = NOTHING_MORE, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Why a revision was made. `names` are those of people, by their key in the model ("your stepmother")."""
    told_of = names.get(detail.to_who or "")
    if reason is Reason.REASSIGNED and told_of is not None:
        first = names.get(detail.from_who or "")
        return f"You said this was about {told_of}{f', not about {first}' if first is not None else ''}."
    if reason is Reason.CONFIRMED and detail.true_these_days is not None:
        return f"You said how true this is these days: {_HOW_TRUE[detail.true_these_days]}."
    return REASONS.get(reason.value, "Something was corrected.")


def comparison_words(comparison: Comparison, names: Mapping[str, str], *, leave_out: frozenset[str]) -> tuple[str, ...]:
    """What two times of speaking show. "Changed" is said only on comparable ground; people in `leave_out` are passed over."""
    if comparison.ground is Ground.TOO_LITTLE:
        return (_GROUNDS[comparison.ground],)
    shifts = [s for s in (*comparison.changed, *comparison.different) if s.who not in leave_out]
    if not shifts:
        return ("You spoke much as you did before.",)
    if comparison.ground is Ground.COMPARABLE:
        return ("Something has changed since then:", *(_shift(each, names) for each in shifts))
    return ("You spoke differently today:", *(_shift(each, names) for each in shifts), _GROUNDS[comparison.ground])


def between_words(found: Between, names: Mapping[str, str], *, leave_out: frozenset[str]) -> tuple[str, ...]:
    """What lies between two revisions, in sentences."""
    done = []
    for reason, count in found.done:
        one, many = _DONE.get(reason.value, ("one thing was corrected", "{n} things were corrected"))
        if reason is not Reason.SAFETY:
            done.append(finish((one if count == 1 else many).format(n=count)) + ".")
    moved = [_moved(each, names) for each in found.moved if each.who not in leave_out]
    return (*done, *moved) if moved else (*done, "Nothing else has moved because of it.")


def _shift(shift: Shift, names: Mapping[str, str]) -> str:
    return finish(_SHIFTS[shift.theme, shift.direction].format(who=_called(shift.who, names))) + "."


def _moved(moved: Moved, names: Mapping[str, str]) -> str:
    title, low, high = _PLACES[moved.theme]
    what = title.format(who=_called(moved.who, names)) + (" in the past" if moved.era is Era.THEN else "")
    before, after = (_word(each, low, high) for each in (moved.before, moved.after))
    if moved.before is None:
        return finish(f"{what}: {after}. Before, too little had been said.")
    if moved.after is None:
        return finish(f"{what}: too little is left to say.")
    if before == after:
        nearer = high if moved.after.mean > moved.before.mean else low
        return finish(f"{what}: still {after}, a little nearer to {nearer}.")
    return finish(f"{what}: {before} before, {after} now.")


def _word(place: Position | None, low: str, high: str) -> str:
    if place is None:
        return ""
    if place.mixed:
        return "both sides"
    return high if place.mean > 0.6 else low if place.mean < 0.4 else "in between"


def _called(who: str, names: Mapping[str, str]) -> str:
    return {OTHERS: "people in general", SELF: "yourself"}.get(who) or names.get(who, "somebody")
