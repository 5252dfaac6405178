"""The summary on paper: a PDF for a date range, two pages that a therapist would read."""

from __future__ import annotations

from bot.working_model.printed import Page
from bot.working_model.summary import Summary


class PdfPrinter:
    """The domain's `Printer`. The library that lays pages out is loaded with the first of them."""

    def pdf(self, summary: Summary, page: Page) -> bytes:
        """Two pages, A4."""
        return summary_pdf(summary, page)


def summary_pdf(summary: Summary, page: Page) -> bytes:
    """The PDF of a summary (`bot.printing.pdf`)."""
    from bot.printing import pdf  # seconds and tens of megabytes that only a printing process needs

    return pdf.summary_pdf(summary, page)


__all__ = ["Page", "PdfPrinter", "summary_pdf"]
