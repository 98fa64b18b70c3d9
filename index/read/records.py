"""Records -> Articles: what JSON lines, JSON documents and tables have in common; and JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from index.article import Article
from index.errors import ReadError
from index.read.encoding import decode, is_binary, text_stream
from index.read.fields import article_from
from index.read.html import fragment_text
from index.read.mapping import mapped
from index.read.origin import Origin
from index.read.skipped import Skipped, skip_file, skip_record

Record = Mapping[str, object] | ReadError  # or why it cannot be read

_HOPELESS = 20  # so many broken records at the start, and the file is something else: one message, not thousands
_NO_NEWS = 1000  # so many records at the start without a single article: one message too
_KINDS = {bool: "true or false", str: "a text", int | float: "a number", list: "a list"}
_MARKUP = re.compile(r"</(?:p|div|article|section|ul|ol|h[1-6])>|<br\s*/?>|<script\b", re.IGNORECASE)


def articles_of(records: Iterable[tuple[int, Record]], origin: Origin, shape: str) -> Iterator[Article | Skipped]:
    """An article or a Skipped for every record with its number, in order.

    The fields are those of `index.read.mapping`; without a URL, `id` keeps an article's identity when records move.
    Where the file is something else than records, `shape` says in a sentence what they look like.
    """
    held: list[Skipped] = []  # back until one record is an article
    readable = hopeful = False
    for number, record in records:
        item: Article | Skipped
        try:
            if isinstance(record, ReadError):
                raise record
            readable = True
            item = _article(record, origin, number)
        except ReadError as error:
            item = skip_record(origin, number, error)
        hopeful = hopeful or isinstance(item, Article)
        if hopeful:
            yield from held
            held.clear()
            yield item
        elif isinstance(item, Skipped):
            held.append(item)
        if not readable and len(held) == _HOPELESS:
            yield skip_file(origin, ReadError(f"its first {_HOPELESS} records cannot be read. {shape}"))
            return
        if len(held) == _NO_NEWS:
            yield skip_file(origin, ReadError(f"no article in its first {_NO_NEWS:,} records. {held[0].reason}"))
            return
    yield from held


def read_json_lines(origin: Origin, max_bytes: int) -> Iterator[Article | Skipped]:
    """An article or a Skipped for every line that is not empty. Raises ReadError for binary data, OSError."""
    return articles_of(_records(origin, max_bytes), origin, "Write one JSON object a line.")


def record_of(value: object) -> Record:
    """A value of a JSON file, or why it is no record."""
    if isinstance(value, dict):
        return value
    kind = next((name for kind, name in _KINDS.items() if isinstance(value, kind)), "nothing")
    return ReadError(f"holds {kind}, not an object. Write an object {{...}} for each article.")


def _records(origin: Origin, max_bytes: int) -> Iterator[tuple[int, Record]]:
    for number, line in enumerate(_lines(origin, max_bytes), start=1):
        if line is None:
            yield number, ReadError("the record is longer than max_file_mb allows. Shorten it or raise max_file_mb.")
        elif line.strip():
            yield number, _record(line)


def _lines(origin: Origin, max_bytes: int) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is too long to hold. Each may have its own encoding, but for UTF-16."""
    with origin.open() as file:
        head = file.read(8192)
    if is_binary(head):
        raise ReadError("binary data, not text. Save it as UTF-8, one JSON object a line.")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        with text_stream(origin) as text:
            while wide := text.readline(max_bytes):
                yield wide.encode(errors="replace")
        return
    with origin.open() as file:
        while line := file.readline(max_bytes + 1):
            if len(line) <= max_bytes or line.endswith(b"\n"):
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = file.readline(max_bytes)
            yield None


def _record(line: bytes) -> Record:
    try:
        return record_of(json.loads(decode(line.rstrip())))
    except ReadError as error:
        return error
    except json.JSONDecodeError as error:
        return ReadError(f"not valid JSON ({error.msg}, column {error.colno}). Correct or remove the line.")
    except (ValueError, RecursionError):  # numbers of thousands of digits, thousands of brackets
        return ReadError("not JSON that can be read (too large a number, or nested too deeply). Remove it.")


def _article(record: Mapping[str, object], origin: Origin, number: int) -> Article:
    fields = mapped(record)
    identity = fields["id"].value if "id" in fields else number
    text = fields.get("text")
    if text is not None and isinstance(text.value, str) and _MARKUP.search(text.value):
        fields["text"] = text._replace(value=fragment_text(text.value))
    return article_from(fields, f"{origin.source}#{number}", f"{origin.key}#{identity}")
