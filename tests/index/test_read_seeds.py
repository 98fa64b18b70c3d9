"""The sample of real saved pages, where it is at hand: furniture goes, prose stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article
from index.read import discover, read_path
from index.sentences import sentence_spans
from index.settings import IndexSettings

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
FURNITURE: tuple[str, ...] = (
    "might also like",
    "No time",
    "Get a summary",
    "Previous Article",
    "Next Article",
    "Source :",
)
FURNITURE += ("©", "More stories", "assistance", "(Updates", "(Bloomberg)", "\npolitics", "Walgreens", "Lavrov", "IOC ")


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    if not SEEDS.is_dir():
        pytest.skip("no sample of saved pages beside the project")
    items = [item for path in discover([SEEDS]) if isinstance(path, Path) for item in read_path(path, IndexSettings())]
    return [item for item in items if isinstance(item, Article)]


def test_every_page_becomes_an_article_without_its_furniture(articles: list[Article]) -> None:
    assert len(articles) == 5
    for article in articles:
        assert not [words for words in FURNITURE if words in article.text]
    assert [len(article.removed) for article in articles] == [0, 1, 1, 2, 2]


def test_the_prose_of_every_page_is_kept(articles: list[Article]) -> None:
    assert [len(article.text.replace("\n\n", "\n").split("\n")) for article in articles] == [7, 18, 16, 5, 7]
    assert [len(sentence_spans(article.text)) for article in articles] == [14, 20, 25, 15, 13]


def test_publishers_and_titles_come_from_the_pages(articles: list[Article]) -> None:
    assert [article.publisher for article in articles] == [None, None, "Bloomberg", None, "Bloomberg"]
    assert [article.title.endswith("…") for article in articles] == [True, False, False, False, True]
    assert all(article.published is None for article in articles)
