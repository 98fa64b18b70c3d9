"""As of when an answer stands, who reports it, and whether something newer was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from index.article import Article
from index.library import Overview
from rag.answer import NO_DATES, Agreement, Citation, DateSpan, Passage
from rag.credit import credited
from rag.facts import content_words, knows, names
from rag.overlap import rarity_of, share
from rag.question import Question

_ON_TOPIC = 0.6  # share of the question's words, rare ones counting more, from which a passage is on its subject
_MOST_NEWER = 2  # articles named as newer


def as_of(citations: Sequence[Citation]) -> DateSpan:
    """From the first publication to the last publication or update of the cited articles; undated ones stay out."""
    first = [day for c in citations if (day := c.article.published or c.article.updated)]
    last = [c.article.latest for c in citations if c.article.latest]
    return DateSpan(min(first), max(last)) if first else NO_DATES


def collection_span(overview: Overview, asked_as_of: date | None = None) -> DateSpan:
    """The first and last day of the collection, as far as it existed on the day of the question."""
    if overview.first is None or overview.last is None or (asked_as_of and asked_as_of < overview.first):
        return NO_DATES
    return DateSpan(overview.first, min(overview.last, asked_as_of or overview.last))


def newer(question: Question, passages: Sequence[Passage], citations: Sequence[Citation]) -> tuple[Article, ...]:
    """Articles on the question's subject that were found and are newer than every cited one, newest first.

    On its subject is a passage that knows each name of the question and holds most of its words, with the
    article's title. None where no cited article has a date: then nothing tells what is newer.
    """
    last = as_of(citations).last
    if last is None:
        return ()
    stems = [content_words(f"{passage.article.title} {passage.text}") for passage in passages]
    wanted = content_words(question.search_text)
    rarity = rarity_of(wanted, stems)
    named = names(question.to_read)
    found: dict[str, Article] = {}
    for passage, words in zip(passages, stems, strict=True):
        article = passage.article
        if article.latest is None or article.latest <= last or share(wanted & words, rarity) < _ON_TOPIC:
            continue
        if all(knows(f"{article.title} {passage.text}", name) for name in named):
            found[article.article_id] = article
    return tuple(sorted(found.values(), key=lambda article: article.latest or last, reverse=True)[:_MOST_NEWER])


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
    """How many groups are left when articles of one story, of one publisher, or from one agency are put together."""
    groups: list[set[str]] = []
    for article in articles:
        group = {
            f"story {article.story_id or article.article_id}",
            *(f"publisher {name}" for name in credited(article)),
        }
        if article.publisher:
            group.add(f"publisher {article.publisher.casefold()}")
        joined = [other for other in groups if other & group]
        groups = [other for other in groups if not other & group]
        groups.append(group.union(*joined))
    return len(groups)
