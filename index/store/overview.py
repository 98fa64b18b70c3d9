"""The collection in numbers, counted by the catalog."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

import sqlalchemy as sa

from index.store.tables import articles, chunks
from index.store.values import Overview


def count_all(connection: sa.Connection) -> Overview:
    """The numbers of the whole collection."""
    count = sa.func.count
    numbers = sa.select(
        count(),
        count(articles.c.story_id.distinct()),
        count().filter(articles.c.published.is_(None)),
        sa.func.min(articles.c.published),
        sa.func.max(articles.c.published),
    ).select_from(articles)
    total, stories, undated, first, last = connection.execute(numbers).one()
    kinds: Counter[str] = Counter()
    for file, number in connection.execute(sa.select(articles.c.file, count()).group_by(articles.c.file)):
        kinds[_kind(file)] += number
    return Overview(
        articles=total,
        chunks=connection.scalar(sa.select(count()).select_from(chunks)) or 0,
        stories=stories,
        undated=undated,
        first=first,
        last=last,
        publishers=tuple((name, number) for name, number in _counts(connection, articles.c.publisher) if name),
        languages=_counts(connection, articles.c.language),
        kinds=tuple(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))),
    )


def _counts(connection: sa.Connection, column: sa.Column[str | None]) -> tuple[tuple[str | None, int], ...]:
    """How many articles have each value, most first."""
    number = sa.func.count()
    found = connection.execute(sa.select(column, number).group_by(column).order_by(number.desc(), column))
    return tuple((value, many) for value, many in found)


def _kind(file: str) -> str:
    """What an article was read from: '.html', or 'web' for a page that was fetched."""
    return "web" if file.startswith(("https://", "http://")) else PurePosixPath(file).suffix.lower()
