"""An RSS or Atom feed -> Articles, with feedparser: the entries that hold their whole text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from index.article import Article
from index.errors import ReadError
from index.read.dates import parse_date
from index.read.encoding import declared_in, decode
from index.read.html import fragment_text, without_declaration
from index.read.origin import Origin
from index.read.records import Record, articles_of
from index.read.skipped import Skipped, skip_file

_WHOLE = 700  # characters from which a description without an ellipsis is taken for the text itself
_BREAKS_OFF = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|(?:read|continue|see) (?:more|reading)\W{0,4}|weiterlesen\W{0,4})$", re.IGNORECASE
)
_ROOT_ENDS = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)


def read_feed(origin: Origin, data: bytes, address: str | None = None) -> Iterator[Article | Skipped]:
    """An article for every entry with its whole text; an entry with only a summary is named as such.

    `address` is where the feed was fetched: what links in it are relative to. Links are never followed.
    Raises ReadError where it is no feed.
    """
    import feedparser

    text = without_declaration(decode(data, declared_in(data)))
    headers = {"content-location": address} if address else {}
    try:
        feed = feedparser.parse(io.BytesIO(text.encode()), response_headers=headers)
        entries = [dict(entry) for entry in feed.entries]  # feedparser's own kind answers some names with warnings
    except Exception as error:  # a feed can be made to break the parser; it must not stop the run
        raise ReadError(f"the feed cannot be parsed ({type(error).__name__}). Get it again.") from error
    if not feed.version and not entries:
        raise ReadError("no RSS or Atom feed. Other XML files are not read.")
    whole = _ROOT_ENDS.search(text) is not None
    if not whole:
        entries = entries[:-1]  # nobody knows how much of the last one is missing
    is_atom = feed.version.startswith("atom")
    records = ((number, _record(entry, feed.feed, is_atom)) for number, entry in enumerate(entries, start=1))
    yield from articles_of(records, origin, "An entry has a title, a link and its text.")
    if not whole:
        yield skip_file(origin, ReadError("the feed is cut short; its last entry is left out. Get it again."))


def _record(entry: dict[str, Any], feed: Any, is_atom: bool) -> Record:
    texts = [_plain(content) for content in entry.get("content", ())]
    summary = _plain(entry.get("summary_detail") or {})
    text = max(texts, key=len, default="")
    if not text and len(summary) >= _WHOLE:
        text = summary
    is_whole = bool(text) and not _BREAKS_OFF.search(text[-30:])
    published, updated = _day(entry, "published"), _day(entry, "updated")
    if published is None and not is_atom:  # the only date of other feeds is that of publication, whatever its name
        published, updated = updated, None
    publisher = (entry.get("source") or {}).get("title") or feed.get("title")
    return {
        "text": text if is_whole else None,
        "summary": summary or text,
        "title": _plain(entry.get("title_detail") or {}),
        "url": entry.get("link"),
        "id": entry.get("id"),
        "publisher": publisher,
        "authors": [author["name"] for author in entry.get("authors", ()) if author.get("name")],
        "published": published,
        "updated": updated,
        "tags": [tag["term"] for tag in entry.get("tags", ()) if tag.get("term")],
    }


def _plain(detail: Any) -> str:
    """The text of a title, summary or content, which says whether it is HTML."""
    value = str(detail.get("value") or "")
    if "html" not in str(detail.get("type")) or not value.strip():
        return value.strip()
    return fragment_text(value).strip()


def _day(entry: dict[str, Any], name: str) -> date | None:
    """The day as written, None where it cannot be right; feedparser's own reading makes 2025-01-01 of 2024-13-45."""
    try:
        return parse_date(entry[name]) if entry.get(name) else None
    except ReadError:
        return None
