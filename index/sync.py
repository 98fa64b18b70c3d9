"""Brings the collection up to date with files and folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index.article import Article
from index.embed import SentenceTransformerEmbeddings
from index.files import digest_of, has_left, length_in_file, size_of
from index.pipeline import Pipeline
from index.read import Skipped, discover, fetcher, place, read_address, read_path, skip_source
from index.settings import IndexSettings
from index.store.stores import Stores
from index.store.values import StoredFile, Version
from index.stories import regroup

_NEARLY = 0.99  # of a file that is not read to its end: packed texts are longer than their file
_AHEAD = 500  # files looked up at once: each look-up costs more than the hash of a file


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


class Sync:
    """One run over some paths. `run` may be called once; the caller holds the writer's lock."""

    def __init__(
        self,
        stores: Stores,
        embedder: SentenceTransformerEmbeddings,
        settings: IndexSettings,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._stores, self._settings = stores, settings
        self._progress = progress or (lambda _: None)
        self._at = Progress(0, 0, 0, "")  # told last, and again while a batch is waited for
        self._pipeline = Pipeline(stores, embedder, settings, alive=lambda: self._report(self._at))
        self._files: dict[str, StoredFile] = {}  # what is known of the next files to read
        self._outdated: set[str] = set()  # files with an article that is now stored from another one
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
            self._pipeline.close()

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
        sizes = [size_of(path) for path in found]
        done, total = 0, sum(sizes)
        for number, (path, size) in enumerate(zip(found, sizes, strict=True)):
            if number % _AHEAD == 0:
                self._files = self._stores.catalog.stored_files([str(one) for one in found[number : number + _AHEAD]])
            at = self._at = Progress(done, total, 0, str(path))
            self._read(path, at)
            done += size
            self._report(at._replace(done_bytes=done))
        fetching = fetcher(self._settings)
        for address in addresses:
            at = Progress(done, total, 0, address)
            self._report(at)
            self._take_all(read_address(address, fetching, self._settings), address, at)
        self._pipeline.finish()
        removed = self._prune([root for root in roots if not self._is_bare(root, found)]) if prune else 0
        return SyncReport(self._added, self._updated, self._unchanged, removed, tuple(self._skipped))

    def _report(self, at: Progress) -> None:
        self._at = at
        self._progress(at._replace(articles=len(self._seen)))

    def _read(self, path: Path, at: Progress) -> None:
        file, digest = str(path), digest_of(path)
        stored = self._files[file]
        if digest is not None and digest == stored.digest and file not in self._outdated:
            self._seen.update(stored.article_ids)
            self._unchanged += len(stored.article_ids)
            return
        complete = self._take_all(read_path(path, self._settings), file, at)
        # What left the file is still stored from it: a later sync has to read it again to know what to prune.
        left = not self._seen.issuperset(stored.article_ids)
        if complete and not left and digest is not None:
            self._pipeline.put_digest(file, digest)

    def _take_all(self, items: Iterable[Article | Skipped], file: str, at: Progress) -> bool:
        """Considers what was read from a file or an address: whether all of it is stored from there."""
        complete, empty = True, True
        refused: Skipped | None
        within, size = 0, size_of(Path(file))
        for item in items:
            empty = False
            within += length_in_file(item) if isinstance(item, Article) else 0
            if isinstance(item, Skipped):
                self._unreadable.add(file)
                owned, refused = False, item
            else:
                owned, refused = self._consider(item, file)
            complete &= owned
            if refused is not None:
                complete = False
                self._skipped.append(refused)
            if self._pipeline.is_full:
                self._pipeline.flush()
                self._report(at._replace(done_bytes=at.done_bytes + min(within, int(size * _NEARLY))))
        if empty:
            self._skipped.append(
                skip_source(file, file, "there is no article in it. See whether it was written whole.")
            )
        return complete and not empty

    def _consider(self, article: Article, file: str) -> tuple[bool, Skipped | None]:
        """Takes the article or not: whether it is stored from this file, and what is left out because of it.

        A changed record replaces what was read from the same place before, whatever its date. Of two
        places the later date wins, and of equal dates the one that was stored first: so reading the
        same files again changes nothing. A place that is gone has no say, its later version has until pruned.
        """
        first_time = article.article_id not in self._seen
        self._seen.add(article.article_id)
        stored = self._pipeline.version(article.article_id)
        if stored is None:
            self._take(article, file, None)
            return True, None
        same_place = article.source == stored.source
        gone = first_time and has_left(stored.file, file)
        if article.content_hash == stored.content_hash and (first_time or same_place):
            self._unchanged += article.article_id not in self._written
            if gone and not same_place:
                self._pipeline.store_begun()  # it may be among these
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
            self._pipeline.put_older(article)
            return False, skip_source(article.source, file, older)
        self._take(article, file, stored)
        if first_time:
            return True, None
        older = f"an older version of {name}; the newer one is {article.source}."
        return True, skip_source(stored.source, stored.file, older)

    def _take(self, article: Article, file: str, replaced: Version | None) -> None:
        if article.article_id not in self._written:
            self._written.add(article.article_id)
            self._added += replaced is None
            self._updated += replaced is not None
        if replaced is not None:
            self._pipeline.forget_digest(replaced.file)
            self._outdated.add(replaced.file)
        self._pipeline.put(article, file)

    def _is_bare(self, root: Path, found: Sequence[Path]) -> bool:
        """Whether articles were read from a folder that now holds nothing at all, as where a disk is not mounted."""
        if not root.is_dir() or any(path.is_relative_to(root) for path in (*found, *map(Path, self._unreadable))):
            return False
        kept = sum(Path(file).is_relative_to(root) for _, file in self._stores.catalog.origins())
        if kept:
            stay = "the article read from there stays" if kept == 1 else f"the {kept:,} articles read from there stay"
            told = f"{root}: holds no files any more, so that {stay}. Remove them with `dateline articles remove`."
            self._skipped.append(Skipped(str(root), told))
        return kept > 0

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
