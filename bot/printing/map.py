"""The map of worry and distance as it is printed: the same marks as on the screen, small."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from bot.working_model.position import Position
from bot.working_model.summary import Summary

INK, SOFT, BAND = HexColor("#1f4e79"), HexColor("#4a5568"), HexColor("#dbe6f0")


class PrintedMap(Flowable):  # type: ignore[misc]
    """A square with one mark for the person in general and a numbered one for each other; who is unsafe is not on it."""

    def __init__(self, summary: Summary, *, side: float) -> None:
        super().__init__()
        self.summary = summary
        self.side = side
        self.width, self.height = side, side + 12

    def draw(self) -> None:
        """Draws onto the canvas that platypus has set."""
        canvas, side = self.canv, self.side
        canvas.setStrokeColor(SOFT)
        canvas.setLineWidth(0.5)
        canvas.rect(0, 12, side, side)
        canvas.setDash(1, 2)
        canvas.line(side / 2, 12, side / 2, 12 + side)
        canvas.line(0, 12 + side / 2, side, 12 + side / 2)
        canvas.setDash()
        self._words(canvas)
        axes = self.summary.axes
        if axes.worry.enough and axes.distance.enough:
            self._region(canvas, axes.worry, axes.distance)
            canvas.setFillColor(INK)
            canvas.circle(*self._at(axes.worry.mean, axes.distance.mean), 2.5, fill=1, stroke=0)
        for number, person in enumerate(self._placed(), start=1):
            if person.place is not None:
                x, y = self._at(person.place[0].mean, person.place[1].mean)
                self._cross(canvas, *person.place)
                canvas.rect(x - 2, y - 2, 4, 4, fill=1, stroke=0)
                canvas.setFont("AttuneSans", 6)
                canvas.drawString(x + 4, y - 2, f"{number} {person.name}"[:28])

    def _cross(self, canvas: Any, worry: Position, distance: Position) -> None:
        """How unsure the place is, as on the screen."""
        canvas.setStrokeColor(SOFT)
        canvas.line(*self._at(worry.low, distance.mean), *self._at(worry.high, distance.mean))
        canvas.line(*self._at(worry.mean, distance.low), *self._at(worry.mean, distance.high))

    def _placed(self) -> list[Any]:
        return [person for person in self.summary.people if person.on_map and person.place is not None]

    def _words(self, canvas: Any) -> None:
        canvas.setFillColor(SOFT)
        canvas.setFont("AttuneSans", 6)
        canvas.drawCentredString(self.side / 2, 12 + self.side - 7, "more distance")
        canvas.drawCentredString(self.side / 2, 15, "less distance")
        canvas.drawString(2, 14 + self.side / 2, "less worry")
        canvas.drawRightString(self.side - 2, 14 + self.side / 2, "more worry")
        placed = self.summary.axes.worry.enough and self.summary.axes.distance.enough
        canvas.drawString(
            0,
            3,
            "● in general; outlines and lines: how unsure"
            if placed
            else "not enough yet to place the person in general",
        )

    def _region(self, canvas: Any, worry: Position, distance: Position) -> None:
        left, low = self._at(worry.low, distance.low)
        right, high = self._at(worry.high, distance.high)
        canvas.setFillColor(BAND)
        canvas.setStrokeColor(INK)
        canvas.setDash(2, 2)
        canvas.ellipse(left, low, right, high, fill=1, stroke=1)
        canvas.setDash()

    def _at(self, worry: float, distance: float) -> tuple[float, float]:
        return worry * self.side, 12 + distance * self.side
