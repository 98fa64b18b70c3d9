"""The catalog: filters in SQL are the filters in Python, and stories keep a living name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from index.article import Article, Chunk, make_chunk_id
from index.copies import traits
from index.errors import StoreError
from index.filters import Filters
from index.store.catalog import Catalog
from index.store.schema import VERSION
from index.store.values import Entry


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(tmp_path / "catalog.sqlite")
    yield opened
    opened.close()


def _entry(name: str, published: date | None, publisher: str | None, *copies: str, text: str = "Rain fell.") -> Entry:
    article = Article(
        name,
        f"/news/{name}.txt",
        name.title(),
        text,
        publisher=publisher,
        published=published,
        authors=("Ada",),
        tags=("rain", "news"),
        removed=("Share this",),
        pages=((0, 1), (5, 3)),
        story_id=name,
    )
    chunk = Chunk(make_chunk_id(name, article.content_hash, 0), name, 0, 0, len(text))
    return Entry(article, article.source, (chunk,), traits(text), copies)


def _digest(catalog: Catalog, file: str) -> str | None:
    return catalog.stored_files([file])[file].digest


def _updated(entry: Entry, day: date | None) -> Entry:
    name = f"{entry.article.article_id}-updated"
    article = replace(entry.article, article_id=name, story_id=name, updated=day)
    chunk = Chunk(make_chunk_id(name, article.content_hash, 0), name, 0, 0, len(article.text))
    return entry._replace(article=article, chunks=(chunk,))


def test_a_catalog_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    entry = _entry("a", date(2025, 3, 1), "Echo")
    plain = entry._replace(article=replace(entry.article, pages=(), text="The harbour of Seaford reopened on Tuesday."))
    first = Catalog(path)
    first.put([plain])
    first.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "ALTER TABLE articles DROP COLUMN pages; ALTER TABLE articles DROP COLUMN figures;"
            "ALTER TABLE articles DROP COLUMN language;"
            "DROP TABLE versions; DROP TABLE links; PRAGMA user_version = 0"
        )
    for _ in range(2):
        opened = Catalog(path)
        assert opened.article("a") == replace(plain.article, language="en")
        opened.put([_entry("b", None, None)])
        assert opened.read(["b"])[0][0].pages == ((0, 1), (5, 3))
        opened.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_catalog_of_a_later_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(StoreError, match="was made by a later version of Dateline"):
        Catalog(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)


def test_articles_come_back_as_they_went_in(catalog: Catalog) -> None:
    entry = _entry("a", date(2025, 3, 1), "Echo")
    catalog.put([entry])
    assert catalog.article("a") == entry.article
    assert catalog.article("b") is None
    assert catalog.read(["a", "b"]) == [(entry.article, entry.chunks)]
    located = catalog.locate([entry.chunks[0].chunk_id, 5])
    assert list(located) == [entry.chunks[0].chunk_id]
    assert located[entry.chunks[0].chunk_id].article == entry.article
    assert catalog.article("a").content_hash == entry.article.content_hash  # type: ignore[union-attr]


def test_every_filter_accepts_in_sql_what_it_accepts_in_python(catalog: Catalog) -> None:
    days = (None, date(2025, 1, 1), date(2025, 1, 2), date(2025, 1, 3))
    names = (None, "Écho", "écho", "Post")
    entries = [_entry(f"{i}-{j}", day, name) for i, day in enumerate(days) for j, name in enumerate(names)]
    entries += [_updated(entry, days[3]) for entry in entries]
    catalog.put(entries)
    for since, until, as_of, publishers, undated, chosen in product(
        days, days, days, ((), ("ÉCHO",), ("post", "x")), (False, True), ((), ("1-1", "2-3", "x"))
    ):
        filters = Filters(since, until, publishers, undated, as_of, chosen)
        expected = {entry.article.article_id for entry in entries if filters.accepts(entry.article)}
        assert {article.article_id for article in catalog.find(filters)} == expected, filters
        assert len(catalog.chunk_ids(filters)) == len(expected)
        columns = catalog.columns()
        assert set(columns.ids[columns.accepted(filters)].tolist()) == set(catalog.chunk_ids(filters))
        assert columns.among(columns.accepted(filters), [*catalog.chunk_ids(), 5]) == set(catalog.chunk_ids(filters))
        assert catalog.accepted(catalog.chunk_ids(), filters) == set(catalog.chunk_ids(filters))


def test_an_article_updated_later_does_not_exist_yet(catalog: Catalog) -> None:
    entry = _updated(_entry("a", date(2023, 10, 1), None), date(2023, 12, 20))
    catalog.put([entry])
    for as_of, exists in ((date(2023, 11, 1), False), (date(2023, 12, 19), False), (date(2023, 12, 20), True)):
        filters = Filters(as_of=as_of)
        assert filters.accepts(entry.article) is exists
        assert bool(catalog.find(filters)) is exists


def test_only_chunks_that_the_catalog_does_not_know_are_announced(catalog: Catalog) -> None:
    entry = _entry("a", None, None)
    catalog.put([entry])
    catalog.announce([entry.chunks[0].chunk_id, 7])
    assert catalog.unsettled() == [7]


def test_articles_are_listed_newest_first_and_undated_last(catalog: Catalog) -> None:
    catalog.put([_entry("a", date(2025, 1, 1), None), _entry("b", None, None), _entry("c", date(2025, 1, 2), None)])
    assert [article.article_id for article in catalog.find(Filters())] == ["c", "a", "b"]


def test_a_new_version_replaces_the_old_one_and_its_chunks_become_unsettled(catalog: Catalog) -> None:
    old, new = _entry("a", None, None), _entry("a", None, None, text="Snow fell.")
    catalog.announce([chunk.chunk_id for chunk in old.chunks])
    catalog.put([old])
    assert catalog.unsettled() == []
    catalog.put([new])
    assert catalog.unsettled() == [old.chunks[0].chunk_id]
    assert catalog.chunk_ids() == [new.chunks[0].chunk_id]
    catalog.settle(catalog.unsettled())
    assert catalog.remove(["a", "b"]) == 1
    assert catalog.unsettled() == [new.chunks[0].chunk_id]
    assert catalog.chunk_ids() == []


def test_a_story_whose_first_member_leaves_is_called_after_the_next(catalog: Catalog) -> None:
    catalog.put([_entry("a", date(2025, 1, 1), None)])
    catalog.put([_entry("c", date(2025, 1, 3), None, "a"), _entry("b", date(2025, 1, 2), None, "a", "c")])
    assert {article.story_id for article in catalog.find(Filters())} == {"a"}
    catalog.put([_entry("a", date(2025, 1, 1), None, text="Another story.")])
    assert {a.article_id: a.story_id for a in catalog.find(Filters())} == {"a": "a", "b": "b", "c": "b"}
    catalog.remove(["b"])
    assert {a.article_id: a.story_id for a in catalog.find(Filters())} == {"a": "a", "c": "c"}


def test_a_changed_first_member_that_is_still_a_copy_keeps_its_story(catalog: Catalog) -> None:
    catalog.put([_entry("a", date(2025, 1, 1), None), _entry("b", date(2025, 1, 2), None, "a")])
    changed = _entry("a", date(2025, 1, 1), None, "b", text="Rain fell again.")
    catalog.put([changed])
    assert {article.story_id for article in catalog.find(Filters())} == {"a"}


def test_overview_counts(catalog: Catalog) -> None:
    catalog.put([_entry("a", date(2025, 1, 1), "Echo"), _entry("b", None, "Echo", "a"), _entry("c", None, "Post")])
    seen = catalog.overview()
    assert (seen.articles, seen.chunks, seen.stories, seen.undated) == (3, 3, 2, 2)
    assert (seen.first, seen.last) == (date(2025, 1, 1), date(2025, 1, 1))
    assert seen.publishers == (("Echo", 2), ("Post", 1))


def test_a_file_is_read_again_once_an_article_of_it_is_gone_or_moved(catalog: Catalog) -> None:
    for change in (
        lambda: catalog.remove(["a"]),
        lambda: catalog.move("a", "/news/b.txt", "/news/b.txt"),
        lambda: catalog.put([_entry("a", None, None)._replace(file="/news/b.txt")]),
    ):
        catalog.put([_entry("a", None, None)])
        catalog.put_digests({"/news/a.txt": "d1"})
        assert _digest(catalog, "/news/a.txt") == "d1"
        change()
        assert _digest(catalog, "/news/a.txt") is None


def test_a_catalog_that_another_program_holds_is_called_locked_not_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.database._LOCK_WAIT_S", 0)
    with closing(Catalog(tmp_path / "catalog.sqlite")) as catalog:
        with closing(sqlite3.connect(catalog.path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert catalog.ids() == []
            with pytest.raises(StoreError, match=r"catalog.sqlite is locked by another program. Close that"):
                catalog.put([_entry("a", None, None)])
        catalog.put([_entry("a", None, None)])
        assert catalog.ids() == ["a"]


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(b"no database " * 1000)
    with pytest.raises(StoreError, match=r"catalog.sqlite cannot be used: file is not a database"):
        Catalog(path)


def test_candidates_for_copies_come_with_those_that_share_most_bands_first_for_many_texts_at_once(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.lookup._CANDIDATES", 2)
    start = "The ferry to the island was full on Monday because the bridge is closed until"
    text, near = f"{start} further notice", f"{start} the autumn"
    catalog.put([_entry("c", None, None, text=text), _entry("a", None, None, text=near)])
    catalog.put([_entry("b", None, None, text=text), _entry("z", None, None, text="Quite another matter altogether.")])
    found = catalog.sharing_bands({"same": traits(text).bands, "none": traits("Nothing at all like it here.").bands})
    assert [member.article_id for member in found["same"]] == ["b", "c"]
    assert found["none"] == []
    assert catalog.sharing_bands({}) == {}
