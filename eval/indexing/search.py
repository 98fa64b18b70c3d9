"""Filtered search: is it exact and quick whatever share of the articles a filter leaves?"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eval.indexing.vectors import MadeEmbeddings
from index.article import Article
from index.embed import SentenceTransformerEmbeddings, Vector
from index.filters import Filters
from index.library import Library
from index.settings import IndexSettings

SHARES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
_K = 100
_ASKED = 30  # questions for each share
_NO_FILTER = Filters()


class Search(NamedTuple):
    """Queries for 100 chunks under filters that leave this share of the chunks (0 to 1; 1.0: none)."""

    kind: str  # "dates", "publisher" or "none"
    share: float
    recall: float  # at 100, against comparing every chunk
    median_ms: float
    p95_ms: float


def search_archive(home: Path, settings: IndexSettings, made: bool) -> tuple[Search, ...]:
    """The unfiltered queries first, then those of each filter, date ranges and publishers."""
    embedder = MadeEmbeddings() if made else SentenceTransformerEmbeddings(settings.embedding_model)
    draw = random.Random(1)  # noqa: S311 - which questions are asked
    with Library.open(home, settings, embedder, create=False) as library:
        articles = library.articles()
        ids, owners, vectors = _everything(library)
        questions, others = (
            embedder.encode_queries([draw.choice(articles).title for _ in range(_ASKED)]) for _ in range(2)
        )
        library.search_vectors(questions[0], _K, Filters(since=date(1900, 1, 1)))  # opens everything
        for question in others:  # the first that reach a part of the vector index bring it from disk: not its speed
            library.search_vectors(question, _K, _NO_FILTER)
        found = [_measured(library, questions, lambda _: _NO_FILTER, articles, ids, owners, vectors, "none")]
        dated = sorted(a.published for a in articles if a.published)
        for share in SHARES:
            filters = [_range(dated, share, draw) for _ in range(_ASKED)]
            pick = filters.__getitem__
            found.append(_measured(library, questions, pick, articles, ids, owners, vectors, "dates"))
        for publisher in _publishers(library):
            only = Filters(publishers=(publisher,))
            found.append(
                _measured(library, questions, lambda _, f=only: f, articles, ids, owners, vectors, "publisher")  # type: ignore[misc]
            )
    return tuple(found)


def _measured(
    library: Library,
    questions: Vector,
    pick: Callable[[int], Filters],
    articles: Sequence[Article],
    ids: np.ndarray,
    owners: np.ndarray,
    vectors: Vector,
    kind: str,
) -> Search:
    recalls, times, shares = [], [], []
    accepted: dict[Filters, np.ndarray] = {}
    for at, question in enumerate(questions):
        filters = pick(at)
        begin = time.perf_counter()
        hits = library.search_vectors(question, _K, filters)
        times.append(1000 * (time.perf_counter() - begin))
        if filters not in accepted:
            accepted[filters] = np.array([filters.accepts(article) for article in articles])
        rows = np.flatnonzero(accepted[filters][owners])
        shares.append(len(rows) / len(ids))
        best = rows[np.argsort(-(vectors[rows] @ question), kind="stable")[:_K]]
        if len(best):
            recalls.append(len({hit.chunk_id for hit in hits} & set(ids[best].tolist())) / len(best))
    return Search(
        kind,
        float(np.mean(shares)),
        float(np.mean(recalls)) if recalls else 1.0,
        float(np.median(times)),
        float(np.percentile(times, 95)),
    )


def _range(dated: Sequence[date], share: float, draw: random.Random) -> Filters:
    wanted = max(int(share * len(dated)), 1)
    start = draw.randrange(len(dated) - wanted + 1)
    return Filters(since=dated[start], until=dated[start + wanted - 1])


def _publishers(library: Library) -> list[str]:
    """The largest, a middling and the smallest."""
    named = [name for name, _ in library.overview().publishers]
    return list(dict.fromkeys((named[0], named[len(named) // 3], named[-1]))) if named else []


def _everything(library: Library) -> tuple[np.ndarray, np.ndarray, Vector]:
    """Chunk ids (n,), the place of each one's article in `library.articles()` (n,), and the vectors (n, d)."""
    places = {article.article_id: at for at, article in enumerate(library.articles())}
    owner = {chunk.chunk_id: places[a.article_id] for a, chunks in library.chunked() for chunk in chunks}
    stored = list(library.vectors())
    ids = np.concatenate([np.array(found, dtype=np.int64) for found, _ in stored])
    vectors = np.concatenate([rows for _, rows in stored])
    return ids, np.array([owner[chunk_id] for chunk_id in ids.tolist()]), vectors
