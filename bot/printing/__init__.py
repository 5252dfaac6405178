"""The summary on paper: a PDF for a date range, two pages that a therapist would read."""

from bot.printing.pdf import Page, summary_pdf

__all__ = ["Page", "summary_pdf"]
