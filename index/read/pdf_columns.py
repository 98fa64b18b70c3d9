"""The lines of a page in the order in which they are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from index.read.plain import plain_text

_ROWS = 5  # so many lines parted at the same place, and a column begins there
Line = tuple[str, float, float, float, float]  # text, left, bottom, right, top in points; the page's bottom is 0

_LOOKED_AT = 1000  # lines of a page, to find columns
_SAME_HEIGHT = 0.15  # how far the heights of lines in one paragraph may differ
_WORDS = 3  # on average that its parts have; those of tables have fewer


class Row(NamedTuple):
    """A line, edges in points. `is_parted`: a wide gap is in it, as between the cells of a table."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    is_parted: bool = False

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


def alike(one: Row, other: Row) -> bool:
    """Whether they are of one height, as the lines of a paragraph."""
    return abs(one.height - other.height) <= _SAME_HEIGHT * max(one.height, other.height)


def line_distances(pages: Sequence[Sequence[Row]]) -> dict[int, float]:
    """The usual distance in points from a line to the next, by its rounded height."""
    distances = defaultdict(list)
    for above, below in (pair for rows in pages for pair in pairwise(rows)):
        if above.page == below.page and alike(above, below) and 0 < above.bottom - below.bottom < 3 * below.height:
            distances[round(below.height)].append(above.bottom - below.bottom)
    return {height: median(found) for height, found in distances.items()}


def in_reading_order(page: int, lines: Sequence[Line]) -> list[Row]:
    """The rows of a page from its lines, given in the order of the file.

    That order nearly always is the order of reading. But some programs write across the columns: where many lines
    are parted at the same place, what is left of it comes before what is right of it, down to a line that crosses it.
    """
    pieces = [
        Row(page, text, left, bottom, right, top)
        for line, left, bottom, right, top in lines
        if (text := " ".join(plain_text(line).split()))
    ]
    rows = list(_side_by_side(pieces))
    gutter = _gutter(rows)
    if gutter is None:
        return [merged(row) for row in rows]
    ordered: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if any(piece.left < gutter < piece.right for piece in row):
            ordered += [*right, merged(row)]
            right = []
            continue
        ordered += _merged_if_any([piece for piece in row if piece.right <= gutter])
        right += _merged_if_any([piece for piece in row if piece.left >= gutter])
    return ordered + right


def _side_by_side(pieces: Sequence[Row]) -> Iterator[list[Row]]:
    """Neighbours in the file that stand on one line."""
    row: list[Row] = []
    for piece in pieces:
        if row:
            last = row[-1]
            shared = min(last.top, piece.top) - max(last.bottom, piece.bottom)
            if piece.left < last.right or shared < 0.5 * min(last.height, piece.height):
                yield row
                row = []
        row.append(piece)
    if row:
        yield row


def _gutter(rows: Sequence[Sequence[Row]]) -> float | None:
    """Where most of the parted lines are parted, if they are the lines of two columns."""
    gaps = [(left, right) for row in rows[:_LOOKED_AT] for left, right in pairwise(row[:_LOOKED_AT])][:_LOOKED_AT]
    if len(gaps) < _ROWS or sum(len(piece.text.split()) for gap in gaps for piece in gap) < 2 * _WORDS * len(gaps):
        return None
    middles = [(left.right + right.left) / 2 for left, right in gaps]
    counted = [(sum(left.right <= at <= right.left for left, right in gaps), at) for at in middles]
    count, at = max(counted)
    return at if count >= max(_ROWS, len(gaps) // 2) else None


def _merged_if_any(pieces: Sequence[Row]) -> list[Row]:
    return [merged(pieces)] if pieces else []


def merged(pieces: Sequence[Row]) -> Row:
    """The pieces of one line, from left to right, as one row."""
    return Row(
        pieces[0].page,
        " ".join(piece.text for piece in pieces),
        pieces[0].left,
        min(piece.bottom for piece in pieces),
        pieces[-1].right,
        max(piece.top for piece in pieces),
        is_parted=len(pieces) > 1,
    )
