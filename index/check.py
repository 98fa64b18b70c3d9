"""Compares the derived stores with the catalog, and makes them right again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from index import stories
from index.article import Article, Chunk, make_chunk_id
from index.chunk import Cut, chunk_articles
from index.embed import SentenceTransformerEmbeddings
from index.errors import DamagedError, DiskError, StoreError
from index.ingest import derive, words_of
from index.made_with import REBUILDING, index_settings
from index.settings import IndexSettings
from index.store.database import DAMAGED
from index.store.stores import Stores

_BATCH = 64  # articles in memory at once


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What is wrong with an index; nothing if `clean`. Numbers count chunks.

    `orphan` chunks stand in a derived store without the catalog knowing them: they never come out of
    a search and only take room. `missing` ones are not found by that search. `misplaced` ones do not
    fit their article's text.
    """

    problems: tuple[str, ...] = ()
    missing_vectors: int = 0
    orphan_vectors: int = 0
    missing_words: int = 0
    orphan_words: int = 0
    misplaced: int = 0

    @property
    def clean(self) -> bool:
        return not self.problems


def check(stores: Stores) -> CheckReport:
    """Compares the three stores. Reads everything, changes nothing."""
    problems: list[str] = []
    if damage := stores.catalog.damage():
        return CheckReport((_damaged(stores, damage),))
    missing_vectors = orphan_vectors = missing_words = orphan_words = 0
    try:
        missing, orphans = _compare_vectors(stores)
        missing_vectors, orphan_vectors = len(missing), len(orphans)
    except StoreError as error:
        problems.append(str(error))
    try:
        missing, orphans = _compare_words(stores)
        missing_words, orphan_words = len(missing), len(orphans)
    except StoreError as error:
        problems.append(str(error))
    misplaced = sum(1 for article, chunks in stored_articles(stores) for chunk in chunks if not _fits(article, chunk))
    for number, text in (
        (missing_vectors, "have no vector: search by meaning does not find them"),
        (missing_words, "are not in the lexical index: search by words does not find them"),
        (orphan_vectors, "have a vector but no article: they only take room"),
        (orphan_words, "are in the lexical index without an article: they only take room"),
        (misplaced, "do not fit the text of their article"),
    ):
        if number:
            problems.append(f"{number} chunks {text}.")
    return CheckReport(tuple(problems), missing_vectors, orphan_vectors, missing_words, orphan_words, misplaced)


def repair(stores: Stores, embedder: SentenceTransformerEmbeddings, settings: IndexSettings) -> CheckReport:
    """Makes the derived stores right from the catalog, embedding only what is missing. Returns a new check."""
    if damage := stores.catalog.damage():
        raise DamagedError(_damaged(stores, damage))
    misplaced = [a.article_id for a, chunks in stored_articles(stores) if not all(_fits(a, chunk) for chunk in chunks)]
    missing_vectors, dead_vectors = _sound_vectors(stores)
    stores.vectors.delete(sorted(dead_vectors))
    try:
        missing_words, dead = _compare_words(stores)
        stores.lexical.write((), delete=sorted(dead))
    except DiskError:
        raise
    except StoreError:
        stores.derived.new_lexical()
        missing_words, _ = _compare_words(stores)
    for batch in _batches(misplaced):
        _rewrite(stores, embedder, settings, batch)
    for batch in _batches(stores.catalog.ids()):
        found = stores.catalog.read(batch)
        if vectorless := _only(found, missing_vectors):
            vectors, words = derive([(article, Cut(tuple(chunks))) for article, chunks in vectorless], embedder)
            stores.vectors.add([word.chunk_id for word in words], vectors)
        if wordless := _only(found, missing_words):
            stores.lexical.write([words_of(article, chunk) for article, chunks in wordless for chunk in chunks])
    stores.catalog.settle(stores.catalog.unsettled())  # whatever they were, the comparison has swept them
    stores.catalog.touch()
    return check(stores)


def rebuild(
    stores: Stores,
    embedder: SentenceTransformerEmbeddings,
    settings: IndexSettings,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Chunks and embeds every stored article anew; their files are not needed. Returns how many there are.

    Raises ModelError, with nothing changed, where the embedding model cannot be loaded.

    Interrupted, it has to be run again: until then the index does not open. `progress` hears how many
    articles are done, and of how many.
    """
    _ = embedder.dimension  # loads the model: one that cannot be loaded must cost nothing that is stored
    stores.catalog.put_settings({REBUILDING: "yes"})
    stores.derived.new_vectors()
    stores.derived.new_lexical()
    ids = stores.catalog.ids()
    for number, batch in enumerate(_batches(ids)):
        _rewrite(stores, embedder, settings, batch)
        if progress is not None:
            progress(min((number + 1) * _BATCH, len(ids)), len(ids))
    stories.regroup(stores.catalog, settings, anew=True)
    stores.catalog.put_settings(index_settings(settings) | {REBUILDING: ""})
    return len(ids)


def _damaged(stores: Stores, damage: str) -> str:
    return f"The catalog {stores.catalog.path} is damaged: {damage}. {DAMAGED}"


def _rewrite(
    stores: Stores, embedder: SentenceTransformerEmbeddings, settings: IndexSettings, article_ids: Sequence[str]
) -> None:
    articles = [article for article, _ in stores.catalog.read(article_ids)]
    cuts = chunk_articles(articles, embedder, settings)
    vectors, words = derive(list(zip(articles, cuts, strict=True)), embedder)
    stores.rewrite({a.article_id: cut.chunks for a, cut in zip(articles, cuts, strict=True)}, vectors, words)


def stored_articles(stores: Stores) -> Iterator[tuple[Article, tuple[Chunk, ...]]]:
    """Every article with its chunks, by article id, read in batches."""
    for batch in _batches(stores.catalog.ids()):
        yield from stores.catalog.read(batch)


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def _only(found: Sequence[tuple[Article, tuple[Chunk, ...]]], wanted: set[int]) -> list[tuple[Article, list[Chunk]]]:
    """Those of the chunks that are wanted, with their articles."""
    kept = [(article, [chunk for chunk in chunks if chunk.chunk_id in wanted]) for article, chunks in found]
    return [(article, chunks) for article, chunks in kept if chunks]


def _sound_vectors(stores: Stores) -> tuple[set[int], set[int]]:
    """As `_compare_vectors`, once what is damaged is made anew: the flat file, where that is all, else everything."""
    with suppress(StoreError):
        if not (found := _compare_vectors(stores))[0]:
            return found
    try:
        stores.vectors.copy_flat()
        return _compare_vectors(stores)
    except DiskError:
        raise
    except StoreError:
        stores.derived.new_vectors()
        return _compare_vectors(stores)


def _compare_vectors(stores: Stores) -> tuple[set[int], set[int]]:
    """The chunks without a vector that can be read, and the vectors without a chunk."""
    known = set(stores.catalog.chunk_ids())
    stored = stores.vectors.ids()
    sound: set[int] = set()
    for ids, vectors in stores.vectors.read(sorted(known & stored)):
        lengths = np.linalg.norm(vectors, axis=1)
        sound |= {chunk_id for chunk_id, length in zip(ids, lengths, strict=True) if abs(length - 1) < 0.01}
        stores.vectors.search(vectors[0], 1)  # raises StoreError where the search index is damaged
    return known - sound, stored - known


def _compare_words(stores: Stores) -> tuple[set[int], set[int]]:
    """The chunks that are not in the lexical index exactly once, and those there that are no chunk."""
    known = set(stores.catalog.chunk_ids())
    counts = Counter(stores.lexical.ids())
    return {chunk_id for chunk_id in known if counts[chunk_id] != 1}, counts.keys() - known


def _fits(article: Article, chunk: Chunk) -> bool:
    expected = make_chunk_id(article.article_id, article.content_hash, chunk.ordinal)
    return chunk.chunk_id == expected and 0 <= chunk.start < chunk.end <= len(article.text)
