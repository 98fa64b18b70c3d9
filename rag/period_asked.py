"""The time that a question asks about: 'in October 2025', 'last spring', 'since March', 'between May and July 2020'.

Read from the words of the question and from the day it is asked on.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from index.days import PartialDate, explicit
from rag.calendar import SEASONS, days_of, season_end, third_of, with_year
from rag.period import Period
from rag.period_relative import relative

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PART = r"(?:(?P<part>early|beginning of|start of|mid|middle of|late|end of)[\s-](?:the\s)?)?"
_FRONT = {
    name: re.compile(rf"\b(?:{words})\s+(?:the\s)?{_PART}$", re.IGNORECASE)
    for name, words in {
        "after": "after|later than|following",
        "before": "before|earlier than|prior to",
        "until": "until|till|up to|by|through|as of|no later than",
        "since": "since|starting|starting in|starting on|from",
        "at": "in|on|at|during|of|for|around|within",
    }.items()
}
_BARE_PART = re.compile(rf"\b{_PART}$", re.IGNORECASE)
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_RANGE = re.compile(r"^\s*(?:and|to|until|till|through|-|–|—)\s*(?:the\s)?$", re.IGNORECASE)
_OPENS_RANGE = re.compile(r"\b(?:between|from)\s+(?:the\s)?$", re.IGNORECASE)
_MONTH_RANGE = re.compile(
    rf"\b(?:between|from)\s+(?P<one>{_MONTH})\s+(?:and|to|until|through)\s+(?P<other>{_MONTH})\b"
    r"(?:\s+(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_SEASON_OF_YEAR = re.compile(
    r"\b(?:(?:in|during|since|of|by)\s+(?:the\s+)?)?(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SHARE_OF_YEAR = re.compile(
    r"\b(?:(?:in|during)\s+)?(?:the\s+)?(?:(?P<nth>first|second|third|fourth|last)\s+(?P<unit>quarter|half)\s+(?:of\s+)?"
    r"|q(?P<q>[1-4])\s+)(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_COVERAGE = re.compile(
    r"^\W*(?:(?:show|list|give|find|tell)\b(?: me)?\W+)?(?:(?:all|any|some|the|latest|top)\s+)*"
    r"(?:news|coverage|headlines?|stories|articles|reports)\b"
    r"|^\W*(?:what|which)\b(?:\s+\w+){0,2}?\s+(?:news|stories|articles|headlines|reports)\b"
    r"|^\W*what\s+(?:was|were|has been|had been|is being)\s+(?:\w+\s+)?(?:reported|published|written|covered)\b"
    r"|^\W*what\s+(?:did|has|have|was|were)\b.{2,60}\b(?:report|reported|reporting|publish|published|write|written)\b",
    re.IGNORECASE,
)
# 'What happened in May 2026?' asks for all that was published then.
_HAPPENED = re.compile(
    r"\W*(?:(?:and|so)\s)?what(?:['’]s|\s(?:is|was))?(?:\selse)?(?:\s(?:has|have|had))?"
    r"\s(?:happened|happening|been happening|took place|went on|going on|new)(?:\s(?:in the (?:news|world)))?\W*",
    re.IGNORECASE,
)
_BESIDE_TIME = re.compile(r"\b(?:in|on|at|during|the|of|year|month)\b")


def period_of(question: str, today: date | None, alone: bool = True) -> Period | None:
    """The time that a question asks about; None where it names none, or several dates without a range between them.

    `today` is the day from which 'last week' and a month without a year are read, the nearest one up to that
    day; without it they are not understood. A time alone ('2028') asks what was published then, but for
    that of a question which is not `alone`, and goes on with another one.
    """
    nothing_else = _alone(question, today) if alone else None
    if nothing_else is not None:
        return nothing_else._replace(strict=True)
    found = _of_a_year(question) or _explicit(question, today) or (relative(question, today) if today else None)
    if found is None:
        return None
    about_coverage = _COVERAGE.search(question) or _HAPPENED.fullmatch(question.replace(found.said, " "))
    return found._replace(strict=about_coverage is not None)


def _alone(question: str, today: date | None) -> Period | None:
    """The time of a question that is nothing but a time: '2028', 'in March 2025?', 'last week'."""
    said = question.strip(" \t\n?!.,")
    if said.casefold() in ("may", "march"):  # as good as any other word
        return None
    found = _of_a_year(said) or _explicit(f"in {said}", today) or (relative(said, today) if today else None)
    if found is None or _BESIDE_TIME.sub("", said.replace(found.said.removeprefix("in "), "").casefold()).strip(" ?,"):
        return None
    return found._replace(said=found.said if found.said in said else said)


def _of_a_year(question: str) -> Period | None:
    """A season, quarter or half of a year: 'summer 2019', 'the first quarter of 2020'."""
    if match := _SEASON_OF_YEAR.search(question):
        month, year = SEASONS[match["season"].lower()], int(match["year"])
        opens = match.group().lower().startswith("since")
        return Period(date(year, month, 1), None if opens else season_end(year, month), match.group())
    if match := _SHARE_OF_YEAR.search(question):
        months = 6 if (match["unit"] or "").lower() == "half" else 3
        nth = int(match["q"]) if match["q"] else _NTH.get(match["nth"].lower(), 12 // months)
        if nth * months <= 12:
            year = int(match["year"])
            return Period(
                date(year, (nth - 1) * months + 1, 1), days_of(PartialDate(year, nth * months))[1], match.group()
            )
    return None


def _explicit(question: str, today: date | None) -> Period | None:
    """From dates that are written out, whole or in part."""
    if match := _MONTH_RANGE.search(question):
        return _months(match, today)
    mid = len("mid-")  # belongs to the year in 'mid-2024'
    found = [(p, start + mid * question.lower().startswith("mid-", start), end) for p, start, end in explicit(question)]
    in_order = sorted(found, key=lambda one: one[1])
    spans = [one for one in in_order if not re.match(r"[-–/]\d", question[one[2] :])]  # '2018-19'
    whole = [(with_year(partial, today), start, end) for partial, start, end in spans]
    if len(whole) == 2 and _RANGE.match(question[spans[0][2] : spans[1][1]]):
        (one, start, one_end), (other, other_start, end) = whole
        opening = _OPENS_RANGE.search(question[:start])
        if one is None or other is None or (opening is None and "and" in question[one_end:other_start].lower()):
            return None  # two dates, not a range
        if spans[0][0].year is None:  # '3 March to 5 March 2021'
            one = one._replace(year=other.year)
        first, last = days_of(one)[0], days_of(other)[1]
        return Period(first, last, question[opening.start() if opening else start : end]) if first <= last else None
    partial, start, end = whole[0] if len(whole) == 1 else (None, 0, 0)
    if partial is None:
        return None
    before = question[:start]
    attributive = partial.month is None and re.search(r"\bthe\s$", before)  # 'after the 2025 heat wave'
    for name, pattern in _FRONT.items():
        match = pattern.search(before)
        if match and (name == "at" or not attributive):
            first, last = third_of(partial, match["part"])
            said = question[match.start() : end]
            match name:
                case "after":
                    return Period(last + timedelta(days=1), None, said)
                case "before":
                    return Period(None, first - timedelta(days=1), said)
                case "until":
                    return Period(None, last, said)
                case "since":
                    return Period(first, None if not said.lower().startswith("from") else last, said)
                case _:
                    return Period(first, last, said)
    bare = _BARE_PART.search(before)
    first, last = third_of(partial, bare["part"] if bare else None)
    return Period(first, last, question[bare.start() if bare else start : end])


def _months(match: re.Match[str], today: date | None) -> Period | None:
    """'between May and July 2020'; without a year the latest such months that have begun."""
    one, other = (_MONTH.split("|").index(match[key].lower()) + 1 for key in ("one", "other"))
    if match["year"] is None and today is None:
        return None
    year = int(match["year"]) if match["year"] else 0
    if today is not None and not match["year"]:
        year = today.year - (one > today.month) + (one > other)
    first = date(year - (one > other), one, 1)
    return Period(first, days_of(PartialDate(year, other))[1], match.group())
