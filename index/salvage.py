"""A damaged catalog gives way to a new one, made of the articles that can still be read in it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from index.article import Article
from index.chunk import chunk_articles
from index.embed import SentenceTransformerEmbeddings, open_embedder
from index.errors import DamagedError, StoreError
from index.ingest import make_entries
from index.made_with import index_settings
from index.settings import IndexSettings
from index.store.catalog import Catalog
from index.store.failure import store_error
from index.store.lock import write_lock
from index.store.salvage import DamagedCatalog
from index.stories import way

_BATCH = 64  # articles in memory at once
_BESIDE = ("", "-wal", "-shm")  # of SQLite's files, by the ends of their names


class Salvaged(NamedTuple):
    """How many articles were saved, how many more the damaged catalog names, and where that one is kept."""

    saved: int
    lost: int
    kept: Path


def salvage(home: Path, settings: IndexSettings, embedder: SentenceTransformerEmbeddings | None = None) -> Salvaged:
    """Makes a new catalog of what can be read in the damaged one, which is kept beside it.

    The search indexes are not touched: chunks get the ids that they had, so that `repair` embeds next to nothing.
    Which files were read is forgotten, so that the next sync reads all again. Raises DamagedError, with nothing
    changed, where not one article can be read, and StoreError where there is no room for two catalogs.
    """
    catalog, fresh = home / "catalog.sqlite", home / "catalog.new.sqlite"
    with write_lock(home):
        kept = next(path for n in count(1) if not (path := home / f"catalog.damaged-{n}.sqlite").exists())
        try:
            _copy(catalog, kept)
            _delete(fresh)
            saved, lost = _save(kept, fresh, home, settings, embedder)
            if not saved:
                raise DamagedError(
                    f"Not one article can be read in the damaged catalog {catalog}. Put a backup in its place, or "
                    f"delete {home} and index the articles again."
                )
        except BaseException as error:
            _delete(fresh)
            _delete(kept)
            if isinstance(error, OSError | sqlite3.Error):
                advice = f"Put a backup in its place, or delete {home} and index the articles again."
                raise store_error("The catalog", catalog, error, advice) from error
            raise
        for end in _BESIDE[1:]:  # first: SQLite would play what stands there into the new file
            Path(f"{catalog}{end}").unlink(missing_ok=True)
        fresh.replace(catalog)
    return Salvaged(saved, lost, kept)


def _save(
    damaged: Path, fresh: Path, home: Path, settings: IndexSettings, embedder: SentenceTransformerEmbeddings | None
) -> tuple[int, int]:
    """Fills the new catalog: how many articles it has, and how many more the damaged one names."""
    with closing(DamagedCatalog(damaged)) as source, closing(Catalog(fresh)) as target:
        noted = source.settings()
        known = {name: noted[name] for name in IndexSettings.model_fields if name in noted}
        made_with = IndexSettings.model_validate({**settings.model_dump(), **known})
        if embedder is None or made_with.embedding_model != settings.embedding_model:
            embedder = open_embedder(made_with)
        ids: set[str] = set()
        for batch in _batches(source.articles()):
            parts = chunk_articles([article for article, _ in batch], embedder, made_with)
            target.put(make_entries(batch, parts, target, made_with))
            ids |= {article.article_id for article, _ in batch}
        target.put_history(old for old in source.versions() if old.article.article_id in ids)
        target.put_settings(
            {**index_settings(made_with), "stories": way(made_with), "vectors_folder": _vectors_folder(home, noted)}
        )
        return len(ids), len(source.known_ids() - ids)


def _vectors_folder(home: Path, noted: dict[str, str]) -> str:
    """Where the vectors stand: as noted, else the newest folder of that name."""
    folders = sorted(home.glob("vectors*"), key=lambda path: path.stat().st_mtime)
    return noted.get("vectors_folder") or (folders[-1].name if folders else "")


def _batches(items: Iterable[tuple[Article, str]]) -> Iterator[list[tuple[Article, str]]]:
    going = iter(items)
    while batch := list(islice(going, _BATCH)):
        yield batch


def _copy(catalog: Path, to: Path) -> None:
    if not catalog.exists():
        raise StoreError(f"There is no catalog in {catalog.parent}. Put a backup there, or index the articles again.")
    for end in _BESIDE[:2]:
        if (part := Path(f"{catalog}{end}")).exists():
            shutil.copyfile(part, f"{to}{end}")


def _delete(catalog: Path) -> None:
    for end in _BESIDE:
        Path(f"{catalog}{end}").unlink(missing_ok=True)
