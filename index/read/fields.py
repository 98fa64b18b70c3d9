"""The fields of a record, front matter or page -> an Article. The one place that makes articles."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit

from index.article import Article, make_article_id
from index.corrections import with_note
from index.errors import ReadError
from index.language import language_of
from index.read.clean import clean
from index.read.dateline import dateline_date, is_date_line
from index.read.dates import parse_date
from index.read.mapping import Field, mapped
from index.read.plain import one_line, plain_text, shorten, shown, unwrap
from index.sentences import sentence_spans

_MIN_TEXT = 20  # shorter texts hold no news
_TITLE_FROM_TEXT = 90
_HEADLINE = 120
_LEAD = 1000  # where the first sentence is looked for
_FULL_STOP = re.compile(r"[.…:;,][\"'”’»)\]]*$")
_BETWEEN_NAMES = re.compile(r"\s*;\s*|\s+(?:and|&)\s+")
_LONGEST_LIST = 10_000  # of names written in one string
_NAME_KEYS = ("value", "name", "webTitle", "term", "label", "title")  # where objects in a list keep their text
_CUT_OFF = re.compile(r"(?:…|\.\.\.)\s*(\[\+\d+ chars\])$")  # NewsAPI
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12})(?:/.*)?")


def make_article(record: Mapping[str, object], source: str, key: str) -> Article:
    """An article from fields under whatever names `index.read.mapping` understands; as `article_from`."""
    return article_from(mapped(record), source, key)


def article_from(fields: Mapping[str, Field], source: str, key: str) -> Article:
    """Clean and date the text, and check the other fields. A missing title is first line where that is a headline,
    else the first sentence; a missing date is the dateline's, else None; a missing publisher is the one that the cut
    furniture names, else None. Without a URL the article's id comes from `key`.

    Raises ReadError, without the place, where the text is missing, too short or only announced, or a field is of the
    wrong kind.
    """
    raw = _prose(fields.get("text"))
    if raw is None:
        raise ReadError(_without_text(fields.get("summary")))
    text = unwrap(plain_text(raw))
    if note := _prose(fields.get("correction")):
        text = with_note(text, one_line(plain_text(note)))
    if cut_off := _CUT_OFF.search(text):
        raise ReadError(f"only the beginning of the text ({cut_off[1]}). Get the whole article.")
    stated_title = _name(fields.get("title"))
    cleaned = clean(text, stated_title)
    if len(cleaned.text) < _MIN_TEXT:
        raise ReadError(f"no article text: {len(cleaned.text)} characters remain without page furniture.")
    publisher = _publisher(fields.get("publisher")) or cleaned.publisher
    title, body = _part_title(stated_title, publisher, cleaned.text)
    url = _url(_text(fields.get("url")))
    return Article(
        article_id=make_article_id(url, key),
        source=source,
        title=title,
        text=body,
        url=url,
        publisher=publisher,
        authors=_names(fields.get("authors")) or cleaned.head.authors,
        published=_date(fields.get("published")) or dateline_date(text, cleaned.text),
        updated=_date(fields.get("updated")) or cleaned.head.updated,
        section=_label(fields.get("section")),
        tags=_tags(fields.get("tags")),
        removed=cleaned.removed,
        language=language_of(body),
    )


def _without_text(summary: Field | None) -> str:
    if summary is not None:
        return f"no article text, only a summary ('{summary.name}'). Get the whole article."
    return "no article text: it is missing or empty. Add it (as 'text', 'body' or 'content') or remove this."


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


def _prose(field: Field | None) -> str | None:
    """A text, or a list of its paragraphs."""
    if field is not None and isinstance(field.value, (list, tuple)):
        return "\n\n".join(_items(field))
    return _text(field)


def _text(field: Field | None) -> str | None:
    if field is None:
        return None
    value = field.value
    if isinstance(value, Mapping):  # {"name": "..."}, as in schema.org and news APIs
        value = value.get("name")
    if not isinstance(value, str):
        raise ReadError(
            f"'{field.name}' is {shown(field.value)}, not text. Put it in quotation marks or remove the field."
        )
    return value


def _name(field: Field | None) -> str | None:
    value = _text(field)
    return (one_line(value) or None) if value else None


def _publisher(field: Field | None) -> str | None:
    """The name as given; of a web address the host."""
    name = _name(field)
    if name and (address := _ADDRESS.fullmatch(name)):
        return address["host"]
    return name


def _label(field: Field | None) -> str | None:
    if field is not None and isinstance(field.value, (list, tuple)):
        return next(iter(_lines(_items(field))), None)
    return _name(field)


def _names(field: Field | None) -> tuple[str, ...]:
    """Authors: a list, or "Ann Lee and Bob Day", "By Ann Lee; Bob Day", "Ann Lee, Bob Day"."""
    value = _listed(field)
    if isinstance(value, str):
        parts = _BETWEEN_NAMES.split(re.sub(r"^\s*by\s+", "", value, flags=re.IGNORECASE))
        # A comma parts names only where each part is a whole name: "Ann Lee, Jr." is one.
        return _lines([piece for part in parts for piece in (part.split(",") if _all_full_names(part) else [part])])
    return _lines(value)


def _all_full_names(part: str) -> bool:
    return all(len(piece.split()) >= 2 for piece in part.split(","))


def _tags(field: Field | None) -> tuple[str, ...]:
    value = _listed(field)
    return _lines(re.split(r"[,;]", value) if isinstance(value, str) else value)


def _listed(field: Field | None) -> str | list[str]:
    """The texts of a list, also of one written as JSON or Python, or the one text as it stands."""
    if field is None:
        return []
    if not isinstance(field.value, str):
        return _items(field)
    text = field.value.strip()
    if text.startswith("[") and text.endswith("]") and len(text) < _LONGEST_LIST:
        with suppress(ValueError, SyntaxError, MemoryError, RecursionError):
            return _items(field._replace(value=literal_eval(text)))
    return text


def _items(field: Field) -> list[str]:
    """The texts of a list, or of one object or of a list of objects with a name."""
    value = field.value
    items = value if isinstance(value, (list, tuple)) else [value]
    named = [_named(item) if isinstance(item, Mapping) else item for item in items]
    texts = [item for item in named if isinstance(item, str)]
    if len(texts) < len(items):
        raise ReadError(f"'{field.name}' is {shown(value)}, not a list of texts. Correct it or remove the field.")
    return texts


def _named(item: Mapping[str, object]) -> object:
    return next((item[key] for key in _NAME_KEYS if isinstance(item.get(key), str)), None)


def _lines(items: list[str]) -> tuple[str, ...]:
    """Each item on one line, once."""
    return tuple(dict.fromkeys(line for line in map(one_line, items) if line))


def _date(field: Field | None) -> date | None:
    return None if field is None else parse_date(field.value, field.name)


def _url(value: str | None) -> str | None:
    """The address where it is http(s) with a host, else None."""
    url = plain_text(value or "")
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and has_host and not re.search(r"[\s<>\"]", url) else None
