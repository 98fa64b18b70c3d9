"""What can still be read of a damaged catalog, row by row; each article is proven by the hash that stands with it.

SQLite reads what hangs on the sound pages of a table's tree: a range of rows that fails is halved until the rows that
cannot be had stand alone. Pages that hang nowhere are left alone, for they may hold what was removed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from index.article import Article
from index.store.rows import article_of
from index.store.values import OldVersion

_AT_ONCE = 256  # rows that are asked for together
_ROWS_A_PAGE = 4  # in a table whose last row cannot be asked for; an article takes most of a page
_LATER_COLUMNS = {"language": None, "pages": "[]"}  # that catalogs of earlier versions do not have
_LISTS, _DAYS = ("authors", "tags", "removed", "pages"), ("published", "updated")


class DamagedCatalog:
    """A damaged catalog file, to be closed after reading. Works on a copy: SQLite may write to the file."""

    def __init__(self, path: Path) -> None:
        """Raises sqlite3.DatabaseError where not even the list of tables can be read."""
        self._connection = sqlite3.connect(path)
        self._connection.text_factory = lambda text: text.decode("utf-8", "replace")
        self._connection.row_factory = sqlite3.Row
        try:
            self._connection.execute("PRAGMA writable_schema = ON")  # else a file that was cut short does not open
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError:
            self.close()
            raise

    def close(self) -> None:
        self._connection.close()

    def settings(self) -> dict[str, str]:
        """What the catalog says about the index itself, as far as it can be read."""
        return {row["name"]: row["value"] for row in self._rows("meta") if row["value"]}

    def articles(self) -> Iterator[tuple[Article, str]]:
        """The articles that are whole, each with the file it was read from."""
        for row in self._rows("articles"):
            if (article := _proven(row)) and isinstance(row["file"], str):
                yield article, row["file"]

    def versions(self) -> Iterator[OldVersion]:
        """The earlier versions of articles that are whole."""
        for row in self._rows("versions"):
            if article := _proven(row):
                with suppress(ValueError, TypeError):
                    yield OldVersion(article, date.fromisoformat(row["replaced"]))

    def known_ids(self) -> set[str]:
        """The ids of the articles that any readable part of the catalog names."""
        found: set[str] = set()
        for table in ("articles", "chunks", "bands"):
            for order in ("ASC", "DESC"):  # from both ends up to the damage
                with suppress(sqlite3.DatabaseError):
                    query = f"SELECT article_id FROM {table} ORDER BY article_id {order}"  # noqa: S608 - our own names
                    for (article_id,) in self._connection.execute(query):
                        found.add(str(article_id))
        return found

    def _rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        """The rows that can be read, in order."""
        after = self._last(table) + 1
        ranges = [(start, min(start + _AT_ONCE, after)) for start in reversed(range(0, after, _AT_ONCE))]
        query = f"SELECT * FROM {table} NOT INDEXED WHERE rowid >= ? AND rowid < ? ORDER BY rowid"  # noqa: S608
        while ranges:
            start, end = ranges.pop()
            try:
                rows = self._connection.execute(query, (start, end)).fetchall()
            except sqlite3.DatabaseError:
                if end - start > 1:
                    middle = (start + end) // 2
                    ranges += [(middle, end), (start, middle)]
                continue
            yield from (dict(row) for row in rows)

    def _last(self, table: str) -> int:
        """The number of the last row, or one that is surely higher."""
        try:
            return int(self._connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0)  # noqa: S608
        except sqlite3.DatabaseError:
            pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
            return _ROWS_A_PAGE * int(pages)


def _proven(row: Mapping[str, Any]) -> Article | None:
    """The article of a row, if it is what was stored."""
    try:
        values: dict[str, Any] = {**_LATER_COLUMNS, **row}
        values |= {name: json.loads(values[name]) for name in _LISTS}
        values |= {name: date.fromisoformat(values[name]) if values[name] else None for name in _DAYS}
        article = article_of(values)  # type: ignore[arg-type]
        return article if article.content_hash == row["content_hash"] else None
    except (ValueError, TypeError, KeyError):
        return None
