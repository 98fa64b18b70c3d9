"""The chunks' vectors once more, one after the other in a file: what is compared one by one is read from here.

An index for nearest neighbours cannot look among given chunks only, and reading these from Chroma takes longer than
comparing them. In half precision they take 2 bytes a number, and a cosine is off by less than .0003.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.store.values import Hit

_HEAD = np.dtype("<i8")  # the numbers in a vector
_MOST_NUMBERS = 1 << 16
_AT_ONCE = 1024  # rows in single precision at once: they stay in the processor's cache
_SIGN_AND_NUMBER = np.uint32(0x8FFFE000).astype(np.int32)  # of a half in single precision's place: the copied signs go

Ids = NDArray[np.int64]


class Nearest(NamedTuple):
    """The best of the chunks asked for, best first, and those of them that are not in the file."""

    hits: list[Hit]
    missing: list[int]


class FlatVectors:
    """Vectors by chunk id, in a file that grows at its end; a removed one's id becomes 0. Not for threads to share.

    A record that a crash cut short is written over by the next.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.reload()

    def reload(self) -> None:
        """Sees what another process wrote."""
        self._records: NDArray[np.void] | None = None
        self._sorted: Ids = np.zeros(0, dtype=np.int64)
        self._order: Ids = np.zeros(0, dtype=np.int64)

    @property
    def exists(self) -> bool:
        """Whether there is a file with a sound head; an index of an earlier version has none."""
        return self._path.exists() and self._dtype() is not None

    def __len__(self) -> int:
        """How many vectors there are."""
        self._load()
        first = np.diff(self._sorted, prepend=0) > 0  # of those with one id; 0 is the id of removed ones
        return int(np.count_nonzero(first))

    def add(self, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Appends (n, dimension) vectors; of two with one id the later counts."""
        dtype = self._dtype() if self._path.exists() else None
        if dtype is None:
            self.fill([(ids, vectors)])
            return
        whole = (self._path.stat().st_size - _HEAD.itemsize) // dtype.itemsize
        with self._path.open("r+b") as file:
            file.truncate(_HEAD.itemsize + whole * dtype.itemsize)
            file.seek(0, os.SEEK_END)
            file.write(_records(ids, vectors, dtype).tobytes())
        self.reload()

    def fill(self, batches: Iterable[tuple[Sequence[int], NDArray[np.float32]]]) -> None:
        """Makes the file anew, all at once."""
        fresh = self._path.with_suffix(".new")
        with fresh.open("wb") as file:
            for number, (ids, vectors) in enumerate(batches):
                dtype = _record(vectors.shape[1])
                if number == 0:
                    file.write(np.array(vectors.shape[1], dtype=_HEAD).tobytes())
                file.write(_records(ids, vectors, dtype).tobytes())
        fresh.replace(self._path)
        self.reload()

    def discard(self, ids: Sequence[int]) -> None:
        """Removes the ids; an unknown one is no error. Where half of the file is of no use, it is made anew."""
        self._load()
        if self._records is None:
            return
        rows = self._rows(np.asarray(ids, dtype=np.int64))
        writable = np.memmap(self._path, self._records.dtype, "r+", _HEAD.itemsize, shape=self._records.shape)
        writable["id"][rows[rows >= 0]] = 0
        writable.flush()
        del writable
        self.reload()
        self._load()
        kept = np.sort(self._order[self._sorted > 0])
        if self._records is not None and 2 * len(kept) < len(self._records):
            records, parts = self._records, range(0, max(len(kept), 1), _AT_ONCE)
            some = (records[kept[start : start + _AT_ONCE]] for start in parts)
            self.fill((part["id"].tolist(), part["vector"]) for part in some)

    def ids(self) -> Ids:
        """The ids there are, in order."""
        self._load()
        return np.unique(self._sorted[self._sorted > 0])

    def get(self, ids: Sequence[int]) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
        """Which of the ids are there (n,), and the vectors of those."""
        self._load()
        rows = self._rows(np.asarray(ids, dtype=np.int64))
        found = rows >= 0
        if self._records is None:
            return found, np.zeros((0, 0), dtype=np.float32)
        return found, _single(self._records["vector"][rows[found]])

    def nearest(self, vector: NDArray[np.float32], k: int, ids: Ids | None = None) -> Nearest:
        """The k with the best dot product of the chunks `ids`, or of all."""
        self._load()
        if ids is None:
            ids = self.ids()
        rows = self._rows(ids)
        missing = ids[rows < 0].tolist()
        rows = np.sort(rows[rows >= 0])  # in the order of the file
        if self._records is None or not len(rows):
            return Nearest([], missing)
        stored = self._records["vector"]
        scores = np.concatenate(
            [_single(stored[rows[at : at + _AT_ONCE]]) @ vector for at in range(0, len(rows), _AT_ONCE)]
        )
        best = np.argpartition(-scores, k - 1)[:k] if k < len(scores) else np.arange(len(scores))
        best = best[np.argsort(-scores[best], kind="stable")]
        found, cosines = self._records["id"][rows[best]].tolist(), np.clip(scores[best], -1, 1).tolist()
        return Nearest([Hit(*pair) for pair in zip(found, cosines, strict=True)], missing)

    def _load(self) -> None:
        if self._records is not None or not self._path.exists():
            return
        dtype = self._dtype()
        if dtype is None:
            return
        whole = (self._path.stat().st_size - _HEAD.itemsize) // dtype.itemsize
        if whole < 1:
            return
        self._records = np.memmap(self._path, dtype, "r", _HEAD.itemsize, shape=(whole,))
        ids = np.array(self._records["id"])
        self._order = np.argsort(ids, kind="stable")
        self._sorted = ids[self._order]

    def _rows(self, ids: Ids) -> Ids:
        """Where each id's latest vector stands; -1 where there is none."""
        if not len(self._sorted):
            return np.full(len(ids), -1, dtype=np.int64)
        places = np.searchsorted(self._sorted, ids, side="right") - 1
        found = (places >= 0) & (self._sorted[places] == ids) & (ids > 0)
        return np.where(found, self._order[places], -1)

    def _dtype(self) -> np.dtype[np.void] | None:
        """How a record looks, by the head of the file; None where that is damaged."""
        with self._path.open("rb") as file:
            head = file.read(_HEAD.itemsize)
        dimension = int(np.frombuffer(head, dtype=_HEAD)[0]) if len(head) == _HEAD.itemsize else 0
        return _record(dimension) if 0 < dimension < _MOST_NUMBERS else None


def _single(half: NDArray[np.float16]) -> NDArray[np.float32]:
    """Finite numbers in single precision: what `astype` gives, several times as fast.

    The bits are moved to their places; the product puts right that exponents count from 15 in one and 127 in the other.
    """
    bits = half.view("<i2").astype(np.int32)  # the sign fills the upper half
    np.left_shift(bits, 13, out=bits)
    np.bitwise_and(bits, _SIGN_AND_NUMBER, out=bits)
    single = bits.view(np.float32)
    np.multiply(single, np.float32(2.0**112), out=single)
    return single


def _record(dimension: int) -> np.dtype[np.void]:
    return np.dtype([("id", "<i8"), ("vector", "<f2", (dimension,))])


def _records(ids: Sequence[int], vectors: NDArray[np.float32], dtype: np.dtype[np.void]) -> NDArray[np.void]:
    records = np.zeros(len(ids), dtype=dtype)
    records["id"], records["vector"] = ids, vectors
    return records
