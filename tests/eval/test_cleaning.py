"""Cleaning and dating do not fall behind what they reach on the invented pages: `dateline bench reading`."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.cleaning import PageResult, figures, read_pages
from eval.pages import PAGES, load_pages


@pytest.fixture(scope="module")
def results() -> tuple[PageResult, ...]:
    return read_pages(load_pages())


def test_there_are_pages_of_many_kinds(results: tuple[PageResult, ...]) -> None:
    assert len({result.name for result in results}) == len(results) >= 100
    assert sum(result.is_html for result in results) >= 20


def test_articles_are_kept_and_furniture_is_cut(results: tuple[PageResult, ...]) -> None:
    found = figures(result for result in results if "unseen" not in result.name)

    assert found.recall >= 0.999
    assert found.precision >= 0.95
    assert found.furniture_cut >= 0.9


def test_of_pages_that_hold_more_furniture_than_article_two_thirds_of_it_are_cut(
    results: tuple[PageResult, ...],
) -> None:
    found = figures(result for result in results if "unseen" in result.name)

    assert found.recall == 1
    assert found.furniture_cut >= 0.63


def test_no_date_is_invented_and_few_are_missed(results: tuple[PageResult, ...]) -> None:
    found = figures(results)

    assert found.dates_invented == 0
    assert found.dates_right >= 0.97


def test_what_pages_say_of_themselves_is_read(results: tuple[PageResult, ...]) -> None:
    found = figures(results)

    assert found.fields_right >= 0.9
    assert found.failures == 0


def test_a_line_without_a_mark_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("=== a\nT Headline\nProse without a mark.", encoding="utf-8")

    with pytest.raises(ValueError, match=r"a\.txt, a: 'Prose without a mark\.' has no mark"):
        load_pages(tmp_path)
    assert PAGES.is_dir()
