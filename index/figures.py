"""The figures of a text, each with the words around it: whether two like texts give different ones.

A weather report of another day, the result of another match and the corrected version of a story are nearly the same
text as their neighbours, and are no copies of them. What tells them apart are the figures: two texts conflict where
the same words stand around different figures, and each gives one there that the other lacks. A text that lacks some
of the other's figures, because its tail was trimmed, does not conflict with it; nor does a rewritten sentence.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from index.corrections import correction_note

Figures = dict[int, frozenset[int]]  # hash of the words around a figure -> hashes of the figures that stand there

_AROUND = 2  # words on either side
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*\w*|\w+")
_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_SMALL = {word: str(number) for number, word in enumerate(_WORDS)} | {"dozen": "12"}
_SCALES = frozenset(["hundred", "thousand", "million", "billion", "trillion", "percent"])
# "BRIMLEY, March 3 (Agency) - ": the day in it is the copy's own.
_DATELINE = re.compile(r"\s*[^\n.!?]{0,80}?(?:\([^)\n]{2,40}\)\s*(?:--|[-–—])|\s(?:--|[–—]))\s")


def figures(text: str) -> Figures:
    """The figures of a text, by the two words before and the two after; and whether it bears a correction note."""
    note = correction_note(text)
    body = _DATELINE.sub("", text.replace(note, "") if note else text, count=1) if _DATELINE.match(text) else text
    tokens = _TOKEN.findall(body.casefold())
    values = [_value(token) for token in tokens]
    plain = ["#" if value else token for token, value in zip(tokens, values, strict=True)]
    found: dict[int, set[int]] = {_hash("corrected"): {int(note is not None)}}
    for at, value in enumerate(values):
        if value:
            before, after = plain[max(at - _AROUND, 0) : at], plain[at + 1 : at + 1 + _AROUND]
            scale = after[0] if after and after[0] in _SCALES else ""
            words = [*before, "#", *(after[1:] if scale else after)]
            found.setdefault(_hash(" ".join(words)), set()).add(_hash(f"{value} {scale}"))
    return {place: frozenset(given) for place, given in found.items()}


def conflict(one: Figures, other: Figures) -> bool:
    """Whether somewhere the same words surround different figures."""
    return any(given - other[place] and other[place] - given for place, given in one.items() if place in other)


def merged(several: Iterable[Figures]) -> Figures:
    """The figures of several texts together."""
    found: dict[int, frozenset[int]] = {}
    for one in several:
        for place, given in one.items():
            found[place] = found.get(place, frozenset()) | given
    return found


def to_bytes(found: Figures) -> bytes:
    """Pairs of 4-byte numbers."""
    pairs = sorted((place, value) for place, given in found.items() for value in given)
    return np.array(pairs, dtype="<u4").tobytes()


def from_bytes(stored: bytes) -> Figures:
    """The inverse of `to_bytes`."""
    pairs: NDArray[np.uint32] = np.frombuffer(stored, dtype="<u4").reshape(-1, 2)
    found: dict[int, set[int]] = {}
    for place, value in pairs.tolist():
        found.setdefault(place, set()).add(value)
    return {place: frozenset(given) for place, given in found.items()}


def _value(token: str) -> str:
    """A figure in one form, '' for other words."""
    return token.replace(",", "") if token[0].isdigit() else _SMALL.get(token, "")


def _hash(text: str) -> int:
    return zlib.crc32(text.encode())
