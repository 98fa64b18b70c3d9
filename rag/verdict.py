"""What follows from two quotes: which came first or is more, by how much, or how long lies between.

It is worked out, not quoted. Values that do not measure the same thing, overlap in time or are too rough to be told
apart give no verdict.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from index.article import written
from rag.amounts import Amount
from rag.answer import DateSpan
from rag.comparison import Comparison
from rag.value import Value, before

_IN = re.compile(r"(?:in|on|at|by|for|from|under|during|after|before|with|against|among)\s", re.IGNORECASE)
_ROUGH_RATIO = Decimal("1.1")  # two of which one is rough are told apart from here
_LONGEST = 30  # days from first to last of a time that is told roughly, from which a number of days is worked out
_CLOCK_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def leader(comparison: Comparison, one: Value, other: Value) -> int | None:
    """Which side is earlier in time, or is more (less, where that is asked for): 0 or 1; None where nothing tells."""
    if one.when is not None and other.when is not None:
        first = before(one.when, other.when)
        return None if first == before(other.when, one.when) else 0 if first else 1
    a, b = one.amount, other.amount
    if a is None or b is None or a.dimension != b.dimension or a.value == b.value:
        return None
    if (a.rough or b.rough) and max(a.value, b.value) < min(a.value, b.value) * _ROUGH_RATIO:
        return None
    return 0 if (a.value < b.value) == comparison.least else 1


def worked_out(comparison: Comparison, one: Value, other: Value, *, exact: bool = True) -> str:
    """What follows from the two values, in words; '' where nothing does. Not `exact`: without how much lies between."""
    if one.when is not None and other.when is not None:
        return _in_time(comparison, one.when, other.when, leader(comparison, one, other), exact=exact)
    if one.amount is None or other.amount is None:
        return ""
    return _in_size(comparison, (one, other), (one.amount, other.amount), leader(comparison, one, other), exact=exact)


def moved(first: Value, last: Value, days: tuple[date, date], since: str = "at first") -> str:
    """How a figure changed from the first report, or that of the day asked about, to the latest, `since` in words; ''
    where the two do not measure the same.
    """
    one, other = first.amount, last.amount
    if one is None or other is None or one.dimension != other.dimension or one.value == other.value:
        return ""
    gap = _amount(abs(one.value - other.value), other, rough=False)
    return (
        f"{gap} {'more' if other.value > one.value else 'less' if other.dimension != 'count' else 'fewer'}: "
        f"{first.words} {since} ({written(days[0])}), {last.words} by the latest ({written(days[1])})."
    )


def _in_time(comparison: Comparison, one: DateSpan, other: DateSpan, early: int | None, *, exact: bool) -> str:
    spans, sides = (one, other), comparison.sides
    if None in (*one, *other):
        return _reported_before(comparison, spans, early)
    days = [span.first for span in spans if span.first is not None and span.first == span.last]
    if comparison.measure == "gap":
        if not exact:
            return ""
        first = early or 0
        told = "; ".join(f"{sides[place]}, {_on(spans[place])}" for place in (first, 1 - first))
        if len(days) == 2:
            return f"{_days(abs((days[0] - days[1]).days))}: {told}."
        between = _between(spans[first], spans[1 - first]) if early is not None else ""
        return f"{between}: {told}." if between else ""
    if early is None:
        return f"Both {_on(one)}." if one == other and len(days) == 2 and exact else ""
    between = f"{_days(abs((days[0] - days[1]).days))} " if len(days) == 2 and exact else ""
    said = f"First: {sides[early]}, {_on(spans[early])}, {between}before {sides[1 - early]}, {_on(spans[1 - early])}."
    if comparison.asks == "before or after":
        return f"{'Before' if early == 0 else 'After'}. {said}"
    # 'No' would need that it never happened on that side of the other.
    if comparison.asks == "whether" and (early == 0) == (comparison.way == "before"):
        return f"Yes. {said}"
    return said


def _between(one: DateSpan, other: DateSpan) -> str:
    """'10 to 16 days' where of one or both only the week or the month is told; '' where that is longer."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return ""
    if max((span[1] - span[0]).days for span in ((one.first, one.last), (other.first, other.last))) > _LONGEST:
        return ""
    return f"{(other.first - one.last).days:,} to {_days((other.last - one.first).days)}"


def _reported_before(comparison: Comparison, spans: tuple[DateSpan, DateSpan], early: int | None) -> str:
    """What follows where of the earlier side only the day is known by which it was reported."""
    reported = spans[early].last if early is not None else None
    if early is None or reported is None:
        return ""
    later = spans[1 - early]
    one, other = comparison.sides[early], comparison.sides[1 - early]
    said = f"{one}, reported on {written(reported)}"
    if comparison.measure == "gap":
        if later.first is None or later.first != later.last:
            return ""
        return f"At least {_days((later.first - reported).days)}: {said}; {other}, {_on(later)}."
    said = f"First: {said}, before {other}, {_on(later)}."
    if comparison.asks == "before or after":
        return f"{'Before' if early == 0 else 'After'}. {said}"
    return f"Yes. {said}" if comparison.asks == "whether" and (early == 0) == (comparison.way == "before") else said


def _in_size(
    comparison: Comparison,
    values: tuple[Value, Value],
    both: tuple[Amount, Amount],
    winner: int | None,
    *,
    exact: bool,
) -> str:
    one, other = both
    rough = one.rough or other.rough
    whether = comparison.asks == "whether"
    if winner is None:
        same = one.dimension == other.dimension and one.value == other.value and not rough and exact
        return f"{'No. ' * whether}Both the same: {values[0].words}." if same else ""
    shown = 0 if whether else winner
    name, against = comparison.sides[shown], comparison.sides[1 - shown]
    versus = against if _IN.match(against) else f"for {against}"  # 'in 2019', 'with Pohl'
    difference = _amount(abs(one.value - other.value), one, rough=rough or one.unit != other.unit)
    return (
        f"{('Yes. ' if winner == 0 else 'No. ') * whether}{_capital(name)}: {values[shown].words}, against "
        f"{values[1 - shown].words} {versus}{f'; a difference of {difference}' * exact}."
    )


def _on(span: DateSpan) -> str:
    first, last = span
    if first is None or last is None:
        return ""
    if first == last:
        return f"on {written(first)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"in {first.year}"
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"in {first:%B %Y}"
    return f"between {written(first)} and {written(last)}"


def _days(count: int) -> str:
    return f"{count:,} day{'s' * (count != 1)}"


def _amount(value: Decimal, like: Amount, *, rough: bool) -> str:
    """A difference in words, in a unit that readers know."""
    about = "about " if rough else ""
    if like.dimension in ("seconds", "months"):
        return about * like.rough + _time(value, like.dimension)
    if like.dimension in ("count", ""):
        return f"{about}{_plain(value)}"
    if like.dimension in ("%", "pp"):
        return f"{about}{_plain(value)} points"
    if len(like.dimension) == 3:
        return f"{about}{_large(value)} {like.dimension.upper()}"
    if like.dimension.startswith("money"):
        return f"{about}{_large(value)} {like.unit}s"
    return f"{about}{_plain(round(value, 1 if value >= 10 else 2))} {like.dimension}"


def _time(value: Decimal, dimension: str) -> str:
    units = (("year", 12), ("month", 1)) if dimension == "months" else _CLOCK_UNITS
    left, told = int(value), []
    for name, size in units:
        many, left = divmod(left, size)
        if many:
            told.append(f"{many:,} {name}{'s' * (many > 1)}")
    return " ".join(told)


def _large(value: Decimal) -> str:
    """'12.7 billion' of a round sum, else its digits."""
    for name, size in (("trillion", 12), ("billion", 9), ("million", 6)):
        scaled = value.scaleb(-size)
        if scaled >= 1 and scaled == round(scaled, 2):
            return f"{_plain(scaled)} {name}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    plain = f"{value:,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
