"""The three stores of one home folder, and the order in which they are written.

The catalog is the truth, the other two are derived from it. Adding: the catalog notes the chunk ids to
come, the derived stores get them, then one catalog transaction makes the articles visible. Removing: the
catalog first, which notes the ids, then the derived stores. So whatever moment a crash picks, no search
result that the catalog knows is wrong, and the notes say what to sweep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Chunk
from index.errors import StoreError
from index.store.catalog import Catalog
from index.store.derived import DerivedStores
from index.store.latest import Latest
from index.store.lexical import LexicalStore, Words
from index.store.lock import write_lock
from index.store.search import Search
from index.store.values import Entry, Overview
from index.store.vectors import VectorStore


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
        self.derived = DerivedStores(home, self.catalog)
        self.search = Search(self.catalog, self.derived)
        self._overview: Latest[Overview] = Latest(self.catalog, self.catalog.overview)

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
        self.derived.close()
        self.catalog.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keeps other writers out, in this process and others. Raises StoreError where one does not finish in time."""
        with write_lock(self.home):
            try:
                yield
            finally:
                self.derived.release()

    def write(self, entries: Sequence[Entry], vectors: NDArray[np.float32], texts: Sequence[Words]) -> None:
        """Stores articles; row i of `vectors` and `texts` belongs to the i-th chunk of all entries together."""
        self._write(vectors, texts, lambda: self.catalog.put(entries))

    def rewrite(
        self, parts: Mapping[str, Sequence[Chunk]], vectors: NDArray[np.float32], texts: Sequence[Words]
    ) -> None:
        """Gives stored articles other chunks; rows as in `write`."""
        self._write(vectors, texts, lambda: self.catalog.replace_chunks(parts))

    def _write(self, vectors: NDArray[np.float32], texts: Sequence[Words], make_visible: Callable[[], None]) -> None:
        self.derived.refresh()
        self.catalog.announce(words.chunk_id for words in texts)
        if texts:
            self.vectors.add([words.chunk_id for words in texts], vectors)
            self.lexical.write(texts)
        make_visible()
        self.derived.note_own_write()
        self.sweep()

    def mend_flat(self) -> None:
        """Makes the flat file of vectors anew from Chroma where it was cut short."""
        if not self.derived.flat_is_whole:
            self.vectors.copy_flat()
            self.catalog.touch()  # others read it anew

    def remove(self, article_ids: Sequence[str]) -> int:
        """Removes articles; returns how many there were."""
        self.derived.refresh()
        removed = self.catalog.remove(article_ids)
        self.derived.note_own_write()
        self.sweep()
        return removed

    def sweep(self) -> None:
        """Removes from the derived stores what the catalog has noted as not known."""
        if dead := self.catalog.unsettled():
            self.vectors.delete(dead)
            self.lexical.write((), delete=dead)
            self.catalog.settle(dead)
            self.derived.note_own_write()

    @property
    def overview(self) -> Overview:
        """The collection in numbers, counted anew after every write: each answer needs them, and counting reads all."""
        return self._overview.value

    @property
    def vectors(self) -> VectorStore:
        """The vector store, as it is now. Raises StoreError, naming the repair, if it is damaged or missing."""
        return self.derived.vectors

    @property
    def lexical(self) -> LexicalStore:
        """The lexical index, as it is now. Raises StoreError, naming the repair, if it is damaged or missing."""
        return self.derived.lexical
