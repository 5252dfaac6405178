"""A stranger's path: a fresh clone, `make serve`, and twelve answers typed in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import ROOT, Running, attune

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

ANSWERS = [
    "My sister Anna comes to mind.",
    "Last winter I was ill and she drove over at midnight with soup. She is always there when I need her.",
    "I just wanted somebody to sit with me.",
    "She stayed until I slept. I can rely on her completely.",
    "I let her look after me, and I told her nearly everything.",
    "That I'm not a burden to her, I think.",
    "Once she forgot my birthday and I kept waiting for her to lose interest in me.",
    "My father never listened to me when I was small.",
    "I hate asking other people for help.",
    "These days I'm starting to open up to my friend Tom.",
    "I'm a good friend, I know that much. I deserve people who stay.",
    "That is all for now.",
]
GUARDED = [
    "dunno",
    "not really",
    "fine",
    "no",
    "idk",
    "ok",
    "nothing",
    "can't say",
    "meh",
    "whatever",
    "no idea",
    "pass",
]
PASSPHRASE = "seven grey herons at dawn"
SHOTS = ROOT / "build" / "screenshots"


@pytest.fixture(scope="module")
def cloned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A fresh clone of what is committed, served by `make serve` as the README says."""
    folder = Path(tmp_path_factory.mktemp("fresh"))
    clone = folder / "attune"
    subprocess.run(["git", "clone", "--quiet", "--no-local", str(ROOT), str(clone)], check=True, capture_output=True)
    assert shutil.which("make")
    with attune(folder / "data", command=["make", "serve"], cwd=clone) as running:
        yield running


@pytest.fixture
def page(cloned: Running, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    found = context.new_page()
    problems: list[str] = []
    found.on("pageerror", lambda error: problems.append(str(error)))
    found.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    found.on(
        "request",
        lambda request: (
            problems.append(request.url) if not request.url.startswith((cloned.url, "data:", "blob:")) else None
        ),
    )
    found.goto(cloned.url)
    yield found
    context.close()
    assert problems == []


def _begin(page: Page, guide: str) -> None:
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("I have read this, and I agree").check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name=re.compile(guide)).click()
    expect(page.locator(".message.attune")).to_have_count(2, timeout=30_000)


def _answer(page: Page, text: str) -> None:
    replies = page.locator(".message.attune")
    before = replies.count()
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")
    expect(replies).to_have_count(before + 1, timeout=30_000)


def test_twelve_answers_end_in_a_summary_whose_every_line_has_a_quote(page: Page) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / "welcome.png")
    _begin(page, "Someone I lean on")
    for answer in ANSWERS:
        _answer(page, answer)
    lines = page.locator("#summary-body .line")
    expect(lines.first).to_be_visible()
    assert lines.count() >= 3
    said = " ".join(ANSWERS)
    for number in range(lines.count()):
        lines.nth(number).locator("details > summary").first.click()
        quotes = lines.nth(number).locator("blockquote")
        assert quotes.count() >= 1
        for quote in quotes.all_inner_texts():
            assert quote.strip("\u201c\u201d") in said
    page.screenshot(path=SHOTS / "conversation.png")
    page.get_by_role("button", name="Make a way back").click()
    page.locator("#new-passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Make a return code").click()
    expect(page.locator("#way-code")).not_to_be_empty()
    code = page.locator("#way-code").inner_text()
    page.reload()
    page.get_by_text("I have been here before").click()
    page.get_by_label("Return code").fill(code)
    page.get_by_label("Passphrase", exact=True).first.fill(PASSPHRASE)
    page.get_by_role("button", name="Open it").click()
    expect(page.locator(".message.you").first).to_be_visible()
    expect(page.locator("#summary-body .line").first).to_be_visible()


def test_a_guarded_conversation_ends_with_not_enough_yet(page: Page) -> None:
    _begin(page, "Someone I lean on")
    for answer in GUARDED:
        _answer(page, answer)
    expect(page.locator("#not-enough")).to_be_visible()
    expect(page.locator("#summary-body .line")).to_have_count(0)


def test_typed_markup_stays_text(page: Page) -> None:
    _begin(page, "Someone I lean on")
    _answer(page, "<img src=x onerror=\"document.title='run'\"><b>mum</b>")
    expect(page.locator(".message.you").last).to_contain_text("<b>mum</b>")
    expect(page).to_have_title("Notes")


def test_leaving_clears_the_page_and_closes_the_way_back(page: Page, cloned: Running) -> None:
    _begin(page, "Someone I lean on")
    _answer(page, "My sister Anna, who keeps bees.")
    page.get_by_label("Your message").fill("a draft about bees")
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url("**/page/away.html")
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    page.goto(cloned.url)
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    assert "bees" not in page.content()


def test_deleting_everything_in_the_menu(page: Page) -> None:
    _begin(page, "Someone I lean on")
    page.get_by_text("Keep or delete").click()
    page.locator("#delete").click()
    page.locator("#sure-yes").click()
    expect(page.get_by_text("Everything is deleted.")).to_be_visible()
