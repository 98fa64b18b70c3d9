"""Articles become entries with chunks, vectors and words: what `sync`, `rebuild` and `repair` write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Chunk
from index.chunk import chunk_articles, chunk_text, header
from index.copies import Member, bands, signature, story_of
from index.embed import SentenceTransformerEmbeddings
from index.settings import IndexSettings
from index.store.catalog import Catalog
from index.store.lexical import Words
from index.store.values import Entry


def make_entries(
    read: Sequence[tuple[Article, str]],
    catalog: Catalog,
    embedder: SentenceTransformerEmbeddings,
    settings: IndexSettings,
) -> list[Entry]:
    """Chunks and stories for new versions of articles, given with the file each was read from."""
    chunked = chunk_articles([article for article, _ in read], embedder, settings)
    arriving = {article.article_id for article, _ in read}
    entries: list[Entry] = []
    members: list[tuple[Member, set[int]]] = []  # of this batch, so far
    for (article, file), parts in zip(read, chunked, strict=True):
        found = signature(article.text)
        keys = bands(found)
        stored = [m for m in catalog.sharing_bands(keys) if m.article_id not in arriving]  # those are replaced
        batch = [member for member, theirs in members if not theirs.isdisjoint(keys)]
        story = story_of(found, [*stored, *batch], settings.copy_threshold)
        told = replace(article, story_id=story or article.article_id)
        entries.append(Entry(told, file, parts, found, keys, starts_story=story is None))
        members.append((Member(told.article_id, told.story_id, told.published, found), set(keys)))
    return entries


def derive(
    parts: Sequence[tuple[Article, Sequence[Chunk]]], embedder: SentenceTransformerEmbeddings
) -> tuple[NDArray[np.float32], list[Words]]:
    """Vectors and words of chunks, row for row."""
    pairs = [(article, chunk) for article, chunks in parts for chunk in chunks]
    vectors = embedder.encode_documents([chunk_text(article, chunk) for article, chunk in pairs])
    return vectors, [words_of(article, chunk) for article, chunk in pairs]


def words_of(article: Article, chunk: Chunk) -> Words:
    """What the lexical index holds of a chunk: the title, and the rest of what the embedder reads."""
    title, _, byline = header(article).partition("\n")
    return Words(chunk.chunk_id, title, f"{byline}\n\n{article.text[chunk.start : chunk.end]}")
