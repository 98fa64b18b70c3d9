"""The plain recipe that most systems start from, measured beside Dateline in the same run.

Chunks of 1,000 characters with 200 shared, cut by LangChain's recursive splitter; each chunk's bare text
embedded by the same model; the four nearest by cosine. A question in a conversation gets its last two
turns in front. Where a case is asked as of a day, later articles are left out here too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from eval.case import Case
from eval.figures import Figure, bootstrap
from eval.gold import Lookup, resolve
from eval.measures import BASELINE
from eval.score.retrieval import score_quotes, score_top
from index.article import Article
from rag.answer import Passage

CHUNK_CHARACTERS = 1000
OVERLAP_CHARACTERS = 200
TOP = 4
_BATCH = 256


class Embedder(Protocol):
    """The part of the embedding model that is needed here. Vectors are float32 of unit length."""

    def encode_documents(self, texts: Sequence[str], /) -> NDArray[np.float32]: ...

    def encode_query(self, text: str, /) -> NDArray[np.float32]: ...


class Baseline:
    """The plain recipe over articles, in memory. `progress` gets the chunks embedded and their number."""

    def __init__(
        self, articles: Sequence[Article], embedder: Embedder, progress: Callable[[int, int], None] | None = None
    ) -> None:
        self._chunks = _split(articles)
        self._embedder = embedder
        parts = []
        for start in range(0, len(self._chunks), _BATCH):
            batch = self._chunks[start : start + _BATCH]
            parts.append(embedder.encode_documents([chunk.text for chunk in batch]))
            if progress:
                progress(start + len(batch), len(self._chunks))
        self._vectors = np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)

    def retrieve(self, case: Case) -> tuple[Passage, ...]:
        """The four nearest chunks, best first; `score` is the cosine."""
        allowed = [at for at, chunk in enumerate(self._chunks) if case.filters.accepts(chunk.article)]
        if not allowed:
            return ()
        asked = "\n".join([*(turn.content for turn in case.history[-2:]), case.question])
        cosines = self._vectors[allowed] @ self._embedder.encode_query(asked)
        best = np.argsort(-cosines, kind="stable")[:TOP]
        return tuple(_scored(self._chunks[allowed[at]], float(cosines[at])) for at in best)


def measure_baseline(cases: Sequence[Case], baseline: Baseline, lookup: Lookup) -> dict[str, Figure]:
    """The plain recipe's figures, by the names in `measures.BASELINE`, over all cases that tell."""
    columns: dict[str, list[float]] = {name: [] for name in BASELINE}
    for case in cases:
        gold = resolve(case, lookup)
        passages = baseline.retrieve(case)
        scores = score_top(passages, case, gold) | score_quotes(passages, case, gold)
        for name in BASELINE:
            if name in scores:
                columns[name].append(scores[name])
    return {name: bootstrap(values) for name, values in columns.items() if values}


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
