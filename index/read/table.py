"""A table (CSV, TSV) -> Articles, a row a record, in constant memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from typing import TextIO

from index.article import Article
from index.errors import ReadError
from index.read.encoding import text_stream
from index.read.mapping import is_field, is_text_field
from index.read.origin import Origin
from index.read.plain import shown
from index.read.records import Record, articles_of
from index.read.skipped import Skipped

_DELIMITERS = ",;\t|"
_NULLS = frozenset(("", "nan", "none", "null", "nat", "n/a", "<na>", "\\n"))  # how programs write that there is nothing
_HEAD = 1 << 16  # characters
_SHAPE = "Write a first row with the names of the columns, and an article a row."


def read_table(origin: Origin, max_chars: int) -> Iterator[Article | Skipped]:
    """An article or a Skipped for every row that is not empty; rows count as in a spreadsheet, from 1 for the header.

    The delimiter is the one that parts the header into names that `index.read.mapping` knows. Raises ReadError where
    no column can hold the text, or for binary data; OSError.
    """
    with text_stream(origin) as stream:
        yield from articles_of(_records(stream, max_chars), origin, _SHAPE)


def _records(stream: TextIO, max_chars: int) -> Iterator[tuple[int, Record]]:
    csv.field_size_limit(min(max_chars, 2**31 - 1))  # of the whole process: the module knows no other
    lines = iter(lambda: stream.readline(max_chars), "")
    head = list(_head(lines))
    skipped = 1 if head and head[0].lower().startswith("sep=") else 0  # Excel's own first line
    delimiter, columns = _header(head[skipped] if len(head) > skipped else "")
    sample = "".join(head)
    escape = "\\" if sample.count('\\"') > sample.count('""') else None
    rows = csv.reader(chain(head[skipped:], lines), delimiter=delimiter, escapechar=escape, strict=True)
    number = skipped
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, ReadError(f"not a row of a table ({error}). Correct its quotation marks or remove it.")
            continue
        if number > skipped + 1 and any(row):
            yield number, _record(columns, row)


def _head(lines: Iterator[str]) -> Iterator[str]:
    """The first lines, enough to see how the table is written."""
    size = 0
    for line in lines:
        yield line
        size += len(line)
        if size > _HEAD:
            return


def _header(line: str) -> tuple[str, list[str]]:
    """The delimiter, and the names of the columns."""
    best: list[str] = []
    found = ","
    for delimiter in _DELIMITERS:
        try:
            names = [name.strip() for name in next(csv.reader([line.lstrip("\ufeff")], delimiter=delimiter), [])]
        except csv.Error:
            continue
        if sum(map(is_field, names)) > sum(map(is_field, best)) or not best:
            found, best = delimiter, names
    if not any(map(is_text_field, best)):
        raise ReadError(f"no column holds the text of the articles. Columns: {shown(best)}. Call one of them 'text'.")
    return found, best


def _record(columns: list[str], row: list[str]) -> Record:
    width = len(columns)
    if len(row) < width or any(row[width:]):
        return ReadError(f"{len(row)} fields, but {width} columns. Correct its delimiters and quotation marks.")
    record: dict[str, object] = {}
    for name, value in zip(columns, row, strict=False):
        if value.strip().casefold() not in _NULLS:
            record.setdefault(name, value)
    return record
