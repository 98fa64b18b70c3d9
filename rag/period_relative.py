"""Times in the words of a question that are seen from a day: 'last spring', 'two weeks ago', 'on Tuesday'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from index.days import weekdays
from rag.calendar import SEASONS, back, season_of, unit_of
from rag.period import Period

_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {**{word: n for n, word in enumerate(_NUMBER_WORDS, start=1)}, "few": 3}
_SEASON = re.compile(
    r"\b(?:(?P<which>last|this|past)\s+|(?:in|during|since|of|by)\s+(?:the\s+)?)(?:early\s|late\s)?"
    r"(?P<season>spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:(?P<which>this|last|past|previous)|(?:the\s+)?(?:last|past|previous)\s+(?P<n>\d{1,3}|"
    + "|".join(_COUNTS)
    + r"))\s+(?P<unit>day|week|weekend|month|quarter|year)s?\b(?!\s+(?:old|long))",
    re.IGNORECASE,
)
_AGO = re.compile(
    rf"\b(?P<n>\d{{1,3}}|an?|{'|'.join(_COUNTS)})\s+(?P<unit>day|week|month|year)s?\s+ago\b", re.IGNORECASE
)
_DAY = re.compile(r"\b(?P<day>today|yesterday|last night|this (?:morning|afternoon|evening)|tonight)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:on|last|this past|this)\s+(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)


def relative(question: str, today: date) -> Period | None:
    """From words that mean a time as seen from `today`."""
    return next(_relatives(question, today), None)


def _relatives(question: str, today: date) -> Iterator[Period]:
    """What `relative` takes the first of: seasons, 'two weeks ago', 'the past month', 'yesterday', 'on Tuesday'."""
    for match in _SEASON.finditer(question):
        ended = (match["which"] or "").lower() in ("last", "past")
        first, last = season_of(SEASONS[match["season"].lower()], today, ended=ended)
        opens = match.group().lower().startswith("since")
        yield Period(first, None if opens else last, match.group())
    for match in _AGO.finditer(question):
        unit = match["unit"].lower()
        first, last = unit_of(back(today, _count(match["n"]), unit), unit)
        yield Period(first, last, match.group())
    for match in _SPAN.finditer(question):
        unit = match["unit"].lower()
        if match["n"]:  # 'the past three weeks'
            yield Period(back(today, _count(match["n"]), unit), today, match.group())
            continue
        opening = re.search(r"\bsince\s+$", question[: match.start()], re.IGNORECASE)
        first, last = unit_of(today if match["which"].lower() == "this" else back(today, 1, unit), unit)
        yield Period(first, None if opening else min(last, today), (opening.group() if opening else "") + match.group())
    for match in _DAY.finditer(question):
        day = today - timedelta(days=1) if match["day"].lower() in ("yesterday", "last night") else today
        yield Period(day, day, match.group())
    for match in _WEEKDAY.finditer(question):
        since = (today.weekday() - min(weekdays(match["day"]))) % 7
        day = today - timedelta(days=since or 7 * match.group().lower().startswith("last"))
        yield Period(day, day, match.group())


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.get(word.lower(), 1)
