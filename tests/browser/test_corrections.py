"""Corrections in a real browser: reworded, moved, ended, brought back; by keyboard; an old form changes nothing and loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.gateway.serving import Serving
from bot.service.correct_line import contest, say_how_true
from bot.working_model.identity import PersonId
from bot.working_model.statement import Direction, Facet, Figure, Reading
from tests.builders import ACUTE, ToldReader, ToldScreen, parts, statement
from tests.gateway import listening, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

MUM = "My mother never listens to me."
SISTER = "My sister is always there for me."
HEAVY = "I want to end it"
READER = ToldReader(
    {
        MUM: Reading(statements=(statement(MUM, MUM[:-1], Facet.RESPONSIVENESS, Direction.MINUS, Figure.MOTHER),)),
        SISTER: Reading(
            statements=(statement(SISTER, SISTER[:-1], Facet.AVAILABILITY, Direction.PLUS, Figure.SIBLING),)
        ),
    }
)


@pytest.fixture
def served() -> Serving:
    return serving(parts(reader=READER, screen=ToldScreen({HEAVY: ACUTE})))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1200, "height": 900})
    found.set_default_timeout(15_000)
    yield found
    found.close()


@pytest.fixture
def page(served: Serving, context: BrowserContext) -> Iterator[Page]:
    with listening(served) as url:
        found = context.new_page()
        found.goto(url)
        found.get_by_label("I am 18 or older").check()
        found.get_by_label("I have read this, and I agree").check()
        found.get_by_role("button", name="Begin").click()
        found.get_by_role("button", name=re.compile("Someone I lean on")).click()
        expect(found.locator(".message.attune")).to_have_count(2)
        _say(found, MUM)
        found.locator("#summary-body .line summary").first.click()
        yield found
        found.close()


def _say(page: Page, text: str) -> None:
    replies = page.locator(".message.attune").count()
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")
    expect(page.locator(".message.attune")).to_have_count(replies + 1)


def _note(page: Page) -> str:
    return page.locator("#summary .correction-note").inner_text()


def test_a_line_is_put_into_ones_own_words_with_the_keyboard(page: Page) -> None:
    line = page.locator("#summary-body .line > p").first
    before = line.inner_text()
    opener = page.get_by_role("button", name="Put it in my own words")
    opener.focus()
    page.keyboard.press("Enter")
    box = page.get_by_label("In your own words")
    expect(box).to_be_focused()
    expect(box).to_have_value(before)
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    box.fill("  ")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="no words")).to_be_visible()
    box.fill("She listens when it suits her.")
    page.get_by_role("button", name="Keep this").click()
    expect(line).to_have_text("She listens when it suits her.")
    expect(page.get_by_text(f"Before, it said: {before}")).to_be_visible()
    expect(page.locator("#summary-body blockquote").first).to_contain_text(MUM[:-1])
    page.get_by_role("button", name="Take my words back").click()
    expect(line).to_have_text(before)
    page.get_by_role("button", name="Bring it back").click()
    expect(line).to_have_text("She listens when it suits her.")


def test_it_was_somebody_else(page: Page) -> None:
    expect(page.locator("#summary-body h3").first).to_have_text("Your mother")
    page.get_by_role("button", name="It was somebody else").click()
    page.get_by_label(re.compile("Who was it about")).fill("my stepmother")
    page.keyboard.press("Enter")
    expect(page.locator("#summary-body h3").first).to_have_text("Your stepmother")
    assert "somebody else" in _note(page)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator("#summary-body h3").first).to_have_text("Your mother")
    page.get_by_text("Looking back", exact=True).click()
    expect(page.get_by_text("You said this was about your stepmother, not about your mother.")).to_be_visible()


def test_somebody_known_is_chosen(page: Page) -> None:
    _say(page, SISTER)
    line = page.locator("#summary-body .line", has_text=MUM[:-1])
    line.get_by_role("button", name="It was somebody else").click()
    page.get_by_label("Who was it about?").select_option("Your sister")
    expect(page.get_by_label(re.compile("Their role or name"))).to_be_hidden()
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator("#summary-body h3").filter(has_text="Your mother")).to_have_count(0)


def test_not_any_more_and_brought_back_from_the_history(page: Page) -> None:
    line = page.locator("#summary-body .line > p").first
    before = line.inner_text()
    page.get_by_role("button", name="Not any more").click()
    expect(line).not_to_have_text(before)
    expect(page.get_by_role("button", name="Not any more")).to_have_count(0)
    page.get_by_text("Looking back", exact=True).click()
    page.get_by_role("button", name=re.compile("Bring it back: number")).click()
    expect(line).to_have_text(before)


def test_what_is_being_written_stays_while_the_talk_goes_on(page: Page) -> None:
    page.get_by_role("button", name="Put it in my own words").click()
    box = page.get_by_label("In your own words")
    box.fill("She listens when")
    _say(page, SISTER)
    expect(page.locator("#summary-body .line")).to_have_count(2)
    expect(box).to_have_value("She listens when")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator("#summary-body .line > p").filter(has_text="She listens when")).to_have_count(1)


def test_a_form_that_is_too_old_is_refused_in_a_sentence_and_can_be_sent_again(page: Page, served: Serving) -> None:
    page.get_by_role("button", name="Put it in my own words").click()
    page.get_by_label("In your own words").fill("She is busy.")
    store = served.parts.store
    (person_id, kept), *_more = store.data.statements.values()  # type: ignore[attr-defined]
    say_how_true(served.parts, PersonId(person_id), kept.id, 4)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("alert").filter(has_text="has changed since it was shown")).to_be_visible()
    expect(page.get_by_label("In your own words")).to_have_value("She is busy.")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator("#summary-body .line > p").filter(has_text="She is busy.")).to_have_count(1)


def test_what_was_being_written_outlives_its_line(page: Page, served: Serving) -> None:
    page.get_by_role("button", name="Put it in my own words").click()
    page.get_by_label("In your own words").fill("She is busy.")
    store = served.parts.store
    (person_id, kept), *_more = store.data.statements.values()  # type: ignore[attr-defined]
    contest(served.parts, PersonId(person_id), kept.id)
    _say(page, SISTER)
    expect(page.get_by_role("alert").filter(has_text="no longer here")).to_be_visible()
    expect(page.get_by_label("In your own words")).to_have_value("She is busy.")
    page.get_by_role("button", name="Never mind").click()
    expect(page.get_by_label("In your own words")).to_have_count(0)


def test_a_cry_for_help_in_a_form_is_answered(page: Page) -> None:
    page.get_by_role("button", name="Put it in my own words").click()
    page.get_by_label("In your own words").fill(HEAVY)
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator(".message.safety")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 1200])
def test_a_form_fits_its_place(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    if width < 900:
        page.get_by_role("button", name="Summary", exact=True).click()
    page.get_by_role("button", name="It was somebody else").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "document.getElementById('summary').scrollWidth <= document.getElementById('summary').clientWidth"
    )
