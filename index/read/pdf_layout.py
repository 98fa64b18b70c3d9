"""Lines of a PDF, as they lie on the pages -> paragraphs in reading order, each knowing its pages.

Own rules: the libraries that know layout need a graphics stack, or mix up the words of justified lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from index.read.pdf_columns import Line, Row, alike, in_reading_order, line_distances
from index.read.pdf_running import running_rows

_BULLET = re.compile(r"(?:[-–•·▪‣●◦*]|\d{1,2}[.)])\s")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_HYPHEN_END = re.compile(r"(?P<part>\w+)[-‐]$")
_FIRST = re.compile(r"\w{1,40}")
_WORD = re.compile(r"\w+(?:[-‐]\w+)*")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")  # scripts without blanks between words
_LEADING = 1.35  # times the usual distance of two lines, from which a gap parts paragraphs
_INDENT = 0.6  # heights of a line
_RAGGED, _BROKEN_OFF = 0.12, 0.4  # of its width that a line leaves empty: at a paragraph's end, and where none goes on
_HEADLINE = 1.2  # times the usual height
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 250
_END = 40  # characters that are looked at to see how a line ends


class Paragraph(NamedTuple):
    """`pieces` are (page, text), pages from 1; together the texts are the paragraph."""

    pieces: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.pieces)


class Layout(NamedTuple):
    """`title` is the headline of the first page; `running` the headers, footers and page numbers that were cut."""

    title: str | None
    paragraphs: tuple[Paragraph, ...]
    running: tuple[str, ...]


def lay_out(pages: Sequence[Sequence[Line]]) -> Layout:
    """The text of a document from the lines of its pages, given in the order of the file.

    Running headers and footers go, columns follow each other, words parted by a hyphen are joined.
    """
    ordered = [in_reading_order(number, lines) for number, lines in enumerate(pages, start=1)]
    running = running_rows(ordered)
    rows = [row for page in ordered for row in page if row not in running]
    groups = list(_Paragraphs(rows).groups())
    vocabulary = Counter(word.casefold() for row in rows for word in _WORD.findall(row.text))
    title = _headline(groups)
    return Layout(
        _join(title, vocabulary).text if title else None,
        tuple(_join(group, vocabulary) for group in groups if group is not title),
        tuple(dict.fromkeys(row.text for page in ordered for row in page if row in running)),
    )


class _Paragraphs:
    """Groups rows to paragraphs by what is usual in the document: distances of lines, edges of columns."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._edges: dict[tuple[int, int, int], float] = {}  # right edge by page, height and left
        self._distances = line_distances([rows])
        for row in rows:
            place = _place(row)
            self._edges[place] = max(row.right, self._edges.get(place, 0.0))

    def groups(self) -> Iterator[list[Row]]:
        """The rows of each paragraph."""
        group: list[Row] = []
        for row in self._rows:
            if group and not self._goes_on(group, row):
                yield group
                group = []
            group.append(row)
        if group:
            yield group

    def _goes_on(self, group: Sequence[Row], row: Row) -> bool:
        last = group[-1]
        if _is_drop_cap(last, row):
            return True
        if not alike(last, row) or (last.is_parted and row.is_parted) or _BULLET.match(row.text):
            return False
        if _HYPHEN_END.search(last.text[-_END:]):
            return True
        width = max(self._edge(last) - last.left, 1.0)
        empty = (self._edge(last) - last.right) / width
        ends = _SENTENCE_END.search(last.text[-_END:]) is not None
        if row.page != last.page or row.bottom >= last.bottom or not _overlap(last, row):  # the next column or page
            return not ends and empty < 2 * _RAGGED
        if last.bottom - row.bottom > _LEADING * self._distances.get(round(row.height), 1.3 * row.height):
            return False
        middles = abs((last.left + last.right) - (row.left + row.right)) / 2
        centred = middles < row.height < 2 * abs(last.left - row.left)
        if row.left > last.left + _INDENT * row.height and not centred and not _BULLET.match(group[0].text):
            return False
        if empty > _BROKEN_OFF and not centred and not row.text[0].islower():
            return False
        return not (ends and empty > _RAGGED)

    def _edge(self, row: Row) -> float:
        """How far to the right lines reach that begin about where this one does."""
        page, height, left = _place(row)
        return max(self._edges.get((page, height, left + step), 0.0) for step in range(-5, 3))


def _place(row: Row) -> tuple[int, int, int]:
    return row.page, round(row.height), round(row.left / 10)


def _overlap(one: Row, other: Row) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > 0.3 * min(one.right - one.left, other.right - other.left)


def _is_drop_cap(last: Row, row: Row) -> bool:
    return len(last.text) == 1 and last.text.isupper() and last.height > 1.7 * row.height and row.text[0].islower()


def _headline(groups: Sequence[list[Row]]) -> list[Row] | None:
    """The paragraph of the first page with the largest letters, where they are larger than usual."""
    usual = _usual_height([row for group in groups for row in group])
    first = groups[0][0].page if groups else 0
    large = [
        group
        for group in groups
        if group[0].page == first
        and group[0].height >= _HEADLINE * usual
        and _SHORTEST_TITLE <= sum(len(row.text) for row in group) <= _LONGEST_TITLE
    ]
    return max(large, key=lambda group: group[0].height, default=None) if len(large) < len(groups) else None


def _usual_height(rows: Sequence[Row]) -> float:
    """The height that half of the letters do not exceed."""
    by_height = sorted((row.height, len(row.text)) for row in rows)
    passed = accumulate(length for _, length in by_height)
    half = sum(length for _, length in by_height) / 2
    return next((height for (height, _), so_far in zip(by_height, passed, strict=True) if so_far >= half), 0.0)


def _join(group: Sequence[Row], vocabulary: Counter[str]) -> Paragraph:
    pieces: list[tuple[int, list[str]]] = [(group[0].page, [group[0].text])]
    for before, row in pairwise(group):
        parts = pieces[-1][1]
        parts[-1:] = _ended(before, row, parts[-1], vocabulary)
        if row.page != pieces[-1][0]:
            pieces.append((row.page, []))
        pieces[-1][1].append(row.text)
    return Paragraph(tuple((page, "".join(parts)) for page, parts in pieces))


def _ended(before: Row, row: Row, text: str, vocabulary: Counter[str]) -> list[str]:
    """The text of a line as it goes on in the next: with a blank, or without the hyphen that parts a word.

    The hyphen stays where it belongs to the word: `Franco-British`, and `well-known` if that stands elsewhere too.
    """
    part, rest = _HYPHEN_END.search(text[-_END:]), _FIRST.match(row.text)
    if part is None or rest is None:
        together = _is_drop_cap(before, row) or (_WIDE.match(text[-1]) and _WIDE.match(row.text[0]))
        return [text, "" if together else " "]
    joined, hyphenated = (f"{part['part']}{sign}{rest[0]}".casefold() for sign in ("", "-"))
    stays = not rest[0][0].islower() or part["part"].isdigit() or vocabulary[hyphenated] > vocabulary[joined]
    return [text if stays else text[:-1]]
