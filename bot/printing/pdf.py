"""Lays the summary out on two pages: first what is understood, then the words it rests on with the questions that were asked."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import KeepTogether, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from bot.printing.map import PrintedMap
from bot.working_model.expectation import SIDES
from bot.working_model.lines import Line, NumberedQuote
from bot.working_model.markdown import beside
from bot.working_model.printed import Page
from bot.working_model.summary import Section, Summary

FONTS: Final = Path(__file__).parent / "fonts"
PLAIN, BOLD = "AttuneSans", "AttuneSans-Bold"
LINES_TRIED: Final = (24, 20, 16, 12, 8, 4)  # the most lines that fit are printed
PAGES: Final = 2
UNKNOWN_MOST: Final = 6
QUOTES_OF_A_LINE: Final = 2
QUOTE_CHARS_MOST: Final = 240
FOOT: Final = (
    "Self-reflection in the person's own words. Not a test, not a diagnosis. A printed copy can't be recalled."
)


def summary_pdf(summary: Summary, page: Page) -> bytes:
    """The PDF, A4. Only lines with a quote from the days asked for are printed, and of their quotes only those.

    Folded quotes are printed without their words unless `unfold`. What does not fit on two pages is counted, not squeezed in.
    """
    printed = b""
    for most in LINES_TRIED:
        printed, pages = _laid_out(summary, page, most)
        if pages <= PAGES:
            break
    return printed


def _laid_out(summary: Summary, page: Page, most: int) -> tuple[bytes, int]:
    written = io.BytesIO()
    document = SimpleDocTemplate(
        written,
        pagesize=A4,
        leftMargin=18 * mm,
        rightMargin=18 * mm,
        topMargin=14 * mm,
        bottomMargin=16 * mm,
        title="Attune: summary",
        author="",
        invariant=1,
    )
    document.build(list(_story(summary, page, most)), onFirstPage=_foot, onLaterPages=_foot)
    return written.getvalue(), document.page


def _story(summary: Summary, page: Page, most: int) -> Iterator[Any]:
    style = _styles()
    yield Paragraph("What has been told so far", style["title"])
    yield Paragraph(f"{_day(page.first)} to {_day(page.last)}", style["small"])
    if page.to_bring:
        yield _box("To bring", [page.to_bring], style)
    yield _overview(summary, style)
    told = {section.id: _within(section, page) for section in summary.sections}
    chosen = _chosen(summary, told, most)
    for section in summary.sections:
        lines = [line for line in told[section.id] if line.id in chosen]
        if lines:
            heading = Paragraph(_plain(section.title), style["heading"])
            yield KeepTogether([heading, *(part for line in lines for part in _line_and_sides(line, page, style))])
    total = sum(len(lines) for lines in told.values())
    if total > len(chosen):
        yield Paragraph(f"{total - len(chosen)} more lines are in the summary itself.", style["small"])
    if not chosen:
        yield Paragraph("Nothing was told in these days that could be put into a line.", style["body"])
    yield PageBreak()
    yield from _second_page(summary, page, style, chosen)


def _chosen(summary: Summary, told: dict[str, list[Line]], most: int) -> set[str]:
    """Lines of every section in turn, so that none crowds out the rest."""
    longest = max((len(lines) for lines in told.values()), default=0)
    in_turn = [
        told[section.id][at].id for at in range(longest) for section in summary.sections if at < len(told[section.id])
    ]
    return set(in_turn[:most])


def _second_page(summary: Summary, page: Page, style: dict[str, ParagraphStyle], chosen: set[str]) -> Iterator[Any]:
    yield Paragraph("In their own words", style["heading"])
    numbers = {each.number for line in summary.lines if line.id in chosen for each in _quotes_of(line, page)}
    quotes = [each for each in summary.quotes if each.number in numbers]
    rows = [[Paragraph(str(each.number), style["number"]), _quote(each, page, style)] for each in quotes]
    if rows:
        table = Table(rows, colWidths=[9 * mm, 165 * mm])
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1)]))
        yield table
    if page.corrections:
        yield _box("Corrected by the person", page.corrections, style)
    if page.changed:
        yield _box("Changed", page.changed, style)
    unknown = [each.text for each in summary.unknown]
    if unknown:
        yield _box("Still unknown", unknown[:UNKNOWN_MOST], style)


def _overview(summary: Summary, style: dict[str, ParagraphStyle]) -> Table:
    words = [Paragraph(_plain(text), style["body"]) for text in summary.axes_text]
    table = Table([[PrintedMap(summary, side=52 * mm), words]], colWidths=[62 * mm, 112 * mm])
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 0)]))
    return table


def _within(section: Section, page: Page) -> list[Line]:
    return [line for line in section.lines if _quotes_of(line, page)]


def _quotes_of(line: Line, page: Page) -> list[NumberedQuote]:
    return [each for each in line.quotes if _in_range(each, page)][:QUOTES_OF_A_LINE]


def _in_range(each: NumberedQuote, page: Page) -> bool:
    return page.first <= each.quote.said_at_utc.date() <= page.last


def _line_and_sides(line: Line, page: Page, style: dict[str, ParagraphStyle]) -> list[Paragraph]:
    sides = [
        Paragraph(f"{SIDES[each.quote.source]}: “{_plain(_shortened(each.quote.text))}”", style["side"])
        for each in beside(line)
        if _in_range(each, page)
    ]
    return [_line(line, page, style), *sides]


def _shortened(text: str) -> str:
    return text if len(text) <= QUOTE_CHARS_MOST else text[: QUOTE_CHARS_MOST - 1] + "…"


def _line(line: Line, page: Page, style: dict[str, ParagraphStyle]) -> Paragraph:
    numbers = ", ".join(str(each.number) for each in _quotes_of(line, page))
    text = f'{_plain(line.text)} <font size="7">[{numbers}] {_plain(line.sure)}</font>'
    return Paragraph(text, style["line"], bulletText="•")


def _quote(each: NumberedQuote, page: Page, style: dict[str, ParagraphStyle]) -> Paragraph:
    words = "(folded)" if each.quote.folded and not page.unfold else f"“{_plain(_shortened(each.quote.text))}”"
    asked = f"<br/>asked: {_plain(each.quote.question)}" if each.quote.question else ""
    return Paragraph(f'{words} <font size="7">{_day(each.quote.said_at_utc)}{asked}</font>', style["body"])


def _box(title: str, texts: Sequence[str], style: dict[str, ParagraphStyle]) -> Any:
    block: list[Any] = [Paragraph(title, style["heading"])]
    block += [Paragraph(_plain(text), style["line"], bulletText="•") for text in texts]
    return KeepTogether([*block, Spacer(1, 2 * mm)])


def _foot(canvas: Any, document: Any) -> None:
    canvas.saveState()
    canvas.setFont(PLAIN, 7)
    canvas.setFillColor(HexColor("#4a5568"))
    canvas.drawString(18 * mm, 9 * mm, FOOT)
    canvas.drawRightString(A4[0] - 18 * mm, 9 * mm, str(document.page))
    canvas.restoreState()


def _day(when: date | datetime) -> str:
    return f"{when.day} {when:%B %Y}"


def _plain(text: str) -> str:
    """Text as markup, without characters the font has no sign for."""
    known = _signs()
    shown = "".join(each if ord(each) in known else " " for each in " ".join(text.split()))
    return escape(" ".join(shown.split()))


@cache
def _signs() -> frozenset[int]:
    _register()
    return frozenset(pdfmetrics.getFont(PLAIN).face.charToGlyph)


@cache
def _register() -> None:
    for name, file in ((PLAIN, "DejaVuSans.ttf"), (BOLD, "DejaVuSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def _styles() -> dict[str, ParagraphStyle]:
    _register()
    body = ParagraphStyle("body", fontName=PLAIN, fontSize=9, leading=12)
    return {
        "body": body,
        "line": ParagraphStyle("line", parent=body, leftIndent=4 * mm, bulletIndent=0),
        "side": ParagraphStyle("side", parent=body, leftIndent=9 * mm),
        "small": ParagraphStyle("small", parent=body, fontSize=8, textColor=HexColor("#4a5568"), spaceAfter=2 * mm),
        "number": ParagraphStyle("number", parent=body, alignment=TA_RIGHT),
        "title": ParagraphStyle("title", parent=body, fontName=BOLD, fontSize=16, leading=20),
        "heading": ParagraphStyle("heading", parent=body, fontName=BOLD, fontSize=10, leading=13, spaceBefore=2.5 * mm),
    }
