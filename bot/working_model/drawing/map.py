"""The map: worry across, distance upwards, one mark for oneself in general and one for each person, with time as a trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.working_model.axes import Axes
from bot.working_model.drawing.svg import BAND, INK, MAIN, SOFT, element, label, picture, shape
from bot.working_model.position import Position
from bot.working_model.regions import axis_word
from bot.working_model.summary import Summary

SIDE = 360
LEFT, TOP = 20, 20
WIDTH, HEIGHT = LEFT + SIDE + 220, TOP + SIDE + 20


@dataclass(frozen=True, slots=True)
class _Point:
    name: str
    worry: Position
    distance: Position


def draw_map(summary: Summary, *, trail: Sequence[Axes] = ()) -> str:
    """The map of a summary. `trail` are earlier axes, oldest first; only those with enough behind them are drawn.

    A person with whom it is not safe, or of whom too little is known, is not on the map and is not named in it.
    """
    points = [
        _Point(person.name, *person.place) for person in summary.people if person.on_map and person.place is not None
    ]
    general = summary.axes
    body = [_frame()]
    body += [_trail([axes for axes in trail if _enough(axes)], general)]
    if _enough(general):
        body.append(_region(general.worry, general.distance))
        body.append(shape(0, *_at(general.worry.mean, general.distance.mean), size=8))
        body.append(_name("You, in general", general.worry.mean, general.distance.mean))
    for number, point in enumerate(points, start=1):
        body.append(_cross(point))
        body.append(shape(number, *_at(point.worry.mean, point.distance.mean)))
        body.append(_name(point.name, point.worry.mean, point.distance.mean))
    body.append(_legend(points, placed=_enough(general)))
    return picture(WIDTH, HEIGHT, "A map of worry and distance", _describe(general, points), "".join(body))


def _describe(general: Axes, points: Sequence[_Point]) -> str:
    said = ["Across: worry about being left or not wanted, less on the left, more on the right."]
    said.append("Upwards: keeping a distance from people, less below, more above.")
    if _enough(general):
        said.append(f"In general: worry {_word(general.worry)}, distance {_word(general.distance)}.")
    else:
        said.append("In general: not enough yet.")
    said += [f"{point.name}: worry {_word(point.worry)}, distance {_word(point.distance)}." for point in points]
    said.append("The outline around a mark shows how unsure its place is.")
    return " ".join(said)


def _word(position: Position) -> str:
    word = axis_word(position)
    return f"{word} than the middle" if word in ("more", "less") else word


def _enough(axes: Axes) -> bool:
    return axes.worry.enough and axes.distance.enough


def _at(worry: float, distance: float) -> tuple[float, float]:
    return LEFT + worry * SIDE, TOP + (1 - distance) * SIDE


def _frame() -> str:
    middle_x, middle_y = _at(0.5, 0.5)
    lines = element("rect", x=LEFT, y=TOP, width=SIDE, height=SIDE, fill="none", stroke=SOFT)
    lines += element("line", x1=middle_x, y1=TOP, x2=middle_x, y2=TOP + SIDE, stroke=SOFT, stroke_dasharray="2 4")
    lines += element("line", x1=LEFT, y1=middle_y, x2=LEFT + SIDE, y2=middle_y, stroke=SOFT, stroke_dasharray="2 4")
    for y, words in ((TOP + 16, "more distance"), (TOP + SIDE - 8, "less distance")):
        lines += label(middle_x, y, words, anchor="middle", size=12)
    lines += label(LEFT + 6, middle_y - 6, "less worry", size=12)
    lines += label(LEFT + SIDE - 6, middle_y - 6, "more worry", anchor="end", size=12)
    return lines


def _region(worry: Position, distance: Position) -> str:
    (left, top), (right, bottom) = _at(worry.low, distance.high), _at(worry.high, distance.low)
    return element(
        "ellipse", cx=(left + right) / 2, cy=(top + bottom) / 2, rx=(right - left) / 2, ry=(bottom - top) / 2,
        fill=BAND, fill_opacity="0.35", stroke=MAIN, stroke_dasharray="5 4",
    )  # fmt: skip


def _cross(point: _Point) -> str:
    x, y = _at(point.worry.mean, point.distance.mean)
    (left, top), (right, bottom) = _at(point.worry.low, point.distance.high), _at(point.worry.high, point.distance.low)
    across = element("line", x1=left, y1=y, x2=right, y2=y, stroke=SOFT)
    return across + element("line", x1=x, y1=top, x2=x, y2=bottom, stroke=SOFT)


def _trail(earlier: Sequence[Axes], now: Axes) -> str:
    if not earlier:
        return ""
    steps = [*earlier, now] if _enough(now) else list(earlier)
    points = [_at(step.worry.mean, step.distance.mean) for step in steps]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dots = "".join(element("circle", cx=x, cy=y, r=2.5, fill=SOFT) for x, y in points[:-1])
    return element("path", d=path, fill="none", stroke=SOFT, stroke_width=1.5) + dots


def _name(name: str, worry: float, distance: float) -> str:
    x, y = _at(worry, distance)
    right = x > LEFT + SIDE * 0.7
    return label(x + (-12 if right else 12), y - 8, name, anchor="end" if right else "start", size=12)


def _legend(points: Sequence[_Point], *, placed: bool) -> str:
    x, y = LEFT + SIDE + 24, TOP + 10
    if not placed and not points:
        return label(x, y, "Not enough yet", weight="bold") + label(x, y + 20, "to place anything.")
    rows = ([(0, "You, in general")] if placed else []) + [
        (number, point.name) for number, point in enumerate(points, start=1)
    ]
    drawn = [
        shape(kind, x + 4, y + 24 * row) + label(x + 20, y + 4 + 24 * row, name)
        for row, (kind, name) in enumerate(rows)
    ]
    end = y + 24 * len(rows) + 12
    notes = label(x, end, "Outlines: how unsure", size=12) + element(
        "line", x1=x, y1=end + 8, x2=x + 60, y2=end + 8, stroke=INK
    )
    return "".join(drawn) + notes
