"""What the catalog knows: the index's settings, articles, chunks, files and candidates for copies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import sqlalchemy as sa

from index.article import Article, Chunk
from index.copies import Member, Traits
from index.copies import bands as find_bands
from index.figures import from_bytes
from index.filters import Filters
from index.store import history
from index.store.columns import Columns, make_columns
from index.store.database import CatalogFile
from index.store.overview import count_all
from index.store.rows import accepted, among, article_of, most_shared
from index.store.tables import articles, chunks, files, meta, unsettled
from index.store.values import Located, OldVersion, Overview, StoredFile, Version

_CANDIDATES = 200  # for copies of one article: among daily reports that are all alike there are thousands


class CatalogLookup(CatalogFile):
    """Questions to the catalog. Each is answered from one snapshot."""

    # What is stored about the index itself

    def settings(self) -> dict[str, str]:
        """The settings the index was made with, by name; empty for a new one."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(meta.c.name, meta.c.value).where(meta.c.name != "generation"))
            return {name: value for name, value in rows if value}

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

    def unsettled(self) -> list[int]:
        """Chunks that a derived store may hold although the catalog does not know them: a crash left them."""
        with self._reading() as connection:
            return list(connection.scalars(sa.select(unsettled.c.chunk_id)))
