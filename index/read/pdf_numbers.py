"""Numbers in the lines along the edges of pages: which may be the page's own, and which say something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.read.pdf_columns import Row

_LONGEST = 200
_NUMBER = re.compile(r"\d+")
_WORD = r"(?:page|seite|página|pagina|p\.)"
_OF = r"(?:\s*(?:of|/|von|de|sur|di)\s*(?P<last>\d{1,4})(?!\d))?"
_ALONE = re.compile(rf"[-–—|.\s]*{_WORD}?\s*(?P<page>\d{{1,4}}){_OF}[-–—|.\s]*", re.IGNORECASE)
_PLACES = (
    re.compile(rf"^[\W_]*(?P<mark>{_WORD}\s*)?(?P<page>\d{{1,4}})(?![\d%]){_OF}(?![.,:/-]?\d|\w)", re.IGNORECASE),
    re.compile(rf"\b(?P<mark>{_WORD}\s*)(?P<page>\d{{1,4}})(?!\d){_OF}(?![.,:/-]?\d|\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w)(?<!\d[.,:/-])(?<![$€£])(?P<page>\d{{1,4}}){_OF}[-–—|·•.)\]\s]*$", re.IGNORECASE),
)
_SIGN_BEFORE, _SIGN_AFTER = re.compile(r"[-–—|·•/([]\s*$"), re.compile(r"\s*[-–—|·•)\]]")
_MONTH = (
    r"(?:jan|feb|fév|fev|mar|mär|apr|avr|abr|may|mai|maj|mag|jun|jui|giu|jul|lug|aug|aoû|ago|"
    r"sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic|gen|ene)\w*"
)
_DAY = re.compile(
    rf"\b{_MONTH}\.?\s+\d{{1,4}}(?!\d)|(?<!\d)\d{{1,2}}(?:\.|st|nd|rd|th)?\s+(?:de\s+)?{_MONTH}", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")

Shape = tuple[str, tuple[int | tuple[str, int], ...]]


def without_numbers(text: str) -> str:
    """The text by which lines are the same but for their numbers."""
    return _NUMBER.sub("#", text[:_LONGEST]).casefold()


def has_letters(text: str) -> bool:
    """Whether there is more than numbers and signs in it."""
    return _LETTER.search(text) is not None


def lone_page_number(text: str) -> int | None:
    """The number where the line is nothing but a page number: `7`, `- 7 -`, `Page 7 of 12`."""
    found = _ALONE.fullmatch(text[:_LONGEST])
    return int(found["page"]) if found else None


def shapes(row: Row, *, may_count: bool = True) -> Iterator[Shape]:
    """What is the same in each line of a running header: its words and its numbers, or all but one, less the page.

    That one stands where page numbers stand, and is no day of a month: a date or an amount says something, also where
    it changes from page to page. `may_count` is false where the line can hold no page number, as a headline.
    """
    text = row.text[:_LONGEST]
    key = without_numbers(text)
    numbers = list(_NUMBER.finditer(text))
    values = tuple(int(number[0][-9:]) for number in numbers)
    yield key, values
    places = _page_numbers(row) if may_count else set()
    for at, number in enumerate(numbers):
        if number.start() in places:
            yield key, (*values[:at], ("page", values[at] - row.page), *values[at + 1 :])


def _page_numbers(row: Row) -> set[int]:
    """Where in its text a page number may begin."""
    if len(row.text) > _LONGEST:
        return set()
    days = [found.span() for found in _DAY.finditer(row.text)]
    return {
        found.start("page")
        for place in _PLACES
        for found in place.finditer(row.text)
        if _may_count(row, found) and not any(start <= found.start("page") < end for start, end in days)
    }


def _may_count(row: Row, found: re.Match[str]) -> bool:
    """`Day 3` or `3 dead` are headings; `Page 3`, `3 | News`, `3 of 9` and `The Daily Lark 3` are not."""
    if found["last"]:
        return int(found["page"]) <= int(found["last"])
    before, after = row.text[: found.start("page")], row.text[found.end("page") :]
    others = len(re.findall(r"[^\W\d_]+", before + after))
    is_marked = bool(found.groupdict().get("mark") or _SIGN_BEFORE.search(before) or _SIGN_AFTER.match(after))
    return is_marked or row.is_parted or others != 1
