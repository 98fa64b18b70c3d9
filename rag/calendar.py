"""First and last days: of dates that are whole or partial, of weeks, months, quarters and seasons."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from index.days import PartialDate

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month, northern hemisphere


def third_of(partial: PartialDate, part: str | None) -> tuple[date, date]:
    """The days of a date, or of its beginning, middle or end: a third of the year or of the month."""
    first, last = days_of(partial)
    if part is None or partial.day is not None:
        return first, last
    place = 0 if part.lower() in ("early", "beginning of", "start of") else 1 if part.lower().startswith("mid") else 2
    if partial.month is None:
        return date(first.year, 4 * place + 1, 1), days_of(PartialDate(first.year, 4 * place + 4))[1]
    return first + timedelta(days=10 * place), last if place == 2 else first + timedelta(days=10 * place + 9)


def with_year(partial: PartialDate, today: date | None) -> PartialDate | None:
    """A date with its year, if it has none the latest up to `today`; None where that is unknown or no such day is."""
    if partial.year is None:
        if today is None or partial.month is None:
            return None
        first = (partial.month, partial.day or 1)
        partial = partial._replace(year=today.year - (first > (today.month, today.day)))
    if partial.day is not None and partial.day > monthrange(partial.year or 1, partial.month or 1)[1]:
        return None
    return partial


def days_of(partial: PartialDate) -> tuple[date, date]:
    """The first and the last day of a date that has a year; a day that the month lacks is its last."""
    year = partial.year or 1
    if partial.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if partial.day is None:
        return date(year, partial.month, 1), date(year, partial.month, monthrange(year, partial.month)[1])
    day = min(partial.day, monthrange(year, partial.month)[1])
    return date(year, partial.month, day), date(year, partial.month, day)


def season_of(month: int, today: date, *, ended: bool) -> tuple[date, date]:
    """The latest three months that begin with `month` and have begun, or `ended`, by `today`."""
    first, last = date(today.year, month, 1), season_end(today.year, month)
    if first > today or (ended and last >= today):
        first, last = date(today.year - 1, month, 1), season_end(today.year - 1, month)
    return first, last


def season_end(year: int, month: int) -> date:
    """The last day of the three months that begin with `month`."""
    year, month = (year + 1, 2) if month == 12 else (year, month + 2)
    return date(year, month, monthrange(year, month)[1])


def unit_of(day: date, unit: str) -> tuple[date, date]:
    """The week, month, ... that holds the day."""
    if unit == "day":
        return day, day
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday())
        return monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6)
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    month = day.month if unit == "month" else day.month - (day.month - 1) % 3
    last = month if unit == "month" else month + 2
    return date(day.year, month, 1), date(day.year, last, monthrange(day.year, last)[1])


def back(day: date, count: int, unit: str) -> date:
    """The day that many units earlier; the last of a month where the month is shorter."""
    if unit in ("day", "week", "weekend"):
        return day - timedelta(days=count * (1 if unit == "day" else 7))
    months = day.year * 12 + day.month - 1 - count * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = max(1, months // 12), months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
