"""Bounds of numbers: 'up to 1,200' is not 1,200, but 'more than 60' follows from 64.

It looks at the surface: the words right before and after a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from rag.figures import number_places

_BOUNDS = {
    "over": r"more than|over|above|greater than|upwards of|in excess of|exceed(?:s|ed|ing)?|topp(?:ed|ing)",
    "least": r"at least|no (?:fewer|less) than|not less than|a minimum of|minimum of",
    "under": r"(?<!no )(?:less|fewer) than|under|below|just short of",
    "most": r"up to|at most|(?:no|not) more than|(?:a )?maximum of|as (?:many|much|high|long) as",
    "about": r"about|around|some|roughly|approximately|an estimated|estimated(?: at)?|circa|nearly|almost|close to",
}
_BEFORE = {
    kind: re.compile(rf"(?<![\w-])(?P<cue>{cues})(?: (?:an?|the|its))?\s*[$£€¥]?\s*$", re.IGNORECASE)
    for kind, cues in _BOUNDS.items()
}
_AFTER = {
    "over": re.compile(r"^(?: [\w-]+)?,? (?P<cue>or more)\b", re.IGNORECASE),
    "under": re.compile(r"^(?: [\w-]+)?,? (?P<cue>or (?:less|fewer))\b", re.IGNORECASE),
    "about": re.compile(r"^(?: [\w-]+)? (?P<cue>or so)\b", re.IGNORECASE),
}
# What a sentence may say of a number whose bound in the quote is the key; a number without a bound is 'exact'.
_FITS = {
    "exact": {"exact", "least", "most", "about"},
    "over": {"over", "least"},
    "least": {"least"},
    "under": {"under", "most"},
    "most": {"most"},
    "about": {"about"},
}
WINDOW = 24  # characters before and after a number in which its bound stands
_VAGUE = {"dozens": (24, 400), "hundreds": (200, 10**4), "thousands": (2000, 10**6), "millions": (1.5e6, 10**9)}
_ROUNDING = 0.05  # relative difference that 'about' allows


class Number(NamedTuple):
    """A number of a text: its value as in `figures.numbers`, its place, and the cue that bounds it, if any."""

    value: str
    start: int
    end: int
    bound: str
    cue: str


def dropped(text: str, cited: str) -> Iterator[str]:
    """Bounds that `text` drops from numbers of `cited` or adds to them, in words."""
    shown = bounded_numbers(cited)
    for number in bounded_numbers(text):
        same = [other for other in shown if other.value == number.value]
        if not same or any(number.bound in _FITS[other.bound] for other in same):
            continue
        if same[0].cue:
            yield f"the quote says '{same[0].cue}' of '{number.value}'"
        else:
            yield f"it says '{number.cue}' of '{number.value}' where the quote does not"


def follows(number: str, text: str, cited: str) -> bool:
    """Whether `cited` gives a number from which the bounded or rounded `number` of `text` follows.

    'More than 60' follows from 64, 'about 1.4 million' from 1.37 million, 'hundreds' from 430.
    """
    shown = [(value, other.bound) for other in bounded_numbers(cited) if (value := amount_of(other.value)) is not None]
    if number.endswith("%"):
        fractions = {
            abs(Fraction(other.value)) for other in bounded_numbers(cited) if re.fullmatch(r"[+-]?\d+/\d+", other.value)
        }
        if Fraction(number.removesuffix("%")) / 100 in fractions:
            return True
    if number in _VAGUE:
        low, high = _VAGUE[number]
        return any(low <= value < high for value, _ in shown)
    said = [one for one in bounded_numbers(text) if one.value == number]
    x, unit = amount_of(number), unit_of(number)
    if not said or x is None:
        return False
    shown = [
        (value, other.bound)
        for other in bounded_numbers(cited)
        if unit_of(other.value) == unit and (value := amount_of(other.value)) is not None
    ]

    def gives(bound: str) -> bool:
        if bound in ("over", "least"):
            return any(x < y <= 2 * x and of in ("exact", "over", "least") for y, of in shown)
        if bound in ("under", "most"):
            return any(x / 2 <= y < x and of in ("exact", "under", "most") for y, of in shown)
        return bound == "about" and any(abs(x - y) <= _ROUNDING * y and of in ("exact", "about") for y, of in shown)

    return all(gives(one.bound) for one in said)


def bounded_numbers(text: str) -> list[Number]:
    """The numbers of `text` in their order, each with its bound; a list of its own."""
    found = []
    for value, start, end in number_places(text):
        before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
        for kind, pattern in _BEFORE.items():
            match = pattern.search(before) or (_AFTER[kind].search(after) if kind in _AFTER else None)
            if match:
                found.append(Number(value, start, end, kind, match["cue"].lower()))
                break
        else:
            found.append(Number(value, start, end, "exact", ""))
    return found


def amount_of(number: str) -> float | None:
    """The number as one; None for times, ordinals and the like."""
    match = re.match(r"\d+(?:\.\d+)?(?=$|%|pp$| [a-z]{3}$)", number)
    return float(match[0]) if match else None


def unit_of(number: str) -> str:
    """'%', ' usd', or '' for a plain number."""
    return number.lstrip("0123456789.")
