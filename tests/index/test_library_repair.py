"""Check finds what is wrong with the derived stores, repair makes them right from the catalog."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import StoreError
from index.filters import Filters
from index.library import Library
from tests.index.hashing import HashEmbeddings, record, write_records

ARTICLES = 12


@pytest.fixture
def home(tmp_path: Path) -> Path:
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(ARTICLES)])
    with Library.open(tmp_path / "home", embedder=HashEmbeddings()) as library:
        library.sync([news])
    return tmp_path / "home"


def _garble(pattern: str) -> Callable[[Path], None]:
    def damage(home: Path) -> None:
        for path in home.glob(pattern):
            if path.is_file():
                path.write_bytes(b"garbage " * 200)

    return damage


@pytest.mark.parametrize(
    ("damage", "search"),
    [
        (lambda home: shutil.rmtree(home / "vectors"), "vectors"),
        (lambda home: shutil.rmtree(home / "lexical"), "words"),
        (_garble("vectors/chroma.sqlite3*"), "vectors"),
        (_garble("lexical/*"), "words"),
        (_garble("lexical/meta.json"), "words"),
    ],
    ids=["no vectors", "no lexical index", "garbage in vectors", "garbage in lexical index", "garbage in its list"],
)
def test_a_lost_or_damaged_store_names_the_repair_and_is_repaired(
    home: Path, damage: Callable[[Path], None], search: str
) -> None:
    damage(home)
    embedder = HashEmbeddings()
    with Library.open(home, embedder=embedder, create=False) as library:
        with pytest.raises(StoreError, match=r"dateline check --repair"):
            if search == "vectors":
                library.search_vectors(embedder.encode_query("harbour"), 3)
            else:
                library.search_words("harbour", 3)
        report = library.check()
        assert not report.clean and "dateline check --repair" in report.problems[0]
        assert library.repair().clean
        assert embedder.encoded == (ARTICLES if search == "vectors" else 0)
        assert len(library.search_vectors(embedder.encode_query("harbour"), 50)) == ARTICLES
        assert len(library.search_words("harbour", 50)) == ARTICLES
    with Library.open(home, embedder=HashEmbeddings(), create=False) as library:
        assert library.check().clean


@pytest.mark.parametrize("kept", [0, 3, 8, 700])
def test_a_damaged_flat_file_costs_no_embedding(home: Path, kept: int) -> None:
    (flat,) = home.glob("vectors*/flat.f16")
    flat.write_bytes(bytes(8)[:kept] if kept <= 8 else flat.read_bytes()[:kept])
    embedder = HashEmbeddings()
    with Library.open(home, embedder=embedder, create=False) as library:
        assert not library.check().clean
        assert library.repair().clean
        assert embedder.encoded == 0
        assert len(library.search_vectors(embedder.encode_query("harbour"), 50)) == ARTICLES


@pytest.mark.parametrize("kept", [0, 8, 700])
def test_a_flat_file_that_lost_its_end_hides_nothing_and_the_next_sync_makes_it_anew(
    home: Path, kept: int, caplog: pytest.LogCaptureFixture
) -> None:
    (flat,) = home.glob("vectors*/flat.f16")
    whole = flat.read_bytes()
    flat.write_bytes(whole[:kept])
    embedder = HashEmbeddings()
    question = embedder.encode_query("harbour")
    with Library.open(home, embedder=embedder, create=False) as library:
        assert len(library.search_vectors(question, 50)) == ARTICLES
        assert len(library.search_vectors(question, 50, Filters(publishers=("Brimley Echo",)))) == ARTICLES / 3
        assert [said.getMessage().count("cut short") for said in caplog.records] == [1]
        library.sync([home.parent / "news.jsonl"])
        assert flat.stat().st_size == len(whole)
        assert len(library.search_vectors(question, 50)) == ARTICLES
        assert len(caplog.records) == 1 and embedder.encoded == 0
        assert library.check().clean


def test_only_missing_chunks_are_embedded_again_and_orphans_go(home: Path) -> None:
    embedder = HashEmbeddings()
    with Library.open(home, embedder=embedder) as library:
        stores = library._stores
        ids = stores.catalog.chunk_ids()
        vector = embedder.encode_query("stray")
        stores.vectors.delete(ids[:2])
        stores.vectors.add([1, 2, 3], vector[None, :].repeat(3, axis=0))
        stores.lexical.write((), delete=ids[2:3])
        stores.lexical.release()
        report = library.check()
        assert (report.missing_vectors, report.orphan_vectors, report.missing_words, report.orphan_words) == (
            2,
            3,
            1,
            0,
        )
        assert len(report.problems) == 3
        hits = library.search_vectors(vector, 5)
        assert not {1, 2, 3} & {hit.chunk_id for hit in hits}
        assert len(hits) == 5
        assert library.repair().clean
        assert embedder.encoded == 2


def test_chunks_that_do_not_fit_their_text_are_made_anew(home: Path) -> None:
    with Library.open(home, embedder=HashEmbeddings()) as library:
        catalog = library._stores.catalog
        article, chunks = catalog.read(catalog.ids()[:1])[0]
        with catalog._writing() as connection:
            connection.exec_driver_sql("UPDATE chunks SET end = 99999 WHERE chunk_id = ?", (chunks[0].chunk_id,))
        report = library.check()
        assert report.misplaced == 1
        assert library.repair().clean
        assert catalog.read([article.article_id])[0][1] == chunks


def test_other_processes_read_anew_what_was_repaired(home: Path) -> None:
    with Library.open(home, embedder=HashEmbeddings()) as library:
        before = library._stores.catalog.generation
        library.repair()
        assert library._stores.catalog.generation != before
