"""Questions that compare two things: which came first, which is more, and by how much.

Each side is asked about by itself. The order or the difference is worked out only where the words found for both
sides hold one date each, or one number each in the same unit; both quotes are shown beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple

from index.article import written
from index.when import times
from rag.facts import knows, names, numbers

Measure = Literal["order", "size"]

_OR = r"(?P<one>[^,;:?]+?),?\s+or\s+(?P<other>[^;?]+?)"
_BEFORE_AFTER = re.compile(
    rf"^\W*(?:which|who|what)(?:\s+(?:one|of (?:them|the two)))?\s+(?P<what>\w[\w\s]*?)?\s*"
    rf"\b(?P<way>first|earlier|sooner|later|last)\b\s*[,:;–—-]*\s*{_OR}\s*\?*$",
    re.IGNORECASE,
)
_GREATER = re.compile(
    rf"^\W*(?:which|who|what)(?:\s+(?:one|of (?:them|the two)))?\s+(?P<what>[\w\s]*?)\s*"
    r"\b(?P<way>older|younger|bigger|larger|smaller|higher|lower|longer|shorter|taller|deeper|farther|heavier|costlier"
    r"|(?P<more>more|fewer|less)(?:\s+(?P<unit>[a-z]+(?:\s[a-z]+)?))?)"
    rf"\s*[,:;–—-]+\s*{_OR}\s*\?*$",
    re.IGNORECASE,
)
_BY_HOW_MUCH = re.compile(
    r"^\W*(?:by )?how (?:many|much) (?P<way>more|fewer|less|higher|lower|larger|bigger|smaller|longer|shorter"
    r"|older|younger|taller|deeper|heavier|farther)\s+(?P<rest>.+?)\s+than\s+(?P<other>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_BASE = {
    "older": "old",
    "younger": "old",
    "bigger": "big",
    "larger": "large",
    "smaller": "large",
    "higher": "high",
    "lower": "high",
    "longer": "long",
    "shorter": "long",
    "taller": "tall",
    "deeper": "deep",
    "farther": "far",
    "heavier": "heavy",
    "costlier": "expensive",
}
_LESS = frozenset(("younger", "smaller", "lower", "shorter", "fewer", "less", "first", "earlier", "sooner"))
_PHRASE = re.compile(r"\b(?:in|on|at|by|for|from|under|during|after|before)\s\S.*$", re.IGNORECASE)
_COMPARE = re.compile(r"^\W*(?:please\s+)?compare\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<value>\d+(?:\.\d+)?)(?P<unit>%|pp| [a-z]{3})?")


class Comparison(NamedTuple):
    """What is compared: the two sides in the question's words, a question about each, and which side is asked for.

    `way` is the question's word ('first', 'older', 'more'); `least` says that it asks for the lesser value.
    """

    measure: Measure
    sides: tuple[str, str]
    questions: tuple[str, str]
    way: str
    least: bool


def comparison_of(question: str) -> Comparison | None:
    """The comparison that a question asks for; None where it asks for none that is understood."""
    text = question.strip()
    if match := _BEFORE_AFTER.match(text):
        sides = match["one"].strip(), match["other"].strip()
        what = (match["what"] or "").strip()
        if what.lower() in ("", "happened", "came", "was", "is", "took place", "started", "began"):
            asked = tuple(f"When was {side}?" for side in sides)
        else:
            asked = tuple(f"When was it that {side} {what}?" for side in sides)
        return _made("order", sides, asked, match["way"])
    if match := _GREATER.match(text):
        sides = match["one"].strip(), match["other"].strip()
        what, base = (match["what"] or "").strip(), _BASE.get(match["way"].lower())
        if base:
            asked = tuple(f"How {base} {what or 'was'} {side}?" for side in sides)
        else:
            asked = tuple(f"How {_many(match['unit'])} {side} {what}?" for side in sides)
        return _made("size", sides, asked, (match["more"] or match["way"]))
    if match := _BY_HOW_MUCH.match(text):
        way, rest, other = match["way"].lower(), match["rest"], match["other"].strip()
        ask = f"How {_BASE[way]}" if way in _BASE else "How many"
        side, swapped = _swap(rest, other)
        return _made("size", (side, other), (f"{ask} {rest}?", f"{ask} {swapped}?"), way) if side else None
    return None


def side_by_side(question: str, parts: Sequence[str]) -> Comparison | None:
    """The comparison of a question that says 'compare' and has two parts, each a side; else None."""
    if len(parts) != 2 or not _COMPARE.match(question):
        return None
    return Comparison("size", (parts[0], parts[1]), (parts[0], parts[1]), "more", least=False)


class Value(NamedTuple):
    """A date or a number that the words of a quote hold: `words` as they stand there."""

    words: str
    day: date | None = None
    number: Decimal | None = None
    unit: str = ""


def value_in(sentence: str, start: int, end: int, published: date | None, measure: Measure) -> Value | None:
    """The one day, or the one number, of `sentence[start:end]`; None where these words hold none or several.

    A day is read in the light of the sentence and of the day it was published.
    """
    words = sentence[start:end]
    if measure == "order":
        found = [time for time in times(sentence, published) if start < time.end and time.start < end]
        days = {time.first for time in found if time.first == time.last}
        return Value(words, day=days.pop()) if len(days) == 1 else None
    held = numbers(words)
    match = _NUMBER.fullmatch(next(iter(held))) if len(held) == 1 else None
    if match is None:
        return None
    try:
        return Value(words, number=Decimal(match["value"]), unit=(match["unit"] or "").strip())
    except InvalidOperation:
        return None


def is_about(side: str, sentence: str, article: str) -> bool:
    """Whether a sentence can speak of one side: its article (title and text) knows each name and number of that side,
    and the sentence or the title at least one of them.
    """
    told = [*names(f"of {side}"), *re.findall(r"\b\d+\b", side)]
    return all(knows(article, word) for word in told) and any(knows(sentence, word) for word in told)


def worked_out(comparison: Comparison, one: Value, other: Value) -> str:
    """What follows from the two values, in words; '' where they cannot be compared."""
    if one.day is not None and other.day is not None:
        gap = abs((one.day - other.day).days)
        if gap == 0:
            return f"Both on {written(one.day)}."
        early, late = (0, 1) if one.day < other.day else (1, 0)
        days = (one.day, other.day)
        return (
            f"First: {comparison.sides[early]}, on {written(days[early])}, {gap:,} day{'s' * (gap > 1)} before "
            f"{comparison.sides[late]}, on {written(days[late])}."
        )
    if one.number is None or other.number is None or one.unit != other.unit:
        return ""
    difference = one.number - other.number
    if difference == 0:
        return f"Both the same: {one.words}."
    wins = (difference < 0) == comparison.least
    winner, loser = (0, 1) if wins else (1, 0)
    values = (one, other)
    return (
        f"{_capital(comparison.sides[winner])}: {values[winner].words}, against {values[loser].words} for "
        f"{comparison.sides[loser]}; a difference of {_amount(abs(difference), one.unit)}."
    )


def _made(measure: Measure, sides: tuple[str, str], asked: tuple[str, ...], way: str) -> Comparison | None:
    if not all(names(f"of {side}") or any(char.isdigit() for char in side) for side in sides):
        return None  # two verbs, or two things that nothing tells apart
    asked = tuple(" ".join(text.replace(" ?", "?").split()) for text in asked)
    return Comparison(measure, sides, (asked[0], asked[1]), way.lower(), way.lower() in _LESS)


def _many(unit: str | None) -> str:
    return f"many {unit}" if unit and (unit.endswith("s") or unit == "people") else f"much {unit}" if unit else "much"


def _swap(rest: str, other: str) -> tuple[str, str]:
    """What of `rest` is compared with `other`, and `rest` with that in its place; '' where it cannot be told."""
    phrase = _PHRASE.search(rest)
    if phrase and _PHRASE.match(other):
        return phrase.group(), rest[: phrase.start()] + other
    first = min(names(f"of {rest}"), key=rest.find, default="")
    return (first, rest.replace(first, other, 1)) if first and names(f"of {other}") else ("", "")


def _amount(value: Decimal, unit: str) -> str:
    plain = f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:,f}"
    return plain + ("" if not unit else " points" if unit in ("%", "pp") else f" {unit.upper()}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
