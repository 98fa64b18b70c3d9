"""Dates as written -> `date`. Only what is explicit counts: day, month and a year of four digits."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from index.errors import ReadError
from index.read.plain import shown

FIRST_YEAR = 1600
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_ISO = r"\d{4}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}|\d{4}[年년] ?\d{1,2}[月월] ?\d{1,2}[日일]"
_DAY_FIRST = rf"{_WEEKDAY}(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+\d{{4}}"
_MONTH_FIRST = rf"{_WEEKDAY}{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
_NO_DIGIT = r"(?!\d(?!\d?:\d\d))"  # but "May 4, 20238:15 AM", as pages are copied
NAMED_DATE = rf"(?P<date>{_ISO}|{_DAY_FIRST}|{_MONTH_FIRST}){_NO_DIGIT}"
_NUMBERS = r"\d{1,2}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{4}"
DATE = rf"(?P<date>{_ISO}|{_DAY_FIRST}|{_MONTH_FIRST}|{_NUMBERS}){_NO_DIGIT}"
TIME = (
    r"(?:T|,?\s*(?:(?:at|um|à|alle(?:\s+ore)?|a\s+las|às|om|kl)\.?\s+|[-–—|·/]\s*)?)"
    r"\d{1,2}(?:[:.]|\s?h\s?)?\d{2}(?!\d)[^\n]{0,40}"
)
_WHOLE = re.compile(rf"{NAMED_DATE}(?:{TIME})?", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}\S*)?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")  # as CSV files hold the numbers
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,].*)?")
_NAMED_ELSEWHERE = re.compile(r"(?:\D{0,20}\b)?\d{1,2}\D{2,25}\d{4}(?:[ ,T].{0,40})?")  # "14 octobre 2025"


def parse_date(value: object, field: str = "date", *, day_first: bool = False) -> date:
    """The day that `value` names: a date, a datetime, seconds or milliseconds since 1970, or a string.

    Strings: ISO dates and datetimes, RFC 2822, "14 Oct 2025", "October 14, 2025", month names of other
    languages. The clock time and its zone are dropped: the day stays as written. Raises ReadError,
    which names `field`, where the day is not certain ("03/04/2021" unless `day_first`, "May 2021"), impossible, before
    1600 or more than two days ahead.
    """
    found = _parse(value, field, day_first=day_first)
    if found is None:
        raise ReadError(f"'{field}' is {shown(value)}, not a date. Write it as YYYY-MM-DD or remove the field.")
    if found.year < FIRST_YEAR or found > _last_day():
        raise ReadError(
            f"'{field}' is {shown(value)}, which is before {FIRST_YEAR} or in the future. Correct or remove it."
        )
    return found


def _last_day() -> date:
    """Two days ahead of UTC: it may be tomorrow somewhere, and pages are dated ahead."""
    return datetime.now(UTC).date() + timedelta(days=2)


def _parse(value: object, field: str, *, day_first: bool) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    return _from_string(" ".join(value.split()), field, day_first=day_first) if isinstance(value, str) else None


def _from_number(value: float) -> date | None:
    """Seconds or milliseconds since 1970, from 1973 on, or YYYYMMDD."""
    if 16_000_101 <= value <= 99_991_231:
        return _from_string(str(int(value)), "")
    for seconds in (value, value / 1000):
        if 1e8 <= seconds < 1e10:
            return datetime.fromtimestamp(seconds, UTC).date()
    return None


def _from_string(text: str, field: str, *, day_first: bool = False) -> date | None:
    if match := _WHOLE.fullmatch(text):
        return _from_words(match["date"])
    if match := _COMPACT.fullmatch(text):
        return _make(*match.groups())
    if _EPOCH.fullmatch(text):
        return _from_number(float(text))
    if match := _NUMERIC.fullmatch(text):
        first, second, year = match.groups()
        if day_first or int(first) > 12 or first == second:
            return _make(year, second, first)
        if int(second) > 12:
            return _make(year, first, second)
        raise ReadError(f"'{field}' is {text!r}: day or month first? Write it as YYYY-MM-DD.")
    return from_other_language(text) if _NAMED_ELSEWHERE.fullmatch(text) else None


def _from_words(text: str) -> date | None:
    """The day in text that matched `_DATE`."""
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 3:
        return _make(*numbers)
    words = (word[:3].lower() for word in re.findall(r"[A-Za-z]{3,}", text))
    month = next(_MONTHS.index(word) + 1 for word in words if word in _MONTHS)
    return _make(numbers[1], str(month), numbers[0])


def from_other_language(text: str) -> date | None:
    """A date with the month in another language, such as "14 octobre 2025"."""
    import dateparser  # slow to import, seldom needed

    found = dateparser.parse(text, settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"]})
    # A year that the text does not name was guessed.
    return found.date() if found and str(found.year) in text else None


def _make(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
