"""The catalog: articles and their chunks in SQLite. What it does not know does not exist.

Here is how it is written; `lookup.py` has what it can be asked, `database.py` the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from index.article import Article, Chunk
from index.copies import Traits
from index.store import history, stories
from index.store.lookup import CatalogLookup
from index.store.rows import among, article_row, band_rows, chunk_row, insert_or_replace, link_rows, traits_row
from index.store.tables import articles, bands, chunks, files, links, meta, unsettled
from index.store.values import Entry, OldVersion


class Catalog(CatalogLookup):
    """The catalog file, with what changes it. Every method is one transaction.

    The derived stores are written first: `announce`, then they, then `put`. Of a removal they come last: `remove`,
    then they, then `settle`.
    """

    def announce(self, chunk_ids: Iterable[int]) -> None:
        """Notes those of the chunks that the catalog does not know yet: the derived stores are about to get them.

        The others are in use: a sweep after a crash must not take them.
        """
        coming = list(chunk_ids)
        with self._writing() as connection:
            known = connection.scalars(sa.select(chunks.c.chunk_id).where(among(chunks.c.chunk_id, coming))).all()
            _note(connection, set(coming).difference(known))

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

    def put_settings(self, values: Mapping[str, str]) -> None:
        """Writes some of the settings; an empty value removes one."""
        with self._writing() as connection:
            for name, value in values.items():
                connection.execute(insert_or_replace(meta).values(name=name, value=value))


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
