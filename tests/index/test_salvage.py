"""A damaged catalog: what can still be read of it is saved into a new one, and nothing else is."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from index.article import Article
from index.errors import DamagedError, StoreError
from index.library import Library
from index.salvage import salvage
from index.settings import IndexSettings
from tests.index.hashing import HashEmbeddings, record, write_records

ARTICLES = 200
_PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with 200 articles, of which five have an earlier version, and five were removed."""
    folder = tmp_path_factory.mktemp("whole")
    news = folder / "news.jsonl"
    with Library.open(folder / "home", embedder=HashEmbeddings()) as library:
        library.sync([write_records(news, [record(n) for n in range(5)])])
        records = [record(n, **({"text": record(n + 500)["text"]} if n < 5 else {})) for n in range(ARTICLES + 5)]
        library.sync([write_records(news, records)])
        gone = [article.article_id for article in library.articles() if article.url in _urls(range(ARTICLES, 205))]
        assert library.remove(gone) == 5
    return folder


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    """The same, to be damaged, beside the file that it was made from."""
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    return tmp_path / "home"


def _urls(numbers: range) -> set[str]:
    return {f"https://news.example/{n}" for n in numbers}


def _stored(home: Path) -> dict[str | None, Article]:
    with Library.open(home, embedder=HashEmbeddings(), create=False) as library:
        return {article.url: article for article in library.articles()}


def _overwrite(catalog: Path, pages: list[int], draw: random.Random) -> None:
    with catalog.open("r+b") as file:
        for page in pages:
            file.seek(_PAGE * page)
            file.write(draw.randbytes(_PAGE))


@pytest.mark.parametrize("damage", ["two pages", "ten pages", "cut to two thirds"])
def test_what_can_be_read_of_a_damaged_catalog_is_saved_and_found_again(home: Path, damage: str) -> None:
    before = _stored(home)
    catalog = home / "catalog.sqlite"
    size = catalog.stat().st_size
    draw = random.Random(damage)
    if damage == "cut to two thirds":
        with catalog.open("r+b") as file:
            file.truncate(size * 2 // 3)
    else:
        inner = range(size // _PAGE // 4, size // _PAGE)  # behind the roots of the tables' trees
        _overwrite(catalog, draw.sample(inner, 2 if damage == "two pages" else 10), draw)
    broken = catalog.read_bytes()

    saved, lost, kept = salvage(home, IndexSettings(), HashEmbeddings())

    assert kept.read_bytes() == broken
    assert saved + lost <= ARTICLES and saved >= (ARTICLES / 2 if damage == "cut to two thirds" else 0.8 * ARTICLES)
    embedder = HashEmbeddings()
    with Library.open(home, embedder=embedder, create=False) as library:
        assert library.repair().clean
        assert embedder.encoded == 0  # the vectors are those that were there
        after = {article.url: article for article in library.articles()}
        assert len(after) == saved == library.overview().articles
        assert all(after[url] == before[url] for url in after)
        hit = library.search_words(next(iter(after.values())).title, 1)
        assert library.locate([hit[0].chunk_id])
        news = home.parent / "news.jsonl"
        assert library.sync([news]).added == ARTICLES + 5 - saved
        assert library.overview().articles == ARTICLES + 5 and library.check().clean


def test_earlier_versions_and_settings_are_saved_and_what_was_removed_stays_so(home: Path) -> None:
    before = _stored(home)
    salvage(home, IndexSettings(), HashEmbeddings())
    assert _stored(home) == before
    with Library.open(home, embedder=HashEmbeddings(), create=False) as library:
        changed = [article for article in before.values() if article.url in _urls(range(5))]
        assert [len(library.history(article.article_id)) for article in changed] == [1] * 5


@pytest.mark.parametrize("damage", ["head", "everything"])
def test_a_catalog_of_which_nothing_can_be_read_is_named_and_left_alone(home: Path, damage: str) -> None:
    catalog = home / "catalog.sqlite"
    pages = list(range(1 if damage == "head" else catalog.stat().st_size // _PAGE))
    _overwrite(catalog, pages, random.Random(1))
    before = catalog.read_bytes()
    with pytest.raises(StoreError, match=r"catalog\.sqlite.*Put a backup in its place"):
        salvage(home, IndexSettings(), HashEmbeddings())
    assert catalog.read_bytes() == before
    assert not [*home.glob("catalog.damaged*"), *home.glob("catalog.new*")]


def test_a_damaged_row_is_no_traceback(home: Path) -> None:
    with Library.open(home, embedder=HashEmbeddings(), create=False) as library:
        with library._stores.catalog._writing() as connection:
            connection.exec_driver_sql("UPDATE articles SET authors = '[broken'")
        with pytest.raises(DamagedError, match=r"catalog\.sqlite.*dateline check --repair"):
            library.articles()
