"""Which articles are one story, kept right as articles come, change and go.

Grouped is all that hangs together by links with what changed, by `index.copies.group`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from index.copies import Dated, group
from index.figures import from_bytes
from index.store.rows import among
from index.store.tables import articles, links


def neighbours(connection: sa.Connection, article_ids: Iterable[str]) -> set[str]:
    """The copies of articles that are about to change or go, these themselves left out."""
    leaving = set(article_ids)
    found = connection.scalars(sa.select(links.c.other_id).where(among(links.c.article_id, leaving)))
    by_name = connection.scalars(  # stories from before there were links
        sa.select(articles.c.article_id).where(
            articles.c.story_id.in_(sa.select(articles.c.story_id).where(among(articles.c.article_id, leaving)))
        )
    )
    return {*found, *by_name} - leaving


def regroup(connection: sa.Connection, article_ids: Iterable[str]) -> None:
    """Names anew the stories of these articles and of all that hang together with them."""
    near: dict[str, list[str]] = defaultdict(list)
    members: set[str] = set()
    border = set(article_ids)
    while border:
        members |= border
        found = connection.execute(sa.select(links).where(among(links.c.article_id, border))).all()
        for article_id, other in found:
            near[article_id].append(other)
        border = {other for _, other in found} - members
    columns = (articles.c.article_id, articles.c.published, articles.c.story_id, articles.c.figures)
    rows = connection.execute(sa.select(*columns).where(among(articles.c.article_id, members))).all()
    dated = [Dated(row.published or date.max, row.article_id) for row in rows]
    stories = group(dated, lambda key: near[key], {row.article_id: from_bytes(row.figures) for row in rows})
    for row in rows:
        if (story := stories[row.article_id]) != row.story_id:
            this = articles.c.article_id == row.article_id
            connection.execute(sa.update(articles).where(this).values(story_id=story))
