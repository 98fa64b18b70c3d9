"""The three stores of one home folder, and the order in which they are written.

The catalog is the truth, the other two are derived from it. Adding: the catalog notes the chunk ids to
come, the derived stores get them, then one catalog transaction makes the articles visible. Removing: the
catalog first, which notes the ids, then the derived stores. So whatever moment a crash picks, no search
result that the catalog knows is wrong, and the notes say what to sweep.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from index.article import Chunk
from index.errors import StoreError
from index.filters import Filters
from index.store.catalog import Catalog
from index.store.columns import Columns
from index.store.lexical import LexicalStore, Words
from index.store.values import Entry, Hit, Overview
from index.store.vectors import VectorStore

LOCK_WAIT_S = 10.0
_log = logging.getLogger(__name__)
_EXACT_VECTORS = 45_000  # so few are compared one by one in less time than it takes to search widely enough
_EXACT_WORDS = 12_000  # so few chunks are named to the search by words; more are filtered from what it finds
_MARGIN = 1.3  # times as many are fetched as should leave enough behind a filter
_WIDEST = 24  # times k: how far the vector index is searched before comparing one by one

_NEW = "0"  # the generation of a catalog never written: only then may the derived stores be missing


@contextmanager
def write_lock(home: Path) -> Iterator[None]:
    """Keeps other writers to a home folder out. Raises StoreError where one does not finish in time."""
    lock = FileLock(home / "write.lock", timeout=LOCK_WAIT_S)
    try:
        lock.acquire()
    except Timeout:
        raise StoreError(
            f"Another process is writing to {home} (it holds {lock.lock_file}). Try again when it is done."
        ) from None
    except OSError as error:
        raise StoreError(f"{home} cannot be written: {error.strerror}. Check its permissions.") from error
    try:
        yield
    finally:
        lock.release()


class Stores:
    """Catalog, vectors and lexical index of a home folder. The derived two are opened on first use."""

    def __init__(self, home: Path, *, create: bool) -> None:
        """Opens the home folder. Raises StoreError if it is missing and not to be created, or cannot be used."""
        self.home = home
        if home.exists() and not home.is_dir():
            raise StoreError(f"{home} is a file, and a folder is needed. Name one with --home.")
        if create:
            try:
                home.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(
                    f"The folder {home} cannot be made: {error.strerror}. Choose another --home."
                ) from error
        elif not (home / "catalog.sqlite").exists():
            raise StoreError(
                f"There is no index in {home}. Make one with `dateline index PATH`, or name another --home."
            )
        self._check_not_emptied(home / "catalog.sqlite")
        self.catalog = Catalog(home / "catalog.sqlite")
        self._lock = threading.RLock()
        self._vectors: VectorStore | None = None
        self._lexical: LexicalStore | None = None
        self._columns: tuple[str, Columns] | None = None  # with the generation they were read at
        self._overview: tuple[str, Overview] | None = None  # likewise
        self._whole: tuple[str, bool] | None = None  # whether the flat file of vectors is, likewise
        self._seen: dict[str, str] = {}  # the catalog's generation at which a derived store was read

    def _check_not_emptied(self, catalog: Path) -> None:
        """Refuses an empty catalog beside search indexes: taken for a new one, it would have them swept."""
        with suppress(OSError):
            emptied = not catalog.stat().st_size and not Path(f"{catalog}-wal").exists()
            if emptied and [*self.home.glob("vectors*/chroma.sqlite3")]:
                raise StoreError(
                    f"The catalog {catalog} is empty, and the articles with it. Put a backup in its place, or delete "
                    f"{self.home} and index the articles again."
                )

    def close(self) -> None:
        """Lets all files go."""
        self._close_vectors()
        self._close_lexical()
        self.catalog.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keeps other writers out, in this process and others. Raises StoreError where one does not finish in time."""
        with write_lock(self.home):
            try:
                yield
            finally:
                if self._lexical is not None:
                    self._lexical.release()

    def write(self, entries: Sequence[Entry], vectors: NDArray[np.float32], texts: Sequence[Words]) -> None:
        """Stores articles; row i of `vectors` and `texts` belongs to the i-th chunk of all entries together."""
        self._write(vectors, texts, lambda: self.catalog.put(entries))

    def rewrite(
        self, parts: Mapping[str, Sequence[Chunk]], vectors: NDArray[np.float32], texts: Sequence[Words]
    ) -> None:
        """Gives stored articles other chunks; rows as in `write`."""
        self._write(vectors, texts, lambda: self.catalog.replace_chunks(parts))

    def _write(self, vectors: NDArray[np.float32], texts: Sequence[Words], make_visible: Callable[[], None]) -> None:
        self._refresh()
        self.catalog.announce(words.chunk_id for words in texts)
        if texts:
            self.vectors.add([words.chunk_id for words in texts], vectors)
            self.lexical.write(texts)
        make_visible()
        self._note_own_write()
        self.sweep()

    def mend_flat(self) -> None:
        """Makes the flat file of vectors anew from Chroma where it was cut short."""
        if not self._flat_is_whole:
            self.vectors.copy_flat()
            self.catalog.touch()  # others read it anew

    def remove(self, article_ids: Sequence[str]) -> int:
        """Removes articles; returns how many there were."""
        self._refresh()
        removed = self.catalog.remove(article_ids)
        self._note_own_write()
        self.sweep()
        return removed

    def sweep(self) -> None:
        """Removes from the derived stores what the catalog has noted as not known."""
        if dead := self.catalog.unsettled():
            self.vectors.delete(dead)
            self.lexical.write((), delete=dead)
            self.catalog.settle(dead)
            self._note_own_write()

    def search_vectors(self, vector: NDArray[np.float32], k: int, filters: Filters) -> list[Hit]:
        """The k nearest chunks of articles that the filters accept."""
        if filters.is_empty:
            return self._accepted_nearest(vector, k, k, lambda hits: self._accepted(hits, filters))
        columns = self.columns
        kept = columns.accepted(filters)
        number = int(np.count_nonzero(kept))
        if number <= _EXACT_VECTORS:
            return self.vectors.search_among(vector, k, columns.ids[kept])

        def accepted(hits: Sequence[Hit]) -> list[Hit]:
            known = columns.among(kept, [hit.chunk_id for hit in hits])
            return [hit for hit in hits if hit.chunk_id in known]

        width = int(k * min(_MARGIN * len(kept) / number, _WIDEST))
        found = self._accepted_nearest(vector, k, width, accepted)
        return found if len(found) >= k else self.vectors.search_among(vector, k, columns.ids[kept])

    def _accepted_nearest(
        self, vector: NDArray[np.float32], k: int, width: int, accepted: Callable[[Sequence[Hit]], list[Hit]]
    ) -> list[Hit]:
        """The k nearest that are accepted, looking among ever more, up to a limit."""
        vectors, whole = self.vectors, self._flat_is_whole
        while True:
            found = vectors.search(vector, width, whole=whole)
            hits = accepted(found)
            if len(hits) >= k or len(found) < width or width >= _WIDEST * k:
                return hits[:k]
            width = min(4 * width, _WIDEST * k)

    def search_words(self, query: str, k: int, filters: Filters) -> list[Hit]:
        """The k chunks of articles that the filters accept with the best BM25 scores."""
        if filters.is_empty:
            known: Callable[[Sequence[int]], set[int]] = partial(self.catalog.accepted, filters=filters)
        else:
            columns = self.columns
            kept = columns.accepted(filters)
            if np.count_nonzero(kept) <= _EXACT_WORDS:
                return self.lexical.search(query, k, columns.ids[kept].tolist())
            known = partial(columns.among, kept)
        width = k if filters.is_empty else 4 * k
        while True:
            found = self.lexical.search(query, width)
            accepted = known([hit.chunk_id for hit in found])
            hits = [hit for hit in found if hit.chunk_id in accepted]
            if len(hits) >= k or len(found) < width:
                return hits[:k]
            width *= 8

    def _accepted(self, hits: Sequence[Hit], filters: Filters) -> list[Hit]:
        known = self.catalog.accepted([hit.chunk_id for hit in hits], filters)
        return [hit for hit in hits if hit.chunk_id in known]

    @property
    def overview(self) -> Overview:
        """The collection in numbers, counted anew after every write: each answer needs them, and counting reads all."""
        with self._lock:
            generation = self.catalog.generation
            if self._overview is None or self._overview[0] != generation:
                self._overview = generation, self.catalog.overview()
            return self._overview[1]

    @property
    def columns(self) -> Columns:
        """What filters look at, as it is now; read anew after every write."""
        with self._lock:
            generation = self.catalog.generation
            if self._columns is None or self._columns[0] != generation:
                self._columns = generation, self.catalog.columns()
            return self._columns[1]

    @property
    def vectors(self) -> VectorStore:
        """The vector store, as it is now. Raises StoreError, naming the repair, if it is damaged or missing."""
        with self._lock:
            generation = self.catalog.generation
            folder = self.home / self.catalog.settings().get("vectors_folder", "vectors")
            if self._vectors is not None and self._vectors.path != folder:
                self._close_vectors()
            if self._vectors is None:
                self._vectors = VectorStore(folder, create=generation == _NEW)
            elif self._seen["vectors"] != generation:
                self._vectors.reopen()
            self._seen["vectors"] = generation
            return self._vectors

    @property
    def _flat_is_whole(self) -> bool:
        """Whether the flat file has a vector for every chunk; one that lost its end would hide what stood there."""
        with self._lock:
            generation = self.catalog.generation
            if self._whole is None or self._whole[0] != generation:
                self._whole = generation, not self.vectors.lacks(self.catalog.number_of_chunks())
                if not self._whole[1] and self.vectors.has_flat:
                    _log.error(
                        "The file flat.f16 in %s was cut short: searches go on without it, slower. The next "
                        "`dateline index`, or `dateline check --repair`, makes it anew.",
                        self.vectors.path,
                    )
            return self._whole[1]

    @property
    def lexical(self) -> LexicalStore:
        """The lexical index, as it is now. Raises StoreError, naming the repair, if it is damaged or missing."""
        with self._lock:
            generation = self.catalog.generation
            if self._lexical is None:
                self._lexical = LexicalStore(self.home / "lexical", create=generation == _NEW)
            elif self._seen["lexical"] != generation:
                self._lexical.reopen()
            self._seen["lexical"] = generation
            return self._lexical

    def new_vectors(self) -> VectorStore:
        """An empty vector store in the place of the old one.

        In a folder of another name, which the catalog notes: within a process Chroma goes on with what it
        once opened under a path, be it broken or gone.
        """
        with self._lock:
            self._close_vectors()
            old = list(self.home.glob("vectors*"))
            folder = self.home / f"vectors-{secrets.token_hex(4)}"
            self._vectors = VectorStore(folder, create=True)  # first: where it cannot be made, the old one stays
            self.catalog.put_settings({"vectors_folder": folder.name})
            self._seen["vectors"] = self.catalog.generation
            for path in old:
                shutil.rmtree(path, ignore_errors=True)
            return self._vectors

    def new_lexical(self) -> LexicalStore:
        """An empty lexical index in the place of the old one."""
        with self._lock:
            self._close_lexical()
            shutil.rmtree(self.home / "lexical", ignore_errors=True)
            self._lexical = LexicalStore(self.home / "lexical", create=True)
            self._seen["lexical"] = self.catalog.generation
            return self._lexical

    def _close_vectors(self) -> None:
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None

    def _close_lexical(self) -> None:
        if self._lexical is not None:
            self._lexical.close()
            self._lexical = None

    def _refresh(self) -> None:
        """Opens the derived stores, and reads anew what another process wrote."""
        _ = self.vectors, self.lexical

    def _note_own_write(self) -> None:
        """The derived stores have what this process wrote: no need to read them anew."""
        with self._lock:
            generation = self.catalog.generation
            self._seen = {"vectors": generation, "lexical": generation}
