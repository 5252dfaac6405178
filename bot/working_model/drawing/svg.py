"""Small pieces of SVG: escaping, elements, and the frame every picture has."""

from __future__ import annotations

import hashlib
from xml.sax.saxutils import escape, quoteattr

# Dark on light, at least 7:1 against white; `currentColor` lets a dark page turn them round.
INK = "currentColor"
SOFT = "#4a5568"
MAIN = "#1f4e79"
BAND = "#9db8d2"
FONT = "font-family='system-ui, sans-serif'"


def element(name: str, body: str = "", /, **attributes: object) -> str:
    """One element; attribute names may end in `_` and use `_` for `-`. A body is taken as markup: escape text with `text_of`."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}" for key, value in attributes.items()
    )
    return f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>"


def text_of(words: str) -> str:
    """Text made safe to stand in markup."""
    return escape(" ".join(words.split()))


def label(x: float, y: float, words: str, *, size: int = 13, anchor: str = "start", weight: str = "normal") -> str:
    """A piece of text."""
    return element("text", text_of(words), x=x, y=y, font_size=size, text_anchor=anchor, font_weight=weight, fill=INK)


def picture(width: int, height: int, title: str, description: str, body: str) -> str:
    """The whole picture, with its title and description for those who do not see it."""
    mark = hashlib.sha256(f"{title}{description}".encode()).hexdigest()[:8]
    head = element("title", text_of(title), id=f"t{mark}") + element("desc", text_of(description), id=f"d{mark}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t{mark} d{mark}" {FONT}>{head}{body}</svg>'
    )


def shape(kind: int, x: float, y: float, *, size: float = 6) -> str:
    """One of eight marks that differ without colour: circle, square, triangle, diamond, cross, triangle upside down, frame, ring."""
    drawn = {"fill": MAIN, "stroke": MAIN, "stroke_width": 2}
    match kind % 8:
        case 0:
            return element("circle", cx=x, cy=y, r=size, **drawn)
        case 1:
            return element("rect", x=x - size, y=y - size, width=2 * size, height=2 * size, **drawn)
        case 2:
            points = f"{x:.1f},{y - size - 1:.1f} {x + size + 1:.1f},{y + size:.1f} {x - size - 1:.1f},{y + size:.1f}"
            return element("polygon", points=points, **drawn)
        case 3:
            far = size + 2
            points = f"{x:.1f},{y - far:.1f} {x + far:.1f},{y:.1f} {x:.1f},{y + far:.1f} {x - far:.1f},{y:.1f}"
            return element("polygon", points=points, **drawn)
        case 4:
            path = f"M{x - size:.1f} {y - size:.1f}L{x + size:.1f} {y + size:.1f}M{x - size:.1f} {y + size:.1f}L{x + size:.1f} {y - size:.1f}"
            return element("path", d=path, stroke=MAIN, stroke_width=3, fill="none")
        case 6:
            points = f"{x:.1f},{y + size + 1:.1f} {x + size + 1:.1f},{y - size:.1f} {x - size - 1:.1f},{y - size:.1f}"
            return element("polygon", points=points, **drawn)
        case 7:
            return element(
                "rect",
                x=x - size,
                y=y - size,
                width=2 * size,
                height=2 * size,
                fill="none",
                stroke=MAIN,
                stroke_width=3,
            )
        case _:
            return element("circle", cx=x, cy=y, r=size, fill="none", stroke=MAIN, stroke_width=3)


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
