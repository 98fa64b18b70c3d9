"""An article, its chunks, and how their ids are made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from index.corrections import correction_note

_TRACKING_PREFIXES = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ref_src")


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, cleaned and dated.

    `text` is the cleaned text that every quote points into; `removed` keeps what cleaning cut, in
    order. `source` is where it was read (`/news/a.html`, `/news/all.jsonl#12`), links not resolved. `published` and
    `updated` are None where nobody says: an undated article is never dated by guess.
    """

    article_id: str
    source: str
    title: str
    text: str
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    story_id: str = ""  # the story it belongs to: near-identical copies share it; "" until stored
    language: str | None = None  # ISO 639, told from the text; None where it is too short to tell
    pages: tuple[tuple[int, int], ...] = ()  # (offset in `text`, page from there on); () where there are no pages

    @property
    def content_hash(self) -> str:
        """32 hex digits over the text and the fields a reader sees; `source`, story and language stay out."""
        fields = [
            self.title,
            self.text,
            self.url,
            self.publisher,
            self.authors,
            self.published and self.published.isoformat(),
            self.updated and self.updated.isoformat(),
            self.section,
            self.tags,
            self.removed,
            *([self.pages] if self.pages else ()),  # last, and only then: ids of chunks are made of this hash
        ]
        payload = json.dumps(fields, ensure_ascii=False).encode()
        return hashlib.blake2b(payload, digest_size=16).hexdigest()

    def pages_of(self, start: int, end: int) -> tuple[int, ...]:
        """The pages that `text[start:end]` stands on: (), (3,) or (3, 4)."""
        last = next((page for offset, page in reversed(self.pages) if offset < max(end, start + 1)), None)
        first = next((page for offset, page in reversed(self.pages) if offset <= start), last)
        return () if first is None or last is None else (first,) if first == last else (first, last)

    @property
    def correction(self) -> str | None:
        """The line of the text in which it says that it was corrected, or None."""
        return correction_note(self.text)

    @property
    def latest(self) -> date | None:
        """The day it last changed: `updated`, else `published`."""
        return self.updated or self.published


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole sentences of an article: `article.text[start:end]`, the unit that is searched."""

    chunk_id: int
    article_id: str
    ordinal: int
    start: int
    end: int


def canonical_url(url: str) -> str:
    """The form of a URL that identifies a page: https, lower-case host, no default port, fragment or tracking names.

    `http://www.Example.com/a/?utm_source=x#top` and `https://www.example.com/a` are one page.
    """
    parts = urlsplit(url.strip())
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not key.lower().startswith(_TRACKING_PREFIXES)
    ]
    scheme = "https" if parts.scheme.lower() in ("http", "https", "") else parts.scheme.lower()
    host = parts.netloc.lower().removesuffix(":443").removesuffix(":80")
    return urlunsplit((scheme, host, parts.path.rstrip("/"), urlencode(query), ""))


def make_article_id(url: str | None, source: str) -> str:
    """16 hex digits, from the canonical URL where there is one, else from the source, links resolved."""
    key = f"url:{canonical_url(url)}" if url else f"source:{source}"
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def make_chunk_id(article_id: str, content_hash: str, ordinal: int) -> int:
    """A 63-bit integer made of the article's version and the chunk's place in it.

    Writing the same version twice writes the same ids, and a new version never shares an id with
    an old one: what a crash leaves behind in a derived store is unknown to the catalog, never wrong.
    """
    key = f"{article_id}/{content_hash}/{ordinal}".encode()
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest()) >> 1


def written(day: date) -> str:
    """A day as it is shown everywhere: '14 October 2025'."""
    return f"{day.day} {day:%B %Y}"
