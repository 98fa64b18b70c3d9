"""What the fields of a news article are called: in Dateline, in news APIs and in common news datasets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from math import isnan
from typing import Literal, NamedTuple

Kind = Literal["prose", "text", "label", "names", "day", "id"]


class Names(NamedTuple):
    """The names of one field. `own` are documented: a value of the wrong kind there is an error, in `others` it is
    passed over. A dot leads into an object. Case, blanks, `_` and `-` do not count."""

    kind: Kind
    own: tuple[str, ...]
    others: tuple[str, ...] = ()


# In order of preference. Names of dates on which something was crawled, seen or stored are left out on purpose.
FIELDS: dict[str, Names] = {
    "text": Names(
        "prose",
        ("text", "body", "content"),
        (
            *("maintext", "main_text", "article_body", "article_text", "body_text", "full_text", "content_text"),
            *("text_content", "plain_text", "clean_text", "news_text", "story_text", "article_content"),
            *("fields.body_text", "fields.body", "content.rendered", "content_html", "body_html", "html"),
            *("article", "story", "news", "paragraphs"),
        ),
    ),
    "summary": Names(
        "text",
        (),
        (
            *("summary", "description", "abstract", "lead_paragraph", "snippet", "excerpt", "excerpt.rendered"),
            *("short_description", "fields.trail_text", "teaser", "lead", "lede", "standfirst"),
        ),
    ),
    "title": Names(
        "text",
        ("title", "headline"),
        ("headline.main", "title.rendered", "fields.headline", "web_title", "article_title", "heading", "news_title"),
    ),
    "url": Names(
        "text",
        ("url", "link"),
        (
            *("web_url", "article_url", "page_url", "canonical_url", "source_url", "news_url", "article_link"),
            *("permalink", "link_url", "document_identifier"),
        ),
    ),
    "publisher": Names(
        "text",
        ("publisher", "source", "site_name"),
        (
            *("publication", "source_name", "source.title", "source.name", "publisher.name", "publisher_name"),
            *("newspaper", "outlet", "outlet_name", "news_source", "source_common_name", "news_outlet", "media_name"),
            *("fields.publication", "source_domain", "domain", "publication_domain", "site"),
        ),
    ),
    "authors": Names(
        "names",
        ("authors", "author", "byline"),
        ("byline.original", "fields.byline", "creator", "creators", "writer", "author_name", "author_names"),
    ),
    "published": Names(
        "day",
        ("published", "published_at", "date"),
        (
            *("date_publish", "date_published", "publish_date", "published_date", "publication_date", "pub_date"),
            *("web_publication_date", "first_published", "publish_time", "publish_datetime", "published_time"),
            *("date_time", "article_date", "news_date"),
        ),
    ),
    "updated": Names(
        "day",
        ("updated", "updated_at", "modified"),
        (
            *("date_modify", "date_modified", "modified_at", "modified_date", "last_modified", "last_updated"),
            *("update_date", "updated_date", "fields.last_modified"),
        ),
    ),
    "correction": Names("prose", (), ("correction", "corrections", "correction_note", "clarification", "erratum")),
    "section": Names("label", ("section",), ("section_name", "news_desk", "category", "rubric", "article_section")),
    "tags": Names("names", ("tags", "keywords"), ("topics", "subjects", "categories")),
    "id": Names(
        "id",
        ("id",),
        ("_id", "article_id", "doc_id", "document_id", "news_id", "story_id", "uuid", "guid", "guid.rendered"),
    ),
}

# Objects that some databases and APIs put around the record.
_WRAPPERS = ("_source", "article", "document", "news", "doc", "story")
_JOINT = re.compile(r"[\s_-]+")
_INNER = frozenset(
    name.partition(".")[0].replace("_", "")
    for names in FIELDS.values()
    for name in (*names.own, *names.others)
    if "." in name
)


class Field(NamedTuple):
    """A value and what the record calls it."""

    name: str
    value: object


def mapped(record: Mapping[str, object]) -> dict[str, Field]:
    """The fields of a record under Dateline's names; those that are null, empty or not a number are left out.

    Of several names with a value of the right kind the first counts; where there is none, a value of the wrong kind
    under one of Dateline's own names, so that it can be named.
    """
    named = _flat(_unwrapped(record))
    found: dict[str, Field] = {}
    for field, names in FIELDS.items():
        given = [named[key] for name in (*names.own, *names.others) if (key := _key(name)) in named]
        fits = (value for value in given if _fits(value.value, names.kind))
        own = (named[key] for name in names.own if (key := _key(name)) in named)
        wrong = (value for value in own if not (names.kind == "names" and isinstance(value.value, int)))  # an id
        if chosen := next(fits, None) or next(wrong, None):
            found[field] = chosen
    return found


def is_field(name: str) -> bool:
    """Whether a field of this name is understood."""
    return _key(name) in _field_of()


def is_text_field(name: str) -> bool:
    """Whether a field of this name may hold the text of an article."""
    return _field_of().get(_key(name)) == "text"


def is_like_article(record: Mapping[str, object]) -> bool:
    """Whether a record may be an article: it names a text, or a title and an address or summary."""
    fields = {_field_of().get(_key(name)) for name in _unwrapped(record)}
    return "text" in fields or ("title" in fields and bool(fields & {"url", "summary"}))


def _flat(record: Mapping[str, object]) -> dict[str, Field]:
    """The fields by comparable name, those inside some objects too; of two alike the first that holds something."""
    found: dict[str, Field] = {}
    for name, value in record.items():
        key = _key(name)
        if not is_empty(value):
            found.setdefault(key, Field(name, value))
        if isinstance(value, Mapping) and key in _INNER:
            for inner, part in value.items():
                if not is_empty(part):
                    found.setdefault(f"{key}.{_key(inner)}", Field(f"{name}.{inner}", part))
    return found


def _unwrapped(record: Mapping[str, object]) -> Mapping[str, object]:
    for name in _WRAPPERS:
        inner = record.get(name)
        if isinstance(inner, Mapping) and any(map(is_text_field, map(str, inner))):
            return {**{key: value for key, value in record.items() if key != name}, **inner}
    return record


def is_empty(value: object) -> bool:
    """Whether a value says nothing: null, not a number, blank, an empty list or object, or a list of bare numbers."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, list):
        return all(isinstance(item, (int, float, type(None))) for item in value)
    return value is None or value == {} or (isinstance(value, float) and isnan(value))


def _fits(value: object, kind: Kind) -> bool:
    """Text is a string or an object with a name; prose also a list of paragraphs, a label also a list of labels."""
    if kind == "day":
        return isinstance(value, (str, int, float, date)) and not isinstance(value, bool)
    if kind == "id":
        return isinstance(value, (str, int)) and not isinstance(value, bool)
    if isinstance(value, (list, tuple)):
        return kind in ("names", "label") or (kind == "prose" and all(isinstance(item, str) for item in value))
    return isinstance(value, str) or (isinstance(value, Mapping) and isinstance(value.get("name"), str))


@lru_cache(maxsize=10_000)
def _key(name: str) -> str:
    """What of a name counts when names are compared; `datePublished` and `date_published` are one."""
    return _JOINT.sub("", str(name).strip("\ufeff \t\"'")).casefold()[:100]


@lru_cache(maxsize=1)
def _field_of() -> dict[str, str]:
    return {_key(name): field for field, names in FIELDS.items() for name in (*names.own, *names.others)}
