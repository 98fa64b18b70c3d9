"""The plain recipe that most systems start from.

Chunks of 1,000 characters with 200 shared, cut by LangChain's recursive splitter; each chunk's bare text
embedded by the same model; the nearest by cosine, four of them for a chat model. The vectors are compared
exactly, as any store does that is small enough to compare them all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import metadata

import numpy as np
from numpy.typing import NDArray

from eval.case import Case
from eval.peers.peer import DEPTH, Embedder, asked
from index.article import Article
from rag.answer import Passage

CHUNK_CHARACTERS = 1000
OVERLAP_CHARACTERS = 200
_BATCH = 256


class LangChainRecipe:
    """The plain recipe over articles, in memory. `progress` gets the chunks embedded and their number."""

    name = "LangChain recipe"
    hands_on = 4

    def __init__(self, progress: Callable[[int, int], None] | None = None) -> None:
        self._progress = progress
        self._chunks: tuple[Passage, ...] = ()
        self._embedder: Embedder | None = None
        self._vectors: NDArray[np.float32] = np.zeros((0, 0), np.float32)

    @property
    def version(self) -> str:
        """The version of LangChain's splitters."""
        return metadata.version("langchain-text-splitters")

    def build(self, articles: Sequence[Article], embedder: Embedder) -> None:
        """Cuts and embeds the articles."""
        self._embedder = embedder
        self._chunks = _split(articles)
        parts = []
        for start in range(0, len(self._chunks), _BATCH):
            batch = self._chunks[start : start + _BATCH]
            parts.append(embedder.encode_documents([chunk.text for chunk in batch]))
            if self._progress:
                self._progress(start + len(batch), len(self._chunks))
        self._vectors = np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)

    def retrieve(self, case: Case) -> tuple[Passage, ...]:
        """The nearest chunks, best first; `score` is the cosine. None before `build`."""
        places = [at for at, chunk in enumerate(self._chunks) if case.filters.accepts(chunk.article)]
        if not places or self._embedder is None:
            return ()
        cosines = self._vectors[places] @ self._embedder.encode_query(asked(case))
        best = np.argsort(-cosines, kind="stable")[:DEPTH]
        return tuple(_scored(self._chunks[places[at]], float(cosines[at])) for at in best)


def _split(articles: Sequence[Article]) -> tuple[Passage, ...]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS, add_start_index=True
    )
    chunks: list[Passage] = []
    for article in articles:
        for document in splitter.create_documents([article.text]):
            start = document.metadata["start_index"]
            chunks.append(Passage(len(chunks), article, start, start + len(document.page_content), 0.0))
    return tuple(chunks)


def _scored(chunk: Passage, score: float) -> Passage:
    return Passage(chunk.chunk_id, chunk.article, chunk.start, chunk.end, score, dense=score)
