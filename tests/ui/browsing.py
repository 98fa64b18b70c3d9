"""A real browser before the page, for the tests of what a reader sees and can do; its fixtures stand in conftest."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import Locator, Page, expect

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --disable-quic"
)
MARKS = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: the page is not tested in a browser"),
    # Gradio sums up its events with pandas after some of them; as an error the warning would kill its queue.
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]
EXAMPLE = "How long was ByteDance given to find a partner?"
expect.set_options(timeout=60_000)  # of a busy machine, not of the page


def leaves(url: str, address: str) -> bool:
    return not url.startswith((address, "data:", "blob:"))


def ask(page: Page, question: str) -> Locator:
    """Asks, and gives the turn once it is answered."""
    turns = page.locator(".turn").count()
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask").click()
    turn = page.locator(".turn").nth(turns)
    expect(turn.locator(".standing, .refusal, .problem")).to_be_visible()
    return turn
