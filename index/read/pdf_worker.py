"""The program that takes a PDF apart, in a process of its own: what breaks or hangs here breaks nothing else.

Reads a PDF from standard input and writes JSON to standard output: `{"pages": [[line, ...], ...]}`, a line being
`[text, left, bottom, right, top]` in points from the lower left corner of the page, in the order of the file, or
`{"error": "password" | "broken"}`. PDFium, the library of Chromium, does the reading.
"""

from __future__ import annotations

import ctypes
import json
import math
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

MAX_PAGES = 5_000
_MAX_CHARS = 20_000_000
_CPU_S = 120
_MEMORY = 4 << 30  # bytes of address space
_GAP = 1.5  # widths of a gap, in heights of the line, from which two parts of a line are lines of their own
_HYPHENS = ("\x02", "\ufffe", "\xad")  # what PDFium makes of a hyphen that ends a line

Box = tuple[float, float, float, float]  # left, bottom, right, top


class _Char(NamedTuple):
    text: str
    box: Box
    quadrant: int  # quarters of a turn to the left


def main() -> None:
    """Limits the process, and does the work."""
    with suppress(ValueError, OSError):  # some systems do not know or allow these limits
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    json.dump(_read(sys.stdin.buffer.read()), sys.stdout)


def _read(data: bytes) -> dict[str, Any]:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if error.err_code == raw.FPDF_ERR_PASSWORD else "broken"}
    pages: list[list[tuple[Any, ...]]] = []
    room = _MAX_CHARS
    for index in range(min(len(document), MAX_PAGES)):
        lines: list[tuple[Any, ...]] = []
        with suppress(pypdfium2.PdfiumError):  # a broken page; the others may be sound
            lines = [(text, *(round(edge, 1) for edge in box)) for text, box in _lines(document[index].get_textpage())]
        room -= sum(len(line[0]) for line in lines)
        if room < 0:
            break
        pages.append(lines)
    return {"pages": pages}


def _lines(page: Any) -> Iterator[tuple[str, Box]]:
    """The lines of a page with the space they take; text in another direction than most is left out."""
    chars = list(_chars(page))
    counts = Counter(char.quadrant for char in chars if char is not None and not char.text.isspace())
    if not counts:
        return
    direction = counts.most_common(1)[0][0]
    line: list[_Char] = []
    for char in chars:
        if char is not None and char.quadrant != direction:
            continue
        if char is None or (line and not char.text.isspace() and _is_apart(line, char)):
            yield from _joined(line)
            line = []
        if char is not None:
            line.append(char)
    yield from _joined(line)


def _chars(page: Any) -> Iterator[_Char | None]:
    """The characters, upright; None where PDFium ends a line."""
    from pypdfium2 import raw

    edges = raw.FS_RECTF()
    for index in range(page.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(page, index))
        if text in "\r\n":
            yield None
            continue
        if not raw.FPDFText_GetLooseCharBox(page, index, ctypes.byref(edges)):
            continue
        quadrant = 0 if text.isspace() else round(raw.FPDFText_GetCharAngle(page, index) / (math.pi / 2)) % 4
        box = (edges.left, edges.bottom, edges.right, edges.top)
        yield _Char("-" if text in _HYPHENS else text, _upright(box, quadrant), quadrant)


def _upright(box: Box, quadrant: int) -> Box:
    """The box on the page turned so that text of this direction runs from left to right."""
    left, bottom, right, top = box
    for _ in range(quadrant):
        left, bottom, right, top = bottom, -right, top, -left
    return left, bottom, right, top


def _is_apart(line: list[_Char], char: _Char) -> bool:
    """Whether a wide gap, or another height, parts the character from the line."""
    last = next((other for other in reversed(line) if not other.text.isspace()), None)
    if last is None:
        return False
    height = max(char.box[3] - char.box[1], 1.0)
    overlap = min(char.box[3], last.box[3]) - max(char.box[1], last.box[1])
    return char.box[0] - last.box[2] > _GAP * height or overlap < 0


def _joined(line: list[_Char]) -> Iterator[tuple[str, Box]]:
    text = "".join(char.text for char in line).strip()
    boxes = [char.box for char in line if not char.text.isspace()]
    if text and boxes:
        left, bottom, right, top = zip(*boxes, strict=True)
        yield text, (min(left), _middle(bottom), max(right), _middle(top))


def _middle(values: tuple[float, ...]) -> float:
    return sorted(values)[len(values) // 2]


if __name__ == "__main__":
    main()
