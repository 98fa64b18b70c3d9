"""The library from outside: what is synced is found, what is gone is not, filters hold."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.article import Article
from index.embed import SentenceTransformerEmbeddings
from index.errors import IndexMismatchError, ModelError, StoreError, UnfinishedError
from index.filters import Filters
from index.library import Library
from index.settings import IndexSettings
from tests.index.hashing import HashEmbeddings, record, write_records
from tests.index.made_pdf import column, make_pdf


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "home", embedder=HashEmbeddings()) as opened:
        yield opened


def _titles(library: Library, hits: tuple[tuple[int, float], ...]) -> list[str]:
    located = library.locate([chunk_id for chunk_id, _ in hits])
    return [located[chunk_id].article.title for chunk_id, _ in hits]


def test_synced_articles_are_found_by_meaning_and_by_words(
    tmp_path: Path, embedder: SentenceTransformerEmbeddings
) -> None:
    news = write_records(
        tmp_path / "news.jsonl",
        [
            record(
                1, title="Ferry runs again", text="The boat to the island sails since Monday. Tickets cost four crowns."
            ),
            record(2, title="Apples late", text="Frost in May harmed the orchards. Growers expect a poor harvest."),
        ],
    )
    with Library.open(tmp_path / "home", embedder=embedder) as library:
        report = library.sync([news])
        assert (report.added, report.updated, report.unchanged, report.removed, report.skipped) == (2, 0, 0, 0, ())
        by_meaning = library.search_vectors(embedder.encode_query("Why will there be little fruit this year?"), 2)
        assert _titles(library, by_meaning) == ["Apples late", "Ferry runs again"]
        assert 0 < by_meaning[0].score <= 1
        by_words = library.search_words("ticket", 5)
        assert _titles(library, by_words) == ["Ferry runs again"]
        found = library.locate([by_words[0].chunk_id])[by_words[0].chunk_id]
        assert found.article.text[found.chunk.start : found.chunk.end] == found.article.text
        assert library.check().clean


def test_what_is_found_in_a_pdf_comes_with_its_page(library: Library, tmp_path: Path) -> None:
    lines = ["The zeppelin landed in Holt on Monday.", "A balloon followed it on Tuesday."]
    (tmp_path / "a.pdf").write_bytes(make_pdf(*(column(40, 700, [line]) for line in lines)))
    library.sync([tmp_path / "a.pdf"])
    (hit,) = library.search_words("balloon", 5)
    article = library.locate([hit.chunk_id])[hit.chunk_id].article
    at = article.text.index("A balloon")
    assert (article.pages_of(at, at + 9), article.pages_of(0, 5)) == ((2,), (1,))


def test_an_article_without_pages_keeps_the_hash_it_always_had() -> None:
    article = Article("a", "s", "T", "Some text.", url="https://x.example")
    assert article.content_hash == "09733ff0fac29a135b157de39431ae6f"  # ids of stored chunks are made of it
    assert replace(article, pages=((0, 1),)).content_hash != article.content_hash


def test_an_empty_library_answers_with_nothing(library: Library) -> None:
    assert library.search_words("ferry", 5) == ()
    assert library.search_vectors(library.embedder.encode_query("ferry"), 5) == ()
    assert library.articles() == () and library.overview().articles == 0
    assert library.check().clean


def test_the_same_articles_have_the_same_fingerprint_in_any_home(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(3)])
    empty = library.fingerprint()
    library.sync([news])
    with Library.open(tmp_path / "other", embedder=HashEmbeddings()) as other:
        other.sync([news])
        assert empty != library.fingerprint() == other.fingerprint()
        other.sync([write_records(tmp_path / "again.jsonl", [record(0, updated="2026-01-01")])])
        assert library.fingerprint() != other.fingerprint()


def test_the_overview_follows_what_another_writer_does(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(3)])
    assert library.overview().articles == 0
    with Library.open(tmp_path / "home", embedder=HashEmbeddings()) as other:
        other.sync([news])
        assert library.overview().articles == other.overview().articles == 3
        other.remove([library.articles()[0].article_id])
    assert library.overview().articles == 2
    assert library.overview() is library.overview()  # counted once as long as nobody writes


def test_opening_without_an_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no index in .*dateline index PATH"):
        Library.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_an_index_can_be_opened_again_and_read_only_opening_suffices(tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(5)])
    with Library.open(tmp_path / "home", embedder=HashEmbeddings()) as library:
        library.sync([news])
    with Library.open(tmp_path / "home", embedder=HashEmbeddings(), create=False) as library:
        assert library.overview().articles == 5
        assert _titles(library, library.search_words("case 3", 1)) == ["Council of Dunmore decides case 3"]


@pytest.mark.parametrize("k", [1, 10])
def test_filtered_searches_give_the_best_among_the_accepted(library: Library, tmp_path: Path, k: int) -> None:
    library.sync([write_records(tmp_path / "news.jsonl", [record(n) for n in range(150)])])
    vector = library.embedder.encode_query("plan 7b for the harbour near Farlow was delayed")
    located = {h.chunk_id: library.locate([h.chunk_id])[h.chunk_id] for h in library.search_vectors(vector, 10_000)}
    texts = {article.article_id: article for article in library.articles()}
    assert len(texts) == 150
    words = "harbour Farlow delayed"
    every_word_hit = library.search_words(words, 10_000)
    every_vector_hit = library.search_vectors(vector, 10_000)
    for filters in (
        Filters(),
        Filters(publishers=("brimley echo",)),
        Filters(since=date(2025, 3, 1), until=date(2025, 3, 20)),
        Filters(as_of=date(2025, 2, 1)),
        Filters(publishers=("Nobody",)),
        Filters(since=date(2025, 6, 1), publishers=("Corvane Times", "The Ardel Post")),
        Filters(articles=tuple(sorted(texts)[::9])),
        Filters(articles=("no such article",)),
    ):
        accepted = {chunk_id for chunk_id, place in located.items() if filters.accepts(place.article)}
        for every, found in (
            (every_vector_hit, library.search_vectors(vector, k, filters)),
            (every_word_hit, library.search_words(words, k, filters)),
        ):
            expected = [hit.score for hit in every if hit.chunk_id in accepted][:k]
            assert np.allclose([hit.score for hit in found], expected, atol=1e-5)
            assert {hit.chunk_id for hit in found} <= accepted


def test_wide_filters_are_searched_in_the_index_and_still_exact(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.sync([write_records(tmp_path / "news.jsonl", [record(n) for n in range(150)])])
    vector = library.embedder.encode_query("the orchard near Holt was dropped")
    for filters in (Filters(publishers=("Brimley Echo",)), Filters(as_of=date(2025, 1, 20))):
        exact = library.search_vectors(vector, 5, filters)
        monkeypatch.setattr("index.store.search._EXACT_VECTORS", 0)
        assert np.allclose(
            [h.score for h in library.search_vectors(vector, 5, filters)], [h.score for h in exact], atol=1e-5
        )
        monkeypatch.undo()


def test_copies_are_one_story(library: Library, tmp_path: Path) -> None:
    text = record(1)["text"]
    news = write_records(
        tmp_path / "news.jsonl",
        [
            record(1),
            record(2, text=f"{text} Our desk added this.", published="2025-12-01"),
            record(3),
            record(4, text=f"BRIMLEY (Agency) - {text}", published="2025-12-02"),
        ],
    )
    library.sync([news])
    first = next(article for article in library.articles() if article.url == "https://news.example/1")
    assert [copy.url for copy in library.copies(first)] == ["https://news.example/4", "https://news.example/2"]
    assert first.story_id == first.article_id
    assert library.overview().stories == 2
    library.remove([first.article_id])
    rest = next(article for article in library.articles() if article.url == "https://news.example/2")
    assert [copy.url for copy in library.copies(rest)] == ["https://news.example/4"]
    assert rest.story_id == rest.article_id


def test_a_bridge_joins_stories_and_its_removal_parts_them(library: Library, tmp_path: Path) -> None:
    names = [f"{one}{other}" for one in ("Bel", "Dor", "Mar", "Vel") for other in "abcdefghij"]
    lines = [f"Report {name} says that the plan for quarry {name} and mill {name} was put off." for name in names]
    texts = {1: lines[:20], 2: lines[5:25], 3: lines[10:30], 4: lines[30:]}
    settings = IndexSettings(copy_threshold=0.5)
    library = Library.open(tmp_path / "other", settings, HashEmbeddings())

    def stories(*numbers: int) -> dict[int, int]:
        rows = [record(n, text=" ".join(texts[n]), published=f"2025-03-0{n}") for n in numbers]
        library.sync([write_records(tmp_path / "news.jsonl", rows)], prune=True)
        number = {article.article_id: int((article.url or "")[-1]) for article in library.articles()}
        return {number[article.article_id]: number[article.story_id] for article in library.articles()}

    assert stories(1, 3, 4) == {1: 1, 3: 3, 4: 4}
    assert stories(1, 2, 3, 4) == {1: 1, 2: 1, 3: 1, 4: 4}
    assert stories(1, 3, 4) == {1: 1, 3: 3, 4: 4}
    assert stories(2, 3, 4) == {2: 2, 3: 2, 4: 4}
    texts[2] = lines[30:]  # another text under the same address
    assert stories(1, 2, 3, 4) == {1: 1, 2: 2, 3: 3, 4: 2}
    library.close()


def test_the_corrected_figure_is_found_beside_its_uncorrected_copies(library: Library, tmp_path: Path) -> None:
    text = record(1)["text"] + " The collapse hurt 12 people in Holt. " + record(21)["text"]
    corrected = text.replace("12 people", "14 people")
    rows = [record(n, text=text, published=f"2025-03-0{n}") for n in (1, 2, 3)]
    library.sync([write_records(tmp_path / "news.jsonl", [*rows, record(4, text=corrected, published="2025-03-04")])])
    assert library.overview().stories == 2
    latest = library.articles()[0]
    assert "14 people" in latest.text and library.copies(latest) == ()


def test_copies_found_in_another_way_are_found_anew(library: Library, tmp_path: Path) -> None:
    text = record(1)["text"]
    news = write_records(tmp_path / "news.jsonl", [record(1), record(2, text=f"{text} {record(3)['text'][:200]}")])
    library.sync([news])
    assert library.overview().stories == 1
    for threshold, number in ((1.0, 2), (0.7, 1)):
        library.close()
        library = Library.open(tmp_path / "home", IndexSettings(copy_threshold=threshold), HashEmbeddings())
        library.sync([news])
        assert library.overview().stories == number
    catalog = library._stores.catalog
    with catalog._writing() as connection:  # as an earlier version of Dateline left it
        for statement in ("DELETE FROM links", "DELETE FROM bands", "UPDATE articles SET figures = x''"):
            connection.exec_driver_sql(statement)
    catalog.put_settings({"stories": ""})
    library.sync([news])
    assert library.overview().stories == 1
    library.close()


def test_removed_articles_never_come_back_from_a_search(library: Library, tmp_path: Path) -> None:
    library.sync([write_records(tmp_path / "news.jsonl", [record(n) for n in range(6)])])
    gone = next(article for article in library.articles() if article.title.endswith("case 3"))
    assert library.remove([gone.article_id, "unknown"]) == 1
    assert library.article(gone.article_id) is None
    assert gone.title not in _titles(library, library.search_words("case 3 dunmore", 50))
    hits = library.search_vectors(library.embedder.encode_query(gone.text), 50)
    assert len(hits) == 5 and gone.title not in _titles(library, hits)
    assert library.check().clean


@pytest.mark.parametrize(
    "changed", [{"embedding_model": "other-model"}, {"chunk_words": 60}, {"chunk_overlap_sentences": 1}]
)
def test_other_settings_are_refused_with_both_values_and_the_way_out(
    library: Library, tmp_path: Path, changed: dict[str, object]
) -> None:
    ((name, value),) = changed.items()
    with pytest.raises(IndexMismatchError, match=rf"{name} .*, not {value}.*dateline index --rebuild"):
        Library.open(tmp_path / "home", IndexSettings(**changed))  # type: ignore[arg-type]


def test_a_rebuild_needs_no_source_files(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(8)])
    library.sync([news])
    news.unlink()
    before = library.overview().chunks
    library.close()
    settings = IndexSettings(chunk_words=20)
    with Library.open(tmp_path / "home", settings, HashEmbeddings(), rebuild=True) as rebuilt:
        assert rebuilt.overview().chunks > before
        assert rebuilt.overview().articles == 8
        assert rebuilt.check().clean
        assert _titles(rebuilt, rebuilt.search_words("case 5", 1)) == ["Council of Farlow decides case 5"]
    Library.open(tmp_path / "home", settings).close()


def test_a_reader_beside_a_rebuild_with_other_settings_is_told_to_start_again(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(3)])
    library.sync([news])
    vector = library.embedder.encode_query("harbour")
    seen: list[str] = []

    def look() -> None:
        for use in (
            lambda: library.search_vectors(vector, 3),
            lambda: library.search_words("harbour", 3),
            lambda: library.sync([news]),
        ):
            with pytest.raises(IndexMismatchError, match=r"made anew since it was opened .*Start again") as raised:
                use()
            seen.append(str(raised.value))

    other = IndexSettings(embedding_model="other-model")
    Library.open(tmp_path / "home", other, HashEmbeddings(), rebuild=True).close()
    look()
    assert all("embedding_model other-model, not all-MiniLM-L6-v2" in message for message in seen)
    library._stores.catalog.put_settings({"embedding_model": library.settings.embedding_model, "rebuilding": "yes"})
    look()
    library._stores.catalog.put_settings({"rebuilding": ""})
    assert library.search_vectors(vector, 3) and library.search_words("harbour", 3)


def test_a_rebuild_with_a_model_that_cannot_be_loaded_costs_nothing(library: Library, tmp_path: Path) -> None:
    library.sync([write_records(tmp_path / "news.jsonl", [record(n) for n in range(3)])])
    library.close()
    with pytest.raises(ModelError, match="nofolder"):
        Library.open(tmp_path / "home", IndexSettings(embedding_model=str(tmp_path / "nofolder")), rebuild=True)
    with Library.open(tmp_path / "home", embedder=HashEmbeddings()) as unharmed:
        assert unharmed.search_words("case 2", 1)
        assert unharmed.check().clean


def test_an_interrupted_rebuild_asks_to_be_run_again(library: Library, tmp_path: Path) -> None:
    library.sync([write_records(tmp_path / "news.jsonl", [record(n) for n in range(3)])])

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.rebuild(progress=stop)
    library.close()
    with pytest.raises(UnfinishedError, match="a rebuild was interrupted"):
        Library.open(tmp_path / "home")
    with Library.open(tmp_path / "home", embedder=HashEmbeddings(), rebuild=True) as rebuilt:
        assert rebuilt.check().clean


def test_a_second_writer_is_told_who_holds_the_lock(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(1)])
    monkeypatch.setattr("index.store.lock.LOCK_WAIT_S", 0.1)
    with Library.open(tmp_path / "home", embedder=HashEmbeddings()) as other:
        with other._stores.writing(), pytest.raises(StoreError, match=r"is writing to .*write\.lock"):
            library.sync([news])
        assert library.search_words("ferry", 3) == ()  # readers go on
        assert library.sync([news]).added == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="Choose another --home"):
        Library.open(tmp_path / "home")
    tmp_path.chmod(0o700)


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(StoreError, match=r"is a file, and a folder is needed\. Name one with --home"):
        Library.open(tmp_path / "home")
