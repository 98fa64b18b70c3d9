"""What stands between a headline and the text: bylines, dates, credits of pictures. They are read, then cut."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice, zip_longest
from typing import NamedTuple

from index.read.dateline import are_headings, is_date_line, is_labelled, update_of
from index.read.dates import DATE, TIME

_DEPTH = 14  # lines in which a head may stand
_PROSE = 60  # shortest line with a full stop that is prose for certain
_LENGTH = 160  # longest line of a head

_PARTICLE = r"de|van|von|der|den|del|la|le|bin|al"
_NAME = rf"(?:[^\W\d_a-z][\w.'’-]*|{_PARTICLE})(?: (?:[^\W\d_a-z][\w.'’-]*|{_PARTICLE})){{1,4}}"
_NAMES = rf"(?P<names>{_NAME}(?:(?:, and|,| and| AND| &) {_NAME})*)"
_ROLE = (
    r"(?:[\w’'-]+ ){0,3}(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Jj]ournalist|[Cc]olumnist|[Cc]ritic)s?"
    r"(?: (?:in|at|for) [^.|]{2,40})?"
)
_END = rf"(?:\s*[|•·,–—-]\s*(?i:{DATE}(?:{TIME})?|\d{{1,2}}[ -]min(?:ute)?s?(?: read)?).{{0,60}})?"
_BY = re.compile(
    rf"(?:By|BY|by|[Vv]on|[Pp]ar|[Pp]or|Authors?:|Words by|Written by|Reported by|Story by|Text by):? {_NAMES}"
    rf"(?:,? (?:in|of|for) [A-Z][^,.|]{{1,40}}|,? {_ROLE}|, [A-Z]{{2,5}})?{_END}"
)
_WITH_ROLE = re.compile(rf"{_NAMES.replace('{1,4}', '{1,4}?')},? (?!(?:{_PARTICLE})\b){_ROLE}{_END}")
# "Karin Holt" and below "Environment reporter, Seaford"
_NAME_ALONE = re.compile(_NAME)
_ROLE_ALONE = re.compile(rf"{_ROLE}(?:, [^.!?]{{2,60}})?", re.IGNORECASE)
_LABEL_WORDS = 4
_SENTENCE_WORDS = 8
_FULL_STOP = re.compile(r"[.!?][\"'”’»)]*$")
_AGO = re.compile(
    r"(?:(?:last\s+)?(?:published|posted|updated|changed)\s*:?\s*)?"
    r"(?:about\s|over\s)?(?:\d{1,2}|an?|one|two|three|a few)\s?"
    r"(?:m|h|d|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)\.?\sago(?:\s*[|•·].{0,60})?"
    r"|(?:last\s+)?(?:published|posted|updated|changed)\s*:?\s*(?:just now|today|yesterday)"
    r"(?:\s(?:at\s)?\d{1,2}[:.]\d\d.{0,12})?",
    re.IGNORECASE,
)


class Head(NamedTuple):
    """What the lines above the text say."""

    authors: tuple[str, ...]
    updated: date | None


def read_head(lines: list[str], cut: list[bool]) -> Head:
    """Reads the lines above the text, and marks as cut what is no headline; one sentence may stand between them.

    Where lines of dates go on through the whole text, they are its headings, and stay.
    """
    authors: tuple[str, ...] = ()
    updated: date | None = None
    dates_are_headings = are_headings([line for line, gone in zip(lines, cut, strict=True) if not gone])
    sentences = 0
    head = list(islice((i for i, line in enumerate(lines) if line and not cut[i]), _DEPTH))
    for index, following in zip_longest(head, head[1:]):
        line = lines[index]
        changed = update_of(line)
        if len(line) >= _PROSE and _FULL_STOP.search(line) and not changed:
            sentences += 1
            if sentences > 1:
                break
        elif found := _byline(line):
            authors = authors or _split(found["names"])
            cut[index] = True
        elif following is not None and _NAME_ALONE.fullmatch(line) and _ROLE_ALONE.fullmatch(lines[following]):
            authors = authors or (line,)
            cut[index] = cut[following] = True
        elif changed:
            updated = updated or changed
            cut[index] = True
        elif is_labelled(line) or (sentences == 0 and not dates_are_headings and _is_date(line)):
            cut[index] = True
        elif sentences:
            break
    _cut_labels(lines, cut)
    return Head(authors, updated)


def _cut_labels(lines: list[str], cut: list[bool]) -> None:
    """Marks as cut the lines of a few words between the headline, the first line that is left, and the first sentence.

    They name a section, a place, a writer or a share; a second headline has more words.
    """
    left = list(islice((i for i, line in enumerate(lines) if line and not cut[i]), _DEPTH))
    first_sentence = next((place for place, index in enumerate(left) if _is_sentence(lines[index])), 0)
    for index in left[1:first_sentence]:
        if (
            len(lines[index].split()) <= _LABEL_WORDS
            and not _FULL_STOP.search(lines[index])
            and lines[index][-1] != ":"
        ):
            cut[index] = True


def _is_sentence(line: str) -> bool:
    """Whether the line holds some words and ends like one. Not by one pattern: that takes hours on a line of 10 MB."""
    return _FULL_STOP.search(line) is not None and len(line.split()) >= _SENTENCE_WORDS


def _is_date(line: str) -> bool:
    return is_date_line(line) or _AGO.fullmatch(line) is not None


def _byline(line: str) -> re.Match[str] | None:
    return (_BY.fullmatch(line) or _WITH_ROLE.fullmatch(line)) if len(line) <= _LENGTH else None


def _split(names: str) -> tuple[str, ...]:
    parts = (name for name in re.split(r", and |, | and | AND | & ", names) if name)
    return tuple(name.title() if name.isupper() else name for name in parts)
