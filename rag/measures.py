"""What a sentence makes of a quote's numbers: the 44 of 'fell from 44 to 33' is over, 'a month' is not 'a year'.

It looks at the surface: the words between two numbers, and the unit after one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rag.bounds import WINDOW, Number, amount_of, bounded_numbers, follows, unit_of

_TO = re.compile(r"^(?:\s[\w%’'-]+){0,3}\s+to\s+(?:(?:about|around|just|only|an?|the)\s)?[$£€¥]?$", re.IGNORECASE)
_FROM = re.compile(r"^(?:\s[\w%’'-]+){0,3},?\s+(?:up |down )?from\s+(?:(?:about|around|an?)\s)?[$£€¥]?$", re.IGNORECASE)
_STARTS_FROM = re.compile(r"\bfrom\s+(?:(?:about|around|an?|the)\s)?[$£€¥]?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rise|rose|risen|rising|fall|fell|fallen|falling|drop\w*|cut\w*|rais\w+|increas\w+|decreas\w+|lower\w*|climb\w*"
    r"|shr[aiu]nk\w*|gr[eo]wn?|growing|jump\w*|slip\w*|up|down|reduc\w+|chang\w+|put|revis\w+|correct\w+|halv\w+|doubl\w+)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:from|before|previous(?:ly)?|earlier|had|used to|until|former(?:ly)?|original(?:ly)?|initial(?:ly)?|first"
    r"|last|compared|ago|than)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"^(?:\s[\w’'-]+){0,2}\s+(?:out\s+)?of\s+(?:(?:the|its|his|her|their|all)\s+)(?:(?!to\b|by\b|from\b|in\b|at\b)[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:of the|total|ha[sd]|have|there|consists?|altogether|among)\b", re.IGNORECASE)
_AGAINST = re.compile(r"^(?:\s[\w’'-]+)?\s?(?:to|against|[-–])\s?$")
_RANGE = re.compile(r"^\s?(?:to|and|[-–])\s?[$£€¥]?$")
_BETWEEN = re.compile(r"\b(?:between|from)\s[$£€¥]?$", re.IGNORECASE)
# 'fallen to 28 per cent' is not 'fallen by 28 per cent'.
_LEVEL = re.compile(r"\b(?:to|at)\s(?:(?:about|around|just|only|a|the)\s)?[$£€¥]?$", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\b(?:by|lost|loses?|gain(?:s|ed)|fell|falls|rose|rises|dropp?(?:s|ed)|grew|grown|up|down|shrank|cut)\s(?:(?:about|around|just|only|a)\s)?[$£€¥]?$",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"^[\s-](?P<measure>(?:milli|centi|kilo|deci)?(?:met(?:re|er)s?|gram(?:me)?s?|lit(?:re|er)s?)|miles?|feet|foot|inch(?:es)?|yards?"
    r"|pounds?|ounces?|tons?|tonnes?|gallons?|barrels?|acres?|hectares?|seconds?|minutes?|hours?|days?|weeks?|months?|years?"
    r"|decades?|degrees?|watts?|(?:mega|giga|kilo)watts?|crowns?|francs?|pesos?|kg|km|mm|cm|mw|gw)\b",
    re.IGNORECASE,
)
# 'two weeks in a row' is not 'two weeks'.
_QUALIFIER = re.compile(r"\b(?:in a row|consecutive(?:ly)?|running|at a time|on average|combined)\b", re.IGNORECASE)
_SUPERSEDED = re.compile(r"\b(?:at first|initially|originally|previously|in an earlier version)\b", re.IGNORECASE)

_SCORE = re.compile(
    r"\b(?:won|beat|lost|votes?|vot\w+|scor\w+|defeat\w*|draw|drew|victory|against|match|seats)\b", re.IGNORECASE
)

_RATES = {
    unit: re.compile(
        rf"\b(?:an?|per|each|every)\s(?:{unit})\b(?!\s(?:ago|later|earlier|before|after|old))|\b{adverb}\b",
        re.IGNORECASE,
    )
    for unit, adverb in {
        "hour": "hourly",
        "day": "daily",
        "week": "weekly",
        "month": "monthly",
        "year": "yearly|annual(?:ly)?",
        "pound": "(?!)",
        "kilogram(?:me)?|kilo": "(?!)",
        "tonne|ton": "(?!)",
        "lit(?:re|er)": "(?!)",
        "gallon": "(?!)",
        "barrel": "(?!)",
        "mile": "(?!)",
        "kilomet(?:re|er)": "(?!)",
    }.items()
}


def misread(text: str, cited: str) -> Iterator[str]:
    """What `text` makes of the numbers of `cited` that the quote does not say, in words."""
    said, shown = bounded_numbers(text), bounded_numbers(cited)
    values = {number.value for number in said}
    for former, now in _changes(cited, shown):
        if former in values and now not in values and not _FORMER.search(text):
            yield f"'{former}' is what it was before the change that the quote tells"
    for part, whole in _pairs(cited, shown, _PART_OF):
        if whole in values and part not in values and not _WHOLE.search(text):
            yield f"'{whole}' is the whole, of which the quote says '{part}'"
    scores = set(_pairs(cited, shown, _AGAINST))
    for first, second in _pairs(text, said, _AGAINST):
        if first != second and (second, first) in scores and (first, second) not in scores:
            yield f"it turns '{second} to {first}' round"
    for low, high in _ranges(cited, shown):
        only = {low, high} & {number.value for number in said if number.bound == "exact"}
        if len(only) == 1 and not {low, high} <= values:
            yield f"the quote says '{low} to {high}'"
    yield from _other_measure(text, cited, said, shown)
    if not _QUALIFIER.search(text):
        for number in shown:
            qualifier = _QUALIFIER.search(cited[number.end : number.end + WINDOW])
            if qualifier and number.value in values:
                yield f"the quote says '{qualifier.group()}' of '{number.value}'"
    yield from _other_rate(text, cited)


def superseded(text: str, cited: str) -> str | None:
    """A number of `text` that `cited` gives as an earlier figure only ('at first'), where `text` does not."""
    if _SUPERSEDED.search(text) or not _SUPERSEDED.search(cited):
        return None
    shown = bounded_numbers(cited)
    early = {n.value for n in shown if _SUPERSEDED.search(cited[max(0, n.start - 60) : n.end + 20])}
    return next((n.value for n in bounded_numbers(text) if n.value in early), None)


def _changes(text: str, numbers: list[Number]) -> Iterator[tuple[str, str]]:
    """(former, later) of each change: 'fell from 44 to 33', 'rose to 33 from 44'."""
    if not _CHANGE.search(text):
        return
    for first, second in pairwise(numbers):
        between = text[first.end : second.start]
        if _TO.search(between) and _STARTS_FROM.search(text[max(0, first.start - WINDOW) : first.start]):
            yield first.value, second.value
        elif _FROM.search(between):
            yield second.value, first.value


def _pairs(text: str, numbers: list[Number], between: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for first, second in pairwise(numbers):
        if between.search(text[first.end : second.start]):
            yield first.value, second.value


def _ranges(text: str, numbers: list[Number]) -> Iterator[tuple[str, str]]:
    """(low, high) of '8 to 12 per cent' and 'between 8 and 12'; not of scores, nor of changes."""
    for first, second in pairwise(numbers):
        between, before = text[first.end : second.start], text[max(0, first.start - WINDOW) : first.start]
        low, high = amount_of(first.value), amount_of(second.value)
        if (
            _RANGE.search(between)
            and low is not None
            and high is not None
            and low < high
            and (unit_of(first.value) in ("", unit_of(second.value)))
            and ("and" not in between or _BETWEEN.search(before))
            and not (_STARTS_FROM.search(before) and _CHANGE.search(text))
            and not _SCORE.search(text)
        ):
            yield first.value, second.value


def _other_measure(text: str, cited: str, said: list[Number], shown: list[Number]) -> Iterator[str]:
    """Another unit after the same number, and 'by' where the quote says 'to'."""
    values = {number.value for number in said}
    for number in said:
        same = [other for other in shown if other.value == number.value]
        mine = _measure(text, number)
        theirs = {measure for other in same if (measure := _measure(cited, other))}
        if mine and theirs and mine not in theirs:
            yield f"it says '{mine}' where the quote says '{min(theirs)}'"
        others = [other.value for other in shown if mine and not same and _measure(cited, other) == mine]
        if others and not values.intersection(others) and not follows(number.value, text, cited):
            yield f"it says '{number.value}' where the quote says '{others[0]}'"
        kinds = {_amount(cited, other) for other in same}
        if kinds and {_amount(text, number), *kinds} == {"level", "amount"}:
            yield f"it takes '{number.value}', an amount or a level, for the other"


def _measure(text: str, number: Number) -> str:
    match = _MEASURE.search(text[number.end : number.end + WINDOW])
    return re.sub(r"er(?=s?$)", "re", match["measure"].lower()).rstrip("s") if match else ""


def _amount(text: str, number: Number) -> str:
    before = text[max(0, number.start - WINDOW) : number.start]
    return "amount" if _AMOUNT.search(before) else "level" if _LEVEL.search(before) and _CHANGE.search(text) else ""


def _other_rate(text: str, cited: str) -> Iterator[str]:
    said = {unit for unit, pattern in _RATES.items() if pattern.search(text)}
    shown = {unit for unit, pattern in _RATES.items() if pattern.search(cited)}
    for unit in sorted(said - shown):
        if shown and not said & shown:
            yield f"it says '{unit}' where the quote says '{min(shown)}'"
