"""Days that a sentence counts from the one told before it: 'Three days later', 'the following day', 'a week after'."""

from __future__ import annotations

import re
from datetime import date, timedelta

from index.sentences import sentence_spans
from index.when import Time, times

_NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# What before the number makes it a bound, a guess or a part of another number: 'at least', 'two or', 'twenty-', '2.'.
_NOT_EXACT = re.compile(
    r"[\w.,-]$|\b(?:than|nearly|almost|about|around|some|roughly|approximately|circa|least|most|to|over|under|within|or"
    r"|half|every|each|another|as|not|even|scarcely|barely|hardly|practically|virtually|perhaps|maybe|possibly|good"
    r"|between \w+ and|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|exceeding|nearer|first|next|last)\s$",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"\b(?P<number>one|\d{{1,2}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week)s? "
    r"(?:later|after(?:wards|ward)?(?=[,.;]))"
    r"|\b(?:the|on the) (?:(?:next|following) day\b|day after(?=[,.;]))",
    re.IGNORECASE,
)
_BACK = 2  # sentences before in which the day that is counted from stands
_ROUGH = 3  # days by which 'two weeks later' may be off


def later_times(text: str, start: int, end: int, published: date | None) -> tuple[Time, ...]:
    """What the sentence `text[start:end]` of an article that appeared on `published` counts from the day told last.

    That day stands before the words in their sentence, or in the nearest of the two sentences before that tells any;
    where several are told there, nothing is counted. Places are those in the sentence.
    """
    sentence = text[start:end]
    found = []
    for match in _LATER.finditer(sentence):
        if match["unit"] and _NOT_EXACT.search(sentence[: match.start()]):
            continue
        since = _day_before(text, start, match.start(), published)
        if since is None:
            continue
        if match["unit"] is None:
            first = last = since + timedelta(days=1)
        else:
            number, week = _number(match["number"].lower()), match["unit"].lower() == "week"
            days, rough = (7 * number, _ROUGH) if week else (number, 0)
            first, last = since + timedelta(days=days - rough), since + timedelta(days=days + rough)
        if published is None or first <= published:
            found.append(Time(match.start(), match.end(), first, last, relative=True))
    return tuple(found)


def _day_before(text: str, start: int, within: int, published: date | None) -> date | None:
    """The one day told before `text[start + within]`."""
    before = [text[a:b] for a, b in sentence_spans(text[:start])][-_BACK:]
    for sentence in (text[start : start + within], *reversed(before)):
        told = times(sentence, published)
        if told:
            days = {time.first for time in told}
            return told[0].first if len(days) == 1 and told[0].first == told[0].last else None
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else 1 if word == "one" else _NUMBERS.index(word) + 1
