"""A collection that can be read and not written, as on a read-only disk or in another user's folder, still answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from index.errors import StoreError
from index.filters import Filters
from index.library import Library
from tests.index.hashing import HashEmbeddings, record, write_records
from ui.feedback import FeedbackStore

NOBODY = 65534


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that others can reach; pytest's own ones are for their owner alone."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder, "home")


@contextmanager
def frozen(home: Path) -> Iterator[None]:
    """Within it nothing in the folder can be written: root, who always may, is somebody else meanwhile."""
    paths = [home, *home.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_everything_is_found_and_nothing_is_written(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = HashEmbeddings()
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(30)])
    with Library.open(home, embedder=embedder) as library:
        library.sync([news])
        vector = embedder.encode_queries(["council"])[0]
        words, near = library.search_words("council", 5), library.search_vectors(vector, 5)
    assert words and near
    before = sorted(home.rglob("*"))
    with frozen(home), Library.open(home, embedder=embedder, create=False) as library:
        assert len(library.articles()) == library.overview().articles == 30
        assert library.search_words("council", 5) == words
        assert library.search_vectors(vector, 5) == near
        monkeypatch.setattr("index.store.vectors._FEW", 0)  # as in a collection so large that Chroma would search
        assert library.search_vectors(vector, 5) == near
        assert library.search_vectors(vector, 5, Filters(publishers=("Nobody",))) == ()
        with pytest.raises(StoreError, match="cannot be written: Permission denied"):
            library.sync([news])
        assert FeedbackStore(home).read_only
    assert sorted(home.rglob("*")) == before
    assert not FeedbackStore(home).read_only


def test_what_another_process_has_just_committed_counts(home: Path, tmp_path: Path) -> None:
    embedder = HashEmbeddings()
    with Library.open(home, embedder=embedder) as writer:
        for total in (3, 5):
            writer.sync([write_records(tmp_path / "news.jsonl", [record(n) for n in range(total)])])
            with frozen(home):
                if total == 3:
                    reader = Library.open(home, embedder=embedder, create=False)
                assert reader.overview().articles == total
                assert len({hit.chunk_id for hit in reader.search_words("council", 20)}) == reader.overview().chunks
    reader.close()
