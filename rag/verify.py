"""The support check: does a written sentence say only what its cited quotes say?

It looks at the surface, fast and without a model: quotation marks, numbers, dates, names, negation,
opposites, hedges and word coverage. What it lets through can still be wrong in subtler ways (who did what to
whom), and what it stops can be a fair paraphrase: a sentence that fails is asked for again or dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.facts import PartialDate, content_words, dates, fold, knows, names, numbers, opposite, polarity, weekdays
from rag.hedges import overstated
from rag.reader.read import Reader
from rag.support import Evidence, Support, gather, verbatim

__all__ = ["MIN_COVERAGE", "Evidence", "Verdict", "check", "contradicted", "coverage", "problems"]

# The share of a sentence's content words that its quote, the neighbours and the header must hold (see `coverage`).
# The highest that keeps nine in ten supported claims of a FEVER sample which pass the other checks (n = 358: 0.91;
# of 194 refuted ones 0.63 are left). On WiCE, 0.63 of 62 supported and 0.22 of 32 half-supported claims are left.
MIN_COVERAGE = 0.65

# The reader's probability of a contradiction from which a sentence fails (see `contradicted`). On 900 FEVER claims kept
# out of its training, .51 of the supported and .22 of the refuted ones pass `check`, and .50 and .10 this as well.
MAX_CONTRADICTION = 0.8

_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CALENDAR = content_words(
    "January February March April May June July August September October November December " + " ".join(_DAY_NAMES)
)
_NEGATIVE = content_words(
    "lack deny reject refuse fail block prevent avoid absent absence halt stop ban cancel dismiss oppose decline"
)
_QUOTED = re.compile(
    r"\"(?P<double>[^\"]*)(?:\"|$)|(?<!\w)'(?=[^\s\d])(?P<single>(?:[^']|(?<=\w)'(?=\w))+?)(?<=\S)'(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is supported; where it is not, `reason` says what is missing, in words."""

    ok: bool
    reason: str = ""


def check(text: str, evidence: Sequence[Evidence], context: str = "") -> Verdict:
    """Check the sentence `text` against the cited words; `context` is what the reader typed, in their own words.

    Words in quotation marks must stand verbatim in a cited article. Numbers, dates and names must stand
    in the cited sentences, their neighbours or the article's header. A name or number that the context
    gives may stand anywhere in a cited article, but has to stand there; a date may come from the context
    or the header alone. A number or date of that kind must not take the place of another one in the
    quote. No negation may be gained or lost, no word turned into its opposite, no 'may' or 'claims'
    into a fact (`rag.hedges`), and enough content words must stand there too (`MIN_COVERAGE`).
    """
    if not evidence:
        return Verdict(False, "no quote is cited")
    support = gather(evidence)
    for problem in problems(text, evidence, support, context):
        return Verdict(False, problem)
    share = coverage(text, f"{support.near} {support.header}")
    if share < MIN_COVERAGE:
        return Verdict(False, f"only {share:.0%} of its words stand in the quote")
    return Verdict(True)


def problems(text: str, evidence: Sequence[Evidence], support: Support, context: str = "") -> Iterator[str]:
    """What `check` finds wrong, in words, coverage aside; `support` is what the evidence gives (`gather`)."""
    yield from _misquoted(text, evidence)
    yield from _unknown_numbers(text, support, context)
    yield from _unknown_dates(text, support, context)
    yield from _unknown_names(text, support, context)
    yield from _turned(text, support)
    yield from _overstated(text, support)


def contradicted(text: str, evidence: Sequence[Evidence], reader: Reader) -> Verdict:
    """Whether the reader takes the cited words and their neighbours to say otherwise than the sentence `text`.

    For sentences that passed `check`: it sees who did what to whom, which a look at the surface does not.
    """
    _, against, _ = reader.support([(text, gather(evidence).near)])[0]
    if against >= MAX_CONTRADICTION:
        return Verdict(False, "the quote seems to say otherwise")
    return Verdict(True)


def coverage(text: str, support: str) -> float:
    """The share, 0 to 1, of the content words of `text` that `support` holds; 1 where there are none.

    Words match by stem, or by their first five letters ('approve' and 'approval'). Words of dates are
    left out: 'Tuesday' and '14 October' can be one day.
    """
    held = content_words(support)
    starts = {word[:5] for word in held if len(word) >= 5}
    wanted = content_words(text) - _CALENDAR
    found = [word for word in wanted if word in held or (len(word) >= 5 and word[:5] in starts)]
    return len(found) / len(wanted) if wanted else 1.0


def _misquoted(text: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    for match in _QUOTED.finditer(re.sub(r"[“”„«»]", '"', text.replace("’", "'").replace("‘", "'"))):
        words = (match["double"] if match["double"] is not None else match["single"]).strip().rstrip(".,;")
        if words and not any(_stands(words, f"{item.article.title}\n{item.article.text}") for item in evidence):
            yield f"the words '{words}' are in quotation marks but stand in no cited article"


def _stands(words: str, source: str) -> bool:
    """Whether the words stand in `source`, and not inside of other words: 'win' in 'winter', 'can' in 'can't'."""
    wanted = verbatim(words)
    ends = r"(?<!\w)" if wanted[0].isalnum() else "", r"(?!\w|'(?!s\b)\w)" if wanted[-1].isalnum() else ""
    return re.search(f"{ends[0]}{re.escape(wanted)}{ends[1]}", verbatim(source)) is not None


def _unknown_numbers(text: str, support: Support, context: str) -> Iterator[str]:
    held = numbers(f"{support.near}\n{support.header}") | {str(day.year) for day in support.near_dates if day.year}
    years = {str(day.year) for day in support.header_dates}
    quoted, asked = numbers(support.cited), numbers(context)
    for number in sorted(numbers(text)):
        if number in held | years or any(other.startswith(f"{number} ") for other in held):
            continue
        replaces = any(_kind(number) == _kind(other) for other in quoted)
        if number in asked and not replaces and number in numbers(support.articles):
            continue
        yield f"the number '{number}' does not stand in the quote"


def _kind(number: str) -> str:
    return number.lstrip("0123456789.")


def _unknown_dates(text: str, support: Support, context: str) -> Iterator[str]:
    said, said_days = dates(text), weekdays(text)
    held_numbers = numbers(support.near)
    elsewhere = support.header_dates | dates(context)
    years = {day.year for day in support.near_dates | elsewhere}
    for day in sorted(said, key=str):
        if any(other.covers(day) for other in support.near_dates) or (not day.month and str(day.year) in held_numbers):
            continue
        yearless = day._replace(year=None)
        if day.month and day.year in years and any(o.year is None and o.covers(yearless) for o in support.near_dates):
            continue
        own = [other for other in support.cited_dates if _precision(other) >= _precision(day)]
        if any(other.covers(day) for other in elsewhere) and (
            not own or any(other.covers(named) for other in own for named in said) or said_days & _weekdays_of(own)
        ):
            continue
        yield f"the date '{_written(day)}' does not stand in the quote"
    held_days = weekdays(support.near) | _weekdays_of(support.near_dates)
    asked_days = frozenset() if weekdays(support.cited) else weekdays(context)
    for weekday in sorted(said_days - held_days - asked_days):
        yield f"'{_DAY_NAMES[weekday]}' does not stand in the quote"


def _precision(day: PartialDate) -> int:
    return 3 if day.day else 2 if day.month else 1


def _weekdays_of(days: Sequence[PartialDate] | frozenset[PartialDate]) -> frozenset[int]:
    found = set()
    for year, month, day in days:
        if year and month and day:
            try:
                found.add(date(year, month, day).weekday())
            except ValueError:  # the text says '31 February'
                continue
    return frozenset(found)


def _written(day: PartialDate) -> str:
    month = date(2000, day.month, 1).strftime("%B") if day.month else ""
    return " ".join(str(part) for part in (day.day, month, day.year) if part)


def _unknown_names(text: str, support: Support, context: str) -> Iterator[str]:
    near = f"{support.near}\n{support.header}"
    for name in sorted(names(text)):
        if knows(near, name) or (knows(context, name) and knows(support.articles, name)):
            continue
        # A surname in the quote may be written out the way the article does elsewhere.
        if fold(name) in fold(support.articles) and any(
            knows(near, part) for part in name.split() if part[0].isupper()
        ):
            continue
        yield f"the name '{name}' does not stand in the quote"


def _turned(text: str, support: Support) -> Iterator[str]:
    said, denied = polarity(text)
    shown, shown_denied = polarity(support.cited)
    near, near_denied = polarity(support.near)
    negative_there = bool(near_denied) or bool((shown | near) & _NEGATIVE)
    for word in sorted(denied - near_denied):
        if word in shown or not negative_there:
            yield f"it says 'not' ('{word}') where the quote does not"
    if not (said & _NEGATIVE) - shown:
        for word in sorted((shown_denied - shown) & (said - denied)):
            yield f"it leaves out the quote's 'not' ('{word}')"
    pair = opposite(text, support.cited)
    if pair:
        yield f"it says '{pair[0]}' where the quote says '{pair[1]}'"


def _overstated(text: str, support: Support) -> Iterator[str]:
    hedge = overstated(text, support.cited, support.near)
    if hedge:
        yield f"it states as a fact what the quote hedges with '{hedge}'"
