"""A JSON document of any size -> Articles: an array of records, an object that holds one, or a single article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from index.article import Article
from index.errors import ReadError
from index.read.encoding import text_stream
from index.read.mapping import is_like_article, is_text_field
from index.read.origin import Origin
from index.read.records import Record, articles_of, read_json_lines, record_of
from index.read.skipped import Skipped

Path = tuple[str, ...]  # of keys, from the top

# Where APIs and datasets keep their articles. Any other name counts where the object itself is no article.
_LISTS = frozenset(
    (
        *("articles", "results", "docs", "items", "data", "news", "records"),
        *("entries", "stories", "posts", "documents", "hits", "rows"),
    )
)
_DEPTH = 3  # objects around the list
_BLOCK = 1 << 16
_SOLID = re.compile(r"[^ \t\r\n\ufeff]")
_SHAPES = "Write an array of objects, an object with a list of them, or one object a line."
_NAME_ENDS = 16  # characters that a number or a word such as `false` may lack at the end of what was read


def read_json(origin: Origin, max_chars: int) -> Iterator[Article | Skipped]:
    """An article or a Skipped for every record; after a mistake in the JSON what came before is kept.

    A file with one object a line is read as such, whatever its ending. Memory holds one record of at most `max_chars`
    characters. Raises ReadError for binary data, OSError.
    """
    if _is_json_lines(origin, max_chars):
        return read_json_lines(origin, max_chars)
    return articles_of(_records(origin, max_chars), origin, _SHAPES)


class _Item(NamedTuple):
    """A value of the document; `listed` where it stands in a list at that path."""

    path: Path
    value: object
    listed: bool


class _Cursor:
    """Reads values from a stream of JSON, one after the other."""

    def __init__(self, stream: TextIO, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._decoder = json.JSONDecoder(strict=False)
        self._text, self._at, self._ended = "", 0, False

    def peek(self) -> str:
        """The next character that is no blank; "" at the end."""
        while True:
            if found := _SOLID.search(self._text, self._at):
                self._at = found.start()
                return found[0]
            self._at = len(self._text)
            if not self._fill(_BLOCK):
                return ""

    def skip(self, wanted: str) -> None:
        """Goes on after this character. Raises ReadError where another one stands there."""
        if self.peek() != wanted:
            raise _invalid(f"no {wanted!r} where it should stand")
        self._at += 1

    def value(self) -> object:
        """The next value. Raises ReadError where there is none, or it is longer than the limit."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                open_end = error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _NAME_ENDS
                length = len(self._text) - self._at
                if open_end and length > self._limit:
                    raise ReadError(
                        "the record is longer than max_file_mb allows. Shorten it or raise max_file_mb."
                    ) from None
                if not open_end or not self._fill(max(length, _BLOCK)):  # doubled: each character is read again rarely
                    raise _invalid(error.msg) from None
            except (ValueError, RecursionError):  # numbers of thousands of digits, thousands of brackets
                raise ReadError("not JSON that can be read (too large a number, or nested too deeply).") from None
            else:
                if end < len(self._text) - _NAME_ENDS or not self._fill(_BLOCK):  # a number might go on
                    self._at = end
                    return value

    def _fill(self, chars: int) -> bool:
        """Reads on, forgetting what was passed; False at the end."""
        more = "" if self._ended else self._stream.read(chars)
        self._ended = not more
        if more:
            self._text, self._at = self._text[self._at :] + more, 0
        return bool(more)


def _invalid(mistake: str) -> ReadError:
    return ReadError(f"not valid JSON ({mistake}). What comes after is not read. Correct it.")


def _records(origin: Origin, limit: int) -> Iterator[tuple[int, Record]]:
    number = 0
    try:
        where = _list_of_articles(origin, limit)
        with text_stream(origin) as stream:
            cursor = _Cursor(stream, limit)
            if where is None:
                number = 1
                yield 1, record_of(cursor.value())
                return
            for item in _walk(cursor, ()):
                if item.listed and item.path == where:
                    number += 1
                    yield number, record_of(item.value)
            if cursor.peek():
                raise _invalid("more follows after its end")
    except ReadError as error:
        yield number + 1, error


def _list_of_articles(origin: Origin, limit: int) -> Path | None:
    """Where the list of articles stands; None where the whole document is one record."""
    with text_stream(origin) as stream:
        cursor = _Cursor(stream, limit)
        if cursor.peek() != "{":
            return () if cursor.peek() == "[" else None
        first: Path | None = None
        seen: set[Path] = set()
        is_article = False
        try:
            for item in _walk(cursor, ()):
                is_article = is_article or is_text_field(item.path[0])
                if not item.listed or item.path in seen:
                    continue
                seen.add(item.path)
                if isinstance(item.value, dict) and is_like_article(item.value):
                    if item.path[-1].casefold() in _LISTS:
                        return item.path
                    first = first or item.path
        except ReadError:
            pass  # reading names the mistake, after what comes before it
        return None if is_article else first


def _walk(cursor: _Cursor, path: Path) -> Iterator[_Item]:
    """The items of lists, one by one, and the other values, down to some depth."""
    opening = cursor.peek()
    if opening == "[":
        cursor.skip("[")
        while cursor.peek() != "]":
            yield _Item(path, cursor.value(), listed=True)
            if cursor.peek() != "]":
                cursor.skip(",")
        cursor.skip("]")
    elif opening == "{" and len(path) < _DEPTH:
        cursor.skip("{")
        while cursor.peek() != "}":
            key = cursor.value()
            cursor.skip(":")
            yield from _walk(cursor, (*path, str(key)))
            if cursor.peek() != "}":
                cursor.skip(",")
        cursor.skip("}")
    else:
        yield _Item(path, cursor.value(), listed=False)


def _is_json_lines(origin: Origin, max_chars: int) -> bool:
    """Whether the first line is a whole object and something follows, or the ending says so and it is no array."""
    with text_stream(origin) as stream:
        first = next((line for line in _lines(stream, max_chars) if line.strip("\ufeff \t\r\n")), "").lstrip(
            "\ufeff \t"
        )
        if not first.startswith("{") or origin.ending in (".jsonl", ".ndjson"):
            return origin.ending in (".jsonl", ".ndjson") and not first.startswith("[")
        followed = any(line.strip() for line in _lines(stream, max_chars))
    try:
        return followed and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _lines(stream: TextIO, max_chars: int) -> Iterator[str]:
    return iter(lambda: stream.readline(max_chars), "")
