"""Brings the collection up to date with files and folders."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Chunk
from index.chunk import chunk_articles
from index.embed import SentenceTransformerEmbeddings
from index.ingest import derive, make_entries
from index.read import Skipped, discover, fetcher, place, read_address, read_path, skip_source
from index.read.address import is_address
from index.settings import IndexSettings
from index.store.lexical import Words
from index.store.stores import Stores
from index.store.values import Version
from index.stories import regroup

_FIELDS = 120  # bytes of a record that are names of fields, dates and marks
_NEARLY = 0.99  # of a file that is not read to its end: packed texts are longer than their file
# Articles in a batch, and their characters: a batch is read while another is embedded.
_BATCH, _BATCH_CHARS = 64, 2_000_000


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, in articles; `skipped` names what was not taken and why."""

    added: int
    updated: int
    unchanged: int
    removed: int
    skipped: tuple[Skipped, ...]


class Progress(NamedTuple):
    """How far a sync is: bytes of files read, articles seen, and what is being read.

    Within a file the bytes are estimated from the texts that it gave.
    """

    done_bytes: int
    total_bytes: int
    articles: int
    source: str


class _Batch(NamedTuple):
    """Articles with their files and chunks, on their way to the stores, and what is to be noted once they are there."""

    articles: dict[str, tuple[Article, str]]
    chunked: list[tuple[Chunk, ...]]
    derived: Future[tuple[NDArray[np.float32], list[Words]]]
    older: list[Article]
    digests: dict[str, str]


class Sync:
    """One run over some paths. `run` may be called once; the caller holds the writer's lock."""

    def __init__(
        self,
        stores: Stores,
        embedder: SentenceTransformerEmbeddings,
        settings: IndexSettings,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._stores, self._embedder, self._settings = stores, embedder, settings
        self._progress = progress or (lambda _: None)
        self._waiting: dict[str, tuple[Article, str]] = {}  # articles to write, with their files
        self._waiting_chars = 0
        self._begun: _Batch | None = None  # being embedded while the next one is read
        self._encoding = ThreadPoolExecutor(1, "encoding")
        self._older: list[Article] = []  # versions that came after newer ones: kept to be read
        self._digests: dict[str, str] = {}  # of files whose articles are all stored once those are
        self._seen: set[str] = set()  # ids that some file holds
        self._written: set[str] = set()
        self._skipped: list[Skipped] = []
        self._unreadable: set[str] = set()  # files and folders that may hold more than could be read
        self._pruning = False
        self._added = self._updated = self._unchanged = 0

    def run(self, paths: Sequence[Path], addresses: Sequence[str] = (), *, prune: bool) -> SyncReport:
        """Reads the paths, stores what is new or changed, and with `prune` removes what is gone from them."""
        try:
            return self._run(paths, addresses, prune)
        finally:
            self._encoding.shutdown(cancel_futures=True)

    def _run(self, paths: Sequence[Path], addresses: Sequence[str], prune: bool) -> SyncReport:
        roots = [place(path) for path in paths]
        self._pruning = prune
        self._stores.sweep()
        self._stores.mend_flat()
        regroup(self._stores.catalog, self._settings)
        found: list[Path] = []
        for item in discover(roots):
            if isinstance(item, Path):
                found.append(item)
            else:
                self._skipped.append(item)
                self._unreadable.add(item.source)
        sizes = [_size(path) for path in found]
        done, total = 0, sum(sizes)
        for path, size in zip(found, sizes, strict=True):
            at = Progress(done, total, 0, str(path))
            self._read(path, at)
            done += size
            self._report(at._replace(done_bytes=done))
        fetching = fetcher(self._settings)
        for address in addresses:
            at = Progress(done, total, 0, address)
            self._report(at)
            self._take_all(read_address(address, fetching, self._settings), address, at)
        self._flush()
        self._store_begun()
        removed = self._prune(roots) if prune else 0
        return SyncReport(self._added, self._updated, self._unchanged, removed, tuple(self._skipped))

    def _report(self, at: Progress) -> None:
        self._progress(at._replace(articles=len(self._seen)))

    def _read(self, path: Path, at: Progress) -> None:
        file, digest = str(path), _digest(path)
        if digest is not None and digest == self._stores.catalog.file_digest(file):
            known = self._stores.catalog.articles_of(file)
            self._seen.update(known)
            self._unchanged += len(known)
            return
        complete = self._take_all(read_path(path, self._settings), file, at)
        # What left the file is still stored from it: a later sync has to read it again to know what to prune.
        left = not self._seen.issuperset(self._stores.catalog.articles_of(file))
        if complete and not left and digest is not None:
            self._digests[file] = digest

    def _take_all(self, items: Iterable[Article | Skipped], file: str, at: Progress) -> bool:
        """Considers what was read from a file or an address: whether all of it is stored from there."""
        complete = True
        refused: Skipped | None
        within, size = 0, _size(Path(file))
        for item in items:
            within += _length(item) if isinstance(item, Article) else 0
            if isinstance(item, Skipped):
                self._unreadable.add(file)
                owned, refused = False, item
            else:
                owned, refused = self._consider(item, file)
            complete &= owned
            if refused is not None:
                complete = False
                self._skipped.append(refused)
            if len(self._waiting) >= _BATCH or self._waiting_chars > _BATCH_CHARS:
                self._flush()
                self._report(at._replace(done_bytes=at.done_bytes + min(within, int(size * _NEARLY))))
        return complete

    def _consider(self, article: Article, file: str) -> tuple[bool, Skipped | None]:
        """Takes the article or not: whether it is stored from this file, and what is left out because of it.

        A changed record replaces what was read from the same place before, whatever its date. Of two
        places the later date wins, and of equal dates the one that was stored first: so reading the
        same files again changes nothing. A place that is gone has no say, its later version has until pruned.
        """
        first_time = article.article_id not in self._seen
        self._seen.add(article.article_id)
        stored = self._known(article.article_id)
        if stored is None:
            self._take(article, file, None)
            return True, None
        same_place = article.source == stored.source
        gone = first_time and _has_left(stored.file, file)
        if article.content_hash == stored.content_hash and (first_time or same_place):
            self._unchanged += article.article_id not in self._written
            if gone and not same_place:
                self._store_begun()  # it may be among these
                self._stores.catalog.move(article.article_id, article.source, file)
            return gone or file == stored.file, None
        name = article.url or article.title
        if first_time and (same_place or (gone and (self._pruning or article.latest == stored.latest))):
            self._take(article, file, stored)
            return True, None
        if article.latest == stored.latest:
            return False, skip_source(article.source, file, f"the same article as {stored.source} ({name}).")
        if article.latest is None or (stored.latest is not None and article.latest < stored.latest):
            older = f"an older version of {name}; the newer one is {stored.source}."
            self._older.append(article)
            return False, skip_source(article.source, file, older)
        self._take(article, file, stored)
        if first_time:
            return True, None
        older = f"an older version of {name}; the newer one is {article.source}."
        return True, skip_source(stored.source, stored.file, older)

    def _known(self, article_id: str) -> Version | None:
        begun = self._begun.articles if self._begun else {}
        if found := self._waiting.get(article_id) or begun.get(article_id):
            article, file = found
            return Version(article.content_hash, article.source, file, article.latest)
        return self._stores.catalog.version(article_id)

    def _take(self, article: Article, file: str, replaced: Version | None) -> None:
        if article.article_id not in self._written:
            self._written.add(article.article_id)
            self._added += replaced is None
            self._updated += replaced is not None
        if article.article_id in self._waiting:
            self._older.append(self._waiting[article.article_id][0])
        if replaced is not None:
            self._digests.pop(replaced.file, None)  # not all of that file is stored from there any more
        self._waiting[article.article_id] = (article, file)
        self._waiting_chars += len(article.text)

    def _flush(self) -> None:
        """Has what is waiting embedded, and stores meanwhile what was embedded before."""
        articles = [article for article, _ in self._waiting.values()]
        chunked = chunk_articles(articles, self._embedder, self._settings) if articles else []
        parts = list(zip(articles, chunked, strict=True))
        derived = self._encoding.submit(derive, parts, self._embedder)
        batch = _Batch(self._waiting, chunked, derived, self._older, self._digests)
        self._waiting, self._waiting_chars, self._older, self._digests = {}, 0, [], {}
        self._store_begun()
        self._begun = batch

    def _store_begun(self) -> None:
        batch, self._begun = self._begun, None
        if batch is None:
            return
        if batch.articles:
            vectors, texts = batch.derived.result()
            read = list(batch.articles.values())
            entries = make_entries(read, batch.chunked, self._stores.catalog, self._settings)
            self._stores.write(entries, vectors, texts)
        self._stores.catalog.put_older(batch.older)
        self._stores.catalog.put_digests(batch.digests)

    def _prune(self, roots: Sequence[Path]) -> int:
        """Removes the articles from under the roots that no file holds any more; what is unreadable keeps its own."""
        gone = [
            article_id
            for article_id, file in self._stores.catalog.origins()
            if article_id not in self._seen
            and any(Path(file).is_relative_to(root) for root in roots)
            and not any(Path(file).is_relative_to(place) for place in self._unreadable)
        ]
        return self._stores.remove(gone) if gone else 0


def _has_left(old: str, new: str) -> bool:
    """Whether the first file is no longer there, or is the second one by another way."""
    if is_address(old):  # whether a page is still there was not asked
        return old == new
    try:
        return Path(old).samefile(new)
    except OSError:
        return not Path(old).exists()


def _length(article: Article) -> int:
    """About the bytes that an article took of its file."""
    texts = (article.title, article.text, article.url or "", article.publisher or "", *article.removed)
    return sum(map(len, texts)) + _FIELDS


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _digest(path: Path) -> str | None:
    """What the file holds, and which version of Dateline reads it; None where it cannot be read."""
    try:
        reader = version("dateline")
    except PackageNotFoundError:  # run from a checkout
        reader = ""
    hasher = hashlib.blake2b(reader.encode(), digest_size=16)
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                hasher.update(block)
    except OSError:
        return None
    return hasher.hexdigest()
