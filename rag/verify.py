"""The support check: does a written sentence say only what its cited quotes say?

It looks at the surface, fast and without a model: quotation marks, numbers, dates, names, negation,
opposites and word coverage. What it lets through can still be wrong in subtler ways (who did what to
whom), and what it stops can be a fair paraphrase: a sentence that fails is asked for again or dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from index.article import Article
from index.sentences import sentence_spans
from rag.facts import (
    PartialDate,
    content_words,
    dates,
    fold,
    knows,
    names,
    numbers,
    opposite,
    polarity,
    relative_dates,
    weekdays,
)

# The share of a sentence's content words that its quote, the neighbours and the header must hold (see `coverage`).
# The highest that keeps nine in ten supported claims of a FEVER sample which pass the other checks (n = 358: 0.91;
# of 194 refuted ones 0.63 are left). On WiCE, 0.63 of 62 supported and 0.22 of 32 half-supported claims are left.
MIN_COVERAGE = 0.65

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


class Evidence(NamedTuple):
    """Cited words: `article.text[start:end]`."""

    article: Article
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is supported; where it is not, `reason` says what is missing, in words."""

    ok: bool
    reason: str = ""


class _Support(NamedTuple):
    cited: str  # the cited words themselves
    near: str  # with the sentences before and after
    header: str  # titles and publishers
    articles: str  # the whole text of the cited articles
    cited_dates: frozenset[PartialDate]
    near_dates: frozenset[PartialDate]
    header_dates: frozenset[PartialDate]


def check(text: str, evidence: Sequence[Evidence], context: str = "") -> Verdict:
    """Check the sentence `text` against the cited words; `context` is the question it answers.

    Words in quotation marks must stand verbatim in a cited article. Numbers, dates and names must stand
    in the cited sentences, their neighbours or the article's header; a name that the question gives
    must also occur in a cited article, a date or number that only the question or the header gives
    must not take the place of another one in the quote. No negation may be gained or lost, no word
    turned into its opposite, and enough content words must stand there too (`MIN_COVERAGE`).
    """
    if not evidence:
        return Verdict(False, "no quote is cited")
    support = _gather(evidence)
    for problems in (
        _misquoted(text, evidence),
        _unknown_numbers(text, support, context),
        _unknown_dates(text, support, context),
        _unknown_names(text, support, context),
        _turned(text, support),
    ):
        for problem in problems:
            return Verdict(False, problem)
    share = coverage(text, f"{support.near} {support.header}")
    if share < MIN_COVERAGE:
        return Verdict(False, f"only {share:.0%} of its words stand in the quote")
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


def _gather(evidence: Sequence[Evidence]) -> _Support:
    cited, near, header = [], [], []
    cited_dates: set[PartialDate] = set()
    near_dates: set[PartialDate] = set()
    header_dates: set[PartialDate] = set()
    for article, start, end in evidence:
        words, around = article.text[start:end], _with_neighbours(article.text, start, end)
        cited.append(words)
        near.append(around)
        header.append(f"{article.title}. {article.publisher or ''}.")
        published = article.published or article.updated
        cited_dates |= _all_dates(words, published)
        near_dates |= _all_dates(f"{around} {article.title}", published)
        header_dates |= {
            PartialDate(day.year, day.month, day.day) for day in (article.published, article.updated) if day
        }
    articles = {item.article.article_id: item.article.text for item in evidence}
    return _Support(
        "\n".join(cited),
        "\n".join(near),
        "\n".join(header),
        "\n".join(articles.values()),
        frozenset(cited_dates),
        frozenset(near_dates),
        frozenset(header_dates),
    )


def _with_neighbours(text: str, start: int, end: int) -> str:
    spans = sentence_spans(text)
    touched = [i for i, (first, last) in enumerate(spans) if first < end and last > start]
    if not touched:
        return text[start:end]
    return text[spans[max(touched[0] - 1, 0)][0] : spans[min(touched[-1] + 1, len(spans) - 1)][1]]


def _all_dates(text: str, published: date | None) -> frozenset[PartialDate]:
    if published is None:
        return dates(text)
    return frozenset(day for day in dates(text) if day.year) | relative_dates(text, published)


def _misquoted(text: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    sources = [_verbatim(f"{item.article.title}\n{item.article.text}") for item in evidence]
    for match in _QUOTED.finditer(re.sub(r"[“”„«»]", '"', text.replace("’", "'").replace("‘", "'"))):
        words = (match["double"] if match["double"] is not None else match["single"]).strip().rstrip(".,;")
        if words and not any(_verbatim(words) in source for source in sources):
            yield f"the words '{words}' are in quotation marks but stand in no cited article"


def _verbatim(text: str) -> str:
    """White space and quotation marks normalised, nothing fuzzier."""
    return " ".join(re.sub(r"[\"'“”„«»‘’]", "'", text).split())


def _unknown_numbers(text: str, support: _Support, context: str) -> Iterator[str]:
    held = numbers(f"{support.near}\n{support.header}") | {str(day.year) for day in support.near_dates if day.year}
    years = {str(day.year) for day in support.header_dates}
    quoted, asked = numbers(support.cited), numbers(context)
    for number in sorted(numbers(text)):
        if number in held | years or any(other.startswith(f"{number} ") for other in held):
            continue
        if number in asked and not any(_kind(number) == _kind(other) for other in quoted):
            continue
        yield f"the number '{number}' does not stand in the quote"


def _kind(number: str) -> str:
    return number.lstrip("0123456789.")


def _unknown_dates(text: str, support: _Support, context: str) -> Iterator[str]:
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


def _unknown_names(text: str, support: _Support, context: str) -> Iterator[str]:
    near = f"{support.near}\n{support.header}"
    whole = fold(support.articles)
    for name in sorted(names(text)):
        if knows(near, name) or (knows(context, name) and knows(support.articles, name)):
            continue
        # A surname in the quote may be written out the way the article does elsewhere.
        if fold(name) in whole and any(knows(near, part) for part in name.split() if part[0].isupper()):
            continue
        yield f"the name '{name}' does not stand in the quote"


def _turned(text: str, support: _Support) -> Iterator[str]:
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
