"""Dates as written -> `date`. Only what is explicit counts: day, month and a year of four digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from index.errors import ReadError
from index.read.plain import shown

FIRST_YEAR = 1600
_LEAD_LINES = 8  # where a page puts its date, and how long such a line may be
_LEAD_LENGTH = 200
_MOST_DATE_LINES = 3  # a page may say when it appeared, was changed and is read
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_ISO = r"\d{4}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}"
_DAY_FIRST = rf"{_WEEKDAY}\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+\d{{4}}"
_MONTH_FIRST = rf"{_WEEKDAY}{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
_NAMED_DATE = rf"(?P<date>{_ISO}|{_DAY_FIRST}|{_MONTH_FIRST})(?!\d)"
DATE = rf"(?P<date>{_ISO}|{_DAY_FIRST}|{_MONTH_FIRST}|\d{{1,2}}(?P<mark>[-/.])\d{{1,2}}(?P=mark)\d{{4}})(?!\d)"
TIME = r"(?:T|,?\s*(?:at\s+|[-–—|·/]\s*)?)\d{1,2}[:.]?\d{2}(?!\d)[^\n]{0,40}"

_WHOLE = re.compile(rf"{_NAMED_DATE}(?:{TIME})?", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}\S*)?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")  # as CSV files hold the numbers
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,].*)?")
_NAMED_ELSEWHERE = re.compile(r"(?:\D{0,20}\b)?\d{1,2}\D{2,25}\d{4}(?:[ ,T].{0,40})?")  # "14 octobre 2025"

# A line of its own: "Friday, January 4, 2019", "Published: 4 May 2023, 10:30 GMT", "By Ann Lee | May 4, 2023".
_DATE_LINE = re.compile(
    rf"(?!.*\b(?:views|likes|reposts)\b)\W*(?:(?:first\s+)?(?:published|posted|date|issued|released)(?:\s+on)?\s*:?\s*"
    rf"|by\s[^\n]{{2,80}}?[|,•·–—-]\s*|[^\n|•·.]{{2,60}}\s[|•·]\s)?(?:\d{{1,2}}:\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[a-z]{{2,4}})?,?\s+)?"
    rf"{DATE}(?:{TIME})?(?:\s*(?:[|•·]|by\s)[^\n]{{0,60}})?\W*",
    re.IGNORECASE,
)
# The same in other languages: "Dienstag, 14. Oktober 2025, 10:30 Uhr", "14 de octubre de 2025".
_DATE_LINE_ELSEWHERE = re.compile(
    rf"\W*(?:[^\W\d_]{{2,14}}(?:[.,:]|\s(?:am|den|el|em|il|le|op|på)\b)\s+)?"
    rf"(?P<date>\d{{1,2}}\.?\s+(?:de\s+)?[^\W\d_]{{3,12}}\.?\s+(?:del?\s+)?\d{{4}})(?:{TIME})?\W*"
)
# "VELDEN--(BUSINESS LARK)--February 11, 2025--", as wires of press releases write it.
_WIRE_LINE = re.compile(rf"[A-Z][A-Z .,'’-]+?\s?--\s?\([^()\n]{{2,40}}\)\s?--\s?(?i:{_NAMED_DATE})\s?--")
# The start of the first paragraph: "BEIJING, Oct 14, 2025 (Wire) —". Places are capitalised and end with a comma.
_DATELINE = re.compile(
    rf"(?!(?:In|On|At|By|From|Since|Until|After|Before|The)\b)"
    rf"(?:(?:[A-Z][\w.'’/-]*(?:,?\s+(?=[A-Z(dlo])|(?=,)))(?:(?:[A-Z(][\w.'’()/-]*|of|de|del|la)(?:,?\s+|(?=,)))*,?\s*(?:[—–]\s*)?)?"
    rf"(?<![a-z]\s)(?i:{_NAMED_DATE})\s*,?\s*(?:\([^)\n]{{1,40}}\)|/[^/\n]{{1,40}}/)?\s*(?:--|[—–-])\s*"
)


def parse_date(value: object, field: str = "date") -> date:
    """The day that `value` names: a date, a datetime, seconds or milliseconds since 1970, or a string.

    Strings: ISO dates and datetimes, RFC 2822, "14 Oct 2025", "October 14, 2025", month names of other
    languages. The clock time and its zone are dropped: the day stays as written. Raises ReadError,
    which names `field`, where the day is not certain ("03/04/2021", "May 2021"), impossible, before
    1600 or more than two days ahead.
    """
    found = _parse(value, field)
    if found is None:
        raise ReadError(f"'{field}' is {shown(value)}, not a date. Write it as YYYY-MM-DD or remove the field.")
    if found.year < FIRST_YEAR or found > _last_day():
        raise ReadError(
            f"'{field}' is {shown(value)}, which is before {FIRST_YEAR} or in the future. Correct or remove it."
        )
    return found


def dateline_date(text: str) -> date | None:
    """The date that the first lines of an article state as their own, or None.

    A line that holds only a date (with "Published", a byline or a time), or the dateline of the first
    paragraph. A date inside a sentence is an event, not a dateline; nor are the headings of a chronicle.
    """
    all_lines = [line.strip() for line in text.split("\n")]
    dates_are_headings = are_headings(all_lines)
    for line in islice(filter(None, all_lines), _LEAD_LINES):
        is_short = len(line) <= _LEAD_LENGTH and not dates_are_headings
        match = (_DATE_LINE.fullmatch(line) or _elsewhere(line)) if is_short else None
        match = match or _DATELINE.match(line[:_LEAD_LENGTH]) or _WIRE_LINE.match(line[:_LEAD_LENGTH])
        if match:
            try:
                return parse_date(match["date"])
            except ReadError:
                continue
    return None


def is_date_line(line: str) -> bool:
    """Whether a line holds nothing but the article's date."""
    line = line.strip()
    return len(line) <= _LEAD_LENGTH and (_DATE_LINE.fullmatch(line) or _elsewhere(line)) is not None


def _elsewhere(line: str) -> re.Match[str] | None:
    """A line that is a date in another language: only its reading tells it from a headline such as "12 Angry 1957"."""
    match = _DATE_LINE_ELSEWHERE.fullmatch(line)
    return match if match and _from_other_language(match["date"]) else None


def are_headings(lines: Sequence[str]) -> bool:
    """Whether lines of dates go on through a text, as the headings of a chronicle: none of them is the text's own."""
    return len({line.strip() for line in lines if is_date_line(line)}) > _MOST_DATE_LINES


def _last_day() -> date:
    """Two days ahead of UTC: it may be tomorrow somewhere, and pages are dated ahead."""
    return datetime.now(UTC).date() + timedelta(days=2)


def _parse(value: object, field: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    return _from_string(" ".join(value.split()), field) if isinstance(value, str) else None


def _from_number(value: float) -> date | None:
    """Seconds or milliseconds since 1970, from 1973 on, or YYYYMMDD."""
    if 16_000_101 <= value <= 99_991_231:
        return _from_string(str(int(value)), "")
    for seconds in (value, value / 1000):
        if 1e8 <= seconds < 1e10:
            return datetime.fromtimestamp(seconds, UTC).date()
    return None


def _from_string(text: str, field: str) -> date | None:
    if match := _WHOLE.fullmatch(text):
        return _from_words(match["date"])
    if match := _COMPACT.fullmatch(text):
        return _make(*match.groups())
    if _EPOCH.fullmatch(text):
        return _from_number(float(text))
    if match := _NUMERIC.fullmatch(text):
        first, second, year = match.groups()
        if int(first) > 12 or first == second:
            return _make(year, second, first)
        if int(second) > 12:
            return _make(year, first, second)
        raise ReadError(f"'{field}' is {text!r}: day or month first? Write it as YYYY-MM-DD.")
    return _from_other_language(text) if _NAMED_ELSEWHERE.fullmatch(text) else None


def _from_words(text: str) -> date | None:
    """The day in text that matched `_DATE`."""
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 3:
        return _make(*numbers)
    words = (word[:3].lower() for word in re.findall(r"[A-Za-z]{3,}", text))
    month = next(_MONTHS.index(word) + 1 for word in words if word in _MONTHS)
    return _make(numbers[1], str(month), numbers[0])


def _from_other_language(text: str) -> date | None:
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
