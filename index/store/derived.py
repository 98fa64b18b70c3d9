"""The two stores that are derived from the catalog: opened on first use, and read anew after another process wrote."""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
from pathlib import Path

from index.store.catalog import Catalog
from index.store.latest import Latest
from index.store.lexical import LexicalStore
from index.store.vectors import VectorStore

_log = logging.getLogger(__name__)
_NEW = "0"  # the generation of a catalog never written: only then may the derived stores be missing


class DerivedStores:
    """Vectors and lexical index of a home folder. Threads may share it."""

    def __init__(self, home: Path, catalog: Catalog) -> None:
        self._home = home
        self._catalog = catalog
        self._lock = threading.RLock()
        self._vectors: VectorStore | None = None
        self._lexical: LexicalStore | None = None
        self._seen: dict[str, str] = {}  # the catalog's generation at which a store was read
        self._whole = Latest(catalog, self._look_at_flat)

    def close(self) -> None:
        """Lets all files go."""
        self._close_vectors()
        self._close_lexical()

    def release(self) -> None:
        """Lets the lexical index's writer go, which keeps others out."""
        if self._lexical is not None:
            self._lexical.release()

    @property
    def vectors(self) -> VectorStore:
        """The vector store, as it is now. Raises StoreError, naming the repair, if it is damaged or missing."""
        with self._lock:
            generation = self._catalog.generation
            folder = self._home / self._catalog.settings().get("vectors_folder", "vectors")
            if self._vectors is not None and self._vectors.path != folder:
                self._close_vectors()
            if self._vectors is None:
                self._vectors = VectorStore(folder, create=generation == _NEW)
            elif self._seen["vectors"] != generation:
                self._vectors.reopen()
            self._seen["vectors"] = generation
            return self._vectors

    @property
    def lexical(self) -> LexicalStore:
        """The lexical index, as it is now. Raises StoreError, naming the repair, if it is damaged or missing."""
        with self._lock:
            generation = self._catalog.generation
            if self._lexical is None:
                self._lexical = LexicalStore(self._home / "lexical", create=generation == _NEW)
            elif self._seen["lexical"] != generation:
                self._lexical.reopen()
            self._seen["lexical"] = generation
            return self._lexical

    @property
    def flat_is_whole(self) -> bool:
        """Whether the flat file has a vector for every chunk; one that lost its end would hide what stood there."""
        return self._whole.value

    def _look_at_flat(self) -> bool:
        whole = not self.vectors.lacks(self._catalog.number_of_chunks())
        if not whole and self.vectors.has_flat:
            _log.error(
                "The file flat.f16 in %s was cut short: searches go on without it, slower. The next "
                "`dateline index`, or `dateline check --repair`, makes it anew.",
                self.vectors.path,
            )
        return whole

    def new_vectors(self) -> VectorStore:
        """An empty vector store in the place of the old one.

        In a folder of another name, which the catalog notes: within a process Chroma goes on with what it
        once opened under a path, be it broken or gone.
        """
        with self._lock:
            self._close_vectors()
            old = list(self._home.glob("vectors*"))
            folder = self._home / f"vectors-{secrets.token_hex(4)}"
            self._vectors = VectorStore(folder, create=True)  # first: where it cannot be made, the old one stays
            self._catalog.put_settings({"vectors_folder": folder.name})
            self._seen["vectors"] = self._catalog.generation
            for path in old:
                shutil.rmtree(path, ignore_errors=True)
            return self._vectors

    def new_lexical(self) -> LexicalStore:
        """An empty lexical index in the place of the old one."""
        with self._lock:
            self._close_lexical()
            shutil.rmtree(self._home / "lexical", ignore_errors=True)
            self._lexical = LexicalStore(self._home / "lexical", create=True)
            self._seen["lexical"] = self._catalog.generation
            return self._lexical

    def _close_vectors(self) -> None:
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None

    def _close_lexical(self) -> None:
        if self._lexical is not None:
            self._lexical.close()
            self._lexical = None

    def refresh(self) -> None:
        """Opens the derived stores, and reads anew what another process wrote."""
        _ = self.vectors, self.lexical

    def note_own_write(self) -> None:
        """The derived stores have what this process wrote: no need to read them anew."""
        with self._lock:
            generation = self._catalog.generation
            self._seen = {"vectors": generation, "lexical": generation}
