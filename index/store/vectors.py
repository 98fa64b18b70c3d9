"""The chunks' vectors, in Chroma: ids and vectors only, the catalog holds everything else.

Chroma keeps a loaded index in memory and does not see what another process writes (1.5.9: it answers
from the old one, or fails with "Error finding id"). `reopen` reads it anew; `Stores` calls it whenever
the catalog says that somebody else wrote.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError
from index.store.failure import store_error
from index.store.values import Hit

_COLLECTION = "chunks"
_BATCH = 2000  # ids in one request: Chroma takes 5461 at most
# Twice Chroma's defaults: .99 instead of .97 of the true nearest, and embedding is the slow part anyway.
_HNSW: Any = {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 24}


class VectorStore:
    """Vectors by chunk id. Safe to share between threads; writers of other processes are kept out by a lock."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """Opens the store at `path`. Raises StoreError if it is damaged, or missing and not to be created."""
        self.path = path
        self._create = create
        self._lock = threading.RLock()
        self._open()

    def _open(self) -> None:
        import chromadb
        from chromadb.config import Settings

        if not self._create and not (self.path / "chroma.sqlite3").exists():
            raise StoreError(f"The vectors in {self.path} are missing. {_REPAIR}")
        with self._explained():
            self._client: Any = chromadb.PersistentClient(str(self.path), Settings(anonymized_telemetry=False))
            if self._create:
                self._collection = self._client.get_or_create_collection(
                    _COLLECTION, embedding_function=None, configuration={"hnsw": _HNSW}
                )
            else:
                self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)

    def reopen(self) -> None:
        """Reads anew what another process wrote."""
        with self._lock:
            self.close()
            self._open()

    def close(self) -> None:
        """Lets the files go. The object is of no use afterwards."""
        with self._lock:
            self._client.close()

    def add(self, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Stores (n, dimension) vectors under n ids; an id that is there already is written over."""
        with self._lock, self._explained():
            for start in range(0, len(ids), _BATCH):
                self._collection.upsert(
                    ids=_names(ids[start : start + _BATCH]), embeddings=vectors[start : start + _BATCH]
                )

    def delete(self, ids: Sequence[int]) -> None:
        """Removes the ids; an unknown one is no error."""
        with self._lock, self._explained():
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=_names(ids[start : start + _BATCH]))

    def search(self, vector: NDArray[np.float32], k: int) -> list[Hit]:
        """The k nearest by cosine similarity, nearly exactly (HNSW), best first."""
        with self._lock, self._explained():
            found = self._collection.query(query_embeddings=[vector.tolist()], n_results=k, include=["distances"])
        distances = found["distances"] or [[]]
        return [Hit(int(name), 1 - distance) for name, distance in zip(found["ids"][0], distances[0], strict=True)]

    def search_among(self, vector: NDArray[np.float32], k: int, ids: Sequence[int]) -> list[Hit]:
        """The k nearest of the given ids, exactly: every one of their vectors is compared."""
        hits = []
        for found, vectors in self.read(ids):
            scores = vectors @ vector
            hits += [Hit(found[i], float(scores[i])) for i in np.argsort(-scores, kind="stable")[:k]]
        return sorted(hits, key=lambda hit: -hit.score)[:k]

    def read(self, ids: Sequence[int]) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        """The vectors of those ids that are stored, in batches of (ids, (n, dimension) array)."""
        for start in range(0, len(ids), _BATCH):
            with self._lock, self._explained():
                got = self._collection.get(ids=_names(ids[start : start + _BATCH]), include=["embeddings"])
            if got["ids"]:
                yield [int(name) for name in got["ids"]], np.asarray(got["embeddings"], dtype=np.float32)

    def ids(self) -> set[int]:
        """Every id that is stored."""
        with self._lock, self._explained():
            return {int(name) for name in self._collection.get(include=[])["ids"]}

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of Chroma's Rust part is no Exception
            raise store_error("The vectors in", self.path, error, _REPAIR) from error


_REPAIR = "Run `dateline check --repair`: it rebuilds them from the stored articles."


def _names(ids: Sequence[int]) -> list[Any]:
    """Chroma's ids are strings."""
    return [str(chunk_id) for chunk_id in ids]
