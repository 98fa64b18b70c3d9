"""A stored article as a page: its text with the quoted words marked, its versions, and nothing that could run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from index.library import Library
from rag.chain import NewsChain
from tests.index.hashing import HashEmbeddings, record, write_records
from tests.ui.browsing import EXAMPLE, MARKS, ask
from tests.ui.made import BRIDGE, HOSTILE, cite
from tests.ui.serving import served
from tests.ui.test_render import CLOSED, COST
from tests.ui.test_render import Page as Parsed
from ui.article_link import address
from ui.article_page import Reading, article_page, find

TEXT = "The harbour bridge will be closed for eleven weeks.\nRepairs are put at 4.2 million crowns."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "home", embedder=HashEmbeddings()) as library:
        yield library


def stored(library: Library, tmp_path: Path, text: str, **fields: str) -> str:
    library.sync([write_records(tmp_path / "news.jsonl", [record(1, text=text, **fields)])])
    [article] = library.articles()
    return article.article_id


def spans(text: str, *words: str) -> list[str]:
    return [f"{text.index(one)}-{text.index(one) + len(one)}" for one in words]


def test_the_quoted_words_are_marked_in_the_whole_text() -> None:
    places = tuple((BRIDGE.text.index(words), BRIDGE.text.index(words) + len(words)) for words in (CLOSED, COST))
    html = article_page(Reading(BRIDGE, places))

    assert re.findall(r"<mark(.*?)>(.*?)</mark>", html) == [(' id="quote"', CLOSED), ("", COST)]
    assert "Work on the swing bridge starts on 12 January." in html
    assert "The Harbour Courier, 14 October 2025 · updated 15 October 2025" in html
    assert "Harbour bridge to close for eleven weeks" in Parsed(html).text
    assert [link["href"] for link in Parsed(html).all("a")] == ["https://courier.example/bridge", "#quote"]


def test_a_quote_over_two_paragraphs_is_marked_in_both() -> None:
    start = BRIDGE.text.index("eleven")
    html = article_page(Reading(BRIDGE, ((start, BRIDGE.text.index(" are put")),)))

    assert re.findall(r"<mark.*?>(.*?)</mark>", html) == ["eleven weeks.", "Repairs"]
    assert html.count('id="quote"') == 1


def test_a_hostile_article_stays_text() -> None:
    page = Parsed(article_page(Reading(replace(HOSTILE, removed=("<img src=x onerror=hacked=1>",)), ((0, 30),))))

    assert not {"script", "img", "b"} & {tag for tag, _ in page.tags}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert [link["href"] for link in page.all("a")] == ["#quote"]
    assert "<script>hacked=1</script>" in page.text and "\x1b" not in page.text


def test_pages_of_a_document_are_headed_and_what_was_cut_can_be_looked_at() -> None:
    article = replace(BRIDGE, url=None, pages=((0, 3), (BRIDGE.text.index("Repairs"), 4)), removed=("Share this",))
    text = " ".join(Parsed(article_page(Reading(article))).text.split())

    assert "Page 3Work on" in text and "Page 4Repairs" in text
    assert "Cut from the page: 1 lineShare this" in text
    assert "Read from the file bridge.md" in text


def test_an_earlier_version_is_shown_as_it_was_quoted_and_leads_to_the_newer(library: Library, tmp_path: Path) -> None:
    article_id = stored(library, tmp_path, TEXT, published="2025-10-14")
    [before] = library.articles()
    stored(library, tmp_path, TEXT.replace("eleven", "twelve"), published="2025-10-14", updated="2025-10-16")
    quotes = spans(before.text, "closed for eleven weeks")
    old = find(library, article_id, before.content_hash, quotes)
    now = find(library, article_id)
    lost = find(library, article_id, "0" * 32, quotes)

    assert old is not None and now is not None and lost is not None
    assert '<mark id="quote">closed for eleven weeks</mark>' in article_page(old)
    assert "This is an earlier version, replaced" in article_page(old)
    assert "twelve weeks" in article_page(now) and "eleven" not in article_page(now)
    assert f'href="?version={before.content_hash}"' in article_page(now)
    assert "has changed since it was quoted" in article_page(lost) and "<mark" not in article_page(lost)


def test_only_ids_and_spans_that_are_some_are_looked_up(library: Library, tmp_path: Path) -> None:
    article_id = stored(library, tmp_path, TEXT)
    wrong = ["5-2", "-1-4", "3-9999", "1e3-4", "٣-٤", "<b>", "9" * 400 + "-1"]
    found = find(library, article_id, "", [*wrong, "4-11", "8-18", "20-26"])

    assert found is not None and found.spans == ((4, 18), (20, 26))
    for odd in ("", "../catalog", article_id.upper() + "x", article_id + "0", "0" * 16):
        assert find(library, odd) is None


def test_the_server_shows_articles_under_a_policy_that_lets_nothing_run(library: Library, tmp_path: Path) -> None:
    article_id = stored(library, tmp_path, TEXT)
    [article] = library.articles()
    with served(library, NewsChain(library)) as at:
        page = httpx.get(at + address(article, [cite(1, article, "eleven weeks")]))
        gone = httpx.get(f"{at}article/{'0' * 16}")
        strange = httpx.get(f"{at}article/{article_id}", headers={"Host": "news.example"})

    assert page.status_code == 200 and '<mark id="quote">eleven weeks</mark>' in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "<script" not in page.text
    assert gone.status_code == 404 and "not in the collection" in gone.text
    assert strange.status_code == 400


class TestInABrowser:
    pytestmark = MARKS

    def test_a_source_is_read_with_the_quoted_words_in_view(self, page: Page) -> None:
        turn = ask(page, EXAMPLE)
        quoted = turn.locator("blockquote p").first.inner_text().rpartition(" ")[0].strip()
        with page.context.expect_page() as opened:
            page.locator(".card").first.get_by_role("link", name="Read the article").press("Enter")
        article = opened.value
        mark = article.locator("mark#quote")

        expect(mark).to_be_in_viewport()
        assert mark.inner_text() in quoted or quoted in mark.inner_text()
        expect(article.get_by_role("heading", level=1)).not_to_be_empty()
        expect(article.get_by_role("link", name=re.compile(r"\.example$"))).to_be_visible()
        article.close()

    @pytest.mark.parametrize(("scheme", "light"), [("dark", False), ("light", True)])
    def test_it_is_read_on_a_dark_screen_and_a_narrow_one(
        self, browser: Browser, news: Library, address: str, scheme: str, light: bool
    ) -> None:
        page = browser.new_page(color_scheme=scheme, viewport={"width": 320, "height": 600})  # type: ignore[arg-type]
        page.goto(f"{address}article/{news.articles()[0].article_id}")

        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        channels = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        assert (sum(channels[:3]) > 500) is light
        page.close()
