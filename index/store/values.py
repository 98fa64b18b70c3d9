"""What the stores take and give."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from index.article import Article, Chunk
from index.copies import Traits


class Hit(NamedTuple):
    """A chunk and how well it matches: cosine similarity or BM25 score, higher is better."""

    chunk_id: int
    score: float


class Version(NamedTuple):
    """Which version of an article is stored, and where it was read."""

    content_hash: str
    source: str
    file: str
    latest: date | None


class StoredFile(NamedTuple):
    """What a file held when all its articles were stored, None where that is not so; and those stored from it."""

    digest: str | None
    article_ids: tuple[str, ...]


class Entry(NamedTuple):
    """An article as it is stored, with what was derived from it."""

    article: Article
    file: str  # the file it was read from
    chunks: tuple[Chunk, ...]
    traits: Traits
    links: tuple[str, ...]  # ids of near-identical articles, stored or earlier among the entries written with it


class OldVersion(NamedTuple):
    """An earlier version of an article, and the day on which Dateline had a newer one."""

    article: Article
    replaced: date


class Located(NamedTuple):
    """A chunk and its article."""

    chunk: Chunk
    article: Article


class Overview(NamedTuple):
    """The collection in numbers. `first` and `last` are publication days.

    Publishers, languages (None: undetermined) and kinds of source ('.html', 'web') come with how many articles they
    have, most first.
    """

    articles: int
    chunks: int
    stories: int
    undated: int
    first: date | None
    last: date | None
    publishers: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str | None, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()

    @property
    def copies(self) -> int:
        """Articles that tell a story another one tells, too."""
        return self.articles - self.stories
