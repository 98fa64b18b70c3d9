"""The explicit dates of a text, whole or partial. `index.when` reads the relative ones."""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DATE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-2]\d|3[01])\b",
        rf"\b{_DAY}\s(?:of\s)?{_MONTH}(?!\w)(?:,?\s{_YEAR}\b(?![,.]?\d))?",
        rf"\b{_MONTH}\s(?:the\s)?{_DAY}\b(?![,.:]?\d)(?:,?\s{_YEAR}\b(?![,.]?\d))?",
        rf"\b{_MONTH},?\s(?:of\s)?{_YEAR}\b",
    )
)
# 'May' and 'march' are also plain words: alone, they need a preposition in front and a capital.
_MONTH_ALONE = re.compile(
    r"\b(?P<month>January|February|April|June|July|August|September|October|November|December)\b"
    r"|(?<=\b[Ii]n\s)(?P<in>March|May)\b|(?<=\b(?:of|by)\s)(?P<of>March|May)\b|(?<=\b(?:last|next|late)\s)(?P<last>March|May)\b"
    r"|(?<=\b(?:since|until|early)\s)(?P<since>March|May)\b"
)
_YEAR_ALONE = re.compile(
    rf"(?<![\w.,$£€¥#/-])(?:mid-)?{_YEAR}\b(?!(?:[.,]\d|%|\s?(?:per\scent|percent|km|people|dollars|euros)\b))"
)
_WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)


class PartialDate(NamedTuple):
    """A day, a month or a year, as far as the text says: 'October 14' has no year, '2025' neither month nor day."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def covers(self, other: PartialDate) -> bool:
        """Whether everything that `other` says is said here: 14 October 2025 covers October 2025, not the reverse."""
        return all(theirs is None or theirs == ours for ours, theirs in zip(self, other, strict=True))


def dates(text: str) -> frozenset[PartialDate]:
    """The explicit dates of `text`: '14 October 2025', 'Oct. 14', 'October 2025', '2025-10-14', 'in May', '2025'."""
    return frozenset(found for found, _, _ in explicit(text))


def without_dates(text: str) -> str:
    """`text` with its explicit dates blanked, same length: what is left holds the other numbers."""
    for _, start, end in explicit(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def weekdays(text: str) -> frozenset[int]:
    """The weekdays that `text` names, Monday 0."""
    return frozenset(WEEKDAYS.index(match["weekday"].lower()) for match in _WEEKDAY.finditer(text))


def explicit(text: str) -> list[tuple[PartialDate, int, int]]:
    """Each explicit date with its start and end; a longer form hides the shorter ones within it."""
    found: list[tuple[PartialDate, int, int]] = []
    for pattern in (*_DATE, _MONTH_ALONE, _YEAR_ALONE):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if groups.get("month") in ("may", "march") and not groups.get("year"):
                continue  # "some 14 may have left"
            month = next((groups[key] for key in ("month", "in", "of", "last", "since") if groups.get(key)), None)
            partial = PartialDate(
                _integer(groups.get("year")), _month(month) if month else None, _integer(groups.get("day"))
            )
            found.append((partial, match.start(), match.end()))
            text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return found


def _month(name: str) -> int:
    if name.isdigit():
        return int(name)
    return next(i for i, month in enumerate(MONTHS, start=1) if month.startswith(name.lower().rstrip(".")[:3]))


def _integer(digits: str | None) -> int | None:
    return int(digits) if digits else None
