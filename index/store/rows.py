"""Articles as rows, filters as SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from index.article import Article, Chunk
from index.copies import Traits
from index.figures import to_bytes
from index.filters import Filters
from index.store.tables import articles, bands
from index.store.values import Entry


def accepted(filters: Filters) -> sa.ColumnElement[bool]:
    """`Filters.accepts` in SQL."""
    published = articles.c.published
    limits: list[sa.ColumnElement[bool]] = []
    if filters.articles:
        limits.append(among(articles.c.article_id, filters.articles))
    if filters.publishers:
        limits.append(articles.c.publisher_key.in_({name.casefold() for name in filters.publishers}))
    if filters.since or filters.until:
        span = sa.and_(
            published >= filters.since if filters.since else sa.true(),
            published <= filters.until if filters.until else sa.true(),
        )
        limits.append(sa.or_(span, published.is_(None)) if filters.undated else span)
    if filters.as_of:
        latest = sa.func.coalesce(articles.c.updated, published)
        limits.append(sa.or_(latest <= filters.as_of, latest.is_(None)))
    return sa.and_(sa.true(), *limits)


def among(column: sa.Column[Any], values: Iterable[Any]) -> sa.ColumnElement[bool]:
    """`column IN (values)` for any number of values, as one parameter."""
    each = sa.func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(sa.select(each.c.value))


def most_shared(wanted: Mapping[str, Sequence[int]], most: int) -> sa.Select[Any]:
    """(key, article id) of the articles that share a band with each key's, at most so many: most bands first."""
    each = sa.func.json_each(json.dumps(wanted)).table_valued("key", "value", name="each")
    band = sa.func.json_each(each.c.value).table_valued("value", name="wanted_band")
    place = sa.func.row_number().over(partition_by=each.c.key, order_by=(sa.func.count().desc(), bands.c.article_id))
    counted = (
        sa.select(each.c.key, bands.c.article_id, place.label("place"))
        .select_from(each.join(band, sa.true()).join(bands, bands.c.band == band.c.value))
        .group_by(each.c.key, bands.c.article_id)
        .subquery()
    )
    chosen = sa.select(counted.c.key, counted.c.article_id).where(counted.c.place <= most)
    return chosen.order_by(counted.c.key, counted.c.place)


def insert_or_replace(table: sa.Table) -> sa.Insert:
    return sa.insert(table).prefix_with("OR REPLACE")


def content_row(article: Article) -> dict[str, Any]:
    """What an article holds, in its stored version and in the earlier ones."""
    return {
        "source": article.source,
        "title": article.title,
        "text": article.text,
        "url": article.url,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "published": article.published,
        "updated": article.updated,
        "section": article.section,
        "tags": list(article.tags),
        "removed": list(article.removed),
        "language": article.language,
        "pages": [list(pair) for pair in article.pages],
    }


def article_row(entry: Entry) -> dict[str, Any]:
    article = entry.article
    return {
        "article_id": article.article_id,
        "content_hash": article.content_hash,
        **content_row(article),
        "file": entry.file,
        "publisher_key": article.publisher and article.publisher.casefold(),
        "story_id": article.article_id,  # until `stories.regroup`
        **traits_row(entry.traits),
    }


def traits_row(traits: Traits) -> dict[str, bytes]:
    return {"signature": traits.signature.astype("<u4").tobytes(), "figures": to_bytes(traits.figures)}


def article_of(row: sa.RowMapping) -> Article:
    """An article, or an earlier version of one."""
    return Article(
        article_id=row["article_id"],
        source=row["source"],
        title=row["title"],
        text=row["text"],
        url=row["url"],
        publisher=row["publisher"],
        authors=tuple(row["authors"]),
        published=row["published"],
        updated=row["updated"],
        section=row["section"],
        tags=tuple(row["tags"]),
        removed=tuple(row["removed"]),
        story_id=row.get("story_id", ""),
        language=row["language"],
        pages=tuple((offset, page) for offset, page in row["pages"]),
    )


def chunk_row(chunk: Chunk) -> dict[str, Any]:
    return {
        "chunk_id": chunk.chunk_id,
        "article_id": chunk.article_id,
        "ordinal": chunk.ordinal,
        "start": chunk.start,
        "end": chunk.end,
    }


def band_rows(article_id: str, traits: Traits) -> list[dict[str, Any]]:
    return [{"band": band, "article_id": article_id} for band in set(traits.bands)]


def link_rows(article_id: str, others: Iterable[str]) -> list[dict[str, Any]]:
    """Both ways round."""
    pairs = [pair for other in others for pair in ((article_id, other), (other, article_id))]
    return [{"article_id": one, "other_id": other} for one, other in pairs]
