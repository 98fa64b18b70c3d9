"""Texts cut into parts, some of them marked: gold quotes, accepted answers, and what differs between two answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_SHORT_QUOTE = 40  # characters; as `match.holds_quote`
_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")


class Part(NamedTuple):
    """A piece of a text; `mark` names what it is, "" for nothing."""

    text: str
    mark: str = ""


def mark_quotes(text: str, quotes: Iterable[str], mark: str = "gold") -> tuple[Part, ...]:
    """The text with these quotes marked, white space and the form of quotation marks aside; of a quote that
    runs over the edge, the half that is there.
    """
    return _cut(text, [span for quote in quotes if (span := find_quote(text, quote))], mark)


def mark_words(text: str, words: Iterable[str], mark: str = "accepted") -> tuple[Part, ...]:
    """The text with these words marked wherever they stand whole, in any case."""
    spans = [
        found.span()
        for word in words
        if word.strip()
        for found in re.finditer(rf"(?<!\w){_loosely(word.split())}(?!\w)", text, re.IGNORECASE)
    ]
    return _cut(text, spans, mark)


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Where the quote stands in the text, or else its first or its second half, as `match.holds_quote` counts it."""
    straight, words = text.translate(_STRAIGHT), quote.translate(_STRAIGHT).split()
    whole = " ".join(words)
    middle = len(whole) // 2
    halves = [] if len(whole) < _SHORT_QUOTE else [whole[: len(whole) - middle], whole[middle:]]
    for wanted in (whole, *halves):
        found = re.search(_loosely(wanted.split()), straight) if wanted.strip() else None
        if found:
            return found.span()
    return None


def difference(before: str, after: str) -> tuple[Part, ...]:
    """Both texts in one, word by word: parts marked `gone` stand in the former alone, `new` in the latter alone."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    parts: list[Part] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part("".join(old[a:b])))
            continue
        parts += [Part("".join(old[a:b]), "gone")] * (b > a) + [Part("".join(new[c:d]), "new")] * (d > c)
    return tuple(parts)


def _loosely(words: Sequence[str]) -> str:
    return r"\s+".join(map(re.escape, words))


def _cut(text: str, spans: Iterable[tuple[int, int]], mark: str) -> tuple[Part, ...]:
    """The text in parts; spans that overlap are one."""
    parts: list[Part] = []
    at = 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        parts += [Part(text[at:start])] * (start > at) + [Part(text[start:end], mark)]
        at = end
    return (*parts, Part(text[at:])) if at < len(text) or not parts else tuple(parts)
