"""Times that are told from the day an article appeared: 'on Tuesday', 'last week', 'two months ago'.

Each reading holds every period that the words can mean; where they can mean two, the reader of the sentence cannot
know either. What is told from another day ('the following Friday', 'on Tuesdays') gives no reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from index.mention import DAY_NAME, NUMBER, UNIT, Mention
from index.periods import Period, Unit, days_from, period_of, weekend_of
from index.weekday import DAY_OF_WEEK, WEEKDAY, weekday, weekday_of_week


class Reading(NamedTuple):
    """`text[start:end]` means one of `periods`, each a `unit` long or a part of it."""

    start: int
    end: int
    unit: Unit
    periods: tuple[Period, ...]
    relative: bool = True  # False where the words stand by themselves, like '14 October 2025'


# 'more than two years ago' is another time, and so is half a year.
_NOT_EXACT = (
    r"(?<!\bthan )(?<!\bover )(?<!\bnearly )(?<!\balmost )(?<!\babout )(?<!\baround )(?<!\broughly )(?<!\bleast )"
    r"(?<!\bsome )(?<!\bhalf )"
)


def _near_day(mention: Mention) -> tuple[Period, ...]:
    words = mention.says("day")
    shift = 2 if words.startswith("the day after") else -2 if words.startswith("the day before") else 0
    shift = shift or (1 if words == "tomorrow" else -1 if words in ("yesterday", "last night") else 0)
    return (days_from(mention.today, shift),)


def _ago(mention: Mention) -> tuple[Period, ...]:
    return (period_of(mention.unit, mention.today, -mention.number),)


def _ago_from(mention: Mention) -> tuple[Period, ...]:
    """'a year ago today', 'three weeks ago yesterday': the day. Of a weekday it can mean two."""
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(mention.says("day"))
    if shift is None:
        return ()
    day, unit = days_from(mention.today, shift)[0], mention.unit
    if unit in ("day", "week"):
        return (days_from(day, -mention.days),)
    first, last = period_of("month", day, -mention.number * (12 if unit == "year" else 1))
    same = first.replace(day=min(day.day, last.day))
    return ((same, same),)


def _before_last(mention: Mention) -> tuple[Period, ...]:
    return (period_of(mention.unit, mention.today, -2),)


def _in_time(mention: Mention) -> tuple[Period, ...]:
    """'in three days' time': that day, or the week, month or year that holds it."""
    return (period_of(mention.unit, mention.today, mention.number),)


def _past_units(mention: Mention) -> tuple[Period, ...]:
    """'in the past three weeks': so many days up to today."""
    return ((days_from(mention.today, -mention.days)[0], mention.today),)


def _coming_units(mention: Mention) -> tuple[Period, ...]:
    return ((mention.today, days_from(mention.today, mention.days)[0]),)


def _weekend(mention: Mention) -> tuple[Period, ...]:
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


def _span(mention: Mention) -> tuple[Period, ...]:
    """'last week', 'earlier this year', 'later in the month'."""
    today, unit, part = mention.today, mention.unit, mention.says("part")
    shift = {"last": -1, "next": 1}.get(mention.says("which"), 0)
    first, last = period_of(unit, today, shift)
    if shift == 0 and part == "earlier":
        return ((first, today),)
    if shift == 0 and part == "later":
        return ((today, last),)
    return ((first, last),)


_TABLE: tuple[tuple[str, Callable[[Mention], tuple[Period, ...]], Unit | None], ...] = (
    (rf"\b{NUMBER} {UNIT}s? ago,? (?P<day>today|yesterday|tomorrow|(?:on )?{DAY_NAME})\b", _ago_from, "day"),
    (DAY_OF_WEEK[0], weekday_of_week, "day"),
    (DAY_OF_WEEK[1], weekday_of_week, "day"),
    (WEEKDAY, weekday, "day"),
    (
        r"\b(?P<day>the day (?:after tomorrow|before yesterday)|today(?![’']s)|tonight|tomorrow|yesterday|last night"
        r"|this (?:morning|afternoon|evening))\b",
        _near_day,
        "day",
    ),
    (rf"{_NOT_EXACT}\b{NUMBER} {UNIT}s? ago\b", _ago, None),
    (rf"\bthe {UNIT} before last\b", _before_last, None),
    (rf"\bin {NUMBER} {UNIT}(?:[’']s|s[’']) time\b", _in_time, None),
    (rf"\b(?:in|over|during|within) the (?:past|last) (?:{NUMBER} )?{UNIT}s?\b(?! of\b)", _past_units, "week"),
    (rf"\b(?:in|over|during|within) the (?:next|coming) {NUMBER} {UNIT}s\b", _coming_units, "week"),
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
            mention = Mention(match, text, today)
            start = match.end("before") if "before" in pattern.groupindex and match["before"] else match.start()
            start += text[start : start + 1].isspace()
            yield Reading(start, match.end(), unit or mention.unit, tuple(dict.fromkeys(rule(mention))))
            text = text[:start] + " " * (match.end() - start) + text[match.end() :]
