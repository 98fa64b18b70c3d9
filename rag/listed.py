"""The answers of a question that asks for several: each once, under its fullest name, and of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.asked import asked_for
from rag.names import knows, names_within

_WHO_HAVE_NAMES = re.compile(
    r"\b(?:which|what)\s(?:\w+\s){0,3}?(?:officials|ministers|leaders|mayors|presidents|politicians|players|teams|clubs"
    r"|parties|companies|firms|banks|countries|nations|cities|towns|states|islands|ports|newspapers)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def listed(question: str, answers: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The short answers, as (words, place of their quote), in their order, without those that say another one again.

    'US' and 'the United States', 'Sandoval' and 'Emil Sandoval' are one, and the fuller words stand for both. Where
    people, places or companies are asked for, words that name none, or only what the question names, are left out; the
    first always stays.
    """
    named = asked_for(question) in ("person", "place") or _WHO_HAVE_NAMES.search(question) is not None
    kept: list[tuple[str, int]] = []
    for words, place in answers:
        if kept and named and not any(not knows(question, name) for name in names_within(words)):
            continue
        again = next((i for i, (other, _) in enumerate(kept) if _same(words, other)), None)
        if again is None:
            kept.append((words, place))
        elif len(_bare(words).split()) > len(_bare(kept[again][0]).split()) and _several(words) == _several(
            kept[again][0]
        ):
            kept[again] = (words, place)
    return tuple(kept)


def _same(one: str, other: str) -> bool:
    """Whether two answers name the same: each name of the one is known to the other, or the other way round."""
    mine, theirs = names_within(one), names_within(other)
    if not mine or not theirs:
        return _bare(one).casefold() == _bare(other).casefold()
    return all(knows(other, name) for name in mine) or all(knows(one, name) for name in theirs)


def _several(words: str) -> bool:
    return bool(re.search(r",|\band\b", words))


def _bare(words: str) -> str:
    return _LINK.sub("", words.strip())
