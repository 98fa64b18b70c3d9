"""Numbers, dates and names that a sentence says and its quote does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rag.bounds import follows
from rag.facts import PartialDate, dates, fold, knows, names, numbers, weekdays
from rag.support import Support

_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def unknown_values(text: str, support: Support, context: str) -> Iterator[str]:
    """What `text` says that neither the cited words nor the header give, in words; `context` as in `verify.check`."""
    yield from _unknown_numbers(text, support, context)
    yield from _unknown_dates(text, support, context)
    yield from _unknown_names(text, support, context)


def _unknown_numbers(text: str, support: Support, context: str) -> Iterator[str]:
    held = numbers(f"{support.cited}\n{support.header}") | {str(day.year) for day in support.cited_dates if day.year}
    years = {str(day.year) for day in support.header_dates}
    quoted, asked = numbers(support.cited), numbers(context)
    for number in sorted(numbers(text)):
        if number in held | years or any(other.startswith(f"{number} ") for other in held):
            continue
        replaces = any(_kind(number) == _kind(other) for other in quoted)
        if number in asked and not replaces and number in numbers(support.articles):
            continue
        if follows(number, text, support.cited):
            continue
        yield f"the number '{number}' does not stand in the quote"


def _kind(number: str) -> str:
    return number.lstrip("0123456789.")


def _unknown_dates(text: str, support: Support, context: str) -> Iterator[str]:
    said, said_days = dates(text), weekdays(text)
    held_numbers = numbers(support.cited)
    known = dates(support.articles) | support.near_dates | support.header_dates
    asked = {day for day in dates(context) if any(other.covers(day) for other in known)}
    elsewhere = support.header_dates | asked
    years = {day.year for day in support.cited_dates | elsewhere}
    for day in sorted(said, key=str):
        if any(other.covers(day) for other in support.cited_dates) or (not day.month and str(day.year) in held_numbers):
            continue
        yearless = day._replace(year=None)
        if day.month and day.year in years and any(o.year is None and o.covers(yearless) for o in support.cited_dates):
            continue
        own = [other for other in support.cited_dates if _precision(other) >= _precision(day)]
        if any(other.covers(day) for other in elsewhere) and (
            not own or any(other.covers(named) for other in own for named in said) or said_days & _weekdays_of(own)
        ):
            continue
        yield f"the date '{_written(day)}' does not stand in the quote"
    held_days = weekdays(support.cited) | _weekdays_of(support.cited_dates)
    asked_days = frozenset() if weekdays(support.cited) else weekdays(context)
    for weekday in sorted(said_days - held_days - asked_days):
        yield f"'{_DAY_NAMES[weekday]}' does not stand in the quote"


def _precision(day: PartialDate) -> int:
    return 3 if day.day else 2 if day.month else 1


def _weekdays_of(days: Sequence[PartialDate] | frozenset[PartialDate]) -> frozenset[int]:
    found = set()
    for year, month, day in days:
        if year and month and day:
            try:
                found.add(date(year, month, day).weekday())
            except ValueError:  # the text says '31 February'
                continue
    return frozenset(found)


def _written(day: PartialDate) -> str:
    month = date(2000, day.month, 1).strftime("%B") if day.month else ""
    return " ".join(str(part) for part in (day.day, month, day.year) if part)


def _unknown_names(text: str, support: Support, context: str) -> Iterator[str]:
    near = f"{support.near}\n{support.header}"
    for name in sorted(names(text)):
        if knows(near, name) or (knows(context, name) and knows(support.articles, name)):
            continue
        # A surname in the quote may be written out the way the article does elsewhere.
        if fold(name) in fold(support.articles) and any(
            knows(near, part) for part in name.split() if part[0].isupper()
        ):
            continue
        yield f"the name '{name}' does not stand in the quote"
