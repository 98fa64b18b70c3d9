"""Clauses: each clause of a sentence against the clause of its quote that tells the same.

A sentence made of two true halves of a quote can be wrong: 'learnt of it on 27 February and told the regulator
on 3 March' does not say 'learnt of it on 3 March'. It looks at the surface: clauses end at commas and joining
words, and tell the same where they share most content words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.days import MONTHS, WEEKDAYS, dates
from index.sentences import sentence_spans
from rag.figures import NUMBER_WORDS, numbers
from rag.names import knows, names
from rag.words import content_words

_JOINT = re.compile(
    r"[;:,—–]\s+|\s+(?:and|but|while|whereas|although|though|because|when|after|before)\s+(?=[a-z])|(?<=\w)\s+and\s+(?=[A-Z]\w+\s+[a-z]+)"
)
# What may stand for a name that another sentence gives.
_STAND_IN = re.compile(
    r"\b(?:he|she|they|it|his|her|hers|its|their|theirs|him|them|who|whose|which|this|these|both|we|our|i|my)\b"
    r"|\bthe\s+(?:\w+\s)?(?:agency|airline|army|association|authority|authorities|band|bank|board|bridge|brothers|carmaker|chain"
    r"|chairman|charity|chief|city|club|college|commission|committee|company|council|country|county|couple|court|crew"
    r"|department|deputy|director|district|engineer|firm|foundation|fund|government|governor|group|hospital|institute"
    r"|island|judge|leader|maker|man|mayor|minister|ministry|museum|office|operator|organi[sz]ation|pair|parliament|party|plant|player"
    r"|police|port|president|project|province|region|regulator|school|secretary|ship|site|spokes\w+|state|team|town|union"
    r"|university|vessel|village|woman|yard)\b",
    re.IGNORECASE,
)
_LEAST_WORDS = 2  # that a clause must share with its quote's clause, more than with the one it took the value from
_VALUES = content_words(" ".join((*MONTHS, *WEEKDAYS, *NUMBER_WORDS)))


def clauses(text: str) -> tuple[str, ...]:
    """The clauses of `text`, roughly; never empty ones."""
    found: list[str] = []
    for start, end in sentence_spans(text):
        found.extend(part.strip() for part in _JOINT.split(text[start:end]) if part.strip(" .,;:"))
    return tuple(found)


def misplaced(text: str, cited: str) -> Iterator[str]:
    """Numbers, dates and names of `text` that `cited` says of something else, in words."""
    quoted = clauses(cited)
    for clause in clauses(text):
        words = content_words(clause)
        for what, read, same_kind in _KINDS:
            values = read(clause)
            yield from _taken(words, values, quoted, what, read, same_kind)


def stranger(text: str, cited: str, near: str, known: str) -> str | None:
    """A name of `text` that stands beside the `cited` words only, where these name somebody else instead.

    Where they have a pronoun or 'the company', the name may well be what that stands for.
    Names that `known` holds are left alone.
    """
    if _STAND_IN.search(cited):
        return None
    shown = {name for name in names(cited) if not knows(text, name)}
    for name in sorted(names(text)):
        if shown and not knows(f"{cited}\n{known}", name) and knows(near, name):
            return name
    return None


def _taken(
    words: frozenset[str],
    values: frozenset[str],
    quoted: tuple[str, ...],
    what: str,
    read: Callable[[str], frozenset[str]],
    same_kind: Callable[[str, str], bool],
) -> Iterator[str]:
    def shared(clause: str) -> int:
        return len((words - _VALUES) & content_words(clause))

    told = max(quoted, key=shared, default="")
    there = read(told)
    for value in sorted(values - there):
        holders = [clause for clause in quoted if value in read(clause)]
        if (
            holders
            and shared(told) >= max(map(shared, holders)) + _LEAST_WORDS
            and any(same_kind(value, other) and other not in values for other in there)
        ):
            yield f"the quote says the {what} '{value}' of something else"


def _numbers(text: str) -> frozenset[str]:
    return frozenset(number for number in numbers(text) if not number.endswith("th"))


def _dates(text: str) -> frozenset[str]:
    return frozenset(" ".join(str(part) for part in (d.day, d.month, d.year) if part) for d in dates(text))


def _unit(number: str) -> str:
    """'%', 'money' or ''; a sum in a currency that is not known ('400 yuan') is a plain number."""
    unit = number.lstrip("0123456789.")
    return "money" if unit.startswith(" ") else unit


_KINDS: tuple[tuple[str, Callable[[str], frozenset[str]], Callable[[str, str], bool]], ...] = (
    ("number", _numbers, lambda one, other: _unit(one) == _unit(other) or {_unit(one), _unit(other)} == {"", "money"}),
    ("date", _dates, lambda one, other: len(one.split()) == len(other.split())),
)
