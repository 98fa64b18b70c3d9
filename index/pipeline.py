"""Articles on their way to the stores: while a batch is embedded, the next is collected and the one before stored."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.chunk import Cut, chunk_articles
from index.embed import SentenceTransformerEmbeddings
from index.ingest import derive, make_entries
from index.settings import IndexSettings
from index.store.lexical import Words
from index.store.stores import Stores
from index.store.values import Version

# Articles in a batch, and their characters: a batch is read while another is embedded. The first is small, and all are
# where embedding is slow: what a crash costs is what is not stored yet.
_FIRST_BATCH, _BATCH, _BATCH_CHARS = 16, 64, 2_000_000
_BATCH_S = 5.0  # seconds that embedding a batch should take: at 5, 94% of the bare encoder, at 60 96%, at 2 86%
_BEAT_S = 0.5  # while waiting for a batch, so often life is shown

Derived = tuple[NDArray[np.float32], list[Words]]


class _Batch(NamedTuple):
    """Articles with their files and chunks, on their way to the stores, and what is to be noted once they are there."""

    articles: dict[str, tuple[Article, str]]
    cuts: list[Cut]
    derived: Future[tuple[Derived, float]]  # with the seconds that it took
    older: list[Article]
    digests: dict[str, str]


class Pipeline:
    """The way of articles to the stores; what was put in is stored after `finish` at the latest. Close it.

    `alive` is called now and then while a batch is waited for.
    """

    def __init__(
        self,
        stores: Stores,
        embedder: SentenceTransformerEmbeddings,
        settings: IndexSettings,
        alive: Callable[[], None] = lambda: None,
    ) -> None:
        self._stores, self._embedder, self._settings, self._alive = stores, embedder, settings, alive
        self._most = _FIRST_BATCH  # articles in the next batch
        self._waiting: dict[str, tuple[Article, str]] = {}  # articles to write, with their files
        self._waiting_chars = 0
        self._begun: _Batch | None = None  # being embedded while the next one is read
        self._encoding = ThreadPoolExecutor(1, "encoding")
        self._older: list[Article] = []  # versions that came after newer ones: kept to be read
        self._digests: dict[str, str] = {}  # of files whose articles are all stored once those are
        self._stored = set(stores.catalog.ids())  # most articles are new, and the catalog need not be asked

    def close(self) -> None:
        """Drops what is not stored yet."""
        self._encoding.shutdown(cancel_futures=True)

    @property
    def is_full(self) -> bool:
        """Whether a batch is together."""
        return len(self._waiting) >= min(self._most, _BATCH) or self._waiting_chars > _BATCH_CHARS

    def version(self, article_id: str) -> Version | None:
        """The version that is on its way, else the stored one."""
        begun = self._begun.articles if self._begun else {}
        if found := self._waiting.get(article_id) or begun.get(article_id):
            article, file = found
            return Version(article.content_hash, article.source, file, article.latest)
        return self._stores.catalog.version(article_id) if article_id in self._stored else None

    def put(self, article: Article, file: str) -> None:
        """Takes an article in place of the version that is stored or on its way."""
        if article.article_id in self._waiting:
            self._older.append(self._waiting[article.article_id][0])
        self._waiting[article.article_id] = (article, file)
        self._waiting_chars += len(article.text)

    def put_older(self, article: Article) -> None:
        """Takes a version that came after a newer one, to be read and not searched."""
        self._older.append(article)

    def put_digest(self, file: str, digest: str) -> None:
        """Notes what a file holds whose articles are all stored, or on their way."""
        self._digests[file] = digest

    def forget_digest(self, file: str) -> None:
        """Not all of the file is stored from there any more."""
        self._digests.pop(file, None)

    def flush(self) -> None:
        """Has what is waiting embedded, and stores meanwhile what was embedded before."""
        articles = [article for article, _ in self._waiting.values()]
        cuts = chunk_articles(articles, self._embedder, self._settings) if articles else []
        parts = list(zip(articles, cuts, strict=True))
        derived = self._encoding.submit(_timed, parts, self._embedder)
        batch = _Batch(self._waiting, cuts, derived, self._older, self._digests)
        self._waiting, self._waiting_chars, self._older, self._digests = {}, 0, [], {}
        self.store_begun()
        self._begun = batch

    def store_begun(self) -> None:
        """Stores the batch that is being embedded, once it is."""
        batch, self._begun = self._begun, None
        if batch is None:
            return
        if batch.articles:
            (vectors, texts), seconds = self._awaited(batch.derived)
            self._most = max(_FIRST_BATCH, int(len(batch.articles) * _BATCH_S / max(seconds, 0.01)))
            read = list(batch.articles.values())
            entries = make_entries(read, batch.cuts, self._stores.catalog, self._settings)
            self._stores.write(entries, vectors, texts)
            self._stored.update(batch.articles)
        self._stores.catalog.put_older(batch.older)
        self._stores.catalog.put_digests(batch.digests)

    def _awaited(self, derived: Future[tuple[Derived, float]]) -> tuple[Derived, float]:
        while True:
            try:
                return derived.result(timeout=_BEAT_S)
            except TimeoutError:
                if derived.done():  # it is the embedding model's own
                    raise
                self._alive()

    def finish(self) -> None:
        """Stores everything."""
        self.flush()
        self.store_begun()


def _timed(parts: Sequence[tuple[Article, Cut]], embedder: SentenceTransformerEmbeddings) -> tuple[Derived, float]:
    begin = time.perf_counter()
    return derive(parts, embedder), time.perf_counter() - begin
