"""Earlier versions of articles, kept in the catalog to be read. They are never searched and never answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

import sqlalchemy as sa

from index.article import Article
from index.store.rows import among, article_of, content_row, insert_or_replace
from index.store.tables import articles, versions
from index.store.values import OldVersion

KEPT = 10  # of an article, the newest ones

_newest_first = (
    sa.func.coalesce(versions.c.updated, versions.c.published).desc().nulls_last(),
    versions.c.replaced.desc(),
    versions.c.content_hash,
)
_delete_one = sa.delete(versions).where(
    versions.c.article_id == sa.bindparam("id"), versions.c.content_hash == sa.bindparam("hash")
)


def keep(connection: sa.Connection, coming: Mapping[str, str]) -> None:
    """Keeps the stored versions of articles that are about to get others (content hashes by article id).

    A version that is the stored one again is no earlier one any more.
    """
    connection.execute(_delete_one, [{"id": key, "hash": value} for key, value in coming.items()])
    names = [column.name for column in versions.c if column.name != "replaced"]
    stored = sa.select(*(articles.c[name] for name in names), sa.literal(_today(), sa.Date)).where(
        among(articles.c.article_id, coming), articles.c.content_hash.not_in(list(coming.values()))
    )
    connection.execute(sa.insert(versions).prefix_with("OR IGNORE").from_select([*names, "replaced"], stored))
    _trim(connection, coming)


def put(connection: sa.Connection, older: Sequence[Article]) -> None:
    """Keeps these versions of stored articles; one that is stored or kept already changes nothing."""
    rows = [
        {
            "article_id": article.article_id,
            "content_hash": article.content_hash,
            "replaced": _today(),
            **content_row(article),
        }
        for article in older
        if not connection.scalar(
            sa.select(sa.func.count())
            .select_from(articles)
            .where(
                articles.c.article_id == article.article_id,
                articles.c.content_hash == article.content_hash,
            )
        )
    ]
    if rows:
        connection.execute(sa.insert(versions).prefix_with("OR IGNORE"), rows)
        _trim(connection, {row["article_id"] for row in rows})


def restore(connection: sa.Connection, old: Iterable[OldVersion]) -> None:
    """Keeps versions that were kept before, in another catalog."""
    for article, replaced in old:
        known = {"article_id": article.article_id, "content_hash": article.content_hash, "replaced": replaced}
        connection.execute(insert_or_replace(versions), {**known, **content_row(article)})


def read(connection: sa.Connection, article_id: str) -> tuple[OldVersion, ...]:
    """The earlier versions of an article, newest first."""
    query = sa.select(versions).where(versions.c.article_id == article_id).order_by(*_newest_first)
    return tuple(OldVersion(article_of(row), row["replaced"]) for row in connection.execute(query).mappings())


def forget(connection: sa.Connection, article_ids: Iterable[str]) -> None:
    """Nothing of a removed article stays."""
    connection.execute(sa.delete(versions).where(among(versions.c.article_id, article_ids)))


def _trim(connection: sa.Connection, article_ids: Iterable[str]) -> None:
    """Lets the oldest go where there are more than are kept."""
    ranked = (
        sa.select(
            versions.c.article_id,
            versions.c.content_hash,
            sa.func.row_number().over(partition_by=versions.c.article_id, order_by=_newest_first).label("place"),
        )
        .where(among(versions.c.article_id, article_ids))
        .subquery()
    )
    surplus = connection.execute(
        sa.select(ranked.c.article_id, ranked.c.content_hash).where(ranked.c.place > KEPT)
    ).all()
    if surplus:
        connection.execute(_delete_one, [{"id": key, "hash": value} for key, value in surplus])


def _today() -> date:
    return datetime.now(UTC).date()
