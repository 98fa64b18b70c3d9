"""The library: one door to everything that is stored about a collection of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from index import check as checking
from index.article import Article, Chunk
from index.check import CheckReport
from index.embed import SentenceTransformerEmbeddings, open_embedder
from index.errors import IndexMismatchError, UnfinishedError
from index.filters import Filters
from index.made_with import differing, index_settings, is_unfinished
from index.settings import IndexSettings
from index.store.stores import Stores
from index.store.values import Hit, Located, OldVersion, Overview
from index.sync import Progress, Sync, SyncReport

__all__ = ["CheckReport", "Hit", "Library", "Located", "OldVersion", "Overview", "Progress", "SyncReport"]

_EVERY_ARTICLE = Filters()


class Library:
    """A collection of articles in one home folder: sync, look up, search, check, repair.

    Safe to share between threads. Several processes may read while one writes; a second writer waits
    some seconds, then StoreError names the lock. Within one process open a home once, and share it.
    Use it as a context manager, or `close` it.
    """

    def __init__(self, stores: Stores, settings: IndexSettings, embedder: SentenceTransformerEmbeddings) -> None:
        """Use `Library.open`."""
        self.settings = settings
        self.embedder = embedder
        self._stores = stores

    @classmethod
    def open(
        cls,
        home: Path,
        settings: IndexSettings | None = None,
        embedder: SentenceTransformerEmbeddings | None = None,
        *,
        create: bool = True,
        rebuild: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Library:
        """Opens the collection in `home`, or makes an empty one.

        Cheap: the vector store, the lexical index and the embedding model are loaded on first use.
        `rebuild` makes the index anew from the stored articles where it was made with other settings;
        `progress` then hears how many articles are done, and of how many. Raises StoreError where the folder
        is missing (without `create`) or unusable, and IndexMismatchError where it was made with other
        settings, UnfinishedError where that was interrupted (without `rebuild`).
        """
        settings = settings or IndexSettings()
        stores = Stores(home, create=create)
        library = cls(stores, settings, embedder or open_embedder(settings))
        try:
            library._adopt(rebuild, progress)
        except BaseException:
            stores.close()
            raise
        return library

    def _adopt(self, rebuild: bool, progress: Callable[[int, int], None] | None) -> None:
        if not self._stores.catalog.settings():
            self._stores.catalog.put_settings(index_settings(self.settings))
        found = differing(self._stores.catalog, self.settings)
        if found and not rebuild and is_unfinished(self._stores.catalog):
            raise UnfinishedError(
                f"The index in {self._stores.home} is half made: a rebuild was interrupted. No article is lost; finish "
                "it with `dateline index --rebuild` or `dateline check --repair`."
            )
        if found and not rebuild:
            raise IndexMismatchError(
                f"The index in {self._stores.home} was made with other settings ({'; '.join(found)}). "
                "Set them back, or make it anew from the stored articles: `dateline index --rebuild`."
            )
        if found:
            self.rebuild(progress)

    def _check_same_index(self) -> None:
        if found := differing(self._stores.catalog, self.settings):
            raise IndexMismatchError(
                f"The index in {self._stores.home} was made anew since it was opened ({'; '.join(found)}). "
                "Start again, with its settings."
            )

    @contextmanager
    def _searching(self) -> Iterator[None]:
        """Refuses what was found in an index made anew meanwhile: looks afterwards, so that none slips through."""
        try:
            yield
        finally:
            self._check_same_index()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._stores.writing():
            self._check_same_index()
            yield

    def close(self) -> None:
        """Lets all files go."""
        self._stores.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing

    def sync(
        self,
        paths: Sequence[Path],
        *,
        addresses: Sequence[str] = (),
        prune: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> SyncReport:
        """Reads files and folders and stores the articles that are new or changed; fetches the web `addresses`, too.

        With `prune`, articles once read from under `paths` and no longer there are removed. What cannot
        be read is named in the report and keeps its stored articles. Interrupted at any moment, the
        articles stored so far stay and the next sync goes on. Raises StoreError, ModelError or IndexMismatchError.
        """
        with self._writing():
            return Sync(self._stores, self.embedder, self.settings, progress).run(paths, addresses, prune=prune)

    def remove(self, article_ids: Sequence[str]) -> int:
        """Removes articles; unknown ids are no error. Returns how many there were."""
        with self._stores.writing():
            return self._stores.remove(article_ids)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Chunks and embeds every stored article anew with these settings. Returns how many.

        `progress` hears how many articles are done, and of how many.
        """
        with self._stores.writing():
            return checking.rebuild(self._stores, self.embedder, self.settings, progress)

    # Looking up

    def article(self, article_id: str) -> Article | None:
        """The article of this id."""
        return self._stores.catalog.article(article_id)

    def articles(self, filters: Filters = _EVERY_ARTICLE) -> tuple[Article, ...]:
        """The articles that the filters accept, newest first, undated last."""
        return self._stores.catalog.find(filters)

    def copies(self, article: Article) -> tuple[Article, ...]:
        """The other articles of the same story, newest first."""
        story = self._stores.catalog.find(_EVERY_ARTICLE, story_id=article.story_id)
        return tuple(other for other in story if other.article_id != article.article_id)

    def history(self, article_id: str) -> tuple[OldVersion, ...]:
        """The earlier versions of an article, newest first, the last ten at most. They are never searched."""
        return self._stores.catalog.history(article_id)

    def overview(self) -> Overview:
        """The collection in numbers."""
        return self._stores.overview

    def fingerprint(self) -> str:
        """32 hex digits that say which articles are stored, in which versions: equal where the collections are."""
        return self._stores.catalog.fingerprint()

    def locate(self, chunk_ids: Sequence[int]) -> dict[int, Located]:
        """Chunk and article of those chunk ids that are known."""
        return self._stores.catalog.locate(chunk_ids)

    def chunked(self) -> Iterator[tuple[Article, tuple[Chunk, ...]]]:
        """Every stored article with its chunks, by article id; holds some of them at once."""
        return checking.stored_articles(self._stores)

    def vectors(self) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        """Every stored vector, in batches of (chunk ids, (n, dimension) array)."""
        return self._stores.vectors.read(self._stores.catalog.chunk_ids())

    # Searching

    def search_vectors(self, vector: NDArray[np.float32], k: int, filters: Filters = _EVERY_ARTICLE) -> tuple[Hit, ...]:
        """The k chunks nearest to a unit vector by cosine similarity, best first.

        Only chunks of stored articles that the filters accept. HNSW finds nearly all of the nearest; where
        the filters leave few chunks, every one is compared. Raises StoreError, and IndexMismatchError where
        another process made the index anew with other settings.
        """
        with self._searching():
            return tuple(self._stores.search.by_vector(vector, k, filters))

    def search_words(self, query: str, k: int, filters: Filters = _EVERY_ARTICLE) -> tuple[Hit, ...]:
        """The k chunks with the best BM25 scores over title and text, best first. Any string is safe.

        Only chunks of stored articles that the filters accept. Raises as `search_vectors`.
        """
        with self._searching():
            return tuple(self._stores.search.by_words(query, k, filters))

    # Keeping right

    def check(self) -> CheckReport:
        """Compares catalog, vectors and lexical index. Reads everything, changes nothing."""
        return checking.check(self._stores)

    def repair(self) -> CheckReport:
        """Makes vectors and lexical index right from the catalog, also where their folders are gone or damaged.

        Embeds only what is missing. Returns what `check` finds afterwards.
        """
        with self._writing():
            return checking.repair(self._stores, self.embedder, self.settings)
