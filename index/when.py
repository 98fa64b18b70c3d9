"""The times that a text names, as days: 'last Friday', 'Feb 17', 'earlier this year' -> from, to.

A relative time is read from the day the article appeared, as news writes it: 'on Tuesday' in an article of Wednesday
is the day before, and 'will vote on Friday' lies ahead. What can mean two periods means none: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from index.dated import dated_readings
from index.days import PartialDate
from index.relative import Reading, relative_readings

_QUOTATION = re.compile(r"“[^“”]*”|\"[^\"\n]*\"")
_NOT_ITS_OWN = 10  # days: a quotation told beside a date further from the article's day was not spoken then


class Time(NamedTuple):
    """`text[start:end]` names the days from `first` to `last`, both included.

    `relative` where they are told from the day the article appeared, not by a date that stands by itself.
    """

    start: int
    end: int
    first: date
    last: date
    relative: bool


def times(text: str, published: date | None) -> tuple[Time, ...]:
    """The days that a text names, in order: a sentence of an article that appeared on `published`, or several.

    Whole dates, months and years stand by themselves; what is told from `published`, and a date without its year, is
    read from there, and of an undated article not at all. What stays ambiguous is left out, and so are the relative
    words of a quotation that is told beside a date of another time.
    """
    found = [
        Time(reading.start, reading.end, *reading.periods[0], reading.relative)
        for reading in _readings(text, published)
        if len(reading.periods) == 1
    ]
    if published is not None and any(time.relative for time in found):
        quotations = [match.span() for match in _QUOTATION.finditer(text)]
        told = [time for time in found if not _within(time, quotations)]
        if any((published - time.last).days > _NOT_ITS_OWN for time in told):
            found = [time for time in found if not (time.relative and _within(time, quotations))]
    return tuple(sorted(found))


def relative_dates(text: str, published: date) -> frozenset[PartialDate]:
    """Every day, month and year that the relative times of `text` can mean in an article that appeared on `published`.

    For a check of what a text may say: of 'next Friday', both.
    """
    found: set[PartialDate] = set()
    for reading in _readings(text, published):
        for first, _ in reading.periods if reading.relative else ():
            if reading.unit == "day":
                found.add(PartialDate(first.year, first.month, first.day))
            elif reading.unit == "month":
                found.add(PartialDate(first.year, first.month))
            elif reading.unit == "year":
                found.add(PartialDate(first.year))
    return frozenset(found)


def _readings(text: str, published: date | None) -> Iterator[Reading]:
    """What `text` tells; the dates come first, and hide the words within them."""
    left = text
    for reading in dated_readings(text, published):
        yield reading
        left = left[: reading.start] + " " * (reading.end - reading.start) + left[reading.end :]
    if published is not None:
        yield from relative_readings(left, published)


def _within(time: Time, quotations: list[tuple[int, int]]) -> bool:
    return any(start <= time.start and time.end <= end for start, end in quotations)
