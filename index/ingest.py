"""Articles become entries with chunks, vectors and words: what `sync`, `rebuild` and `repair` write."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Chunk
from index.chunk import Cut, chunk_text, header
from index.copies import traits
from index.embed import SentenceTransformerEmbeddings
from index.settings import IndexSettings
from index.store.catalog import Catalog
from index.store.lexical import Words
from index.store.values import Entry
from index.stories import find_links


def make_entries(
    read: Sequence[tuple[Article, str]],
    cuts: Sequence[Cut],
    catalog: Catalog,
    settings: IndexSettings,
) -> list[Entry]:
    """New versions of articles with their chunks and copies, given with the file each was read from."""
    found = [traits(article.text) for article, _ in read]
    links = find_links(
        {article.article_id: one for (article, _), one in zip(read, found, strict=True)}, catalog, settings
    )
    return [
        Entry(article, file, cut.chunks, one, links[article.article_id])
        for (article, file), cut, one in zip(read, cuts, found, strict=True)
    ]


def derive(
    parts: Sequence[tuple[Article, Cut]], embedder: SentenceTransformerEmbeddings
) -> tuple[NDArray[np.float32], list[Words]]:
    """Vectors and words of chunks, row for row."""
    pairs = [(article, chunk) for article, cut in parts for chunk in cut.chunks]
    tokens = [ids for _, cut in parts for ids in cut.tokens]
    vectors = embedder.encode_documents([chunk_text(article, chunk) for article, chunk in pairs], tokens)
    return vectors, [words_of(article, chunk) for article, chunk in pairs]


def words_of(article: Article, chunk: Chunk) -> Words:
    """What the lexical index holds of a chunk: the title, and the rest of what the embedder reads."""
    title, _, byline = header(article).partition("\n")
    return Words(chunk.chunk_id, title, f"{byline}\n\n{article.text[chunk.start : chunk.end]}")
