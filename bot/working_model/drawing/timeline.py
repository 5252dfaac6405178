"""The timeline of revisions: how worry and distance stood after each, with a mark for why it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.working_model.axes import Axes
from bot.working_model.change import Reason
from bot.working_model.drawing.svg import BAND, MAIN, SOFT, element, label, picture, shape
from bot.working_model.position import Position
from bot.working_model.revision import Revision

LEFT, SPAN, LANE = 84, 520, 110
LEGEND = 6  # marks explained in one row
WIDTH, HEIGHT = LEFT + SPAN + 30, 2 * LANE + 120
MARKS = {
    Reason.SAID: (0, "said"),
    Reason.CONFIRMED: (3, "how true"),
    Reason.CONTESTED: (4, "not right"),
    Reason.REMOVED: (1, "removed"),
    Reason.RESTORED: (2, "restored"),
    Reason.REWORDED: (5, "reworded"),
    Reason.TIE: (5, "how things stand"),
    Reason.SAFETY: (5, "left out"),
    Reason.REASSIGNED: (6, "of another"),
    Reason.NOT_ANY_MORE: (7, "no more"),
}


def draw_timeline(revisions: Sequence[Revision]) -> str:
    """The timeline, oldest revision on the left. Two lanes, worry and distance, each with its band of uncertainty."""
    steps = sorted(revisions, key=lambda revision: revision.number)
    if not steps:
        body = label(LEFT, 60, "Nothing has been said yet.")
        return picture(WIDTH, 120, "Timeline of revisions", "There is no revision yet.", body)
    across = _places(steps)
    body = _lane(30, "Worry", steps, across, lambda axes: axes.worry)
    body += _lane(30 + LANE, "Distance", steps, across, lambda axes: axes.distance)
    line = 30 + 2 * LANE + 10
    body += element("line", x1=LEFT, y1=line, x2=LEFT + SPAN, y2=line, stroke=SOFT)
    body += "".join(shape(MARKS[step.reason][0], x, line, size=4) for step, x in zip(steps, across, strict=True))
    body += label(LEFT, line + 22, f"{steps[0].at_utc:%d %b %Y}", size=12)
    if len(steps) > 1:
        body += label(LEFT + SPAN, line + 22, f"{steps[-1].at_utc:%d %b %Y}", size=12, anchor="end")
    used = [reason for reason in MARKS if any(step.reason is reason for step in steps)]
    for at, reason in enumerate(used):
        kind, word = MARKS[reason]
        x, y = LEFT + 6 + at % LEGEND * 90, line + 44 + at // LEGEND * 18
        body += shape(kind, x, y, size=4) + label(x + 10, y + 4, word, size=12)
    return picture(WIDTH, HEIGHT, "Timeline of revisions", _describe(steps), body)


def _places(steps: Sequence[Revision]) -> list[float]:
    """By time; where all is one hour, by number."""
    first, last = steps[0].at_utc, steps[-1].at_utc
    if last - first < timedelta(hours=1):
        return [LEFT + SPAN * (at / max(1, len(steps) - 1)) for at in range(len(steps))]
    return [LEFT + SPAN * ((step.at_utc - first) / (last - first)) for step in steps]


def _lane(
    top: int, title: str, steps: Sequence[Revision], across: Sequence[float], of: Callable[[Axes], Position]
) -> str:
    height = LANE - 30

    def up(value: float) -> float:
        return top + 16 + (1 - value) * height

    drawn = label(10, top + 16 + height / 2, title, weight="bold")
    drawn += element("line", x1=LEFT, y1=up(0.5), x2=LEFT + SPAN, y2=up(0.5), stroke=SOFT, stroke_dasharray="2 4")
    drawn += label(LEFT - 6, up(0.95), "more", size=11, anchor="end") + label(
        LEFT - 6, up(0.0), "less", size=11, anchor="end"
    )
    known = [(x, of(step.axes_after)) for step, x in zip(steps, across, strict=True) if of(step.axes_after).enough]
    if not known:
        return drawn + label(LEFT + SPAN / 2, up(0.5) - 8, "not enough yet", size=12, anchor="middle")
    above = [f"{x:.1f},{up(place.high):.1f}" for x, place in known]
    below = [f"{x:.1f},{up(place.low):.1f}" for x, place in reversed(known)]
    drawn += element("polygon", points=" ".join(above + below), fill=BAND, fill_opacity="0.4", stroke="none")
    points = " ".join(f"{x:.1f},{up(place.mean):.1f}" for x, place in known)
    drawn += element("polyline", points=points, fill="none", stroke=MAIN, stroke_width=2)
    return drawn + element("circle", cx=known[-1][0], cy=up(known[-1][1].mean), r=4, fill=MAIN)


def _describe(steps: Sequence[Revision]) -> str:
    often = Counter(MARKS[step.reason][1] for step in steps)
    parts = ", ".join(f"{count} {word}" for word, count in sorted(often.items()))
    said = [f"{len(steps)} revisions from {steps[0].at_utc:%d %B %Y} to {steps[-1].at_utc:%d %B %Y}: {parts}."]
    last = steps[-1].axes_after
    for name, place in (("Worry", last.worry), ("Distance", last.distance)):
        said.append(
            f"{name} now: {round(place.mean * 100)} out of 100, unsure." if place.enough else f"{name}: not enough yet."
        )
    return " ".join(said)
