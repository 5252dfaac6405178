"""The axes in words: regions such as "more worry, less distance"; the research names only where they were asked for."""

from __future__ import annotations

from typing import Final

from bot.working_model.axes import Axes
from bot.working_model.position import Position

_NAMES: Final = {
    (False, False): (
        "secure",
        "being close mostly feels easy, and so does being apart",
    ),
    (True, False): (
        "preoccupied (or ambivalent)",
        "closeness is wanted, and the fear of losing it is often there",
    ),
    (False, True): (
        "dismissing (or avoidant)",
        "managing alone feels safer than leaning on someone",
    ),
    (True, True): (
        "fearful",
        "closeness is wanted and feared at once",
    ),
}
_DISORGANIZED: Final = (
    "There is one more name, disorganized. It comes from watching small children when a parent returns. "
    "It can't be read from what somebody says, and Attune never tries to."
)


def region_words(axes: Axes, *, names_shown: bool = False) -> tuple[str, ...]:
    """One sentence an axis, then, where asked for, what research calls the region and what that means."""
    said = [_axis_words("worry", axes.worry), _axis_words("distance", axes.distance)]
    if names_shown:
        said.append(_region_name(axes))
        said.append(_DISORGANIZED)
    return tuple(said)


def axis_word(position: Position) -> str:
    """ "more", "less", "in the middle" or "not clear": only where the whole interval, or nearly, lies on one side."""
    if position.low > 0.5 or (position.mean > 0.6 and position.low > 0.42):
        return "more"
    if position.high < 0.5 or (position.mean < 0.4 and position.high < 0.58):
        return "less"
    return "in the middle" if position.high - position.low < 0.4 else "not clear"


def _axis_words(axis: str, position: Position) -> str:
    about = {"worry": "Worry about being left or not wanted", "distance": "Keeping a distance from people"}[axis]
    if not position.enough:
        return f"{about}: not enough has been said yet."
    word = axis_word(position)
    how = {
        "more": "more than the middle",
        "less": "less than the middle",
        "in the middle": "near the middle",
        "not clear": "not clear yet which way",
    }[word]
    return f"{about}: {how}, going by {position.count} things you said. This is rough."


def _region_name(axes: Axes) -> str:
    words = [axis_word(axes.worry), axis_word(axes.distance)]
    if not (axes.worry.enough and axes.distance.enough) or not all(word in ("more", "less") for word in words):
        return "Research has names for the corners of this map. Too little is known to say which is nearest."
    name, meaning = _NAMES[words[0] == "more", words[1] == "more"]
    return f"Research calls this corner of the map {name}: {meaning}. It is a place on a map, not what you are."
