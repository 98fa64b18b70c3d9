"""Headers, footers and page numbers: what runs along the edges of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.read.pdf_columns import Row

_OUTER = 3  # rows at the top and at the bottom that may be running
_OFTEN, _OFTEN_IN_FEW, _FEW = 3, 2, 5  # pages on which such a line stands; fewer in a document of so few pages
_LONGEST = 200
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|.\s]*(?:page|seite|página|p\.)?\s*\d{1,4}(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?[-–—|.\s]*", re.IGNORECASE
)


def running_rows(pages: Sequence[Sequence[Row]]) -> set[Row]:
    """The rows that stand on several pages at the same edge, but for their numbers; and lone page numbers there."""
    edges = [edge for page in pages for edge in _edges(page)]
    counts = Counter(key for rows, side in edges for key in {_key(row, side) for row in rows})
    needed = _OFTEN_IN_FEW if len(pages) <= _FEW else _OFTEN
    running: set[Row] = set()
    for rows, side in edges:
        is_outermost = True
        for row in rows:
            if counts[_key(row, side)] >= needed or (is_outermost and _PAGE_NUMBER.fullmatch(row.text[:_LONGEST])):
                running.add(row)
            else:
                is_outermost = False
    return running


def _edges(page: Sequence[Row]) -> list[tuple[list[Row], str]]:
    """The outer rows of a page, the outermost first. Of a page with few rows no row is at both edges."""
    rows = sorted(page, key=lambda row: -row.top)
    count = min(_OUTER, len(rows) // 2)
    return [(rows[:count], "top"), (rows[::-1][:count], "bottom")]


def _key(row: Row, side: str) -> str:
    return f"{side} {row.height:.0f} {_NUMBERS.sub('#', row.text[:_LONGEST]).casefold()}"
