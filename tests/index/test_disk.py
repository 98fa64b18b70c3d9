"""A disk that is full or read-only, a catalog that is damaged: one clear message, and nothing stored is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import DiskError, StoreError
from index.library import CheckReport, Library
from index.store import failure
from tests.index.hashing import HashEmbeddings, record, write_records

# No file may grow beyond so many bytes: what a full disk comes to, without one.
_LIMITED = """
import resource, sys
from pathlib import Path
from index.errors import StoreError
from index.language import language_of
from index.library import Library
from tests.index.hashing import HashEmbeddings

language_of("The first call unpacks a file.")
home, news, limit, action = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with Library.open(home, embedder=HashEmbeddings()) as library:
        library.repair() if action == "repair" else library.sync([news])
except StoreError as error:
    print(type(error).__name__, error)
"""


def _do(home: Path, action: Callable[[Library], CheckReport]) -> None:
    with Library.open(home, embedder=HashEmbeddings()) as library:
        if problems := action(library).problems:
            raise StoreError(problems[0])


def _fill(home: Path, news: Path, limit: int, action: str = "sync") -> str:
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(home), str(news), str(limit), action], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("limit", [120_000, 1_000_000])
def test_a_full_disk_is_named_and_what_was_stored_stays(tmp_path: Path, limit: int) -> None:
    home, news = tmp_path / "home", tmp_path / "news.jsonl"
    with Library.open(home, embedder=HashEmbeddings()) as library:
        library.sync([write_records(tmp_path / "first.jsonl", [record(n) for n in range(1000, 1005)])])
    write_records(news, [record(n) for n in range(300)])

    said = _fill(home, news, limit)

    assert said.startswith("DiskError ") and ("disk is full" in said or "the free space" in said), said
    assert "--repair" not in said
    with Library.open(home, embedder=HashEmbeddings(), create=False) as library:
        assert {f"https://news.example/{n}" for n in range(1000, 1005)} <= {a.url for a in library.articles()}
        assert library.search_words("council", 3)
        assert library.sync([news]).skipped == ()
        assert library.overview().articles == 305
        assert library.check().clean


def test_a_repair_without_room_keeps_what_is_sound(tmp_path: Path) -> None:
    home, news = tmp_path / "home", tmp_path / "news.jsonl"
    with Library.open(home, embedder=HashEmbeddings()) as library:
        library.sync([write_records(news, [record(n) for n in range(50)])])
        lost = library._stores.catalog.chunk_ids()[:5]
        library._stores.vectors.delete(lost)
    folders = sorted(path.name for path in home.iterdir() if path.is_dir())
    assert _fill(home, news, 20_000, "repair").startswith("DiskError ")
    assert sorted(path.name for path in home.iterdir() if path.is_dir()) == folders
    embedder = HashEmbeddings()
    with Library.open(home, embedder=embedder, create=False) as library:
        assert library.repair().clean
        assert embedder.encoded == 5


@pytest.mark.parametrize("size", [0, 40_960, 200_000])
def test_a_catalog_cut_short_is_named_and_nothing_else_is_touched(tmp_path: Path, size: int) -> None:
    home = tmp_path / "home"
    with Library.open(home, embedder=HashEmbeddings()) as library:
        library.sync([write_records(tmp_path / "news.jsonl", [record(n) for n in range(100)])])
    with (home / "catalog.sqlite").open("r+b") as catalog:
        catalog.truncate(size)
    before = {path: path.stat().st_size for path in (home / "vectors").rglob("*")}
    for action in (Library.check, Library.repair):
        with pytest.raises(StoreError, match=r"catalog\.sqlite .*[Pp]ut a backup in its place"):
            _do(home, action)
    assert {path: path.stat().st_size for path in (home / "vectors").rglob("*")} == before


def test_a_failure_is_told_by_its_cause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(said: str) -> StoreError:
        return failure.store_error("The vectors in", tmp_path / "vectors", RuntimeError(said), "Do this.")

    full = told("error returned from database: (code: 13) database or disk is full")
    assert isinstance(full, DiskError) and "the disk is full" in str(full) and "Do this." not in str(full)
    assert not isinstance(told("no such table"), DiskError)
    assert str(told("no such table")).endswith("cannot be used: no such table. Do this.")
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "cannot be written" in str(told("attempt to write a readonly database"))
    monkeypatch.setattr(failure, "_room", lambda _: 0)
    assert "the disk is full" in str(told("An index writer was killed"))
