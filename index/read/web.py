"""A web address that the reader gave -> the articles at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from index.article import Article, make_article_id
from index.errors import ReadError
from index.read.discover import SUPPORTED, is_supported
from index.read.fetch import Fetched, Fetcher
from index.read.formats import read_origin
from index.read.origin import origin_of_bytes
from index.read.skipped import Skipped, skip_source
from index.settings import IndexSettings

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/json": ".json",
    "application/feed+json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/rdf+xml": ".rdf",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/gzip": ".gz",
    "application/x-gzip": ".gz",
    "application/zip": ".zip",
}
_SAYS_LITTLE = ("", "text/plain", "application/octet-stream", "binary/octet-stream")
_ONE_ARTICLE = (".html", ".htm", ".txt", ".md", ".markdown", ".pdf", ".docx")


def fetcher(settings: IndexSettings) -> Fetcher:
    """One for all addresses of a run."""
    return Fetcher(
        timeout_s=settings.fetch_timeout_s,
        max_bytes=settings.max_file_mb * 1_000_000,
        allow_private=settings.fetch_private,
    )


def read_address(url: str, fetching: Fetcher, settings: IndexSettings) -> Iterator[Article | Skipped]:
    """The articles at a web address: of a page one, of a feed or a file of records many; its `source` is `url`.

    An article's URL is the one that its page declares as its own where that is of the same site, else where redirects
    led. What cannot be fetched or read gives a `Skipped`.
    """
    try:
        found = fetching.fetch(url)
        ending = _ending(found)
    except ReadError as error:
        yield skip_source(url, url, str(error))
        return
    origin = replace(origin_of_bytes(found.data, url, ending), charset=found.charset)
    for item in read_origin(origin, settings):
        if isinstance(item, Article) and ending in _ONE_ARTICLE:
            own = item.url if item.url and _same_site(item.url, found.url) else found.url
            yield replace(item, url=own, article_id=make_article_id(own, url))
        else:
            yield item


def _ending(found: Fetched) -> str:
    """How to read what came: by its media type; where that says little, by the name in the address."""
    name = PurePosixPath(urlsplit(found.url).path).name
    if found.media_type in _SAYS_LITTLE and is_supported(name):
        return PurePosixPath(name).suffix.lower()
    if found.media_type in _ENDINGS:
        return _ENDINGS[found.media_type]
    kind = found.media_type or "something that the server does not name"
    raise ReadError(f"{kind} is there, which is not read. Supported are web pages and {' '.join(SUPPORTED)}")


def _same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: 'www.courier.example' and 'courier.example' are, so is 'amp.' of it."""
    first, second = ((urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other))
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")
