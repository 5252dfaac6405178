"""A shared or watched device in a real browser: it keeps nothing, leaving is instant, and only a code with a passphrase leads back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from bot.gateway.serving import Serving
from tests.builders import SetClock, parts
from tests.gateway import listening, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

WORDS = "seven grey herons at dawn"
TOLD = "marmalade in the morning"
GUIDE = "Someone I lean on"
# Everything that a browser keeps of a page beyond the page itself.
KEPT = """async () => ({
    local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie,
    databases: (await indexedDB.databases()).map((d) => d.name), caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": {}, "session": {}, "cookies": "", "databases": [], "caches": [], "workers": 0}


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def served(clock: SetClock) -> Serving:
    return serving(parts(clock=clock), returns_per_minute=50)


@pytest.fixture
def url(served: Serving) -> Iterator[str]:
    with listening(served) as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1200, "height": 800}, accept_downloads=True)
    found.set_default_timeout(10_000)
    yield found
    found.close()


@pytest.fixture
def requests() -> list[Request]:
    """Every request that the page made."""
    return []


@pytest.fixture
def page(url: str, context: BrowserContext, requests: list[Request]) -> Iterator[Page]:
    """A page on which something was told; it has thrown no error when it is done."""
    found = context.new_page()
    problems: list[str] = []
    found.on("pageerror", lambda error: problems.append(str(error)))
    found.on("request", lambda request: requests.append(request))
    found.goto("about:blank")
    found.goto(url)
    _tell(found)
    yield found
    found.close()
    assert problems == []


def _tell(page: Page) -> None:
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("I have read this, and I agree").check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name=re.compile(GUIDE)).click()
    expect(page.locator(".message.attune")).to_have_count(2)
    page.get_by_label("Your message").fill(TOLD)
    page.get_by_label("Your message").press("Enter")
    expect(page.locator(".message.attune")).to_have_count(3)


def _make_way_back(page: Page, words: str = WORDS) -> str:
    page.get_by_role("dialog").get_by_label("Passphrase", exact=True).fill(words)
    page.get_by_role("button", name=re.compile("Make a (new )?return code")).click()
    expect(page.locator("#way-code")).to_have_text(re.compile("^([0-9a-z]{4}-){3}[0-9a-z]{4}$"))
    code = page.locator("#way-code").inner_text()
    page.get_by_role("button", name="I have it").click()
    return code


def _made(page: Page) -> str:
    page.get_by_role("button", name="Make a way back").click()
    return _make_way_back(page)


def _come_back(page: Page, code: str, words: str = WORDS) -> None:
    been = page.locator("#been-here")
    if been.get_attribute("open") is None:
        been.get_by_text("I have been here before").click()
    been.get_by_label("Return code").fill(code)
    been.get_by_label("Passphrase", exact=True).fill(words)
    been.get_by_role("button", name="Open it").click()


def _shows_nothing(page: Page) -> None:
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    assert TOLD not in page.content()
    assert page.get_by_label("Your message").input_value() == ""


def test_nothing_is_kept_on_the_device_at_any_stage(page: Page, context: BrowserContext, url: str) -> None:
    stages = {"told": page.evaluate(KEPT)}
    page.get_by_label("Your message").fill("a draft")
    stages["draft"] = page.evaluate(KEPT)
    code = _made(page)
    stages["way back made"] = page.evaluate(KEPT)
    page.reload()
    _shows_nothing(page)
    stages["reloaded"] = page.evaluate(KEPT)
    _come_back(page, code)
    expect(page.locator(".message.you")).to_have_count(2)
    stages["come back"] = page.evaluate(KEPT)
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url("**/away.html")
    stages["left"] = page.evaluate(KEPT)
    assert stages == dict.fromkeys(stages, NOTHING)
    assert context.cookies() == []


def test_no_answer_may_be_kept_in_a_cache(page: Page, requests: list[Request]) -> None:
    answers = [request.response() for request in requests if "/api/" in request.url and "/stream" not in request.url]
    assert answers
    assert {answer.headers["cache-control"] for answer in answers if answer is not None} == {"no-store"}
    page.reload()


@pytest.mark.parametrize("how", ["reload", "close", "go elsewhere and back"])
def test_closing_or_reloading_ends_access(
    page: Page, context: BrowserContext, url: str, requests: list[Request], how: str
) -> None:
    page.get_by_label("Your message").fill("a draft of mine")
    held = next(request for request in requests if request.url.endswith("/summary"))
    token = {"Authorization": held.headers["authorization"]}
    assert context.request.get(held.url, headers=token).status == 200
    if how == "reload":
        page.reload()
    elif how == "close":
        page.close(run_before_unload=True)
        page = context.new_page()
        page.goto(url)
    else:
        page.goto("about:blank")
        page.go_back()
    _shows_nothing(page)
    for _ in range(100):
        if context.request.get(held.url, headers=token).status == 401:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the token still opens it, for whoever noted it")


@pytest.mark.parametrize("how", ["button", "escape twice", "escape twice in a dialog", "button under a dialog"])
def test_leaving_clears_the_screen_the_draft_and_the_way_there(page: Page, url: str, how: str) -> None:
    page.get_by_label("Your message").fill("a draft of mine")
    if "dialog" in how:
        page.get_by_role("button", name="Make a way back").click()
    if how == "button":
        page.get_by_role("button", name="Leave now").click()
    elif how == "button under a dialog":
        box = page.locator("#leave").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    page.wait_for_url("**/away.html")
    assert (page.title(), page.inner_text("body").strip()) == ("New page", "")
    assert page.evaluate("history.length") == 2, "the page was replaced, not left behind"
    page.go_back()
    assert page.url == "about:blank"
    page.go_forward()
    page.wait_for_url("**/away.html")
    page.goto(url)
    _shows_nothing(page)


def test_left_while_it_is_being_opened_it_stays_closed(page: Page) -> None:
    code = _made(page)
    page.reload()
    page.route("**/page/away.html", lambda route: None)  # it never comes: the page stays, empty
    page.route(
        "**/api/return", lambda route: (page.keyboard.press("Escape"), page.keyboard.press("Escape"), route.continue_())
    )
    with page.expect_request("**/access") as ended:
        _come_back(page, code)
    answer = ended.value.response()
    assert answer is not None
    assert answer.status == 204


def test_one_escape_closes_what_is_open_and_leaves_nothing(page: Page) -> None:
    page.get_by_role("button", name="Make a way back").click()
    page.keyboard.press("Escape")
    expect(page.locator("#way-back")).to_be_hidden()
    page.get_by_label("Your message").press_sequentially("ab")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Your message")).to_have_value("ab")


def test_a_tab_that_is_opened_again_shows_nothing(page: Page, context: BrowserContext, url: str) -> None:
    page.get_by_label("Your message").fill("a draft of mine")
    last = page.url
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == [], "somebody is coming in: closing must not ask anything"
    again = context.new_page()
    again.goto(last)
    _shows_nothing(again)


def test_title_icon_and_address_say_nothing(page: Page, url: str, requests: list[Request]) -> None:
    code = _made(page)
    assert page.title() == "Notes"
    icon = page.request.get(url + "/page/icon.svg").text()
    assert not re.search("attune|heart|therap", icon, re.IGNORECASE)
    assert page.url == url + "/"
    page.reload()
    _come_back(page, code)
    expect(page.locator(".message.you")).to_have_count(2)
    addresses = " ".join(request.url for request in requests)
    for secret in (code, code.replace("-", ""), WORDS.split()[0], TOLD.split()[0]):
        assert secret not in addresses


def test_a_return_link_carries_its_code_where_no_server_sees_it(
    page: Page, context: BrowserContext, url: str, requests: list[Request]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Make a way back").click()
    page.get_by_role("dialog").get_by_label("Passphrase", exact=True).fill(WORDS)
    page.get_by_role("button", name="Make a return code").click()
    page.get_by_role("button", name="Copy a link with it").click()
    expect(page.locator("#copied")).to_have_text("Copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    code = page.locator("#way-code").inner_text()
    assert link == f"{url}/#{code}"
    page.close()
    other = context.new_page()
    other.on("request", lambda request: requests.append(request))
    other.goto(link)
    expect(other.locator("#been-here").get_by_label("Return code")).to_have_value(code)
    expect(other.locator("#passphrase")).to_be_focused()
    assert other.url == url + "/"
    assert not any(code in (request.headers.get("referer", "") + request.url.split("#")[0]) for request in requests)
    other.keyboard.type(WORDS)
    other.keyboard.press("Enter")
    expect(other.locator(".message.you")).to_have_count(2)


def test_a_return_after_days_opens_with_one_line_of_where_we_were(page: Page, clock: SetClock) -> None:
    code = _made(page)
    page.reload()
    clock.move(days=3)
    _come_back(page, code)
    last = page.locator(".message.attune").last
    expect(last.locator("p").first).to_contain_text(GUIDE)
    expect(last).not_to_contain_text(TOLD)
    expect(page.locator(".message.attune")).to_have_count(4)
    page.get_by_label("Your message").fill("She would come over.")
    page.get_by_label("Your message").press("Enter")
    expect(page.locator(".message.attune")).to_have_count(5)


def test_what_opens_nothing_says_the_same_whatever_was_wrong(page: Page) -> None:
    code = _made(page)
    page.reload()
    said = []
    for tried, words in ((code, "wrong words"), ("0000-0000-0000-0000", WORDS)):
        _come_back(page, tried, words)
        expect(page.locator("#return-problem")).not_to_be_empty()
        said.append(page.locator("#return-problem").inner_text())
    assert said[0] == said[1]
    expect(page.locator(".message")).to_have_count(0)
    _come_back(page, code)
    expect(page.locator(".message.you")).to_have_count(2)
    assert page.locator("#passphrase").input_value() == page.locator("#code").input_value() == ""


def test_a_passphrase_is_changed_and_taken_back(page: Page) -> None:
    old = _made(page)
    expect(page.locator("#forgets")).to_be_hidden()
    page.get_by_text("Keep or delete").click()
    page.get_by_role("button", name="A way to come back").click()
    expect(page.locator("#way-there")).to_be_visible()
    new = _make_way_back(page, "nine white swans by night")
    page.get_by_text("Keep or delete").click()
    page.get_by_role("button", name="A way to come back").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#way-said")).to_contain_text("Taken back")
    expect(page.locator("#forgets")).to_be_attached()
    page.reload()
    for code, words in ((old, WORDS), (new, "nine white swans by night")):
        _come_back(page, code, words)
        expect(page.locator("#return-problem")).to_contain_text("did not open")


def test_a_passphrase_is_covered_and_offered_to_no_password_manager(page: Page) -> None:
    page.get_by_role("button", name="Make a way back").click()
    field = page.get_by_role("dialog").get_by_label("Passphrase", exact=True)
    cover = "(e) => getComputedStyle(e).webkitTextSecurity"
    assert (field.evaluate(cover), field.get_attribute("type"), field.get_attribute("autocomplete")) == (
        "disc",
        "text",
        "off",
    )
    page.get_by_role("dialog").get_by_label("Show what I type").check()
    assert field.evaluate(cover) == "none"
    field.fill("short")
    field.press("Enter")
    expect(page.locator("#way-problem")).to_contain_text("at least 8")
    page.get_by_role("button", name="Not now").click()
    page.get_by_role("button", name="Make a way back").click()
    assert (field.input_value(), field.evaluate(cover)) == ("", "disc")


def test_opened_elsewhere_the_first_page_forgets(page: Page, context: BrowserContext, url: str) -> None:
    code = _made(page)
    elsewhere = context.new_page()
    elsewhere.goto(url)
    _come_back(elsewhere, code)
    expect(elsewhere.locator(".message.you")).to_have_count(2)
    expect(page.locator("#begin-problem")).to_contain_text("opened elsewhere")
    _shows_nothing(page)


def test_before_a_file_is_made_it_is_asked_who_else_opens_this_device(page: Page) -> None:
    page.get_by_text("Keep or delete").click()
    page.get_by_role("button", name="Download as text").click()
    expect(page.get_by_role("dialog", name="Who else opens this device?")).to_be_visible()
    expect(page.get_by_role("button", name="Not now")).to_be_focused()
    page.get_by_role("button", name="Others do, or may").click()
    expect(page.get_by_role("button", name="Not here")).to_be_focused()
    with page.expect_download() as found:
        page.get_by_role("button", name="Download it all the same").click()
    assert found.value.suggested_filename == "notes.md"
    assert TOLD in found.value.path().read_text()
    page.get_by_text("Keep or delete").click()
    page.get_by_role("button", name=re.compile("Download as data")).click()
    with page.expect_download() as found:
        page.get_by_role("button", name=re.compile("Only I do")).click()
    assert found.value.suggested_filename == "notes.json"


def test_the_whole_of_it_goes_by_keyboard(page: Page) -> None:
    page.get_by_role("button", name="Make a way back").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#new-passphrase")).to_be_focused()
    page.keyboard.type(WORDS)
    page.keyboard.press("Enter")
    expect(page.locator("#way-code")).to_be_focused()
    code = page.locator("#way-code").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("#menu > summary")).to_be_focused()
    page.reload()
    page.get_by_text("I have been here before").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(code)
    page.keyboard.press("Tab")
    page.keyboard.type(WORDS)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your message")).to_be_focused()


def test_every_field_and_button_has_a_name_and_every_stage_a_heading(page: Page) -> None:
    def nameless() -> int:
        return int(
            page.evaluate("""() => [...document.querySelectorAll('button, input, select, textarea, summary')].filter(
            (e) => e.checkVisibility() && !(e.innerText || e.getAttribute('aria-label') || (e.labels && e.labels.length))).length""")
        )

    assert nameless() == 0
    expect(page.get_by_role("heading", level=1)).to_have_text("Conversation")
    page.get_by_role("button", name="Make a way back").click()
    assert nameless() == 0
    expect(page.get_by_role("dialog", name="A way to come back")).to_be_visible()
    page.reload()
    page.get_by_text("I have been here before").click()
    assert nameless() == 0
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1200])
def test_no_dialog_covers_leave_now_or_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.get_by_role("button", name="Make a way back").click()
    leave, dialog = page.locator("#leave").bounding_box(), page.locator("#way-back").bounding_box()
    assert leave is not None
    assert dialog is not None
    assert dialog["x"] >= 0
    assert dialog["x"] + dialog["width"] <= width
    assert leave["y"] + leave["height"] <= dialog["y"] or width == 320
    assert page.evaluate("document.documentElement.scrollWidth") <= width
