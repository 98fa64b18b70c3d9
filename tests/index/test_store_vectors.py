"""The vector store: what goes in comes out nearest first."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import StoreError
from index.store.flat import FlatVectors
from index.store.vectors import VectorStore


def _random(n: int, seed: int = 0) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(n, 32))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    opened = VectorStore(tmp_path / "vectors", create=True)
    yield opened
    opened.close()


def test_search_finds_the_nearest_with_their_cosine(store: VectorStore) -> None:
    vectors = _random(300)
    ids = [2**62 + n for n in range(300)]
    store.add(ids, vectors)
    hits = store.search(vectors[7], 10)
    exact = vectors @ vectors[7]
    assert hits[0].chunk_id == ids[7]
    assert [hit.chunk_id for hit in hits] == [ids[i] for i in np.argsort(-exact)[:10]]
    assert np.allclose([hit.score for hit in hits], np.sort(exact)[::-1][:10], atol=3e-4)


def test_an_empty_store_and_a_small_one_give_what_they_have(store: VectorStore) -> None:
    vectors = _random(3)
    assert store.search(vectors[0], 5) == []
    store.add([1, 2, 3], vectors)
    assert len(store.search(vectors[0], 5)) == 3


def test_search_among_is_exact_and_ignores_unknown_ids(store: VectorStore) -> None:
    vectors = _random(2500)
    store.add(list(range(2500)), vectors)
    allowed = [*range(0, 2500, 2), 99_999]
    scores = {n: float(vectors[n] @ vectors[1]) for n in range(0, 2500, 2)}
    expected = sorted(scores, key=lambda n: -scores[n])[:7]
    assert [hit.chunk_id for hit in store.search_among(vectors[1], 7, allowed)] == expected
    assert store.search_among(vectors[1], 7, []) == []


def test_adding_twice_writes_over_and_deleting_forgets(store: VectorStore) -> None:
    vectors = _random(4)
    store.add([1, 2], vectors[:2])
    store.add([2], vectors[2:3])
    assert store.ids() == {1, 2}
    assert store.search(vectors[2], 1)[0].score == pytest.approx(1, abs=3e-4)
    store.delete([1, 77])
    assert store.ids() == {2}


def test_reopening_sees_what_another_process_wrote(store: VectorStore) -> None:
    vectors = _random(2)
    store.add([1], vectors[:1])
    program = (
        "import sys, numpy as np; from pathlib import Path; from index.store.vectors import VectorStore\n"
        "store = VectorStore(Path(sys.argv[1]), create=False)\n"
        "store.add([2], np.array([eval(sys.argv[2])], dtype=np.float32)); store.close()\n"
    )
    subprocess.run([sys.executable, "-c", program, str(store.path), repr(vectors[1].tolist())], check=True)
    store.reopen()
    assert store.search(vectors[1], 1)[0].chunk_id == 2


def test_a_missing_or_damaged_store_names_the_repair(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"are missing.*dateline check --repair"):
        VectorStore(tmp_path / "none", create=False)
    (tmp_path / "chroma.sqlite3").write_bytes(b"not a database" * 500)
    with pytest.raises(StoreError, match=r"cannot be used.*dateline check --repair"):
        VectorStore(tmp_path, create=False)


def test_what_an_earlier_version_stored_is_found_and_gets_its_flat_file_with_the_next_write(tmp_path: Path) -> None:
    vectors = _random(30)
    store = VectorStore(tmp_path / "vectors", create=True)
    store.add(list(range(1, 21)), vectors[:20])
    (store.path / "flat.f16").unlink()
    store.reopen()
    assert store.search(vectors[3], 1)[0].chunk_id == 4
    assert store.search_among(vectors[3], 1, [4, 5])[0].chunk_id == 4
    store.add(list(range(21, 31)), vectors[20:])
    assert (store.path / "flat.f16").exists()
    for n in (2, 25):
        assert store.search(vectors[n], 1)[0].chunk_id == n + 1
    assert sum(len(ids) for ids, _ in store.read(range(1, 31))) == 30
    store.close()


def test_a_vector_that_the_flat_file_lacks_or_has_otherwise_is_not_read(store: VectorStore) -> None:
    vectors = _random(6)
    store.add([1, 2, 3, 4], vectors[:4])
    flat = FlatVectors(store.path / "flat.f16")
    flat.fill([([1, 2, 3], np.stack([vectors[0], vectors[5], vectors[2]]))])
    store.reopen()
    ((ids, found),) = store.read([1, 2, 3, 4])
    assert ids == [1, 3]
    assert np.allclose(found, vectors[[0, 2]])
    store.add([2, 4], vectors[[1, 3]])
    ((ids, _),) = store.read([1, 2, 3, 4])
    assert sorted(ids) == [1, 2, 3, 4]


def test_beyond_a_few_thousand_nearly_all_of_the_nearest_are_found_by_the_index(
    store: VectorStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors = _random(3000)
    store.add(list(range(1, 3001)), vectors)
    monkeypatch.setattr("index.store.vectors._FEW", 100)
    for question in _random(5, seed=2):
        best = set((np.argsort(-(vectors @ question))[:100] + 1).tolist())
        found = store.search(question, 100)
        assert len(found) == 100
        assert len(best & {hit.chunk_id for hit in found}) >= 98
        assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
