"""Whether a text holds an accepted answer or a gold quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from eval.normal import bare, tokens
from index.days import WEEKDAYS, PartialDate, without_dates
from index.when import relative_dates
from rag.facts import dates, numbers

_SHORT_QUOTE = 40  # characters
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?", re.IGNORECASE)
_BESIDE_A_DATE = frozenset(("on", "in", "the", "of", *WEEKDAYS))
_RELATIVE = frozenset(
    ("today", "tonight", "yesterday", "tomorrow", "last", "this", "next", "coming", "night", "month", "year")
)


def holds_answer(text: str, answer: str, published: date | None = None) -> bool:
    """Whether `text` says `answer`: its tokens side by side and in order, or the same date or time of day.

    Tokens are those of `normal.tokens` ('seventeen' is 17) and are compared whole: '5' is not in '2005'.
    With `published`, the day the article with `text` appeared, '4 August' and 'on Sunday' say 2019-08-04
    in an article of 2019-08-05. '5 p.m.' says 17:00.
    """
    return contains(tokens(text), tokens(answer)) or _says_time(text, answer) or _says_day(text, answer, published)


def contains(haystack: Sequence[str], needle: Sequence[str]) -> bool:
    """Whether the tokens stand in the others, side by side and in order. No tokens stand nowhere."""
    size = len(needle)
    return bool(needle) and any(haystack[at : at + size] == needle for at in range(len(haystack) - size + 1))


def same_answer(text: str, answer: str, published: date | None = None) -> bool:
    """Whether `text` is `answer` and no word more, case, punctuation and articles aside; dates and times as above."""
    if bare(text) == bare(answer):
        return bool(bare(text))
    only_when = set(tokens(without_dates(text))) <= _BESIDE_A_DATE | _RELATIVE
    return (only_when and _says_day(text, answer, published)) or (_is_time(text) and _says_time(text, answer))


def holds_quote(text: str, quote: str) -> bool:
    """Whether at least half of a gold quote stands in `text`, white space aside.

    A quote that runs over the edge of a passage has its first or its second half in it. Half of a short
    quote proves nothing, so that one must be there in full.
    """
    haystack, needle = squeeze(text), squeeze(quote)
    if len(needle) < _SHORT_QUOTE:
        return needle in haystack
    middle = len(needle) // 2
    return needle[: len(needle) - middle] in haystack or needle[middle:] in haystack


def squeeze(text: str) -> str:
    """White space as single blanks and quotation marks as straight ones."""
    straight = text.translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\""))
    return " ".join(straight.split())


def _is_time(text: str) -> bool:
    return _CLOCK.fullmatch(text.strip().removeprefix("at ")) is not None


def _says_time(text: str, answer: str) -> bool:
    return _is_time(answer) and bool(numbers(answer) & numbers(text))


def _only_day(text: str) -> PartialDate | None:
    """The date that `text` is, where it is nothing else."""
    found = dates(text)
    if len(found) != 1 or set(tokens(without_dates(text))) - _BESIDE_A_DATE:
        return None
    return next(iter(found))


def _says_day(text: str, answer: str, published: date | None) -> bool:
    """Whether a date of `text` is the answer's: an explicit one that says all that the answer says, or one
    that `published` completes. 'On Sunday' says a day, but not which month or year.
    """
    wanted = _only_day(answer)
    if wanted is None:
        return False
    explicit = dates(text)
    if any(said.covers(wanted) for said in explicit):
        return True
    if published is None:
        return False
    completed = [said for said in relative_dates(text, published) if said.covers(wanted)]
    return any(
        _size(said) == _size(wanted) or (wanted.month and said._replace(year=None) in explicit) for said in completed
    )


def _size(day: PartialDate) -> int:
    """How much of a date is said: the year 1, the month 2, the day 3."""
    return 3 if day.day else 2 if day.month else 1
