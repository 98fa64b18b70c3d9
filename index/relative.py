"""Times that are told from the day an article appeared: 'on Tuesday', 'last week', 'two months ago'.

Each reading holds every period that the words can mean; where they can mean two, the reader of the sentence cannot
know either. What is told from another day ('the following Friday', 'on Tuesdays') gives no reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, cast

from index.days import WEEKDAYS
from index.periods import Period, Unit, days_from, period_of, week_of, weekend_of
from index.tense import direction, direction_after


class Reading(NamedTuple):
    """`text[start:end]` means one of `periods`, each a `unit` long or a part of it."""

    start: int
    end: int
    unit: Unit
    periods: tuple[Period, ...]
    relative: bool = True  # False where the words stand by themselves, like '14 October 2025'


class _Mention(NamedTuple):
    """Words that tell a time, in their text, read on a day."""

    match: re.Match[str]
    text: str
    today: date

    def says(self, group: str) -> str:
        return " ".join((self.match[group] or "").lower().split())

    @property
    def direction(self) -> str:
        return direction(self.text, self.match.start(), self.match.end())


_DAY_NAME = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_ONES = ("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(_ONES)})"
_UNIT = r"(?P<unit>day|week|month|year)"
# 'more than two years ago' is another time, and so is half a year.
_NOT_EXACT = (
    r"(?<!\bthan )(?<!\bover )(?<!\bnearly )(?<!\balmost )(?<!\babout )(?<!\baround )(?<!\broughly )(?<!\bleast )"
    r"(?<!\bsome )(?<!\bhalf )"
)
# Told from another day, every week, or a day of its own name.
_ELSEWHERE = (
    r"(?<!\bevery )(?<!\beach )(?<!\ba )(?<!\bone )(?<!\bany )(?<!\bmost )(?<!\bthat )(?<!\bthe )(?<!\bfollowing )"
    r"(?<!\bago )(?<!\bweek on )(?<!\bweek from )(?<!\bweeks from )"
    r"(?<!\bprevious )(?<!\bthe next )(?<!\bsame )(?<!\bBlack )(?<!\bGood )(?<!\bAsh )(?<!\bCyber )(?<!\bSuper )"
    r"(?<!\bBloody )(?<!\bPalm )(?<!\bEaster )(?<!\bHoly )(?<!\bFat )(?<!\bShrove )(?<!\bMaundy )(?<!\bWhit )"
    r"(?<!\bSheffield )(?<!\bGiving )(?<!\bfirst )(?<!\bsecond )(?<!\bthird )(?<!\bfourth )(?<!\bthe last )"
    r"(?<!\bto )(?<!\bthrough )"
)
_NOT_THE_DAY = (
    r"(?!\s?(?:to|through|thru|[-–—])\s?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"(?! (?:week|of (?:that|the same|the previous|the following)|Times|Telegraph|Mirror|Express|Mail|Herald|Tribune"
    r"|Star|Night Live)\b)(?!,? (?:the )?\d{1,2}(?:st|nd|rd|th)\b)"
    r"(?!,? (?:the )?(?:\d{1,2} )?(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?\d)"
)


def _weekday(mention: _Mention) -> tuple[Period, ...]:
    today, which = mention.today, mention.says("which")
    number = WEEKDAYS.index(mention.says("weekday"))
    back = (today.weekday() - number) % 7
    past, ahead = days_from(today, -back), days_from(today, (7 - back) % 7)
    if which == "last":  # 'last Monday' on a Tuesday may be a week before yesterday, and is never today
        return (days_from(today, -(back or 7)), *([days_from(today, -8)] if back == 1 else ()))
    if which in ("this past", "past"):
        return (days_from(today, -(back or 7)),)
    if which in ("this coming", "coming"):
        return (days_from(today, 7 - back),)
    if which == "next":  # of a day still to come this week, 'next' may mean the one after it
        soon = days_from(today, 7 - back)
        return (soon,) if soon[0] > week_of(today)[1] else (soon, days_from(today, 14 - back))
    lies = mention.direction
    if which == "this" and lies == "either":
        return (days_from(today, number - today.weekday()),)
    if mention.match["of"]:  # "Friday's attack", "ahead of Friday's vote": the verb may speak of something else
        before = mention.says("before")
        if before in ("ahead of", "before", "until"):
            return (ahead,)
        if before in ("after", "since", "following"):
            return (past,)
        if lies == "past" and direction_after(mention.text, mention.match.end()) != "future":
            return (past,)
        return (past, ahead)
    if mention.says("before") == "since":
        return (past,)
    if mention.says("before") in ("before", "until") and lies == "either":
        return (ahead,)
    return (past,) if past == ahead or lies == "past" else (ahead,) if lies == "future" else (past, ahead)


def _weekday_of_week(mention: _Mention) -> tuple[Period, ...]:
    shift = ("last", "this", "next").index(mention.says("which")) - 1
    return (days_from(week_of(mention.today, shift)[0], WEEKDAYS.index(mention.says("weekday"))),)


def _near_day(mention: _Mention) -> tuple[Period, ...]:
    words = mention.says("day")
    shift = 2 if words.startswith("the day after") else -2 if words.startswith("the day before") else 0
    shift = shift or (1 if words == "tomorrow" else -1 if words in ("yesterday", "last night") else 0)
    return (days_from(mention.today, shift),)


def _ago(mention: _Mention) -> tuple[Period, ...]:
    return (period_of(_unit(mention), mention.today, -_number(mention)),)


def _ago_from(mention: _Mention) -> tuple[Period, ...]:
    """'a year ago today', 'three weeks ago yesterday': the day. Of a weekday it can mean two."""
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(mention.says("day"))
    if shift is None:
        return ()
    day, unit = days_from(mention.today, shift)[0], _unit(mention)
    if unit in ("day", "week"):
        return (days_from(day, -_days(mention)),)
    first, last = period_of("month", day, -_number(mention) * (12 if unit == "year" else 1))
    same = first.replace(day=min(day.day, last.day))
    return ((same, same),)


def _before_last(mention: _Mention) -> tuple[Period, ...]:
    return (period_of(_unit(mention), mention.today, -2),)


def _in_time(mention: _Mention) -> tuple[Period, ...]:
    """'in three days' time': that day, or the week, month or year that holds it."""
    return (period_of(_unit(mention), mention.today, _number(mention)),)


def _past_units(mention: _Mention) -> tuple[Period, ...]:
    """'in the past three weeks': so many days up to today."""
    return ((days_from(mention.today, -_days(mention))[0], mention.today),)


def _coming_units(mention: _Mention) -> tuple[Period, ...]:
    return ((mention.today, days_from(mention.today, _days(mention))[0]),)


def _weekend(mention: _Mention) -> tuple[Period, ...]:
    today, which = mention.today, mention.says("which")
    during = today.weekday() >= 5
    last, here, following = (weekend_of(today, shift) for shift in (-1, 0, 1))
    if which in ("last", "past", "this past"):
        return (last, here) if during and which != "last" else (last,)
    if which == "next":
        return (following,) if during else (here, following)
    if during or which in ("this coming", "coming"):
        return (here,)
    lies = mention.direction
    return (last,) if lies == "past" else (here,) if lies == "future" else (last, here)


def _span(mention: _Mention) -> tuple[Period, ...]:
    """'last week', 'earlier this year', 'later in the month'."""
    today, unit, part = mention.today, _unit(mention), mention.says("part")
    shift = {"last": -1, "next": 1}.get(mention.says("which"), 0)
    first, last = period_of(unit, today, shift)
    if shift == 0 and part == "earlier":
        return ((first, today),)
    if shift == 0 and part == "later":
        return ((today, last),)
    return ((first, last),)


_TABLE: tuple[tuple[str, Callable[[_Mention], tuple[Period, ...]], Unit | None], ...] = (
    (rf"\b{_NUMBER} {_UNIT}s? ago,? (?P<day>today|yesterday|tomorrow|(?:on )?{_DAY_NAME})\b", _ago_from, "day"),
    (rf"\b{_DAY_NAME},? (?:of )?(?P<which>last|this|next) week\b", _weekday_of_week, "day"),
    (rf"\b(?P<which>last|this|next) week,? (?:on )?{_DAY_NAME}\b(?!s\b)", _weekday_of_week, "day"),
    (
        rf"{_ELSEWHERE}\b(?:(?P<before>ahead of|before|until|after|since|following) )?"
        rf"(?:(?<!\bthe )(?P<which>last|next|this coming|this past|coming|past|this) )?{_DAY_NAME}\b(?P<of>[’']s)?"
        + _NOT_THE_DAY,
        _weekday,
        "day",
    ),
    (
        r"\b(?P<day>the day (?:after tomorrow|before yesterday)|today(?![’']s)|tonight|tomorrow|yesterday|last night"
        r"|this (?:morning|afternoon|evening))\b",
        _near_day,
        "day",
    ),
    (rf"{_NOT_EXACT}\b{_NUMBER} {_UNIT}s? ago\b", _ago, None),
    (rf"\bthe {_UNIT} before last\b", _before_last, None),
    (rf"\bin {_NUMBER} {_UNIT}(?:[’']s|s[’']) time\b", _in_time, None),
    (rf"\b(?:in|over|during|within) the (?:past|last) (?:{_NUMBER} )?{_UNIT}s?\b(?! of\b)", _past_units, "week"),
    (rf"\b(?:in|over|during|within) the (?:next|coming) {_NUMBER} {_UNIT}s\b", _coming_units, "week"),
    (
        r"\b(?P<which>last|next|this coming|this past|coming|past|this|the|over the|at the|on the) "
        r"weekend\b(?! (?:before|after|of\b))",
        _weekend,
        "weekend",
    ),
    (
        r"(?<!\bthe )(?<!\bevery )\b(?:(?P<part>earlier|later) )?(?P<which>last|this|next) "
        r"(?P<unit>week|month|year)\b",
        _span,
        None,
    ),
    (r"\b(?P<part>earlier|later) in (?P<which>the) (?P<unit>week|month|year)\b", _span, None),
)
_RULES = tuple((re.compile(pattern, re.IGNORECASE), rule, unit) for pattern, rule, unit in _TABLE)


def relative_readings(text: str, today: date) -> Iterator[Reading]:
    """What `text`, which appeared on `today`, tells from that day. Explicit dates have to be blanked before."""
    for pattern, rule, unit in _RULES:
        for match in pattern.finditer(text):
            mention = _Mention(match, text, today)
            start = match.end("before") if "before" in pattern.groupindex and match["before"] else match.start()
            start += text[start : start + 1].isspace()
            yield Reading(start, match.end(), unit or _unit(mention), tuple(dict.fromkeys(rule(mention))))
            text = text[:start] + " " * (match.end() - start) + text[match.end() :]


def _unit(mention: _Mention) -> Unit:
    return cast("Unit", mention.says("unit"))


def _number(mention: _Mention) -> int:
    word = mention.says("number")
    return int(word) if word.isdigit() else max(_ONES.index(word) - 1, 1) if word else 1


def _days(mention: _Mention) -> int:
    return _number(mention) * {"day": 1, "week": 7, "month": 30, "year": 365}[_unit(mention)]
