"""The lines in which an article tells its own date: "Published 4 May 2023, 10:30", "BEIJING, Oct 14, 2025 (Wire) —"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice

from index.errors import ReadError
from index.read.dates import DATE, NAMED_DATE, TIME, from_other_language, parse_date

_LEAD_LINES, _MENU_LINES = 8, 25  # where a page puts its date: among the first lines, or above the first sentence
_SENTENCE = 60  # characters of a line with a full stop
_LEAD_LENGTH = 200
_MOST_DATE_LINES = 3  # a page may say when it appeared, was changed and is read

_TIME_BEFORE = (
    r"(?:(?:yesterday|today)\s+)?"
    r"(?:(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:(?!on\b)[a-z]{2,4})?,?\s+(?:on\s+)?)?"
)
_DATE_ELSEWHERE = (
    r"(?:[^\W\d_]{2,14}(?:-[^\W\d_]{2,8})?,?\s+)?\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?\s+(?:del?\s+)?\d{4}"
)
_PREPOSITION_ELSEWHERE = r"(?:\s+(?:le|am|el|il|em|op|den)\b)?"
# What stands before a date, by language: those that write the day before the month.
_LABELS_ELSEWHERE = (
    r"(?:publié|veröffentlicht|erschienen|stand|publicado|publicada|pubblicato|gepubliceerd|geplaatst|publicerad"
    rf"|publisert){_PREPOSITION_ELSEWHERE}"
)
_UPDATES_ELSEWHERE = (
    r"(?:mis\s+à\s+jour|modifié|(?:zuletzt\s+)?aktualisiert|actualizado|actualizada|aggiornato|atualizado|bijgewerkt"
    rf"|uppdaterad|oppdatert){_PREPOSITION_ELSEWHERE}"
)
_CHANGED = rf"(?:(?:last\s+)?(?:updated|modified|revised|changed)(?:\s+on)?|{_UPDATES_ELSEWHERE})"

_DAY_FIRST_ELSEWHERE = re.compile(rf"\W*(?:{_LABELS_ELSEWHERE}|{_UPDATES_ELSEWHERE})|.*\d\s?Uhr\b", re.IGNORECASE)

# A line of its own: "Friday, January 4, 2019", "Published: 4 May 2023, 10:30 GMT", "By Ann Lee | May 4, 2023".
_DATE_LINE = re.compile(
    r"(?!.*\b(?:views|likes|reposts)\b)\W*"
    r"(?:(?:(?:first|originally)\s+)?(?:published|posted|date|issued|released)(?:\s+on)?\s*:?\s*"
    rf"|{_LABELS_ELSEWHERE}\s*:?\s*"
    rf"|by\s[^\n]{{2,80}}?[|,•·–—-]\s*|[^\n|•·.]{{2,60}}\s[|•·]\s)?{_TIME_BEFORE}"
    rf"{DATE}(?:{TIME})?(?:\s*(?:[|•·]|by\s)[^\n]{{0,60}})?\W*",
    re.IGNORECASE,
)
# The same in other languages: "Dienstag, 14. Oktober 2025, 10:30 Uhr", "Publié le mardi 14 octobre 2025 à 10h30".
_DATE_LINE_ELSEWHERE = re.compile(
    rf"\W*(?i:{_LABELS_ELSEWHERE}\s*:?\s*)?"
    rf"(?:[^\W\d_]{{2,14}}(?:[.:]|,?\s(?:am|den|el|em|il|le|op|på)\b)\s+)?"
    rf"(?P<date>{_DATE_ELSEWHERE})(?:{TIME})?\W*"
)
_LABELLED = re.compile(rf"\W*(?:(?:first|originally)\s+)?(?:published|posted|{_LABELS_ELSEWHERE})\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_UPDATED = re.compile(_CHANGED, re.IGNORECASE)
# "..., updated 5 May 2023, 10:30": what the line tells behind its own date.
_UPDATE = re.compile(
    rf"(?P<before>.*?)[\s|•·,;(/–—-]*(?:\band\s+)?{_CHANGED}\s*:?\s*{_TIME_BEFORE}"
    rf"(?:{DATE}|(?P<elsewhere>{_DATE_ELSEWHERE}))(?:{TIME})?\W*",
    re.IGNORECASE,
)
# "VELDEN--(BUSINESS LARK)--February 11, 2025--", as wires of press releases write it.
_WIRE_LINE = re.compile(rf"[A-Z][A-Z .,'’-]+?\s?--\s?\([^()\n]{{2,40}}\)\s?--\s?(?i:{NAMED_DATE})\s?--")
# The start of the first paragraph: "BEIJING, Oct 14, 2025 (Wire) —". Places are capitalised and end with a comma.
_DATELINE = re.compile(
    rf"(?!(?:In|On|At|By|From|Since|Until|After|Before|The)\b)"
    rf"(?:(?:[A-Z][\w.'’/-]*(?:,?\s+(?=[A-Z(dlo])|(?=,)))"
    rf"(?:(?:[A-Z(][\w.'’()/-]*|of|de|del|la)(?:,?\s+|(?=,)))*,?\s*(?:[—–]\s*)?)?"
    rf"(?<![a-z]\s)(?i:{NAMED_DATE})\s*,?\s*(?:\([^)\n]{{1,40}}\)|/[^/\n]{{1,40}}/)?\s*"
    r"(?:(?:--|[—–-])\s*|(?<=\))$)"
)


def dateline_date(text: str, body: str | None = None) -> date | None:
    """The date that the first lines of an article state as their own, or None.

    A line that holds only a date (with "Published", a byline or a time), or the dateline of the first
    paragraph. A date inside a sentence is an event, not a dateline; nor are the headings of a chronicle, as which
    dates go on through the `body`, where one is given: the text without furniture.
    """
    all_lines = [line.strip() for line in text.split("\n")]
    dates_are_headings = are_headings(all_lines if body is None else body.split("\n"))
    lead = list(islice(filter(None, all_lines), _MENU_LINES))
    first_sentence = next((i for i, line in enumerate(lead) if len(line) >= _SENTENCE and line.endswith(".")), 0)
    for place, whole in enumerate(lead):
        if place > max(_LEAD_LINES - 1, first_sentence) and not _LABELLED.match(whole):
            continue
        line, _ = _part_update(whole)
        is_short = len(line) <= _LEAD_LENGTH and not dates_are_headings
        match = (_DATE_LINE.fullmatch(line) or _elsewhere(line)) if is_short else None
        match = match or _DATELINE.match(line[:_LEAD_LENGTH]) or _WIRE_LINE.match(line[:_LEAD_LENGTH])
        if match:
            try:
                return parse_date(match["date"], day_first=_DAY_FIRST_ELSEWHERE.match(line) is not None)
            except ReadError:
                continue
    return None


def is_labelled(line: str) -> bool:
    """Whether a line of dates says what happened then: "Published 4 May 2023"."""
    return _LABELLED.match(line) is not None and is_date_line(line)


def is_date_line(line: str) -> bool:
    """Whether a line holds nothing but the article's date."""
    if len(line) > _LEAD_LENGTH or not _YEAR.search(line):
        return False
    line, _ = _part_update(line.strip())
    return (_DATE_LINE.fullmatch(line) or _elsewhere(line)) is not None


def update_of(line: str) -> date | None:
    """The day on which a line says that the article was changed, where it tells nothing else but its date, or None."""
    before, update = _part_update(line.strip())
    if update is None or (before and not is_date_line(before)):
        return None
    try:
        return parse_date(update["date"] or update["elsewhere"], day_first=_DAY_FIRST_ELSEWHERE.match(line) is not None)
    except ReadError:
        return None


def _part_update(line: str) -> tuple[str, re.Match[str] | None]:
    """A line without what it tells of its update, and that."""
    tells = len(line) <= _LEAD_LENGTH and _UPDATED.search(line) is not None
    match = _UPDATE.fullmatch(line) if tells else None
    return (match["before"], match) if match else (line, None)


def _elsewhere(line: str) -> re.Match[str] | None:
    """A line that is a date in another language: only its reading tells it from a headline such as "12 Angry 1957"."""
    match = _DATE_LINE_ELSEWHERE.fullmatch(line)
    return match if match and from_other_language(match["date"]) else None


def are_headings(lines: Sequence[str]) -> bool:
    """Whether lines of dates go on through a text, as the headings of a chronicle: none of them is the text's own."""
    return len({line.strip() for line in lines if is_date_line(line)}) > _MOST_DATE_LINES
