"""The summary as Markdown, to take along or print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.working_model.expectation import SIDES

if TYPE_CHECKING:
    from bot.working_model.lines import Line, NumberedQuote
    from bot.working_model.summary import Summary

_RESERVED = str.maketrans({each: f"\\{each}" for each in "\\`*_{}[]<>#|~"})
FOLDED = "(folded: open it in the summary)"


def summary_markdown(summary: Summary, *, unfold: bool = False) -> str:
    """The whole summary; quotes are numbered notes at the end, folded ones without their words unless `unfold`."""
    parts = [
        "# What you have told so far",
        "",
        f"As of {summary.at_utc:%d %B %Y}. You can change everything here.",
    ]
    if summary.is_empty:
        parts += ["", "Not enough has been said yet to put anything into words. That is all right."]
    for section in summary.sections:
        parts += ["", f"## {_plain(section.title)}", ""]
        for line in section.lines:
            marks = "".join(f" [{each.number}]" for each in line.quotes)
            parts.append(f"- {_plain(line.text)}{marks} _({_plain(line.sure)})_")
            parts += [f"  - {SIDES[each.quote.source]}: “{_plain(each.quote.text)}”" for each in beside(line)]
    parts += ["", "## On the two axes", ""]
    parts += [f"- {_plain(text)}" for text in summary.axes_text]
    if summary.unknown:
        parts += ["", "## Still unknown", ""]
        parts += [f"- {_plain(unknown.text)}" for unknown in summary.unknown]
    if summary.quotes:
        parts += ["", "## Your words", ""]
        parts += [_quote(each, unfold=unfold) for each in summary.quotes]
    parts += ["", "This is a way to look at yourself, not a test and not a diagnosis.", ""]
    return "\n".join(parts)


def beside(line: Line) -> list[NumberedQuote]:
    """The words of a small step that are shown side by side under its line: the step, what was expected, what happened."""
    return [each for each in line.quotes if each.quote.source in SIDES]


def _quote(each: NumberedQuote, *, unfold: bool) -> str:
    words = FOLDED if each.quote.folded and not unfold else f"“{_plain(each.quote.text)}”"
    asked = f" – asked: {_plain(each.quote.question)}" if each.quote.question else ""
    return f"{each.number}. {words} ({each.quote.said_at_utc:%d %B %Y}){asked}"


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_RESERVED)
