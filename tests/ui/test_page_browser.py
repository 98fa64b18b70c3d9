"""The page in a real browser over the sample articles: what a reader sees and can do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from index.library import Library
from rag.chain import NewsChain
from rag.events import Event, Proven
from tests.index.hashing import HashEmbeddings, record, write_records
from tests.ui.browsing import EXAMPLE, MARKS, ask
from tests.ui.serving import served
from ui.feedback import FeedbackStore

pytestmark = MARKS

FILTERS = ("From", "To", "Publishers (none: all)")


def test_the_first_screen_says_what_it_is_and_what_it_holds(page: Page) -> None:
    expect(page.locator(".masthead")).to_contain_text("Dateline")
    expect(page.locator(".masthead")).to_contain_text("articles")
    expect(page.locator(".collection")).to_contain_text("Harbour Ledger")
    expect(page.locator(".welcome")).to_contain_text("The sample articles are by invented outlets")


def test_an_example_question_is_answered(page: Page) -> None:
    page.get_by_role("button", name=EXAMPLE).click()

    expect(page.locator(".turn .standing")).to_contain_text("As of")
    expect(page.locator(".turn")).to_contain_text("75 days")
    expect(page.get_by_role("button", name=EXAMPLE)).to_be_hidden()


def test_a_marker_leads_to_its_highlighted_quote(page: Page) -> None:
    turn = ask(page, EXAMPLE)
    marker = turn.locator("a.marker").first
    marker.press("Enter")
    mark = page.locator("mark.lit")

    expect(mark).to_be_in_viewport()
    expect(page.locator(".card.lit")).to_be_focused()
    quoted = turn.locator("blockquote p").first.inner_text().removesuffix(marker.inner_text()).strip()
    assert mark.inner_text().removeprefix(marker.inner_text()).strip() == quoted


def test_a_follow_up_shows_how_it_was_understood_and_older_markers_still_lead(page: Page) -> None:
    ask(page, "Who replaced Qin Gang as China's foreign minister?")
    second = ask(page, "And when was he removed?")

    expect(second.locator(".understood")).to_contain_text("Understood as: ")
    page.locator("#turn-1 a.marker").first.click()
    expect(page.locator("mark#cite-1-1")).to_be_in_viewport()


def test_a_refusal_is_calm_and_names_the_nearest_articles(page: Page) -> None:
    turn = ask(page, "Who won the cricket world cup final in Ahmedabad?")

    expect(turn.locator(".refusal .message")).not_to_be_empty()
    assert turn.locator(".refusal li").count() > 0
    expect(turn.locator(".quotation")).to_have_count(0)


def test_filters_limit_the_answer_and_a_wrong_date_is_told(page: Page) -> None:
    page.get_by_role("button", name="Dates and publishers").click()
    page.get_by_label("From", exact=True).fill("14 May")
    page.get_by_label("Your question").fill(EXAMPLE)
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("alert").filter(has_text="14 May")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value(EXAMPLE)

    page.get_by_label("From", exact=True).fill("2030-01-01")
    turn = ask(page, EXAMPLE)
    expect(turn).to_contain_text("Only articles from 1 January 2030")
    expect(turn.locator(".refusal")).to_contain_text("Outside the dates")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 720)])
def test_opened_filters_are_in_view(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.get_by_role("button", name="Dates and publishers").click()

    expect(page.get_by_label("Your question")).to_be_in_viewport()
    for label in FILTERS:
        expect(page.get_by_label(label, exact=True).first).to_be_in_viewport(ratio=0.9)


def test_opened_filters_are_a_scroll_away_on_a_short_screen(page: Page) -> None:
    page.set_viewport_size({"width": 740, "height": 240})
    page.get_by_role("button", name="Dates and publishers").click()

    for label in FILTERS:
        field = page.get_by_label(label, exact=True).first
        field.scroll_into_view_if_needed()
        expect(field).to_be_in_viewport(ratio=0.9)


def test_a_question_can_be_stopped_and_keeps_what_is_proven(browser: Browser, news: Library) -> None:
    proven = threading.Event()

    class Stalling(NewsChain):
        def stream(self, *args: Any, **fields: Any) -> Iterator[Event]:
            for event in super().stream(*args, **fields):
                yield event
                if isinstance(event, Proven):
                    proven.wait(60)

    with served(news, Stalling(news)) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_label("Your question").fill(EXAMPLE)
        page.get_by_role("button", name="Ask").click()
        expect(page.locator(".turn a.marker")).to_have_count(1)
        page.get_by_role("button", name="Stop").click()
        expect(page.locator(".turn .problem")).to_have_text("Stopped.")
        expect(page.get_by_role("button", name="Ask")).to_be_visible()
        expect(page.locator(".turn a.marker")).to_have_count(1)
        page.close()
        proven.set()


def test_a_question_that_is_too_long_is_told_so_and_stays(page: Page) -> None:
    question = "Who won? " * 300
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask").click()

    expect(page.get_by_role("alert").filter(has_text="2,000 characters, and this one has 2,699")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value(question)
    expect(page.locator(".turn")).to_have_count(0)


@pytest.mark.parametrize("blank", ["", "   "])
def test_nothing_asked_changes_nothing(page: Page, blank: str) -> None:
    page.get_by_label("Your question").fill(blank)
    page.get_by_role("button", name="Ask").click()
    page.get_by_label("Your question").press("Enter")

    assert ask(page, EXAMPLE).locator(".quotation").count() > 0
    expect(page.locator(".turn")).to_have_count(1)


def test_what_no_asks_for_comes_into_view(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 640})
    turn = ask(page, "Who won the cricket world cup final in Ahmedabad?")
    turn.get_by_role("button", name="No", exact=True).click()
    send = turn.get_by_role("button", name="Send")

    expect(send).to_be_in_viewport(ratio=1)
    at = "e => { const box = e.getBoundingClientRect(); return document.elementFromPoint(box.x + 5, box.y + 5) === e }"
    page.wait_for_timeout(1000)  # it moves there
    assert send.evaluate(at)  # and nothing lies over it


def test_a_new_conversation_starts_over(page: Page) -> None:
    ask(page, EXAMPLE)
    page.get_by_role("button", name="New conversation").click()

    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".card")).to_have_count(0)
    expect(page.locator("button.example").filter(has_text=EXAMPLE)).to_be_visible()


def test_a_verdict_on_an_answer_is_kept_with_the_readers_words(page: Page, feedback: FeedbackStore) -> None:
    first = ask(page, EXAMPLE)
    first.get_by_role("button", name="Yes").click()
    expect(first.get_by_role("button", name="Yes")).to_have_attribute("aria-pressed", "true")
    expect(first).to_contain_text("Noted")

    second = ask(page, "And in 2023?")
    second.get_by_role("button", name="No", exact=True).click()
    second.get_by_label("The right answer").fill("110,037")
    second.get_by_label("The right answer").press("Enter")
    expect(second).to_contain_text("Noted")
    expect(second.get_by_label("The right answer")).to_have_count(0)

    *_, good, bad = feedback.records()
    assert (good.question, good.verdict, good.wanted) == (EXAMPLE, "good", "")
    assert any("75 days" in quote.quote for quote in good.quotes)
    assert (bad.question, bad.verdict, bad.wanted) == ("And in 2023?", "bad", "110,037")
    assert bad.history[0].content == EXAMPLE


def test_verdicts_in_quick_succession_are_all_kept(page: Page) -> None:
    first, second = ask(page, EXAMPLE), ask(page, "And in 2023?")
    page.evaluate("document.querySelectorAll('.judge button[value=good]').forEach(button => button.click())")

    for turn in (first, second):
        expect(turn.get_by_role("button", name="Yes")).to_have_attribute("aria-pressed", "true")


def test_article_text_never_becomes_markup(page: Page) -> None:
    turn = ask(page, "What did the mayor say in bold? <img src=x onerror=hacked=1>")

    expect(page.locator("#columns")).to_contain_text("<script>hacked=1</script>")
    expect(turn.locator("h2")).to_contain_text("<img src=x")
    assert (
        page.locator("#columns").locator("script, img, iframe, a[href^=javascript], [onerror], [onmouseover]").count()
        == 0
    )
    assert page.evaluate("'hacked' in window") is False


def test_a_narrow_screen_never_scrolls_sideways_and_leads_back_from_a_source(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    turn = ask(page, EXAMPLE)
    turn.locator("a.marker").first.click()
    expect(page.locator("mark.lit")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 360

    page.locator(".card.lit a.back").click()
    expect(turn.locator("h2")).to_be_in_viewport()


def test_a_dark_screen_is_dark_with_light_text(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(address)
    expect(page.locator(".welcome h2")).to_be_visible()

    brightness = """sum = (element, property) =>
        getComputedStyle(element)[property].match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b)"""
    assert page.evaluate(f"({brightness})(document.querySelector('.gradio-container'), 'backgroundColor')") < 150
    assert page.evaluate(f"({brightness})(document.querySelector('.welcome h2'), 'color')") > 500
    page.close()


def test_what_another_process_indexes_or_removes_shows_without_a_new_start(browser: Browser, tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "news.jsonl"
    library = Library.open(home, embedder=HashEmbeddings())
    library.sync([write_records(file, [record(1), record(2)])])
    with served(library, NewsChain(library), FeedbackStore(tmp_path)) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(address)
        expect(page.locator("#masthead")).to_contain_text("2 articles")
        with Library.open(home, embedder=HashEmbeddings()) as other:
            others = [record(n, publisher="Evening Star", published="2026-02-03") for n in range(3, 9)]
            other.sync([write_records(file, others)], prune=True)
        ask(page, "What was said of the bridge?")
        expect(page.locator("#masthead")).to_contain_text("6 articles")
        page.reload()
        expect(page.locator("#masthead")).to_contain_text("6 articles")
        expect(page.locator("#panel")).to_contain_text("Evening Star")
        page.get_by_text("Dates and publishers").click()
        page.get_by_label("Publishers (none: all)").click()
        expect(page.get_by_role("option")).to_contain_text(["Evening Star"])
        page.close()
    library.close()
