"""JSON Lines -> Articles, one record a line, in constant memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from index.article import Article
from index.errors import ReadError
from index.read.fields import TEXT_FIELDS, make_article
from index.read.html import fragment_text
from index.read.plain import decode, is_binary
from index.read.skipped import Skipped, skip_file, skip_record

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HOPELESS = 20  # so many broken lines at the start, and the file is something else: one message, not thousands
_MARKUP = re.compile(r"</(?:p|div|article|section|ul|ol|h[1-6])>|<br\s*/?>|<script\b", re.IGNORECASE)


def read_records(path: Path, max_line_bytes: int) -> Iterator[Article | Skipped]:
    """An article or a Skipped for every line that is not empty, in order.

    The fields are those of `make_article`, and `id`: without a URL, it keeps the article's identity when lines move.
    Raises OSError where the file cannot be opened.
    """
    with path.open("rb") as file:
        head = file.peek(8192)
        if head.startswith(_UTF16) or is_binary(head):
            yield skip_file(path, ReadError("not text in UTF-8. Save it as UTF-8, one JSON object a line."))
            return
        broken: list[Skipped] = []  # held back until one line is a record
        readable = False
        for number, line in enumerate(_lines(file, max_line_bytes), start=1):
            if line is not None and not line.strip():
                continue
            try:
                record = _record(line)
                readable = True
                item: Article | Skipped = _article(record, path, number)
            except ReadError as error:
                item = skip_record(path, number, error)
            if readable:
                yield from broken
                broken.clear()
                yield item
            elif isinstance(item, Skipped):
                broken.append(item)
            if len(broken) == _HOPELESS:
                yield skip_file(path, ReadError("its first lines are no JSON objects. Write one JSON object a line."))
                return
        yield from broken


def _lines(file: BinaryIO, max_bytes: int) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is too long to hold."""
    while line := file.readline(max_bytes + 1):
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(max_bytes)
        yield None


def _record(line: bytes | None) -> dict[str, object]:
    if line is None:
        raise ReadError("the line is longer than max_file_mb allows. Shorten it or raise max_file_mb.")
    try:
        record = json.loads(decode(line.rstrip()))
    except json.JSONDecodeError as error:
        raise ReadError(f"not valid JSON ({error.msg}, column {error.colno}). Correct or remove the line.") from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, thousands of brackets
        raise ReadError("not JSON that can be read (too large a number, or nested too deeply). Remove it.") from error
    if not isinstance(record, dict):
        raise ReadError(f"holds a {type(record).__name__}, not an object. Write one {{...}} a line.")
    return record


def _article(record: dict[str, object], path: Path, number: int) -> Article:
    real = path.resolve()
    identity = record.get("id")
    name = identity if isinstance(identity, (str, int)) and identity != "" else number
    texts = {name: text for name in TEXT_FIELDS if isinstance(text := record.get(name), str) and _MARKUP.search(text)}
    return make_article(
        {**record, **{name: fragment_text(text) for name, text in texts.items()}}, f"{path}#{number}", f"{real}#{name}"
    )
