"""The values of a record's fields as an article has them: a text, a name, names, a day, an address.

Each is None or empty where the field is missing, and raises ReadError, which names the field, where it is of the wrong
kind.
"""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit

from index.errors import ReadError
from index.read.dates import parse_date
from index.read.mapping import Field
from index.read.plain import one_line, plain_text, shown

_BETWEEN_NAMES = re.compile(r"\s*;\s*|\s+(?:and|&)\s+")
_LONGEST_LIST = 10_000  # of names written in one string
_NAME_KEYS = ("value", "name", "webTitle", "term", "label", "title")  # where objects in a list keep their text
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12})(?:/.*)?")


def prose(field: Field | None) -> str | None:
    """A text, or a list of its paragraphs."""
    if field is not None and isinstance(field.value, (list, tuple)):
        return "\n\n".join(_items(field))
    return text(field)


def text(field: Field | None) -> str | None:
    """The text as it stands."""
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


def name(field: Field | None) -> str | None:
    """The text on one line."""
    value = text(field)
    return (one_line(value) or None) if value else None


def publisher(field: Field | None) -> str | None:
    """The name as given; of a web address the host."""
    given = name(field)
    if given and (address := _ADDRESS.fullmatch(given)):
        return address["host"]
    return given


def label(field: Field | None) -> str | None:
    """A name, the first where there are several."""
    if field is not None and isinstance(field.value, (list, tuple)):
        return next(iter(_lines(_items(field))), None)
    return name(field)


def names(field: Field | None) -> tuple[str, ...]:
    """Authors: a list, or "Ann Lee and Bob Day", "By Ann Lee; Bob Day", "Ann Lee, Bob Day"."""
    value = _listed(field)
    if isinstance(value, str):
        parts = _BETWEEN_NAMES.split(re.sub(r"^\s*by\s+", "", value, flags=re.IGNORECASE))
        # A comma parts names only where each part is a whole name: "Ann Lee, Jr." is one.
        return _lines([piece for part in parts for piece in (part.split(",") if _all_full_names(part) else [part])])
    return _lines(value)


def _all_full_names(part: str) -> bool:
    return all(len(piece.split()) >= 2 for piece in part.split(","))


def tags(field: Field | None) -> tuple[str, ...]:
    """Labels: a list, or one text with commas or semicolons."""
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


def day(field: Field | None) -> date | None:
    """The day of a date."""
    return None if field is None else parse_date(field.value, field.name)


def url(field: Field | None) -> str | None:
    """The address where it is http(s) with a host, else None."""
    url = plain_text(text(field) or "")
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and has_host and not re.search(r"[\s<>\"]", url) else None
