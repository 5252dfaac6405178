"""The page in a real browser, against a gateway in this process: what is written is never lost or doubled, and what is left is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.gateway.serving import Serving
from bot.service.erase_person import erase_person
from bot.working_model.statement import Direction, Facet, Figure, Reading
from tests.builders import ToldReader, parts, statement
from tests.gateway import FakeDialogue, listening, serving
from tests.serving import free_ports

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

THERE = "My sister is always there for me."
READER = ToldReader(
    {THERE: Reading(statements=(statement(THERE, THERE[:-1], Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING),))}
)


@pytest.fixture
def served() -> Serving:
    return serving(parts(reader=READER), max_body_bytes=30_000)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1200, "height": 800})
    found.set_default_timeout(10_000)
    yield found
    found.close()


@pytest.fixture
def page(served: Serving, context: BrowserContext) -> Iterator[Page]:
    with listening(served) as url:
        found = context.new_page()
        found.goto(url)
        _begin(found)
        yield found
        found.close()


def _begin(page: Page) -> None:
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("I have read this, and I agree").check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name=re.compile("Someone I lean on")).click()
    expect(page.locator(".message.attune")).to_have_count(2)


def _say(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")


def test_an_open_page_goes_on_by_itself_after_the_server_restarts(served: Serving, context: BrowserContext) -> None:
    port = free_ports(1)[0]
    page = context.new_page()
    with listening(served, port=port) as url:
        page.goto(url)
        _begin(page)
    _say(page, "said while the server was away")
    expect(page.get_by_role("status").first).to_contain_text("cannot be reached")
    again = serving(served.parts)
    with listening(again, port=port):
        expect(page.locator(".message.attune")).to_have_count(3, timeout=30_000)
        expect(page.locator(".message.you.waiting")).to_have_count(0)
        expect(page.locator(".message.you")).to_have_count(2)
        page.close()


def test_the_first_page_goes_on_by_itself_too(served: Serving, context: BrowserContext) -> None:
    port = free_ports(1)[0]
    page = context.new_page()
    page.route("**/api/consent", lambda route: route.abort())
    with listening(served, port=port) as url:
        page.goto(url)
        expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
        page.unroute("**/api/consent")
        expect(page.locator("#consent-text p").first).to_be_visible()
        expect(page.get_by_role("alert")).to_have_text("")
        page.close()


def test_what_is_too_long_is_given_back(page: Page) -> None:
    words = "I remember. " * 3_000
    _say(page, words)
    expect(page.get_by_label("Your message")).to_have_value(words)
    expect(page.locator("#status")).to_contain_text("larger")
    expect(page.locator(".message.you")).to_have_count(1)


def test_a_skip_pressed_twice_skips_once(page: Page, served: Serving) -> None:
    page.get_by_role("button", name="Skip").dblclick()
    expect(page.locator(".message.attune")).to_have_count(3)
    assert isinstance(served.dialogue, FakeDialogue)
    assert len(served.dialogue.taken) == 2


def test_a_line_is_taken_back_and_brought_back_with_the_keyboard(page: Page) -> None:
    _say(page, THERE)
    page.locator("#summary-body .line summary").first.click()
    expect(page.locator("#summary-body blockquote").first).to_contain_text(THERE[:-1])
    page.get_by_label("How true is this these days?").select_option("Mostly")
    expect(page.get_by_label("How true is this these days?")).to_have_value("3")
    page.get_by_role("button", name="Remove").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#not-enough")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "summary-body"
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator("#summary-body .line")).to_have_count(1)


def test_erased_elsewhere_the_page_forgets(page: Page, served: Serving) -> None:
    (talk,) = served.parts.store.data.conversations.values()  # type: ignore[attr-defined]
    erase_person(served.parts, talk.person_id)
    served.hub.news_to_all()
    expect(page.get_by_role("alert").first).to_contain_text("no longer there")
    expect(page.locator(".message")).to_have_count(0)
    assert page.locator("#country option").count() == 3


@pytest.mark.parametrize("width", [320, 360, 400, 800])
def test_nothing_is_wider_than_a_narrow_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Summary", exact=True).click()
    expect(page.get_by_role("button", name="Leave now")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Back to the talk")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Summary", exact=True)).to_be_focused()
