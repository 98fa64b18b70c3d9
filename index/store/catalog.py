"""The catalog: articles and their chunks in SQLite. What it does not know does not exist."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from index.article import Article, Chunk
from index.copies import Member, Traits
from index.copies import bands as find_bands
from index.errors import DamagedError, DiskError
from index.figures import from_bytes
from index.filters import Filters
from index.store import history, stories
from index.store.access import connect_read_only, is_read_only
from index.store.columns import Columns, make_columns
from index.store.failure import store_error
from index.store.overview import count_all
from index.store.rows import (
    accepted,
    among,
    article_of,
    article_row,
    band_rows,
    chunk_row,
    insert_or_replace,
    link_rows,
    most_shared,
    traits_row,
)
from index.store.schema import prepare
from index.store.tables import articles, bands, chunks, files, links, meta, unsettled
from index.store.values import Entry, Located, OldVersion, Overview, StoredFile, Version

DAMAGED = (
    "Run `dateline check --repair`: it saves the articles that can still be read, and keeps the damaged file. "
    "Or put a backup in its place: it alone holds the articles, the rest is made from it."
)
_BROKEN = ("malformed", "not a database", "file is encrypted", "could not decode")  # as SQLite says it
_LOCK_WAIT_S = 30  # for a program that is no Dateline: Dateline's own writers wait for each other elsewhere
_CANDIDATES = 200  # for copies of one article: among daily reports that are all alike there are thousands


class Catalog:
    """The catalog file. Every method is one transaction; readers never wait for the writer (WAL)."""

    def __init__(self, path: Path) -> None:
        """Opens or creates the catalog; one of an earlier version is brought up to date. Raises StoreError.

        Where its folder cannot be written, it can still be read.
        """
        self.path = path
        if is_read_only(path.parent):
            self._engine = sa.create_engine(
                "sqlite://", creator=partial(connect_read_only, path), poolclass=sa.pool.NullPool
            )
        else:
            self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": _LOCK_WAIT_S})
            sa.event.listen(self._engine, "connect", _set_pragmas)
        with self._explained():
            prepare(self._engine, path)

    def close(self) -> None:
        self._engine.dispose()

    # What is stored about the index itself

    def settings(self) -> dict[str, str]:
        """The settings the index was made with, by name; empty for a new one."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(meta.c.name, meta.c.value).where(meta.c.name != "generation"))
            return {name: value for name, value in rows if value}

    def put_settings(self, values: Mapping[str, str]) -> None:
        """Writes some of the settings; an empty value removes one."""
        with self._writing() as connection:
            for name, value in values.items():
                connection.execute(insert_or_replace(meta).values(name=name, value=value))

    @property
    def generation(self) -> str:
        """Changes with every write to the collection, in whichever process."""
        with self._reading() as connection:
            found = connection.scalar(sa.select(meta.c.value).where(meta.c.name == "generation"))
        return found or "0"

    def fingerprint(self) -> str:
        """32 hex digits over every article's version and story: equal where the collections are."""
        columns = (articles.c.article_id, articles.c.content_hash, articles.c.story_id)
        digest = hashlib.blake2b(digest_size=16)
        with self._reading() as connection:
            for row in connection.execute(sa.select(*columns).order_by(articles.c.article_id)):
                digest.update("/".join(row).encode() + b"\n")
        return digest.hexdigest()

    # Articles out

    def version(self, article_id: str) -> Version | None:
        """The stored version of an article."""
        columns = (
            articles.c.content_hash,
            articles.c.source,
            articles.c.file,
            articles.c.updated,
            articles.c.published,
        )
        with self._reading() as connection:
            row = connection.execute(sa.select(*columns).where(articles.c.article_id == article_id)).first()
        return None if row is None else Version(row[0], row[1], row[2], row[3] or row[4])

    def article(self, article_id: str) -> Article | None:
        with self._reading() as connection:
            row = connection.execute(sa.select(articles).where(articles.c.article_id == article_id)).mappings().first()
        return None if row is None else article_of(row)

    def find(self, filters: Filters, story_id: str | None = None) -> tuple[Article, ...]:
        """The articles that the filters accept, newest first, undated last."""
        query = sa.select(articles).where(accepted(filters))
        if story_id is not None:
            query = query.where(articles.c.story_id == story_id)
        query = query.order_by(articles.c.published.desc().nulls_last(), articles.c.article_id)
        with self._reading() as connection:
            return tuple(article_of(row) for row in connection.execute(query).mappings())

    def ids(self) -> list[str]:
        """Every article id."""
        with self._reading() as connection:
            return list(connection.scalars(sa.select(articles.c.article_id).order_by(articles.c.article_id)))

    def read(self, article_ids: Sequence[str]) -> list[tuple[Article, tuple[Chunk, ...]]]:
        """The articles of these ids that are stored, with their chunks."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(articles).where(among(articles.c.article_id, article_ids))).mappings()
            found = [article_of(row) for row in rows]
            parts = connection.execute(
                sa.select(chunks).where(among(chunks.c.article_id, article_ids)).order_by(chunks.c.ordinal)
            )
            by_article: dict[str, list[Chunk]] = {article.article_id: [] for article in found}
            for row in parts:
                by_article[row.article_id].append(Chunk(*row))
        return [(article, tuple(by_article[article.article_id])) for article in found]

    def locate(self, chunk_ids: Sequence[int]) -> dict[int, Located]:
        """Chunk and article of those chunk ids that are known."""
        query = sa.select(chunks).where(among(chunks.c.chunk_id, chunk_ids))
        with self._reading() as connection:
            found = [Chunk(*row) for row in connection.execute(query)]
            rows = connection.execute(
                sa.select(articles).where(among(articles.c.article_id, {chunk.article_id for chunk in found}))
            )
            by_id = {row["article_id"]: article_of(row) for row in rows.mappings()}
        return {chunk.chunk_id: Located(chunk, by_id[chunk.article_id]) for chunk in found}

    def overview(self) -> Overview:
        """The whole collection in numbers."""
        with self._reading() as connection:
            return count_all(connection)

    # Chunk ids for searching

    def chunk_ids(self, filters: Filters | None = None) -> list[int]:
        """Every chunk, or those of the articles that the filters accept."""
        query = sa.select(chunks.c.chunk_id)
        if filters is not None:
            query = query.join(articles).where(accepted(filters))
        with self._reading() as connection:
            return list(connection.scalars(query))

    def number_of_chunks(self) -> int:
        with self._reading() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(chunks)) or 0

    def columns(self) -> Columns:
        """What filters look at, of every chunk."""
        days = sa.type_coerce(articles.c.published, sa.String), sa.type_coerce(articles.c.updated, sa.String)
        of_articles = sa.select(articles.c.article_id, days[0], sa.func.coalesce(*days[::-1]), articles.c.publisher_key)
        with self._reading() as connection:
            rows = [(row[0], row[1], row[2], row[3]) for row in connection.execute(of_articles)]
            owned = [(row[0], row[1]) for row in connection.execute(sa.select(chunks.c.chunk_id, chunks.c.article_id))]
        return make_columns(rows, owned)

    def accepted(self, chunk_ids: Sequence[int], filters: Filters) -> set[int]:
        """Those of the chunks that are known, and whose article the filters accept."""
        query = sa.select(chunks.c.chunk_id).join(articles).where(among(chunks.c.chunk_id, chunk_ids))
        with self._reading() as connection:
            return set(connection.scalars(query.where(accepted(filters))))

    # Files and copies

    def stored_files(self, names: Sequence[str]) -> dict[str, StoredFile]:
        """What each of the files held when all its articles were stored, and the articles that were read from it."""
        owned: dict[str, list[str]] = {name: [] for name in names}
        with self._reading() as connection:
            noted = sa.select(files.c.file, files.c.digest).where(among(files.c.file, names))
            digests = {row[0]: row[1] for row in connection.execute(noted)}
            read = sa.select(articles.c.file, articles.c.article_id).where(among(articles.c.file, names))
            for row in connection.execute(read):
                owned[row[0]].append(row[1])
        return {name: StoredFile(digests.get(name), tuple(found)) for name, found in owned.items()}

    def origins(self) -> Iterator[tuple[str, str]]:
        """(article id, file) of every article."""
        with self._reading() as connection:
            for row in connection.execute(sa.select(articles.c.article_id, articles.c.file)):
                yield row[0], row[1]

    def sharing_bands(self, wanted: Mapping[str, Sequence[int]]) -> dict[str, list[Member]]:
        """For each text, by a key of its own and its bands, the articles that share one: candidates for copies.

        Those that share most first, at most 200.
        """
        with self._reading() as connection:
            shared = connection.execute(most_shared(wanted, _CANDIDATES)).all()
            columns = (articles.c.article_id, articles.c.signature, articles.c.figures)
            query = sa.select(*columns).where(among(articles.c.article_id, {article_id for _, article_id in shared}))
            found = {
                row[0]: Member(row[0], np.frombuffer(row[1], dtype="<u4"), row[2]) for row in connection.execute(query)
            }
        members: dict[str, list[Member]] = {key: [] for key in wanted}
        for key, article_id in shared:
            members[key].append(found[article_id])
        return members

    def traits(self, article_ids: Sequence[str]) -> dict[str, Traits]:
        """What of stored articles is compared with others."""
        columns = (articles.c.article_id, articles.c.signature, articles.c.figures)
        query = sa.select(*columns).where(among(articles.c.article_id, article_ids))
        with self._reading() as connection:
            rows = connection.execute(query).all()
        found = {row[0]: (np.frombuffer(row[1], dtype="<u4"), from_bytes(row[2])) for row in rows}
        return {key: Traits(one, find_bands(one), said) for key, (one, said) in found.items()}

    def history(self, article_id: str) -> tuple[OldVersion, ...]:
        """The earlier versions of an article that are kept, newest first."""
        with self._reading() as connection:
            return history.read(connection, article_id)

    # Writing. Derived stores first: `announce`, then they, then `put`. Removal: `remove`, then they, then `settle`.

    def announce(self, chunk_ids: Iterable[int]) -> None:
        """Notes those of the chunks that the catalog does not know yet: the derived stores are about to get them.

        The others are in use: a sweep after a crash must not take them.
        """
        coming = list(chunk_ids)
        with self._writing() as connection:
            known = connection.scalars(sa.select(chunks.c.chunk_id).where(among(chunks.c.chunk_id, coming))).all()
            _note(connection, set(coming).difference(known))

    def unsettled(self) -> list[int]:
        """Chunks that a derived store may hold although the catalog does not know them: a crash left them."""
        with self._reading() as connection:
            return list(connection.scalars(sa.select(unsettled.c.chunk_id)))

    def touch(self) -> None:
        """Tells other processes to read the derived stores anew."""
        with self._writing() as connection:
            _bump(connection)

    def settle(self, chunk_ids: Sequence[int]) -> None:
        """The derived stores no longer hold these: other processes have to read them anew."""
        with self._writing() as connection:
            _bump(connection)
            _settle(connection, chunk_ids)

    def put(self, entries: Sequence[Entry]) -> None:
        """Makes articles visible, all at once, and replaces their old versions as a whole.

        The old versions' chunks become unsettled, the new ones' are so no longer.
        """
        ids = [entry.article.article_id for entry in entries]
        with self._writing() as connection:
            _bump(connection)
            history.keep(connection, {entry.article.article_id: entry.article.content_hash for entry in entries})
            near = stories.neighbours(connection, ids)
            _delete(connection, ids)
            new = [chunk for entry in entries for chunk in entry.chunks]
            for table, rows in (
                (articles, [article_row(entry) for entry in entries]),
                (chunks, [chunk_row(chunk) for chunk in new]),
                (bands, [row for entry in entries for row in band_rows(entry.article.article_id, entry.traits)]),
                (links, [row for entry in entries for row in link_rows(entry.article.article_id, entry.links)]),
            ):
                if rows:
                    connection.execute(insert_or_replace(table), rows)
            _settle(connection, [chunk.chunk_id for chunk in new])
            stories.regroup(connection, {*ids, *near})

    def put_older(self, older: Sequence[Article]) -> None:
        """Keeps versions of stored articles that came after newer ones, to read."""
        if older:
            with self._writing() as connection:
                history.put(connection, older)

    def put_history(self, old: Iterable[OldVersion]) -> None:
        """Earlier versions as they were kept before, in another catalog."""
        with self._writing() as connection:
            history.restore(connection, old)

    def put_digests(self, digests: Mapping[str, str]) -> None:
        """Notes what files hold whose articles are all stored."""
        if digests:
            with self._writing() as connection:
                rows = [{"file": file, "digest": digest} for file, digest in digests.items()]
                connection.execute(insert_or_replace(files), rows)

    def replace_chunks(self, parts: Mapping[str, Sequence[Chunk]]) -> None:
        """Gives stored articles other chunks; those they lose become unsettled."""
        old = among(chunks.c.article_id, list(parts))
        new = [chunk for found in parts.values() for chunk in found]
        with self._writing() as connection:
            _bump(connection)
            _note(connection, connection.scalars(sa.select(chunks.c.chunk_id).where(old)).all())
            connection.execute(sa.delete(chunks).where(old))
            if new:
                connection.execute(sa.insert(chunks), [chunk_row(chunk) for chunk in new])
            _settle(connection, [chunk.chunk_id for chunk in new])

    def move(self, article_id: str, source: str, file: str) -> None:
        """The same version of the article is now read elsewhere."""
        with self._writing() as connection:
            _bump(connection)
            row = articles.c.article_id == article_id
            _forget_files(connection, row & (articles.c.file != file))
            connection.execute(sa.update(articles).where(row).values(source=source, file=file))

    def remove(self, article_ids: Sequence[str]) -> int:
        """Removes articles; their chunks become unsettled. Returns how many articles there were."""
        with self._writing() as connection:
            _bump(connection)
            near = stories.neighbours(connection, article_ids)
            removed = _delete(connection, article_ids)
            history.forget(connection, article_ids)
            stories.regroup(connection, near)
        return removed

    def put_traits(self, found: Mapping[str, Traits]) -> None:
        """What of stored articles is compared with others, made anew; their links go."""
        with self._writing() as connection:
            chosen = among(bands.c.article_id, found)
            connection.execute(sa.delete(bands).where(chosen))
            connection.execute(sa.delete(links).where(among(links.c.article_id, found)))
            connection.execute(insert_or_replace(bands), [r for key, one in found.items() for r in band_rows(key, one)])
            for article_id, one in found.items():
                row = articles.c.article_id == article_id
                connection.execute(sa.update(articles).where(row).values(**traits_row(one)))

    def put_links(self, found: Mapping[str, Sequence[str]]) -> None:
        """Which articles are copies of which; their stories follow."""
        with self._writing() as connection:
            _bump(connection)
            if rows := [row for article_id, others in found.items() for row in link_rows(article_id, others)]:
                connection.execute(insert_or_replace(links), rows)
            stories.regroup(connection, found)

    def damage(self) -> str | None:
        """What SQLite finds wrong with the file."""
        with self._reading() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        return None if found == "ok" else str(found)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._explained(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")  # one snapshot for all statements: a chunk and its own article
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.DatabaseError, ValueError) as error:  # ValueError: a value that is no date or no JSON any more
            cause = getattr(error, "orig", None) or error
            told = store_error("The catalog", self.path, cause, DAMAGED)
            broken = isinstance(error, ValueError) or any(mark in str(cause).casefold() for mark in _BROKEN)
            raise (DamagedError(str(told)) if broken and not isinstance(told, DiskError) else told) from error


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL")  # readers do not wait for the writer
    # Commits outlive a power cut: the derived stores may be rebuilt, the catalog may not. One commit a batch is cheap.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _note(connection: sa.Connection, chunk_ids: Iterable[int]) -> None:
    rows = [{"chunk_id": chunk_id} for chunk_id in chunk_ids]
    if rows:
        connection.execute(insert_or_replace(unsettled), rows)


def _settle(connection: sa.Connection, chunk_ids: Iterable[int]) -> None:
    connection.execute(sa.delete(unsettled).where(among(unsettled.c.chunk_id, chunk_ids)))


def _bump(connection: sa.Connection) -> None:
    number = connection.scalar(sa.select(meta.c.value).where(meta.c.name == "generation")) or "0"
    connection.execute(insert_or_replace(meta).values(name="generation", value=str(int(number) + 1)))


def _delete(connection: sa.Connection, article_ids: Sequence[str]) -> int:
    """Deletes articles with all that hangs on them; notes their chunks as unsettled."""
    chosen = among(articles.c.article_id, article_ids)
    _note(
        connection,
        connection.scalars(sa.select(chunks.c.chunk_id).where(among(chunks.c.article_id, article_ids))).all(),
    )
    _forget_files(connection, chosen)
    return connection.execute(sa.delete(articles).where(chosen)).rowcount


def _forget_files(connection: sa.Connection, chosen: sa.ColumnElement[bool]) -> None:
    """The next sync reads these articles' files again, although they have not changed."""
    connection.execute(sa.delete(files).where(files.c.file.in_(sa.select(articles.c.file).where(chosen))))
