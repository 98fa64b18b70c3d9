"""Names that stand joined in a sentence, 'Norland, Sudland and the Brennan Islands': what holds of one holds of all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.names import names_within

_WORD = r"[A-Z][\w&'’-]*(?:\.(?=\s[A-Z]))?"
_NAME = rf"(?:[Tt]he\s)?{_WORD}(?:\s(?:(?:of|the|de|la|al|bin|von|van|der|for)\s(?:the\s)?)?{_WORD})*"
_ITEM = rf"{_NAME}(?:\sin\s{_WORD}(?:\s{_WORD})*)?"
_ENUMERATION = re.compile(rf"(?<![\w’'-]){_ITEM}(?:,\s{_ITEM})*,?\s(?:and|as\swell\sas)\s{_ITEM}(?![\w’'-])")
_JOINT = re.compile(r",?\s(?:and|as\swell\sas)\s|,\s")
_OF_SOMEBODY = re.compile(r"['’]s?$")


def enumerated(sentence: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The places of the names among which `sentence[start:end]` is one or several; none where it stands alone.

    A name in the genitive, a day or a title among them makes it no enumeration of names.
    """
    for match in _ENUMERATION.finditer(sentence):
        items = tuple(_items(sentence, *match.span()))
        named = all(names_within(sentence[a:b]) and not _OF_SOMEBODY.search(sentence[a:b]) for a, b in items)
        if named and _covers(items, start, end):
            return items
    return ()


def _items(sentence: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for joint in _JOINT.finditer(sentence, start, end):
        yield start, joint.start()
        start = joint.end()
    yield start, end


def _covers(items: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    """Whether the words are one of the items, or several that stand together, and hold nothing else."""
    return any(a <= start < b for a, b in items) and any(a < end <= b for a, b in items)
