"""The chunks' vectors, in Chroma: ids and vectors only, the catalog holds everything else.

Beside Chroma's index stands a flat file of them (`index.store.flat`), for what is compared one by one: the chunks that
a filter leaves, and a collection so small that this takes less time than importing Chroma.

Chroma keeps a loaded index in memory and does not see what another process writes (1.5.9: it answers
from the old one, or fails with "Error finding id"). `reopen` reads it anew; `Stores` calls it whenever
the catalog says that somebody else wrote.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError
from index.store.failure import explained
from index.store.flat import FlatVectors
from index.store.values import Hit

_COLLECTION, _FLAT = "chunks", "flat.f16"
_SQLITE = b"SQLite format 3\0"
_FEW = 5000  # vectors that are compared one by one in some milliseconds
# Of 12,000 scattered vectors, HNSW finds .93 of the true nearest 100, and .99 among 400, for two milliseconds more.
_WIDER, _WIDEST = 6, 600
_ALIKE = 0.002  # by so much may a number differ in half precision
_BATCH = 2000  # ids in one request: Chroma takes 5461 at most
# Twice Chroma's defaults: .99 instead of .97 of the true nearest, and embedding is the slow part anyway.
_HNSW: Any = {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 24}


class VectorStore:
    """Vectors by chunk id. Safe to share between threads; writers of other processes are kept out by a lock."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """Opens the store at `path`. Raises StoreError if it is damaged, or missing and not to be created."""
        self.path = path
        self._lock = threading.RLock()
        self._client: Any = None
        self._opened: Any = None
        self._flat = FlatVectors(path / _FLAT)
        self._read_only = path.exists() and not os.access(path, os.W_OK)  # Chroma writes even to read
        if create:
            with self._explained():
                self._open(create=True)
        else:
            self._look()

    def _look(self) -> None:
        """Raises StoreError where the store is missing or plainly broken."""
        database = self.path / "chroma.sqlite3"
        if not database.exists():
            raise StoreError(f"The vectors in {self.path} are missing. {_REPAIR}")
        with self._explained(), database.open("rb") as file:
            if file.read(len(_SQLITE)) != _SQLITE:
                raise ValueError(f"{database.name} is no database.")

    @property
    def _collection(self) -> Any:
        """Chroma's collection, opened on first use: importing Chroma alone takes half a second."""
        with self._lock:
            if self._opened is None:
                self._open(create=False)
            return self._opened

    def _open(self, *, create: bool) -> None:
        import chromadb
        from chromadb.config import Settings

        self._client = chromadb.PersistentClient(str(self.path), Settings(anonymized_telemetry=False))
        if create:
            self._opened = self._client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": _HNSW}
            )
        else:
            self._opened = self._client.get_collection(_COLLECTION, embedding_function=None)

    def reopen(self) -> None:
        """Reads anew what another process wrote."""
        with self._lock:
            self.close()
            self._flat.reload()
            self._look()

    def close(self) -> None:
        """Lets the files go. The object is of no use afterwards."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = self._opened = None

    def add(self, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Stores (n, dimension) vectors under n ids; an id that is there already is written over."""
        with self._lock, self._explained():
            if not self._flat.exists and self._collection.count():  # made by an earlier version of Dateline, or damaged
                self.copy_flat()
            self._flat.add(ids, vectors)  # before Chroma: whatever that has stands here too
            for start in range(0, len(ids), _BATCH):
                self._collection.upsert(
                    ids=_names(ids[start : start + _BATCH]), embeddings=vectors[start : start + _BATCH]
                )

    @property
    def has_flat(self) -> bool:
        """Whether there is a flat file, sound or not; an index of an earlier version has none."""
        return (self.path / _FLAT).exists()

    def copy_flat(self) -> None:
        """Makes the flat file anew from what Chroma has."""
        with self._lock, self._explained():
            self._flat.fill(self._stored([int(name) for name in self._collection.get(include=[])["ids"]]))

    def delete(self, ids: Sequence[int]) -> None:
        """Removes the ids; an unknown one is no error."""
        with self._lock, self._explained():
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=_names(ids[start : start + _BATCH]))
            self._flat.discard(ids)

    def lacks(self, number: int) -> bool:
        """Whether the flat file has fewer vectors than the `number` there have to be: it was cut short."""
        with self._lock, self._explained():
            return len(self._flat) < number

    def search(self, vector: NDArray[np.float32], k: int, *, whole: bool = True) -> list[Hit]:
        """The k nearest by cosine similarity, best first: exactly where there are few, else nearly so (HNSW).

        Never from the flat file alone where that is not `whole`.
        """
        with self._lock, self._explained():
            if whole and len(self._flat) > 0 and (self._only_flat or len(self._flat) <= _FEW):
                return self._flat.nearest(vector, k).hits
            among = max(k, min(_WIDER * k, _WIDEST))
            found = self._collection.query(query_embeddings=[vector.tolist()], n_results=among, include=["distances"])
        distances = found["distances"] or [[]]
        pairs = list(zip(found["ids"][0], distances[0], strict=True))
        return [Hit(int(name), 1 - distance) for name, distance in pairs[:k]]

    def search_among(self, vector: NDArray[np.float32], k: int, ids: Sequence[int] | NDArray[np.int64]) -> list[Hit]:
        """The k nearest of the given ids, exactly: every one of their vectors is compared."""
        with self._lock, self._explained():
            hits, missing = self._flat.nearest(vector, k, np.asarray(ids, dtype=np.int64))
            for found, vectors in self._stored(missing):
                scores = vectors @ vector
                hits += [Hit(found[i], float(scores[i])) for i in np.argsort(-scores, kind="stable")[:k]]
        return sorted(hits, key=lambda hit: -hit.score)[:k]

    def read(self, ids: Sequence[int]) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        """The vectors of those ids that are stored, in batches of (ids, (n, dimension) array).

        What stands in Chroma and the flat file alike: an id that one of them lacks or has otherwise is left out.
        """
        for found, vectors in self._stored(ids):
            if not self.has_flat:
                yield found, vectors
                continue
            with self._lock, self._explained():
                there, copies = self._flat.get(found)
                if not there.any():
                    continue
                kept = np.flatnonzero(there)
                kept = kept[np.abs(vectors[kept] - copies).max(axis=1, initial=0.0) < _ALIKE]
            if len(kept):
                yield [found[i] for i in kept], vectors[kept]

    def _stored(self, ids: Sequence[int]) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        for start in range(0, len(ids), _BATCH):
            if self._only_flat:
                with self._lock, self._explained():
                    there, copies = self._flat.get(ids[start : start + _BATCH])
                if there.any():
                    yield [ids[start + i] for i in np.flatnonzero(there).tolist()], copies
                continue
            with self._lock, self._explained():
                got = self._collection.get(ids=_names(ids[start : start + _BATCH]), include=["embeddings"])
            if got["ids"]:
                yield [int(name) for name in got["ids"]], np.asarray(got["embeddings"], dtype=np.float32)

    def ids(self) -> set[int]:
        """Every id that is stored."""
        with self._lock, self._explained():
            if self._only_flat:
                return set(self._flat.ids().tolist())
            return {int(name) for name in self._collection.get(include=[])["ids"]}

    @property
    def _only_flat(self) -> bool:
        """Whether the flat file has to do, in a folder that cannot be written: nothing else is searched there."""
        return self._read_only and len(self._flat) > 0

    def _explained(self) -> AbstractContextManager[None]:
        return explained("The vectors in", self.path, _REPAIR)


_REPAIR = "Run `dateline check --repair`: it rebuilds them from the stored articles."


def _names(ids: Sequence[int]) -> list[Any]:
    """Chroma's ids are strings."""
    return [str(chunk_id) for chunk_id in ids]
