"""The collection and the browser that the tests of the page share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from index.embed import SentenceTransformerEmbeddings
from index.library import Library
from rag.chain import NewsChain
from tests.ui.browsing import CHROMIUM, FLAGS, leaves
from tests.ui.made import HOSTILE
from tests.ui.serving import served
from ui.feedback import FeedbackStore

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    """The sample articles, and one that attacks the page."""
    folder = tmp_path_factory.mktemp("news")
    hostile = folder / "hostile.txt"
    hostile.write_text(f"{HOSTILE.title}\n\n{HOSTILE.text}\n", encoding="utf-8")
    with Library.open(folder / "home", embedder=embedder) as library:
        library.sync([SAMPLES, hostile])
        yield library


@pytest.fixture(scope="module")
def feedback(tmp_path_factory: pytest.TempPathFactory) -> FeedbackStore:
    return FeedbackStore(tmp_path_factory.mktemp("feedback"))


@pytest.fixture(scope="module")
def address(news: Library, feedback: FeedbackStore) -> Iterator[str]:
    with served(news, NewsChain(news), feedback) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, just opened. Whatever the test does, nothing may go wrong in it and nothing leave this machine."""
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.append(request.url) if leaves(request.url, address) else None)
    page.goto(address)
    expect(page.get_by_label("Your question")).to_be_visible()
    yield page
    page.close()
    assert wrong == []
