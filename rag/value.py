"""The date or the amount that answers one side of a comparison, read from the words of a quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from index.when import Time, times
from rag.amounts import Amount, amounts
from rag.answer import DateSpan
from rag.comparison import Measure
from rag.words import stem

_AGE = re.compile(r"\bhow old\b", re.IGNORECASE)
_ASKED_COUNT = re.compile(r"\bhow many (?P<what>[a-z][\w-]*(?:\s[a-z][\w-]*)*)", re.IGNORECASE)
_ASKED_MONEY = re.compile(
    r"\bhow much\b.*\b(?:worth|cost|pay|paid|spend|spent)\b|\bexpensive\b|\bfined?\b", re.IGNORECASE
)
_ASKED_LONG = re.compile(r"\bhow long\b", re.IGNORECASE)
_LENGTH = re.compile(r"\bhow (?:deep|tall|high|far|wide)\b", re.IGNORECASE)
# 'their first meeting since Osaka in |2019': the time of something else.
_OF_ANOTHER = re.compile(r"\b(?:since|until|till|unlike|than)\s(?:[^,;.]{0,40}\s)?$", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_NAME_AFTER = re.compile(r"\s[A-Z]")
_IN = re.compile(r"\b(?:in|by|during|since|around|late|early|mid)[\s-]$", re.IGNORECASE)
_PEOPLE = frozenset(
    stem(word) for word in ["people", "person", "persons", "passengers", "residents", "men", "women", "children"]
)
_MOST_WORDS = 5  # of a value


class Value(NamedTuple):
    """A time or an amount that a quote holds: `words` as they stand there."""

    words: str
    when: DateSpan | None = None
    amount: Amount | None = None


def value_in(
    sentence: str,
    start: int,
    end: int,
    published: date | None,
    measure: Measure,
    asked: str = "",
    counted: Sequence[Time] = (),
) -> Value | None:
    """The one time, or the one amount, that `sentence[start:end]`, the reader's words, hold; None where they hold none
    or several, or not what the question `asked` for.

    A time is read in the light of the sentence and of the day it was published; `counted` are those that it counts from
    a day told before. Of several amounts the one counts that is of the kind that is asked for.
    """
    if measure in ("order", "gap"):
        told = [
            time
            for time in (*times(sentence, published), *counted)
            if start < time.end and time.start < end and not _is_of_another(sentence, time.start, time.end)
        ]
        if len({(time.first, time.last) for time in told}) != 1:
            return None
        if len(sentence[start:end].split()) > _MOST_WORDS:
            start, end = told[0].start, told[0].end
        return Value(sentence[start:end].strip(), when=DateSpan(told[0].first, told[0].last))
    held = [one for one in amounts(sentence) if start < one.end and one.start < end and _fits(one, asked)]
    if len(held) != 1:
        return None
    one = held[0]
    if _AGE.search(asked) and one.dimension == "count":
        one = one._replace(value=one.value * 12, dimension="months", unit="year")
    start, end = min(start, one.start), max(end, one.end)
    if len(sentence[start:end].split()) > _MOST_WORDS:
        start, end = one.start, one.end
    return Value(sentence[start:end], amount=one)


def _is_of_another(sentence: str, start: int, end: int) -> bool:
    """Whether the time `sentence[start:end]` is of something else, or a name's year: 'the 2003 London Marathon'."""
    if _OF_ANOTHER.search(sentence[:start]):
        return True
    return bool(
        _YEAR.fullmatch(sentence[start:end]) and _NAME_AFTER.match(sentence[end:]) and not _IN.search(sentence[:start])
    )


def differs(one: Value, other: Value) -> bool:
    """Whether the two values cannot both be right: amounts that are not the same, times that do not overlap."""
    if one.when is not None and other.when is not None:
        return before(one.when, other.when) or before(other.when, one.when)
    if one.amount is None or other.amount is None:
        return True
    return one.amount.dimension != other.amount.dimension or one.amount.value != other.amount.value


def before(one: DateSpan, other: DateSpan) -> bool:
    """Whether all of one time lies before the other."""
    return one.last is not None and other.first is not None and one.last < other.first


def _fits(one: Amount, asked: str) -> bool:
    """Whether an amount is of the kind that the question asks for."""
    if _AGE.search(asked):
        return (one.dimension == "count" and not one.noun) or one.unit == "year"
    if _LENGTH.search(asked) and one.dimension not in ("metres", "count", "%", "degrees"):
        return False
    if _ASKED_LONG.search(asked) and one.dimension not in ("seconds", "months", "metres"):
        return False
    if _ASKED_MONEY.search(asked) and not (len(one.dimension) == 3 or one.dimension.startswith("money")):
        return False
    count = _ASKED_COUNT.search(asked)
    if count is None:
        return True
    wanted = {stem(word) for word in count["what"].lower().split()}
    if one.unit:
        return bool(wanted & {stem(word) for word in one.unit.split()})
    noun = stem(one.noun)
    return not one.noun or noun in wanted or (noun in _PEOPLE and bool(wanted & _PEOPLE))
