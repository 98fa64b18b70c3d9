"""How well reading finds the article in a page: its words, its date and what else the page says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.pages import Page
from index.article import Article
from index.read import read_path
from index.settings import IndexSettings

_FIELDS = ("title", "publisher", "authors", "updated", "section", "url")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PageResult:
    """What reading made of a page; words are counted, case aside. `date` is right, wrong, missed or invented."""

    name: str
    is_html: bool
    lost: tuple[str, ...]  # words of the article that are gone
    left: tuple[str, ...]  # words that are no article, but stand in its text
    kept: int
    furniture: int  # words of the page that are furniture
    date: str
    wrong_fields: tuple[str, ...]
    fields: int
    failure: str = ""  # there should be an article and is none, or the other way


@dataclass(frozen=True, slots=True)
class CleaningFigures:
    """Over pages, in shares of 1; words are counted over all pages (micro-average)."""

    pages: int
    precision: float  # of the words kept, how many are the article's
    recall: float  # of the article's words, how many are kept
    exact: float  # pages whose text is the article's, word for word
    furniture_cut: float  # of the furniture's words
    dates_right: float  # pages with the right date, or rightly none
    dates_invented: int  # pages that got a date that is not theirs
    fields_right: float
    failures: int


def read_pages(pages: Sequence[Page]) -> tuple[PageResult, ...]:
    """Reads each page as a file of its own and compares."""
    results = []
    with TemporaryDirectory(prefix="dateline-pages-") as folder:
        for page in pages:
            path = Path(folder) / f"{page.name}{'.html' if page.is_html else '.txt'}"
            path.write_text(page.content, encoding="utf-8")
            (item,) = read_path(path, IndexSettings())
            results.append(_compare(page, item if isinstance(item, Article) else None))
    return tuple(results)


def figures(results: Iterable[PageResult]) -> CleaningFigures:
    """The figures over some pages, at least one of them with an article."""
    all_pages = list(results)
    told = [result for result in all_pages if result.date]
    kept, lost, left = (sum(counts) for counts in zip(*((r.kept, len(r.lost), len(r.left)) for r in told), strict=True))
    furniture = sum(result.furniture for result in told)
    fields = sum(result.fields for result in told)
    return CleaningFigures(
        pages=len(all_pages),
        precision=kept / (kept + left),
        recall=kept / (kept + lost),
        exact=sum(not result.lost and not result.left for result in told) / len(told),
        furniture_cut=1 - min(left / furniture, 1) if furniture else 1.0,
        dates_right=sum(result.date == "right" for result in told) / len(told),
        dates_invented=sum(result.date in ("invented", "wrong") for result in told),
        fields_right=1 - sum(len(result.wrong_fields) for result in told) / fields if fields else 1.0,
        failures=sum(bool(result.failure) for result in all_pages),
    )


def _compare(page: Page, article: Article | None) -> PageResult:
    if article is None or not page.has_article:
        failure = (
            "" if (article is None) == (not page.has_article) else "no article" if article is None else "an article"
        )
        words = tuple(_WORD.findall(page.kept.casefold())) if page.has_article else ()
        return PageResult(
            page.name, page.is_html, words, (), 0, 0, "missed" if page.has_article else "", (), 0, failure
        )
    wanted, got = (Counter(_WORD.findall(text.casefold())) for text in (page.kept, article.text))
    asked = {field: value for field, value in page.expected.items() if field in _FIELDS}
    wrong = tuple(f"{f}: {_said(article, f)!r}" for f, value in asked.items() if _said(article, f) != value)
    return PageResult(
        page.name,
        page.is_html,
        tuple((wanted - got).elements()),
        tuple((got - wanted).elements()),
        (wanted & got).total(),
        len(_WORD.findall(page.furniture)),
        _date(page.expected.get("published"), _said(article, "published")),
        wrong,
        len(asked),
    )


def _said(article: Article, field: str) -> str | None:
    value = getattr(article, field)
    return None if value in (None, ()) else "; ".join(value) if isinstance(value, tuple) else str(value)


def _date(wanted: str | None, got: str | None) -> str:
    if wanted == got:
        return "right"
    return "missed" if got is None else "invented" if wanted is None else "wrong"
