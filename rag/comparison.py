"""What a question compares, and what every kind of comparison has in common."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from rag.facts import names_within
from rag.words import content_words

Measure = Literal["order", "gap", "size", "change"]
Asks = Literal["which", "whether", "before or after"]

AT_FIRST = "at first"  # the first side of a figure that changed, where no day is named for it
LESS = frozenset(("younger", "smaller", "lower", "shorter", "fewer", "less", "cheaper", "first", "earlier", "sooner"))
# What says where, when or with whom: 'in 2019', 'with Pohl'.
PHRASE = re.compile(r"\b(?:in|on|at|by|for|from|under|during|after|before|with|against)\s\S.*$", re.IGNORECASE)
YEAR_TAIL = re.compile(r"\s(?:in|on|during)\s(?:[A-Z]\w+\s)?\d{4}$")
_DETERMINED = re.compile(r"(?:the|an?|its|his|her|their)\s", re.IGNORECASE)
_ANAPHOR = re.compile(r"\b(?:its|his|her|their)\b", re.IGNORECASE)

_TELLING = 2  # words of its own that tell a thing without a name from the other: 'the coal harbour'


class Comparison(NamedTuple):
    """What is compared: the two sides in the question's words, and a question about each; of a figure that changed
    ('change') one question about it.

    `way` is the question's word ('first', 'older', 'more'); `least` says that the lesser value is asked for. `asks`
    tells whether one of the two is asked for, yes or no, or 'before or after'.
    """

    measure: Measure
    sides: tuple[str, str]
    questions: tuple[str, ...]
    way: str
    least: bool
    asks: Asks = "which"


def made(
    measure: Measure, sides: tuple[str, str], asked: tuple[str, ...], way: str, asks: Asks = "which"
) -> Comparison | None:
    """The comparison of two sides; None where nothing tells them apart: two verbs, or two things without a name
    of which one has less than two words of its own.
    """
    first, second = sides
    if not any(is_named(side) for side in sides) and not all(
        _DETERMINED.match(side) and len(content_words(side) - content_words(other)) >= _TELLING
        for side, other in ((first, second), (second, first))
    ):
        return None
    for side, other in ((first, second), (second, first)):
        if not is_named(side) and not (_DETERMINED.match(side) and content_words(side) - content_words(other)):
            return None
    asked = tuple(" ".join(text.replace(" ?", "?").split()) for text in asked)
    return Comparison(measure, sides, (asked[0], asked[1]), way.lower(), way.lower() in LESS, asks)


def leans(side: str) -> bool:
    """Whether a side says not all of what it is of: 'her husband's share', 'the end of the search'."""
    return bool(_ANAPHOR.search(side)) or not is_named(side)


def is_named(side: str) -> bool:
    """Whether a name or a number tells which thing is meant."""
    return bool(names_within(side)) or any(char.isdigit() for char in side)
