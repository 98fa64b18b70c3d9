"""The catalog: articles and their chunks in SQLite. What it does not know does not exist."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from index.article import Article, Chunk
from index.copies import Member
from index.errors import StoreError
from index.filters import Filters
from index.store.overview import count_all
from index.store.rows import accepted, among, article_of, article_row, chunk_row, insert_or_replace
from index.store.schema import prepare
from index.store.tables import articles, bands, chunks, files, meta, unsettled
from index.store.values import Entry, Located, Overview, Version


class Catalog:
    """The catalog file. Every method is one transaction; readers never wait for the writer (WAL)."""

    def __init__(self, path: Path) -> None:
        """Opens or creates the catalog; one of an earlier version is brought up to date. Raises StoreError."""
        self.path = path
        self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
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

    def count_chunks(self, filters: Filters) -> int:
        query = sa.select(sa.func.count()).select_from(chunks.join(articles)).where(accepted(filters))
        with self._reading() as connection:
            return connection.scalar(query) or 0

    def accepted(self, chunk_ids: Sequence[int], filters: Filters) -> set[int]:
        """Those of the chunks that are known, and whose article the filters accept."""
        query = sa.select(chunks.c.chunk_id).join(articles).where(among(chunks.c.chunk_id, chunk_ids))
        with self._reading() as connection:
            return set(connection.scalars(query.where(accepted(filters))))

    # Files and copies

    def file_digest(self, file: str) -> str | None:
        """What the file held when all its articles were stored; None where that is not so."""
        with self._reading() as connection:
            return connection.scalar(sa.select(files.c.digest).where(files.c.file == file))

    def articles_of(self, file: str) -> list[str]:
        """The ids of the articles whose stored version was read from the file."""
        with self._reading() as connection:
            return list(connection.scalars(sa.select(articles.c.article_id).where(articles.c.file == file)))

    def origins(self) -> Iterator[tuple[str, str]]:
        """(article id, file) of every article."""
        with self._reading() as connection:
            for row in connection.execute(sa.select(articles.c.article_id, articles.c.file)):
                yield row[0], row[1]

    def sharing_bands(self, wanted: Sequence[int]) -> list[Member]:
        """The articles that share a band: candidates for copies."""
        columns = (articles.c.article_id, articles.c.story_id, articles.c.published, articles.c.signature)
        query = sa.select(*columns).where(
            articles.c.article_id.in_(sa.select(bands.c.article_id).where(among(bands.c.band, wanted)))
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [Member(row[0], row[1], row[2], np.frombuffer(row[3], dtype="<u4")) for row in rows]

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
        """The derived stores no longer hold these."""
        with self._writing() as connection:
            connection.execute(sa.delete(unsettled).where(among(unsettled.c.chunk_id, chunk_ids)))

    def put(self, entries: Sequence[Entry]) -> None:
        """Makes articles visible, all at once, and replaces their old versions as a whole.

        The old versions' chunks become unsettled, the new ones' are so no longer.
        """
        left_story = []
        with self._writing() as connection:
            _bump(connection)
            for entry in entries:
                article = entry.article
                if _delete(connection, [article.article_id]) and (
                    entry.starts_story or article.story_id != article.article_id
                ):
                    left_story.append(article.article_id)
                connection.execute(sa.insert(articles).values(article_row(entry)))
                if entry.chunks:
                    connection.execute(sa.insert(chunks), [chunk_row(chunk) for chunk in entry.chunks])
                connection.execute(
                    sa.insert(bands), [{"band": band, "article_id": article.article_id} for band in set(entry.bands)]
                )
            new = [chunk.chunk_id for entry in entries for chunk in entry.chunks]
            connection.execute(sa.delete(unsettled).where(among(unsettled.c.chunk_id, new)))
            _rename_stories(connection, left_story)

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
            connection.execute(
                sa.delete(unsettled).where(among(unsettled.c.chunk_id, [chunk.chunk_id for chunk in new]))
            )

    def move(self, article_id: str, source: str, file: str) -> None:
        """The same version of the article is now read elsewhere."""
        with self._writing() as connection:
            row = articles.c.article_id == article_id
            _forget_files(connection, row & (articles.c.file != file))
            connection.execute(sa.update(articles).where(row).values(source=source, file=file))

    def remove(self, article_ids: Sequence[str]) -> int:
        """Removes articles; their chunks become unsettled. Returns how many articles there were."""
        with self._writing() as connection:
            _bump(connection)
            removed = _delete(connection, article_ids)
            _rename_stories(connection, article_ids)
        return removed

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
        except sa.exc.DatabaseError as error:
            raise StoreError(
                f"The catalog {self.path} cannot be used: {error.orig}. Check its permissions and the free disk "
                "space; if the file is damaged, move it away and index the articles again."
            ) from error


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL")  # readers do not wait for the writer
    # Commits outlive a power cut: the derived stores may be rebuilt, the catalog may not. One commit a batch is cheap.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _note(connection: sa.Connection, chunk_ids: Iterable[int]) -> None:
    rows = [{"chunk_id": chunk_id} for chunk_id in chunk_ids]
    if rows:
        connection.execute(insert_or_replace(unsettled), rows)


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


def _rename_stories(connection: sa.Connection, left: Sequence[str]) -> None:
    """A story is called after its first member: where that left, the earliest of the others gives its name."""
    for story_id in left:
        others = (articles.c.story_id == story_id) & (articles.c.article_id != story_id)
        earliest = connection.scalar(
            sa.select(articles.c.article_id)
            .where(others)
            .order_by(articles.c.published.asc().nulls_last(), articles.c.article_id)
            .limit(1)
        )
        if earliest is not None:
            connection.execute(sa.update(articles).where(others).values(story_id=earliest))
