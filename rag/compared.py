"""The dates or amounts that answer the two sides of a comparison, each with its quote, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from rag.amounts import amounts
from rag.answer import Passage
from rag.comparison import AT_FIRST, Comparison
from rag.differ import found_differing
from rag.differing import Value as Told
from rag.facts import dates
from rag.later import later_times
from rag.question import Question
from rag.quote import Quote, Scored, as_quote
from rag.read import reading_of
from rag.reported import reported_by
from rag.reports import TAKEN_BACK
from rag.sides import as_told, could_be, names_side, nearest_amount, tells_what
from rag.value import Value, differs, value_in
from rag.verdict import leader, moved, worked_out

_BAR = 0.0  # log-odds of a sentence from which it may answer a side
_LEAST_NAMED = -2.0  # log-odds, over no answer, of a value in a sentence that names its own side
_LEAST_NEARBY = 1.0  # the same where only the article names it
_REPORTS = 6  # best sentences among which one that reports a side is looked for
_APART = 1.0  # log-odds by which one amount is a better answer than another


class Side(NamedTuple):
    """A value with its quote."""

    value: Value
    quote: Quote


class _Likely(NamedTuple):
    score: float  # the reader's log-odds, over no answer
    side: Side


class Verdict(NamedTuple):
    """What follows, in words, and the two sides as (name, value, quote)."""

    result: str
    sides: tuple[tuple[str, Side], tuple[str, Side]]


class Asked(Protocol):
    """A side's question with its passages."""

    @property
    def question(self) -> Question: ...

    @property
    def passages(self) -> tuple[Passage, ...]: ...


def verdict(comparison: Comparison, found: Sequence[Asked], told: Sequence[Sequence[Scored]]) -> Verdict | None:
    """What follows from the best values of both sides; None where one has none, or nothing follows.

    `told` are the scored sentences for each of `found`.
    """
    if comparison.measure == "change":
        return _change(comparison, found[0])
    if len(found) != 2:
        return None
    likely = [_likely(comparison, place, *both) for place, both in enumerate(zip(found, told, strict=True))]
    ones, others = (
        _own(likely[place], likely[1 - place]) or [one.side for one in _reported(comparison, place, *both)]
        for place, both in enumerate(zip(found, told, strict=True))
    )
    if not ones or not others or _place(ones[0]) == _place(others[0]):
        return None
    # What follows has to follow whichever of the likely values is right.
    ahead = {leader(comparison, one.value, other.value) for one in ones for other in others}
    sure = all(not differs(side.value, several[0].value) for several in (ones, others) for side in several)
    if not sure and (len(ahead) > 1 or comparison.measure == "gap"):
        return None
    if comparison.measure == "gap":
        told_so = (
            as_told(name, asked, side.quote.text)
            for name, asked, side in zip(comparison.sides, comparison.questions, (ones[0], others[0]), strict=True)
        )
        comparison = comparison._replace(sides=(next(told_so), next(told_so)))
    result = worked_out(comparison, ones[0].value, others[0].value, exact=sure)
    return Verdict(result, ((comparison.sides[0], ones[0]), (comparison.sides[1], others[0]))) if result else None


def _own(mine: Sequence[_Likely], theirs: Sequence[_Likely]) -> list[Side]:
    """The values of one side that may be right, without those that the reader rather takes for the other side's.

    'Police arrested a man over the fire on Sunday' tells the day of the arrest, and speaks of the fire.
    """
    if mine and mine[0].side.value.when is None:  # one sentence may give the amounts of both
        theirs = ()
    surer = {_place(side): score for score, side in theirs}
    own = [one for one in mine if surer.get(_place(one.side), one.score) <= one.score]
    return [one.side for one in own if one.score > own[0].score - _APART]


def _likely(comparison: Comparison, place: int, asked: Asked, told: Sequence[Scored]) -> list[_Likely]:
    """The values that may be right of one side, the best sentence's first; none where the reader is sure of none."""
    if comparison.measure == "size":
        differing = found_differing(asked.question, asked.passages)
        if differing is not None and len(differing.values) > 1:
            values = (differing.current,) if differing.current else differing.values
            sides = (_as_side(one, asked.question.raw) for one in values)
            return [_Likely(0.0, side) for side in sides if side is not None]
    own, other = comparison.sides[place], comparison.sides[1 - place]
    likely: list[_Likely] = []
    for one in sorted(told, key=lambda one: -one.logit):
        if one.logit < _BAR:
            break
        quote = as_quote(one)
        if not could_be(quote, own, other) or TAKEN_BACK.search(quote.text):
            continue
        if comparison.measure != "size" and not tells_what(quote, asked.question.raw):
            continue
        least = _LEAST_NAMED if names_side(quote, own, other) else _LEAST_NEARBY
        found = _value(comparison, place, quote, asked.question.raw)
        if found is not None and found[0] >= least:
            likely.append(_Likely(found[0], Side(found[1], quote)))
    return likely


def _reported(comparison: Comparison, place: int, asked: Asked, told: Sequence[Scored]) -> list[_Likely]:
    """By which day a side had happened that no sentence dates, from the best sentence that reports it."""
    if comparison.measure == "size":
        return []
    own, other = comparison.sides[place], comparison.sides[1 - place]
    for one in sorted(told, key=lambda one: -one.logit)[:_REPORTS]:
        quote = as_quote(one)
        if could_be(quote, own, other) and names_side(quote, own, other):
            value = reported_by(quote, asked.question.raw)
            if value is not None:
                return [_Likely(_BAR, Side(value, quote))]
    return []


def _value(comparison: Comparison, place: int, quote: Quote, asked: str) -> tuple[float, Value] | None:
    """The value in the reader's best words of a quote, or the amount there that the reader takes for the answer, and
    how sure the reader is of it.
    """
    span, day, measure = quote.span, quote.passage.article.published, comparison.measure
    if span is None:
        return None
    own, other = comparison.sides[place], comparison.sides[1 - place]
    if measure == "size":
        near = nearest_amount(quote.text, own, other, asked)
        if near is not None:
            return span.score, near
    counted = later_times(quote.passage.article.text, quote.start, quote.end, day) if measure != "size" else ()
    value = value_in(quote.text, span.start - quote.start, span.end - quote.start, day, measure, asked, counted)
    if value is not None:
        return span.score, value
    reading = reading_of(quote.passage)
    if measure != "size" or reading is None:
        return None
    offset = quote.start - quote.passage.start
    scores = []
    for one in amounts(quote.text):
        found = reading.best(offset + one.start, offset + one.end)
        value = value_in(quote.text, one.start, one.end, day, "size", asked)
        if found is not None and value is not None:
            scores.append((found.score, value))
    scores.sort(key=lambda scored: -scored[0])
    if not scores or (len(scores) > 1 and scores[0][0] - scores[1][0] < _APART):
        return None
    return scores[0]


def _change(comparison: Comparison, asked: Asked) -> Verdict | None:
    """From the first report of a figure to the latest."""
    differing = found_differing(asked.question, asked.passages)
    if differing is None or differing.kind == "disputed" or len(differing.values) < 2:
        return None
    since = _reported_by(comparison.sides[0], differing.values[:-1])
    if since is None:
        return None
    first, last = (_as_side(told, asked.question.raw) for told in (since, differing.values[-1]))
    if first is None or last is None:
        return None
    days = tuple(side.quote.passage.article.latest for side in (first, last))
    if days[0] is None or days[1] is None:
        return None
    by_day = comparison.sides[0] != AT_FIRST
    result = moved(first.value, last.value, (days[0], days[1]), "reported" if by_day else AT_FIRST)
    return Verdict(result, ((comparison.sides[0], first), (comparison.sides[1], last))) if result else None


def _reported_by(when: str, former: Sequence[Told]) -> Told | None:
    """The figure that had been reported by the day that `when` names, the first where it names none."""
    days = [day for day in dates(when) if day.year and day.month and day.day]
    if not days:
        return former[0]
    until = date(days[0].year or 1, days[0].month or 1, days[0].day or 1)
    known = [told for told in former if (day := told.passage.article.published) is not None and day <= until]
    return known[-1] if known else None


def _as_side(told: Told, asked: str) -> Side | None:
    """A value that `rag.differ` found."""
    quote = Quote(told.passage, told.start, told.end, 1.0)
    start = quote.text.find(told.words)
    value = value_in(quote.text, start, start + len(told.words), None, "size", asked) if start >= 0 else None
    return Side(value, quote) if value is not None else None


def _place(side: Side) -> tuple[str, int, str]:
    return side.quote.passage.article.article_id, side.quote.start, side.value.words
