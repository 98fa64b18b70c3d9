"""The lexical index: words in, best matches out, and no question breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import StoreError
from index.store.lexical import LexicalStore, Words

TOP = 2**63 - 1


@pytest.fixture
def store(tmp_path: Path) -> LexicalStore:
    opened = LexicalStore(tmp_path / "lexical", create=True)
    opened.write(
        [
            Words(1, "Harbour reopens", "The ferries sailed to Brimley again."),
            Words(2, "Orchards flower", "Farmers near the harbour hope for apples."),
            Words(TOP, "Café opens", "A new café sells cider, says Zoë."),
        ]
    )
    opened.release()
    return opened


def test_the_title_counts_more_than_the_body(store: LexicalStore) -> None:
    assert [hit.chunk_id for hit in store.search("harbour", 5)] == [1, 2]


def test_endings_case_and_accents_do_not_matter(store: LexicalStore) -> None:
    assert [hit.chunk_id for hit in store.search("FERRY sailing", 5)] == [1]
    assert [hit.chunk_id for hit in store.search("cafe zoe", 5)] == [TOP]


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "()",
        'title:"',
        "harbour AND OR NOT (",
        "chunk_id:[0 TO *]",
        "*",
        "\x00",
        "a" * 10_000,
        "? " * 9000,
        "\ud800",
        "東京",
    ],
)
def test_any_question_is_safe(store: LexicalStore, query: str) -> None:
    assert len(store.search(query, 5)) <= 3


def test_operators_are_only_words(store: LexicalStore) -> None:
    assert [hit.chunk_id for hit in store.search("NOT harbour -ferries +apples", 5)] != []
    assert store.search("body:nothing", 5) == []


def test_writing_twice_is_once_and_deleting_forgets(store: LexicalStore) -> None:
    store.write([Words(2, "Orchards flower late", "Frost.")])
    assert sorted(store.ids()) == [1, 2, TOP]
    assert store.search("apples", 5) == []
    store.write((), delete=[1, 77])
    store.release()
    assert sorted(store.ids()) == [2, TOP]
    assert store.search("ferries", 5) == []


def test_another_reader_sees_a_commit_when_it_reopens(store: LexicalStore) -> None:
    other = LexicalStore(store.path, create=False)
    store.write([Words(5, "Quarry closes", "Dust.")])
    store.release()
    other.reopen()
    assert [hit.chunk_id for hit in other.search("quarry", 5)] == [5]


def test_what_is_written_and_not_committed_is_dropped_on_release(store: LexicalStore) -> None:
    store.release()
    store.write([Words(6, "Tramway", "Rails.")])
    assert sorted(store.ids()) == [1, 2, 6, TOP]


def test_a_missing_or_damaged_index_names_the_repair(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"is missing.*dateline check --repair"):
        LexicalStore(tmp_path / "none", create=False)
    (tmp_path / "meta.json").write_text("{")
    with pytest.raises(StoreError, match=r"cannot be used.*dateline check --repair"):
        LexicalStore(tmp_path, create=False)


def test_a_search_among_some_chunks_gives_them_the_scores_they_have_anyway(tmp_path: Path) -> None:
    store = LexicalStore(tmp_path / "among", create=True)
    store.write([Words(n, f"Ferry {n}", "harbour " * (n % 7) + "rain and snow") for n in range(1, 200)])
    everything = {hit.chunk_id: hit.score for hit in store.search("ferry harbour", 500)}
    chosen = [*range(3, 150, 4), 10_000]
    hits = store.search("ferry harbour", 500, chosen)
    assert {hit.chunk_id for hit in hits} == set(chosen) & everything.keys()
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.score == pytest.approx(everything[hit.chunk_id]) for hit in hits)
    assert store.search("ferry harbour", 5, []) == []
    store.release()


def test_british_and_american_spellings_find_each_other(tmp_path: Path) -> None:
    store = LexicalStore(tmp_path / "spellings", create=True)
    store.write(
        [
            Words(1, "Defence programme grows", "The ministry travelled to the naval centre."),
            Words(2, "Organizers color the harbor gray", "Three tons of paint."),
            Words(3, "Apples", "Orchards flower."),
        ]
    )
    store.release()
    for query in ("defense program", "center", "traveling"):
        assert [hit.chunk_id for hit in store.search(query, 5)] == [1]
    for query in ("organisers", "grey harbour", "coloured", "tonnes"):
        assert [hit.chunk_id for hit in store.search(query, 5)] == [2]
