"""The report in a real browser: what a reader sees and can do, on a wide screen and on a phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from eval.report import write_report
from tests.eval.test_report import HOSTILE, RIGHT, WRONG, saved

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: the report is not seen")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report against an earlier run, in which every text that others wrote is hostile.

    Its questions, in order: went wrong, came right, an error, and one without an answer.
    """
    folder = tmp_path_factory.mktemp("report")
    before = saved(folder / "before", RIGHT, WRONG, None, text=HOSTILE, suite=HOSTILE)
    after = saved(folder / "after", WRONG, RIGHT, None, text=HOSTILE, suite=HOSTILE)
    write_report(after, folder / "report.html", before)
    return folder / "report.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[1280, 390], ids=["wide", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, report: Path) -> Iterator[Page]:
    """The report, just opened. Whatever a test does, nothing may go wrong or load, or be wider than the screen."""
    width: int = request.param
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme="dark" if width < 500 else "light")
    requests: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(report.as_uri())
    yield page
    page.locator("#all").click()
    for details in page.locator("details").all():
        details.evaluate("element => element.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert requests == [report.as_uri()]
    assert wrong == []


def order(page: Page) -> list[str]:
    """The places in the suite of the questions shown, from the top."""
    shown = page.locator(".cases tbody:not([hidden])")
    return [item.get_attribute("data-order") or "" for item in shown.all()]


def test_questions_are_filtered_by_choice_and_by_words(page: Page) -> None:
    assert page.inner_text("#shown") == "4 of 4"
    page.select_option("[data-filter=outcome]", "wrong")
    assert order(page) == ["0"]
    page.select_option("[data-filter=outcome]", "")
    page.select_option("[data-filter=status]", "error")
    assert order(page) == ["2"]
    page.select_option("[data-filter=status]", "")
    page.select_option("[data-filter=change]", "came right")
    assert order(page) == ["1"]
    page.select_option("[data-filter=change]", "")
    page.select_option("[data-filter=kind]", index=1)  # the hostile kind, which holds a bar
    assert order(page) == ["0", "1", "2"]
    page.fill("#words", "PASSENGERS LEFT")  # stands in a quote, in what is not yet open
    expect(page.locator("#shown")).to_have_text("1 of 4")
    assert order(page) == ["0"]


def test_questions_are_sorted_both_ways_and_what_has_no_value_stands_last(page: Page) -> None:
    if page.viewport_size and page.viewport_size["width"] < 500:
        page.select_option("#sort", "outcome")
        assert order(page) == ["2", "0", "1", "3"]
        page.select_option("#sort", "order")
        assert order(page) == ["0", "1", "2", "3"]
        return
    page.get_by_role("button", name="outcome").click()
    assert order(page) == ["2", "0", "1", "3"]
    head = page.locator("th", has=page.get_by_role("button", name="gold at"))
    page.get_by_role("button", name="gold at").click()
    assert order(page) == ["1", "0", "2", "3"]
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name="gold at").click()
    assert order(page) == ["0", "1", "2", "3"]
    expect(head).to_have_attribute("aria-sort", "descending")


def test_a_question_opens_by_keyboard_and_shows_answer_and_gold_side_by_side(page: Page) -> None:
    ask = page.locator(".ask").nth(1)
    ask.focus()
    page.keyboard.press("Enter")
    expect(ask).to_have_attribute("aria-expanded", "true")
    inside = page.locator("#case-1 .inside")
    expect(inside).to_contain_text("Eleven people were hurt.")
    expect(inside.locator("blockquote.gold")).to_contain_text("Eleven people were hurt.")
    expect(inside.locator("ins").first).to_have_text("Eleven")
    inside.locator(".found summary").first.click()
    expect(inside.locator(".found mark")).to_have_text("Eleven people were hurt.")
    ask.press("Space")
    expect(inside).to_be_hidden()


def test_a_case_that_is_named_in_the_comparison_opens(page: Page) -> None:
    page.locator("#compared a").first.click()
    expect(page.locator("#case-1 .inside")).to_be_visible()


def test_text_that_others_wrote_is_shown_as_it_is(page: Page) -> None:
    expect(page.locator("h1")).to_contain_text("<script>alert(1)</script>")
    page.locator(".ask").first.click()
    expect(page.locator("#case-0 .inside")).to_contain_text("{{ 7*7 }}")
    assert page.locator("img, iframe, script[src], a[href^=javascript]").count() == 0


def test_wide_tables_scroll_in_themselves_and_their_names_stay(page: Page) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    table = page.locator("#figures .scroll").first
    table.evaluate("element => element.scrollTo(element.scrollWidth, 0)")
    edge = table.locator("thead th").last.evaluate("cell => cell.getBoundingClientRect().right")
    first = table.locator("td").first.evaluate("cell => cell.getBoundingClientRect().left")
    assert edge <= width
    assert 0 <= first < 60


def test_the_page_prints_without_its_controls(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".ask").first).to_be_visible()
    page.emulate_media(media="screen")
