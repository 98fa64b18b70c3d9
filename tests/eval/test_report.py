"""The report: whole in itself, harmless whatever the text, and in plain Markdown too."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from eval.figures import Figure, Figures, summarise
from eval.report import report_page
from eval.run import Result
from eval.save import summary_of
from eval.score import Scored, score_results
from eval.tables import console_table, counts_line, markdown
from rag.answer import Answer
from tests.eval.made import FERRY, STORED, hurt_case, passage, quoted, refused

CHROMIUM = Path("/usr/bin/chromium")
HOSTILE = '<script>alert(1)</script><img src="https://evil.example/x.png" onerror=alert(2)> $x$ {{ 7*7 }}'
BASELINE = {"article_first": Figure(0.5, 0.4, 0.6, 3)}


def made(*answers: Answer | None) -> tuple[tuple[Scored, ...], Figures]:
    results = [
        Result(hurt_case(case_id=f"c{at}", question=HOSTILE, kind=HOSTILE), answer, 12.0, None if answer else HOSTILE)
        for at, answer in enumerate(answers)
    ]
    unanswerable = Result(
        hurt_case(case_id="no", answerable=False, answers=(), evidence=(), kind="none"), refused((passage(FERRY),)), 9.0
    )
    scored = score_results([*results, unanswerable], STORED.get)
    return scored, summarise(scored)


@pytest.fixture(scope="module")
def html() -> str:
    """A report in which every text that others wrote is hostile."""
    hostile = replace(FERRY, title=HOSTILE, url="javascript:alert(3)", publisher=HOSTILE)
    answer = quoted((hostile, "Eleven people were hurt."), passages=(passage(FERRY),))
    linked = quoted((FERRY, "Eleven people were hurt."), passages=(passage(FERRY),))
    scored, figures = made(answer, linked, None)
    summary = summary_of(
        figures, BASELINE, {"rag": {"model": HOSTILE}}, suite=HOSTILE, articles=3, seconds=1.0, missed=[HOSTILE]
    )
    return report_page(scored, figures, BASELINE, summary)


class Tags(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_names_nothing_to_load(html: str) -> None:
    tags = Tags(html).found
    assert not {tag for tag, _ in tags} & {"link", "img", "image", "iframe", "object", "embed", "base", "form", "video"}
    assert not [tag for tag, attributes in tags if "src" in attributes]
    assert {tag for tag, attributes in tags if "href" in attributes} == {"a"}
    assert all((attributes.get("xlink:href") or "#").startswith("#") for _, attributes in tags)
    assert not re.search(r"url\(\s*['\"]?\s*(?!#)|@import", html)
    assert html.count("<svg ") == 4


@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine")
def test_the_page_works_in_a_browser_on_a_phone(html: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(html, encoding="utf-8")
    requests: list[str] = []
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme="dark")
        tab.on("request", lambda request: requests.append(request.url))
        tab.on("dialog", lambda dialog: complaints.append(dialog.message))
        tab.on("console", lambda message: complaints.append(message.text))
        tab.goto(file.as_uri())
        width = tab.evaluate("document.documentElement.scrollWidth")
        table = tab.locator(".scroll").first
        table.evaluate("element => element.scrollTo(element.scrollWidth, 0)")
        edge = table.locator("th").last.evaluate("cell => cell.getBoundingClientRect().right")
        first = table.locator("td").first.evaluate("cell => cell.getBoundingClientRect().left")
        everything = tab.inner_text("#shown")
        tab.select_option("#status", "error")
        errors = tab.inner_text("#shown")
        tab.select_option("#status", "")
        tab.select_option("#outcome", "right")
        tab.fill("#words", "ELEVEN PEOPLE")
        right = tab.inner_text("#shown")
        browser.close()
    assert requests == [file.as_uri()]
    assert complaints == []
    assert width <= 360
    assert edge <= 360  # the figures scroll to their last column, and their names stay
    assert 0 <= first < 20
    assert (everything, errors, right) == ("4 of 4", "1 of 4", "2 of 4")


def test_hostile_text_stays_text(html: str) -> None:
    assert html.count("<script") == 1
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "javascript:" not in html
    assert "{{ 7*7 }}" in html
    assert 'href="https://news.example/ferry" rel="noopener noreferrer"' in html


def test_the_plots_take_the_colour_of_the_page(html: str) -> None:
    assert "currentColor" in html
    assert "prefers-color-scheme: dark" in html
    assert 'name="viewport"' in html


def test_markdown_and_console_show_the_figures_beside_the_baseline() -> None:
    _, figures = made(quoted((FERRY, "Eleven people were hurt."), passages=(passage(FERRY),)), refused())
    text = markdown(figures, BASELINE, "Evaluation: a|b")
    assert "| right article first | .500 |" in text
    assert "Evaluation: a\\|b" in text
    assert "<script" not in text
    assert counts_line(figures) == "3 questions: 1 answered, 2 refused (not_covered 2), 0 errors"
    assert console_table(figures, BASELINE).columns[-1].header == "plain recipe"
