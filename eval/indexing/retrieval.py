"""How long a whole retrieval takes: both searches, the reader's second look, and one story once."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eval.indexing.vectors import MadeEmbeddings
from index.embed import SentenceTransformerEmbeddings
from index.library import Library
from index.settings import IndexSettings
from rag.chain import NewsChain

_ASKED = 30


class Retrieval(NamedTuple):
    """Milliseconds from a question, a headline of the archive, to its passages; models and indexes are loaded."""

    questions: int
    median_ms: float
    p95_ms: float


def retrieve_from(home: Path, settings: IndexSettings, made: bool) -> Retrieval:
    """With made vectors the question's embedding, a few milliseconds, is not in it."""
    embedder = MadeEmbeddings() if made else SentenceTransformerEmbeddings(settings.embedding_model)
    draw = random.Random(2)  # noqa: S311 - which questions are asked
    times = []
    with Library.open(home, settings, embedder, create=False) as library:
        chain = NewsChain(library)
        titles = [article.title for article in library.articles()]
        chain.retrieve(titles[0])  # loads everything
        for _ in range(_ASKED):
            question = draw.choice(titles)
            begin = time.perf_counter()
            chain.retrieve(question)
            times.append(1000 * (time.perf_counter() - begin))
    return Retrieval(_ASKED, float(np.median(times)), float(np.percentile(times, 95)))
