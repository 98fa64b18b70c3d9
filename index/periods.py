"""Days, weeks, months and years as periods: the first and the last day, both included. Weeks begin on Monday."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

Period = tuple[date, date]
Unit = Literal["day", "week", "weekend", "month", "year"]


def days_from(day: date, shift: int, length: int = 1) -> Period:
    """`length` days, the first of them `shift` days after `day`."""
    first = day + timedelta(days=shift)
    return first, first + timedelta(days=length - 1)


def week_of(day: date, shift: int = 0) -> Period:
    """The week of `day`, or another one, `shift` weeks later."""
    return days_from(day, 7 * shift - day.weekday(), 7)


def weekend_of(day: date, shift: int = 0) -> Period:
    """Saturday and Sunday of the week of `day`, or of another one."""
    return days_from(day, 7 * shift - day.weekday() + 5, 2)


def month_of(day: date, shift: int = 0) -> Period:
    """The month of `day`, or another one, `shift` months later."""
    months = day.year * 12 + day.month - 1 + shift
    return month(months // 12, months % 12 + 1)


def month(year: int, number: int) -> Period:
    """A month, January 1."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def year(number: int) -> Period:
    """A year."""
    return date(number, 1, 1), date(number, 12, 31)


def period_of(unit: Unit, day: date, shift: int = 0) -> Period:
    """The day, week, weekend, month or year that holds `day`, or the one `shift` of them later."""
    if unit == "year":
        return year(day.year + shift)
    if unit == "day":
        return days_from(day, shift)
    return {"week": week_of, "weekend": weekend_of, "month": month_of}[unit](day, shift)
