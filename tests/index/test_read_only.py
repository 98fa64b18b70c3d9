"""A collection that can be read and not written, as on a read-only disk or in another user's folder, still answers."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from typer.testing import CliRunner

from index.errors import StoreError
from index.filters import Filters
from index.library import Library
from tests.index.hashing import HashEmbeddings, record, write_records
from ui.cli import app
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


@contextmanager
def mounted(folder: Path) -> Iterator[Path]:
    """A disk of its own at the folder, in memory; the test is skipped where none can be mounted."""
    folder.mkdir()
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("only root may mount a disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(folder)],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


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
        assert library.check().clean
        with pytest.raises(StoreError, match="cannot be written: Permission denied"):
            library.sync([news])
        with pytest.raises(StoreError, match="cannot be written: Permission denied"):
            library.remove([library.articles()[0].article_id])
        assert FeedbackStore(home).read_only
    assert sorted(home.rglob("*")) == before
    assert not FeedbackStore(home).read_only


def test_on_a_disk_mounted_for_reading_questions_are_answered_and_writing_is_refused_in_a_line(tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(5)])
    with mounted(tmp_path / "disk") as disk:
        home = disk / "home"
        dateline = partial(CliRunner().invoke, app)
        assert dateline(["--home", str(home), "index", str(news)]).exit_code == 0
        with Library.open(home) as library:
            article_id = library.articles()[0].article_id
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        found = dateline(["--home", str(home), "ask", "--retrieve-only", "What became of the bridge?"])
        assert found.exit_code == 0, found.output
        assert "bridge" in found.output
        for command in (["index", str(news)], ["articles", "remove", article_id]):
            refused = dateline(["--home", str(home), *command])
            assert (
                refused.output == f"dateline: {home} cannot be written: Read-only file system. Check its permissions.\n"
            )
            assert refused.exit_code == 2
        for command in (["check"], ["check", "--repair"]):
            assert dateline(["--home", str(home), *command]).output == "Everything is in order.\n"


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
