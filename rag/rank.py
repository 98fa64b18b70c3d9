"""The second look at the first passages: the reader's, or late interaction where there is no reader.

The reader reads each passage together with the question, as a cross-encoder does (Nogueira and Cho 2019,
"Passage Re-ranking with BERT"). Late interaction needs nothing but the embedding model: every token of the
question looks for its best match among the tokens of the passage, and the mean of these best similarities
is the score (MaxSim: Khattab and Zaharia 2020, "ColBERT").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.article import Chunk
from index.chunk import chunk_text, header
from index.embed import SentenceTransformerEmbeddings
from rag.answer import Passage
from rag.read import with_reading
from rag.reader.read import Reader


def read_first(
    text: str, passages: Sequence[Passage], reader: Reader, depth: int, weight: float
) -> tuple[Passage, ...]:
    """The passages with the first `depth` read and in a new order: `(1 - weight) * score + weight * relevance`.

    The others get 0 for relevance and stay behind.
    """
    return read_each([(text, passages)], reader, depth, weight)[0]


def read_each(
    asked: Sequence[tuple[str, Sequence[Passage]]], reader: Reader, depth: int, weight: float
) -> tuple[tuple[Passage, ...], ...]:
    """As `read_first`, for several questions with their passages in one go of the reader."""
    readings = iter(reader.read_pairs([(text, *reader_input(p)) for text, passages in asked for p in passages[:depth]]))
    found = []
    for _, passages in asked:
        first, rest = passages[:depth], passages[depth:]
        looked = [
            with_reading(replace(passage, score=(1 - weight) * passage.score + weight * reading.relevance), reading)
            for passage, reading in zip(first, readings, strict=False)
        ]
        behind = [replace(passage, score=(1 - weight) * passage.score) for passage in rest]
        found.append(tuple(sorted((*looked, *behind), key=lambda passage: (-passage.score, passage.chunk_id))))
    return tuple(found)


def reader_input(passage: Passage) -> tuple[str, str]:
    """A passage as the reader takes it: the header that its chunk was embedded with, and its words."""
    return header(passage.article), passage.text


def second_look(
    text: str, passages: Sequence[Passage], embedder: SentenceTransformerEmbeddings, depth: int, weight: float
) -> tuple[Passage, ...]:
    """The passages with the first `depth` in a new order: `(1 - weight) * score + weight * MaxSim`.

    MaxSim is scaled to 0..1 over those passages; the others get 0 for it and stay behind. A question without
    tokens, such as one of invisible characters, leaves the order as it is.
    """
    first, rest = passages[:depth], passages[depth:]
    if len(first) < 2 or weight == 0.0:
        return tuple(passages)
    question, *read = embedder.token_vectors([text, *map(_embedded, first)])
    if not len(question):
        return tuple(passages)
    # `initial`, the least cosine, is for a passage without tokens.
    similarity = np.array([float((question @ tokens.T).max(axis=1, initial=-1.0).mean()) for tokens in read])
    spread = float(similarity.max() - similarity.min()) or 1.0
    scaled = (similarity - similarity.min()) / spread
    looked = [
        replace(passage, score=(1 - weight) * passage.score + weight * float(value))
        for passage, value in zip(first, scaled, strict=True)
    ]
    behind = [replace(passage, score=(1 - weight) * passage.score) for passage in rest]
    return tuple(sorted((*looked, *behind), key=lambda passage: (-passage.score, passage.chunk_id)))


def _embedded(passage: Passage) -> str:
    article = passage.article
    return chunk_text(article, Chunk(passage.chunk_id, article.article_id, 0, passage.start, passage.end))
