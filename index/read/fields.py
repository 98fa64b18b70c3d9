"""The fields of a record, front matter or page -> an Article. The one place that makes articles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from index.article import Article, make_article_id
from index.errors import ReadError
from index.read.clean import clean
from index.read.dates import dateline_date, is_date_line, parse_date
from index.read.plain import one_line, plain_text, shorten, shown, unwrap
from index.sentences import sentence_spans

TEXT_FIELDS = ("text", "body", "content")
_MIN_TEXT = 20  # shorter texts hold no news
_TITLE_FROM_TEXT = 90
_HEADLINE = 120
_LEAD = 1000  # where the first sentence is looked for
_FULL_STOP = re.compile(r"[.…:;,][\"'”’»)\]]*$")
_BETWEEN_NAMES = re.compile(r"\s*;\s*|\s+(?:and|&)\s+")


def make_article(fields: Mapping[str, object], source: str, key: str) -> Article:
    """Clean and date the text of `fields`, and check the others.

    Names understood: title or headline; text, body or content; publisher or source; authors, author or byline;
    published, published_at or date; updated, updated_at or modified; url or link; section; tags or keywords.
    Fields that are null or empty count as missing. A missing title is the first line where that is a headline,
    else the first sentence; a missing date is the dateline's, else None; a missing publisher is the one that the
    cut furniture names, else None. Without a URL the article's id comes from `key`.

    Raises ReadError, without the place, where the text is missing or too short, or a field is no text, list or date.
    """
    raw = _text(fields, *TEXT_FIELDS)
    if raw is None:
        raise ReadError(
            "no article text: it is missing or empty. Add it (as 'text', 'body' or 'content') or remove this."
        )
    text = unwrap(plain_text(raw))
    cleaned = clean(text)
    if len(cleaned.text) < _MIN_TEXT:
        raise ReadError(f"no article text: {len(cleaned.text)} characters remain without page furniture.")
    publisher = _name(fields, "publisher", "source", "site_name") or cleaned.publisher
    title, body = _part_title(_name(fields, "title", "headline"), publisher, cleaned.text)
    url = _url(_text(fields, "url", "link"))
    return Article(
        article_id=make_article_id(url, key),
        source=source,
        title=title,
        text=body,
        url=url,
        publisher=publisher,
        authors=_names(fields, "authors", "author", "byline"),
        published=_date(fields, "published", "published_at", "date") or dateline_date(text),
        updated=_date(fields, "updated", "updated_at", "modified"),
        section=_name(fields, "section"),
        tags=_tags(fields, "tags", "keywords"),
        removed=cleaned.removed,
    )


def _part_title(title: str | None, publisher: str | None, text: str) -> tuple[str, str]:
    """The title, and the text without it where it stands there as a headline."""
    head, _, rest = text.partition("\n")
    if title:
        if publisher:
            title = re.sub(rf"\s+[-–—|]\s+{re.escape(publisher)}$", "", title, flags=re.IGNORECASE) or title
        return title, rest.strip() if rest.strip() and " ".join(head.split()) == title else text
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines) if line and not is_date_line(line)), 0)
    others = "\n".join(lines[:first] + lines[first + 1 :]).strip()
    if len(lines[first]) <= _HEADLINE and not _FULL_STOP.search(lines[first]) and others:
        return one_line(lines[first]), others
    lead = lines[first][:_LEAD]
    start, end = next(iter(sentence_spans(lead)), (0, len(lead)))
    return shorten(lead[start:end], _TITLE_FROM_TEXT), text


def _first(fields: Mapping[str, object], *names: str) -> tuple[str, object]:
    """The first of these fields that holds something, with its name; ("", None) where none does."""
    for name in names:
        value = fields.get(name)
        if value is not None and value not in ("", [], {}):
            return name, value
    return "", None


def _text(fields: Mapping[str, object], *names: str) -> str | None:
    name, value = _first(fields, *names)
    if isinstance(value, Mapping):  # {"name": "..."}, as in schema.org and news APIs
        value = value.get("name")
    if value is None:
        return None
    if not isinstance(value, str):
        raise ReadError(f"'{name}' is {shown(value)}, not text. Put it in quotation marks or remove the field.")
    return value if value.strip() else None


def _name(fields: Mapping[str, object], *names: str) -> str | None:
    value = _text(fields, *names)
    return (one_line(value) or None) if value else None


def _names(fields: Mapping[str, object], *names: str) -> tuple[str, ...]:
    """Authors: a list, or "Ann Lee and Bob Day", "By Ann Lee; Bob Day", "Ann Lee, Bob Day"."""
    name, value = _first(fields, *names)
    if isinstance(value, str):
        parts = _BETWEEN_NAMES.split(re.sub(r"^\s*by\s+", "", value, flags=re.IGNORECASE))
        # A comma parts names only where each part is a whole name: "Ann Lee, Jr." is one.
        return _lines([piece for part in parts for piece in (part.split(",") if _all_full_names(part) else [part])])
    return _lines(_items(name, value))


def _all_full_names(part: str) -> bool:
    return all(len(piece.split()) >= 2 for piece in part.split(","))


def _tags(fields: Mapping[str, object], *names: str) -> tuple[str, ...]:
    name, value = _first(fields, *names)
    return _lines(re.split(r"[,;]", value) if isinstance(value, str) else _items(name, value))


def _items(name: str, value: object) -> list[str]:
    """The texts of a list, or of one object or of a list of objects with a name."""
    items = value if isinstance(value, (list, tuple)) else [] if value is None else [value]
    named = [item.get("name") if isinstance(item, Mapping) else item for item in items]
    texts = [item for item in named if isinstance(item, str)]
    if len(texts) < len(items):
        raise ReadError(f"'{name}' is {shown(value)}, not a list of texts. Correct it or remove the field.")
    return texts


def _lines(items: list[str]) -> tuple[str, ...]:
    """Each item on one line, once."""
    return tuple(dict.fromkeys(line for line in map(one_line, items) if line))


def _date(fields: Mapping[str, object], *names: str) -> date | None:
    name, value = _first(fields, *names)
    return None if value is None or (isinstance(value, str) and not value.strip()) else parse_date(value, name)


def _url(value: str | None) -> str | None:
    """The address where it is http(s) with a host, else None."""
    url = plain_text(value or "")
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and has_host and not re.search(r"[\s<>\"]", url) else None
