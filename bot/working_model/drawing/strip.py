"""A strip for one person: the four themes, each with where it stands now and then, and how unsure that is."""

from __future__ import annotations

from bot.working_model.drawing.svg import BAND, MAIN, SOFT, element, label, picture, shape
from bot.working_model.position import Position
from bot.working_model.statement import Theme
from bot.working_model.summary import PersonView

LEFT, SPAN, ROW, TOP = 20, 360, 74, 44
WIDTH = LEFT + SPAN + 40
ENDS = {
    Theme.TRUST: ("Trust", "hard to trust", "easy to trust"),
    Theme.CLOSENESS: ("Closeness", "far", "near"),
    Theme.SELF_WORTH: ("Own worth", "little", "much"),
    Theme.SECURITY: ("At ease about losing", "afraid", "at ease"),
}


def draw_strip(person: PersonView) -> str:
    """The strip. A theme with too little behind it says so instead of showing a mark."""
    places = {(theme, era): place for theme, era, place in person.positions}
    rows, said = [], []
    for at, (theme, (title, low, high)) in enumerate(ENDS.items()):
        now, then = places.get((theme, "now")), places.get((theme, "then"))
        rows.append(_row(TOP + at * ROW, title, low, high, now, then))
        said.append(_describe(title, low, high, now, then))
    height = TOP + len(ENDS) * ROW + 30
    key = shape(0, LEFT + 6, height - 18) + label(LEFT + 18, height - 14, "now", size=12)
    key += shape(5, LEFT + 66, height - 18) + label(LEFT + 78, height - 14, "then", size=12)
    key += label(LEFT + 130, height - 14, "bar: how unsure", size=12)
    heading = label(LEFT, 22, person.name, size=16, weight="bold")
    return picture(WIDTH, height, f"{person.name}: four themes", " ".join(said), heading + "".join(rows) + key)


def _row(top: int, title: str, low: str, high: str, now: Position | None, then: Position | None) -> str:
    line = top + 34
    drawn = label(LEFT, top + 10, title, weight="bold")
    drawn += element("line", x1=LEFT, y1=line, x2=LEFT + SPAN, y2=line, stroke=SOFT)
    drawn += label(LEFT, line + 22, low, size=12) + label(LEFT + SPAN, line + 22, high, size=12, anchor="end")
    shown = [(place, kind) for place, kind in ((then, 5), (now, 0)) if place is not None and place.enough]
    if not shown:
        return drawn + label(LEFT + SPAN / 2, line - 8, "not enough yet", size=12, anchor="middle")
    for place, kind in shown:
        height = 10.0 if kind == 0 else 4.0
        drawn += element(
            "rect", x=LEFT + place.low * SPAN, y=line - height / 2, width=(place.high - place.low) * SPAN, height=height,
            fill=BAND, fill_opacity="0.5", stroke=MAIN, stroke_width=1,
        )  # fmt: skip
        drawn += shape(kind, LEFT + place.mean * SPAN, line)
    if now is not None and now.enough and now.mixed:
        drawn += label(LEFT + SPAN, top + 10, "both sides said", size=12, anchor="end")
    return drawn


def _describe(title: str, low: str, high: str, now: Position | None, then: Position | None) -> str:
    parts = []
    for era, place in (("now", now), ("then", then)):
        if place is None or not place.enough:
            if era == "now":
                parts.append("now not enough yet")
            continue
        where = high if place.mean > 0.6 else low if place.mean < 0.4 else "in the middle"
        parts.append(
            f"{era} {'both sides said' if place.mixed else f'nearer to {where}' if where != 'in the middle' else where}"
        )
    return f"{title}: {', '.join(parts)}."
