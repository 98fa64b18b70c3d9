"""Dates in a text -> the days they mean: whole ones by themselves, those without a year from the day of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from index.days import MONTHS, WEEKDAYS, PartialDate, explicit
from index.periods import Period, Unit, month, year
from index.relative import Reading
from index.tense import direction

# News leaves out the year of what is less than about nine months old, or not a year ahead.
_LONGEST_BACK = 285
_LONGEST_AHEAD = 310
_WITHIN_A_YEAR = 366  # of what a verb says to come
_HALF_YEAR = 183

_WEEKDAY_BEFORE = re.compile(rf"\b(?P<weekday>{'|'.join(WEEKDAYS)}),?\s(?:\(|the\s)?$", re.IGNORECASE)
_WHICH_BEFORE = re.compile(r"\b(?P<which>last|next|this)\s(?:early\s|late\s)?$", re.IGNORECASE)
_HABIT_BEFORE = re.compile(r"\b(?:every|each)\s(?:early\s|late\s)?$", re.IGNORECASE)
_SINCE_BEFORE = re.compile(r"\bsince\s(?:early\s|late\s|mid-)?$", re.IGNORECASE)
_YEAR_AFTER = re.compile(r",?\s(?:of\s)?(?P<which>last|this|next)\syear\b", re.IGNORECASE)
# 'the October 7 attack': a day so well known that it goes without its year.
_EVENT_AFTER = re.compile(r"\s(?:\w+\s)?(?:attacks?|riots?|insurrection|massacre|assault)\b", re.IGNORECASE)
_MONTH_NAME = r"(?P<month>(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?)"
_FROM_TO = r"(?P<first>\d{1,2})(?:st|nd|rd|th)?\s?(?:-|–|to|and)\s?(?P<last>\d{1,2})(?:st|nd|rd|th)?"
_OF_YEAR = r"(?:,?\s(?P<year>(?:1[5-9]|20)\d\d)\b)?"
_RANGES = (
    re.compile(rf"\b{_MONTH_NAME}\s{_FROM_TO}\b(?![:.,]?\d|%){_OF_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<![\d.,:-]){_FROM_TO}\s{_MONTH_NAME}(?!\w){_OF_YEAR}", re.IGNORECASE),
)


def dated_readings(text: str, published: date | None) -> Iterator[Reading]:
    """The dates of `text` as readings; without `published` only those that name their year."""
    for partial, start, end, length in [*_ranges(text), *((*found, 1) for found in explicit(_without_ranges(text)))]:
        reading = _reading(text, partial, start, end, published)
        if reading is not None:
            periods = tuple((first, last.replace(day=first.day + length - 1)) for first, last in reading.periods)
            yield reading if length == 1 else reading._replace(unit="week", periods=periods)


def _ranges(text: str) -> Iterator[tuple[PartialDate, int, int, int]]:
    """'Oct. 14-16': the first day, with start, end and the number of days."""
    for pattern in _RANGES:
        for match in pattern.finditer(text):
            first, last = int(match["first"]), int(match["last"])
            number = 1 + next((i for i, name in enumerate(MONTHS) if name.startswith(match["month"][:3].lower())), 0)
            if 0 < first < last <= month(2023, number)[1].day:
                partial = PartialDate(int(match["year"]) if match["year"] else None, number, first)
                yield partial, match.start(), match.end(), last - first + 1


def _without_ranges(text: str) -> str:
    for _, start, end, _ in _ranges(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _reading(text: str, partial: PartialDate, start: int, end: int, published: date | None) -> Reading | None:
    before, after = text[max(start - 24, 0) : start], text[end : end + 40]
    unit: Unit = "day" if partial.day else "month" if partial.month else "year"
    if partial.year is not None:
        period = _period(partial, partial.year)
        if partial.day and (named := _WEEKDAY_BEFORE.search(before)):
            start -= len(before) - named.start()
        return Reading(start, end, unit, (period,), relative=False) if period else None
    if published is None or _HABIT_BEFORE.search(before) or (partial.day and _EVENT_AFTER.match(after)):
        return None
    if said := _YEAR_AFTER.match(after):
        period = _period(partial, published.year + ("last", "this", "next").index(said["which"].lower()) - 1)
        return Reading(start, end + said.end(), unit, (period,)) if period else None
    near = [period for shift in (-1, 0, 1) if (period := _period(partial, published.year + shift))]
    if named := _WEEKDAY_BEFORE.search(before):
        number = WEEKDAYS.index(named["weekday"].lower())
        near = [period for period in near if period[0].weekday() == number]
        start -= len(before) - named.start()
        end += "(" in named[0] and after.startswith(")")
        periods = tuple(near)
    elif not partial.day and (which := _WHICH_BEFORE.search(before)):
        periods = _month_by_word(near, which["which"].lower(), published)
        start -= len(before) - which.start()
    elif _SINCE_BEFORE.search(before):
        periods = tuple([period for period in near if period[0] <= published][-1:])
    else:
        periods = _by_direction(near, direction(text, start, end), partial, published)
    return Reading(start, end, unit, periods) if periods else None


def _month_by_word(near: list[Period], which: str, published: date) -> tuple[Period, ...]:
    """'last November': the latest that is over, unless it was over just now; 'next March': in the next year."""
    if which == "this":
        return tuple(period for period in near if period[0].year == published.year)
    if which == "last":
        over = [period for period in near if period[1] < published]
        just_now = (published - over[-1][1]).days <= 31
        return tuple(over[-2:]) if just_now else (over[-1],)
    ahead = [period for period in near if period[0] > published]
    this_year = [period for period in ahead if period[0].year == published.year]
    return tuple(ahead) if this_year else (ahead[0],)


def _by_direction(near: list[Period], lies: str, partial: PartialDate, published: date) -> tuple[Period, ...]:
    """The last one up to now and the next one, as far as news would leave out their year; the verb decides."""
    past = [period for period in near if period[0] <= published]
    ahead = [period for period in near if period[1] >= published]
    back = past[-1] if past and (published - past[-1][1]).days <= _LONGEST_BACK else None
    longest = _WITHIN_A_YEAR if lies == "future" else _LONGEST_AHEAD
    front = ahead[0] if ahead and (ahead[0][0] - published).days <= longest else None
    if back == front:
        return (back,) if back else ()
    if back is None and lies == "past":  # 'announced a summit on Nov. 1' may lie ahead, a month alone is uncertain
        return (front,) if front and partial.day else tuple(period for period in (front, *past[-1:]) if period)
    if lies == "past" and back:
        return (back,)
    if (
        lies == "future"
        and back
        and front
        and 2 * (published - back[1]).days < (front[0] - published).days - _HALF_YEAR
    ):
        return (back, front)  # of a month just over, the next one would be told with its year
    if lies == "future" and front:
        return (front,)
    return tuple(period for period in (back, front) if period)


def _period(partial: PartialDate, of_year: int) -> Period | None:
    if partial.month is None:
        return year(of_year)
    if partial.day is None:
        return month(of_year, partial.month)
    try:
        day = date(of_year, partial.month, partial.day)
    except ValueError:
        return None
    return day, day
