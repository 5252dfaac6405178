"""A real browser: the machine's Chromium, or the one Playwright fetched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

# Nothing of the browser's own may go to the network; a root user's Chromium has no sandbox.
FLAGS = [
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]


def chromium_path() -> str | None:
    """The machine's Chromium or Chrome, None where Playwright's own is to be used."""
    given = os.environ.get("ATTUNE_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return given or next((path for path in map(shutil.which, names) if path), None)


@pytest.fixture(
    scope="module"
)  # Playwright's loop runs as long as it is open, and other tests start loops of their own
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        except Error:
            pytest.skip("no Chromium on this machine, and Playwright could not fetch one")
        yield found
        found.close()
