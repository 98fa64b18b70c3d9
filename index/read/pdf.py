"""A PDF -> Article, with the page that each part of the text stands on."""

from __future__ import annotations

import json
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index.article import Article
from index.errors import ReadError
from index.read.fields import make_article
from index.read.origin import Origin
from index.read.pdf_columns import Line
from index.read.pdf_layout import Paragraph, lay_out

_WORKER = Path(__file__).with_name("pdf_worker.py")
_TIMEOUT_S = 600
_LEAST_TEXT = 20  # characters; a document with fewer is pictures of pages
_FIRST_LINES = 5  # in which cleaning may cut the beginning of a line


def read_pdf(origin: Origin, data: bytes) -> Article:
    """The text of all pages, in reading order; headers, footers and page numbers are cut and kept beside it.

    What the file says about its author, title and date is not used: it tells of the file, seldom of the article.
    Raises ReadError where it is protected, broken, or holds no text.
    """
    pages = _pages(data)
    layout = lay_out(pages)
    if sum(len(paragraph.text) for paragraph in layout.paragraphs) < _LEAST_TEXT:
        raise ReadError(f"no text in its {len(pages)} pages, only pictures. Run text recognition (OCR) on it first.")
    text = "\n\n".join(paragraph.text for paragraph in layout.paragraphs)
    article = make_article({"title": layout.title, "text": text}, origin.source, origin.key)
    return replace(
        article,
        pages=page_map(article.text, layout.paragraphs),
        removed=(*(["\n".join(layout.running)] if layout.running else ()), *article.removed),
    )


def page_map(text: str, paragraphs: Sequence[Paragraph]) -> tuple[tuple[int, int], ...]:
    """`Article.pages`: where in a cleaned text the pages of its paragraphs begin.

    Cleaning cuts whole lines, and the beginning of one of the first: so lines are looked up, in order.
    """
    found: list[tuple[int, int]] = []
    number = offset = 0
    places: dict[str, list[int]] = {}
    for place, paragraph in enumerate(paragraphs):
        places.setdefault(paragraph.text, []).append(place)
    for line_number, line in enumerate(text.split("\n")):
        same = places.get(line, [])
        at = next(iter(same[bisect_left(same, number) :][:1]), None)
        if at is None and line and line_number < _FIRST_LINES:
            nearest = range(number, min(number + _FIRST_LINES, len(paragraphs)))
            at = next((place for place in nearest if paragraphs[place].text.endswith(line)), None)
        if at is not None:
            number = at + 1
            end = offset + len(line)
            for page, piece in reversed(paragraphs[at].pieces):
                end -= len(piece)
                found.append((max(end, offset), page))
        offset += len(line) + 1
    return _changes(sorted(found))


def _changes(found: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Only where another page begins."""
    kept: list[tuple[int, int]] = []
    for offset, page in found:
        if not kept or kept[-1][1] != page:
            kept.append((offset, page))
    return tuple(kept)


def _pages(data: bytes) -> list[list[Line]]:
    """The lines of each page, read by a process of its own: a PDF can be made to crash or hang what reads it."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-P", str(_WORKER)], input=data, capture_output=True, timeout=_TIMEOUT_S, check=True
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise ReadError("it takes too long to read. Save its text instead.") from None
    except (subprocess.CalledProcessError, ValueError):
        raise ReadError("the PDF reader broke off: it is damaged or too complex. Save its text instead.") from None
    if answer.get("error") == "password":
        raise ReadError("it is protected by a password. Save it without one.")
    if not answer.get("pages"):
        raise ReadError("not a PDF that can be read: it is damaged or cut short. Get it again.")
    pages: list[list[Line]] = answer["pages"]
    return pages
