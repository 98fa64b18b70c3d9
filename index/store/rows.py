"""Articles as rows, filters as SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from index.article import Article, Chunk
from index.filters import Filters
from index.store.tables import articles
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


def insert_or_replace(table: sa.Table) -> sa.Insert:
    return sa.insert(table).prefix_with("OR REPLACE")


def article_row(entry: Entry) -> dict[str, Any]:
    article = entry.article
    return {
        "article_id": article.article_id,
        "content_hash": article.content_hash,
        "source": article.source,
        "file": entry.file,
        "title": article.title,
        "text": article.text,
        "url": article.url,
        "publisher": article.publisher,
        "publisher_key": article.publisher and article.publisher.casefold(),
        "authors": list(article.authors),
        "published": article.published,
        "updated": article.updated,
        "section": article.section,
        "tags": list(article.tags),
        "removed": list(article.removed),
        "language": article.language,
        "pages": [list(pair) for pair in article.pages],
        "story_id": article.story_id,
        "signature": entry.signature.astype("<u4").tobytes(),
    }


def article_of(row: sa.RowMapping) -> Article:
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
        story_id=row["story_id"],
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
