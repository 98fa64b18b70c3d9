"""The flat file of vectors: exact, written over after a crash, made anew when half of it is of no use."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.store.flat import FlatVectors


def _random(n: int) -> NDArray[np.float32]:
    vectors = np.random.default_rng(0).normal(size=(n, 24))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def test_the_nearest_of_some_ids_are_found_exactly_and_unknown_ones_named(tmp_path: Path) -> None:
    vectors, flat = _random(9000), FlatVectors(tmp_path / "flat.f16")
    ids = [7 * n + 3 for n in range(9000)]
    flat.add(ids[:5000], vectors[:5000])
    flat.add(ids[5000:], vectors[5000:])
    assert len(flat) == 9000
    chosen = np.array([*ids[::2], 1, 2], dtype=np.int64)
    hits, missing = flat.nearest(vectors[8], 5, chosen)
    scores = vectors[::2] @ vectors[8]
    assert [hit.chunk_id for hit in hits] == [ids[2 * n] for n in np.argsort(-scores)[:5]]
    assert np.allclose([hit.score for hit in hits], np.sort(scores)[::-1][:5], atol=1e-3)
    assert missing == [1, 2]
    assert flat.nearest(vectors[8], 3)[0][0].chunk_id == ids[8]


def test_an_empty_file_and_no_ids_give_nothing(tmp_path: Path) -> None:
    flat = FlatVectors(tmp_path / "flat.f16")
    assert not flat.exists
    assert flat.nearest(_random(1)[0], 3, np.array([5], dtype=np.int64)) == ([], [5])
    flat.add([], _random(0))
    assert len(flat) == 0
    flat.add([1], _random(1))
    assert flat.nearest(_random(1)[0], 3, np.array([], dtype=np.int64)) == ([], [])


def test_of_two_vectors_with_one_id_the_later_counts_once(tmp_path: Path) -> None:
    vectors, flat = _random(3), FlatVectors(tmp_path / "flat.f16")
    flat.add([1, 2], vectors[:2])
    flat.add([2], vectors[2:])
    assert [hit.chunk_id for hit in flat.nearest(vectors[2], 9).hits] == [2, 1]
    assert flat.nearest(vectors[2], 1).hits[0].score > 0.999


def test_a_record_that_a_crash_cut_short_is_not_there_and_is_written_over(tmp_path: Path) -> None:
    vectors, flat = _random(5), FlatVectors(tmp_path / "flat.f16")
    flat.add([1, 2, 3], vectors[:3])
    path = tmp_path / "flat.f16"
    path.write_bytes(path.read_bytes()[:-5])
    flat.reload()
    assert flat.ids().tolist() == [1, 2]
    flat.add([4, 5], vectors[3:])
    assert flat.ids().tolist() == [1, 2, 4, 5]
    assert flat.nearest(vectors[4], 1).hits[0].chunk_id == 5


def test_what_is_removed_is_gone_and_the_file_shrinks(tmp_path: Path) -> None:
    vectors, flat = _random(40), FlatVectors(tmp_path / "flat.f16")
    flat.add(list(range(1, 41)), vectors)
    size = (tmp_path / "flat.f16").stat().st_size
    flat.discard([3, 99])
    assert (tmp_path / "flat.f16").stat().st_size == size
    assert 3 not in flat.ids()
    flat.discard(list(range(1, 31)))
    assert (tmp_path / "flat.f16").stat().st_size < size / 3
    assert flat.ids().tolist() == list(range(31, 41))
    assert flat.nearest(vectors[35], 1).hits[0].chunk_id == 36
    flat.discard(list(range(31, 41)))
    assert len(flat) == 0
    flat.add([1], vectors[:1])
    assert flat.ids().tolist() == [1]


def test_every_number_that_half_precision_holds_comes_back_exactly(tmp_path: Path) -> None:
    halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    numbers = np.where(np.isfinite(halves), halves, 0).astype(np.float32).reshape(-1, 64)
    flat = FlatVectors(tmp_path / "flat")
    flat.add(list(range(1, len(numbers) + 1)), numbers)
    _, got = flat.get(list(range(1, len(numbers) + 1)))
    assert np.array_equal(got, numbers)
