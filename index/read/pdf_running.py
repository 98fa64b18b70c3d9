"""Headers, footers and page numbers: what runs along the edges of the pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from index.read.pdf_columns import Row, alike, line_distances, merged
from index.read.pdf_numbers import Shape, has_letters, lone_page_number, shapes, without_numbers

_OUTER = 3  # lines at the top and at the bottom that may be running
_OFTEN, _OFTEN_IN_FEW, _FEW = 3, 2, 5  # pages on which such a line stands; fewer in a document of so few pages
_STEP = 2  # from one such page to the next: those on the left often have another header than those on the right
_PLACE = 6.0  # points; half of it is how far a running line strays from its place
_APART = 1.35  # times the usual distance of two lines
_HEADING = 1.1  # times the usual height
_LONGEST_LONE = 999  # a higher number that stands alone on one page is a year or an amount
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")


class _Block(NamedTuple):
    """Lines close to each other at one edge of a page. `is_apart`: a gap or another height parts them from the text."""

    side: str
    lines: tuple[tuple[Row, ...], ...]
    inner: Row  # the next line of the text
    is_apart: bool
    is_outermost: bool

    @property
    def rows(self) -> list[Row]:
        return [row for line in self.lines for row in line]


def running_rows(pages: Sequence[Sequence[Row]]) -> set[Row]:
    """The rows that run along an edge: at the same place on page after page, the same but for the number of the page.

    They are apart from the text, or stand outermost on each page. A line in which a sentence goes on from page to page
    is none, nor one that stands within pages as often. Lone page numbers need no second one.
    """
    distances = line_distances(pages)
    blocks = [block for page in pages for block in _blocks(page, distances)]
    at = {row: block for block in blocks for row in block.rows}
    usual = median([row.height for page in pages for row in page] or [0.0])
    within = Counter(without_numbers(row.text) for page in pages for row in page if row not in at)
    whole = {merged(line): line for block in blocks for line in block.lines if len(line) > 1}
    at |= {row: at[line[0]] for row, line in whole.items()}
    found = [
        group
        for group in _groups(at, usual, _OFTEN_IN_FEW if len(pages) <= _FEW else _OFTEN)
        if not has_letters(group[0].text) or within[without_numbers(group[0].text)] < len(group)
    ]
    text = _Text(pages, {part for group in found for row in group for part in whole.get(row, (row,))})
    running = {
        part
        for group in found
        if lone_page_number(group[0].text) is not None or 2 * sum(text.flows(at[row]) for row in group) < len(group)
        for row in group
        for part in whole.get(row, (row,))
    }
    return running | set(_lone_page_numbers(blocks, running, text, usual))


def _blocks(page: Sequence[Row], distances: Mapping[int, float]) -> Iterator[_Block]:
    """The outer lines of a page. Of a page with few lines none is at both edges."""
    levels = _levels(page)
    for side, lines in (("top", levels), ("bottom", levels[::-1])):
        outer = range(min(_OUTER, len(lines) // 2))
        gaps = [at for at in outer if _is_apart(lines[at], lines[at + 1], distances)]
        start = 0
        for end in gaps or list(outer[:1]):
            block = tuple(lines[start : end + 1][:: 1 if side == "top" else -1])
            yield _Block(side, block, lines[end + 1][0], bool(gaps), start == 0)
            start = end + 1


def _levels(page: Sequence[Row]) -> list[tuple[Row, ...]]:
    """Rows side by side, from the top and from the left."""
    levels: list[list[Row]] = []
    for row in sorted(page, key=lambda row: -row.top):
        first = levels[-1][0] if levels else row
        shared = min(first.top, row.top) - max(first.bottom, row.bottom)
        if levels and shared >= 0.5 * min(first.height, row.height):
            levels[-1].append(row)
        else:
            levels.append([row])
    return [tuple(sorted(level, key=lambda row: row.left)) for level in levels]


def _is_apart(line: Sequence[Row], inner: Sequence[Row], distances: Mapping[int, float]) -> bool:
    if not any(alike(row, other) for row in line for other in inner):
        return True
    distance = min(abs(row.bottom - other.bottom) for row in line for other in inner)
    return distance > _APART * distances.get(round(inner[0].height), 1.3 * inner[0].height)


def _groups(at: Mapping[Row, _Block], usual: float, often: int) -> Iterator[list[Row]]:
    """Rows of one shape at one place, on so many pages that follow each other.

    Where others there differ from them in their numbers alone, these numbers say something.
    """
    same: dict[tuple[object, ...], dict[Shape, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row, block in at.items():
        for shape in shapes(row, may_count=row.height <= _HEADING * usual):
            for shift in (0.0, 0.5):  # two rows that are near each other share one of these places at least
                same[block.side, shape[0], shift, int(row.bottom / _PLACE + shift)][shape].append(row)
    for by_shape in same.values():
        groups = [group for rows in by_shape.values() for group in _on_pages(rows, at, often)]
        alike_but_for_numbers = {row for rows in by_shape.values() for row in rows}
        if 3 * len({row for group in groups for row in group}) > 2 * len(alike_but_for_numbers):
            yield from groups


def _on_pages(rows: Sequence[Row], at: Mapping[Row, _Block], often: int) -> Iterator[list[Row]]:
    """Those on enough pages that follow each other; more where they are close to the text."""
    rows = sorted(rows, key=lambda row: row.page)
    is_apart = 2 * sum(at[row].is_apart for row in rows) > len(rows)
    step, least = (_STEP, often) if is_apart else (1, _OFTEN)
    breaks = [place for place, (one, other) in enumerate(pairwise(rows), 1) if other.page - one.page > step]
    for start, end in pairwise([0, *breaks, len(rows)]):
        if len({row.page for row in rows[start:end]}) >= least:
            yield rows[start:end]


class _Text:
    """What stands between the running rows, to see whether a sentence goes through a block."""

    def __init__(self, pages: Sequence[Sequence[Row]], running: set[Row]) -> None:
        self._pages = [[row for row in page if row not in running] for page in pages]

    def flows(self, block: _Block) -> bool:
        """Whether it goes on from the page before or on the next one, as the end or the beginning of a paragraph."""
        page = block.rows[0].page - 1
        last = next((rows[-1] for rows in self._pages[max(page - 1, 0) : page] if rows), None)
        following = next((rows[0] for rows in self._pages[page + 1 : page + 2] if rows), None)
        before, after = (last, block.inner) if block.side == "top" else (block.inner, following)
        first, end = block.rows[0], block.rows[-1]
        begins_within = before is not None and alike(before, first) and not _ends(before)
        ends_within = after is not None and alike(end, after) and not _ends(end) and after.text[0].islower()
        goes_on = begins_within and (first.text[0].islower() or first.text[0].isdigit())
        if block.side == "top" and block.is_apart:
            return goes_on and _ends(end)
        if block.side == "bottom" and block.is_apart:
            return ends_within and not begins_within
        return goes_on or (ends_within and not begins_within)


def _ends(row: Row) -> bool:
    return _SENTENCE_END.search(row.text[-40:]) is not None


def _lone_page_numbers(blocks: Sequence[_Block], running: set[Row], text: _Text, usual: float) -> Iterator[Row]:
    """Those outermost on a page, where they do not contradict the ones that run from page to page."""
    counted = {number - row.page for row in running if (number := lone_page_number(row.text)) is not None}
    for block in blocks:
        for row in block.rows if block.is_apart and block.is_outermost else ():
            number = lone_page_number(row.text)
            if number is None or row in running or row.height > _HEADING * usual or text.flows(block):
                continue
            if number - row.page in counted or not row.text.isdecimal() or (not counted and number <= _LONGEST_LONE):
                yield row
