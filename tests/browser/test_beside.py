"""Under the summary in a real browser: who was spoken of, pictures that say what is to be seen, two talks side by side, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.gateway.serving import Serving
from bot.working_model.statement import Coping, Direction, Facet, Figure, Outcome, Reading, Span, Way
from tests.builders import SetClock, ToldReader, parts, statement
from tests.gateway import listening, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

THERE = "My sister is always there for me."
READER = ToldReader(
    {
        THERE: Reading(
            statements=(statement(THERE, THERE[:-1], Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING),),
            coping=(Coping(Span(0, 9), Way.SEEK, Outcome.HELPED),),
        )
    }
)
CLOCK = SetClock()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    found.set_default_timeout(15_000)
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    served: Serving = serving(parts(reader=READER, clock=CLOCK))
    with listening(served) as url:
        found = context.new_page()
        found.goto(url)
        found.get_by_label("I am 18 or older").check()
        found.get_by_label("I have read this, and I agree").check()
        found.get_by_role("button", name="Begin").click()
        found.get_by_role("button", name=re.compile("Someone I lean on")).click()
        expect(found.locator(".message.attune")).to_have_count(2)
        found.get_by_label("Your message").fill(THERE)
        found.get_by_label("Your message").press("Enter")
        expect(found.locator(".message.attune")).to_have_count(3)
        yield found
        found.close()


def test_the_whole_of_it(page: Page) -> None:
    summary = page.locator("#summary")
    # A way of coping is shown and can be corrected.
    line = summary.locator(".line", has_text="turning to someone")
    line.get_by_text("Your words behind this").click()
    line.get_by_role("button", name="Remove").click()
    expect(line).to_have_count(0)
    summary.get_by_role("button", name="Bring it back").click()
    expect(summary.locator(".line", has_text="turning to someone")).to_have_count(1)

    # A quote leads to the message it stands in.
    quote = summary.locator(".line .quote").first
    quote.evaluate("each => each.closest('details').open = true")
    quote.get_by_role("button", name="Where I said it").click()
    expect(page.locator(".message.you", has_text=THERE)).to_be_focused()

    # How things stand is said by the person.
    summary.get_by_text("Who you spoke of").click()
    summary.get_by_label("Your sister").select_option("No longer alive")
    expect(summary.get_by_role("heading", name="Your sister (no longer alive)")).to_be_visible()

    # Pictures carry their names.
    summary.get_by_text("Pictures", exact=True).click()
    expect(summary.get_by_role("img", name=re.compile("A map of worry and distance"))).to_be_visible()
    summary.get_by_role("button", name="Your sister").click()
    expect(summary.get_by_role("img", name=re.compile("Your sister: four themes"))).to_be_visible()
    summary.get_by_role("button", name=re.compile("research call")).click()
    expect(summary.get_by_text("Research has names for the corners")).to_be_visible()

    # Looking back.
    summary.get_by_text("Looking back", exact=True).click()
    expect(summary.get_by_role("img", name=re.compile("Timeline"))).to_be_visible()
    summary.get_by_role("button", name=re.compile("The summary as it was on")).last.click()
    expect(summary.locator(".revision h5").first).to_have_text("Your sister (no longer alive)")

    # On paper, for some days, under a neutral name.
    page.locator("#menu > summary").click()
    page.get_by_role("button", name="Download two pages (PDF)").click()
    page.locator("#first-day").fill("2026-02-01")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download it").click()
    assert download.value.suggested_filename == "notes.pdf"

    # Nothing of it stays after leaving.
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url("**/away.html")
    assert "sister" not in page.content()
