"""The days that a short answer means where its words alone do not tell: 'Tuesday', 'last September', '4 August'.

And whether they can be meant: what is asked to come did not happen before it was written of.
"""

from __future__ import annotations

import re
from datetime import date

from index.when import times
from rag.answer import NO_DATES, DateSpan

_YEAR = re.compile(r"\b\d{4}\b")
_ASKS_AHEAD = re.compile(
    r"\bwhen (?:will|shall|(?:is|are) (?:the |an? )?(?:[\w’'-]+ ){1,6}?(?:(?:due|expected|set|scheduled|supposed|likely"
    r"|going|planned|meant) )?to\b(?! have\b))|\b(?:what|which) (?:day|date|month|year) will\b",
    re.IGNORECASE,
)
_LEAST_SHARE = 0.5  # of the words, that the time among them must have to be what they tell
_MOST_DAYS = 92  # a longer time is no date: 'this century'


def days_named(sentence: str, words: str, published: date | None) -> DateSpan:
    """The first and the last day of the time that `words`, which stand in `sentence`, name as seen from the day
    their article was `published`; no days where they name none, several, or give the year themselves.
    """
    at = sentence.find(words)
    if at < 0 or published is None or _YEAR.search(words):
        return NO_DATES
    told = [time for time in times(sentence, published) if time.start < at + len(words) and at < time.end]
    if len({(time.first, time.last) for time in told}) != 1:
        return NO_DATES
    one = told[0]
    inside = min(one.end, at + len(words)) - max(one.start, at)
    if inside < _LEAST_SHARE * len(words) or (one.last - one.first).days > _MOST_DAYS:
        return NO_DATES
    return DateSpan(one.first, one.last)


def lies_behind(question: str, sentence: str, words: str, published: date | None) -> bool:
    """Whether the question asks when something will be, and `words` tell a time that had gone by on the day their
    article was `published`: 'on Wednesday the mayor promised to open the bridge'.
    """
    if published is None or not _ASKS_AHEAD.search(question):
        return False
    last = days_named(sentence, words, published).last
    return last is not None and last < published
