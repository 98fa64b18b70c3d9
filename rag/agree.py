"""As of when an answer stands, and who reports it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.article import Article
from rag.answer import NO_DATES, Agreement, Citation, DateSpan


def as_of(citations: Sequence[Citation]) -> DateSpan:
    """From the first publication to the last publication or update of the cited articles; undated ones stay out."""
    first = [day for c in citations if (day := c.article.published or c.article.updated)]
    last = [c.article.latest for c in citations if c.article.latest]
    return DateSpan(min(first), max(last)) if first else NO_DATES


def agreement(citations: Sequence[Citation]) -> Agreement:
    """Who reports it. Copies of one story are one independent report, and so are articles of one publisher."""
    articles = {citation.article.article_id: citation.article for citation in citations}
    publishers = tuple(dict.fromkeys(a.publisher for a in articles.values() if a.publisher))
    carriers = dict.fromkeys(copy.publisher for citation in citations for copy in citation.copies if copy.publisher)
    return Agreement(
        articles=len(articles),
        publishers=publishers,
        independent=_outlets(articles.values()),
        undated=sum(article.latest is None for article in articles.values()),
        also=tuple(name for name in carriers if name not in publishers),
    )


def _outlets(articles: Iterable[Article]) -> int:
    """How many groups are left when articles of one story or of one publisher are put together."""
    groups: list[set[str]] = []
    for article in articles:
        group = {f"story {article.story_id or article.article_id}"}
        if article.publisher:
            group.add(f"publisher {article.publisher.casefold()}")
        joined = [other for other in groups if other & group]
        groups = [other for other in groups if not other & group]
        groups.append(group.union(*joined))
    return len(groups)
