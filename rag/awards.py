"""Who gives a prize, who gets it: which of the two a question asks for, and the name in a sentence that is it.

What the words of the sentence do not decide is left alone.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from rag.award_part import PRIZE, award_part
from rag.facts import names, places_of

Asked = Literal["giver", "winner"]
Place = tuple[int, int]

_PRIZE = re.compile(rf"\b{PRIZE}", re.IGNORECASE)
_CLAUSE = re.compile(r";\s|,\s(?:and|but|while)\s")
_GIVE = (
    r"award(?:s|ed|ing)?|g(?:ave|ives?|iving|iven)|present(?:s|ed|ing)?|hand(?:s|ed|ing)?(?: over| out)?"
    r"|bestow(?:s|ed|ing)?|confer(?:s|red|ring)?|honou?r(?:s|ed|ing)|grant(?:s|ed|ing)?"
)
_BE = r"(?:was|were|is|are|been|being)"
_ASKS_WINNER = re.compile(
    rf"\bwho(?:ever)?\s(?:(?:has|have|had|finally|else)\s)?(?:won|wins?|receive[ds]?|gets?|got|took|takes|collected|accepted"
    rf"|{_BE}(?:\s\w+ly)?\s(?:awarded|given|presented|handed|granted|honou?red|named|chosen))\b(?![^?]*\bby\W*$)"
    rf"|\bwinners?\b|\bto whom\b|^\W*whom?\sdid\b[^?]*\b(?:award|give|present|honou?r|hand)\b",
    re.IGNORECASE,
)
_ASKS_GIVER = re.compile(
    rf"\bwho\s(?:(?:has|have|had)\s)?(?:{_GIVE})\b|\bby whom\b|\bwho\s{_BE}\b[^?]*\bby\W*$", re.IGNORECASE
)


def award_asked(question: str) -> Asked | None:
    """Whether a question about a prize asks for who gives it or for who gets it; None where it asks for neither."""
    if not _PRIZE.search(question):
        return None
    if _ASKS_WINNER.search(question):
        return "winner"
    return "giver" if _ASKS_GIVER.search(question) else None


def award_place(asked: Asked, question: str, sentence: str, span: Place, named: list[Place]) -> Place | None:
    """The place of the name that plays the part asked for: `span` itself where it holds no other name, or where nothing
    tells; None where only the other part is told.

    `named` are the places of the sentence's names.
    """
    people = [place for place in named if not _PRIZE.search(sentence[slice(*place)])]
    people = [place for place in people if sentence[slice(*place)].casefold() not in question.casefold()]
    told = {place: award_part(sentence, *place) for place in people}
    inside = [place for place in people if place[0] < span[1] and span[0] < place[1]]
    right = [place for place in people if told[place] == asked]
    clause = _clause_of(question, sentence)
    right = [place for place in right if clause[0] <= place[0] < clause[1]] or right
    if any(place in inside for place in right):
        return span if len(inside) == 1 else next(place for place in right if place in inside)
    if right:
        return right[0]
    return None if any(told[place] for place in inside) else span


def _clause_of(question: str, sentence: str) -> Place:
    """The place of the one clause that names the prize asked about; the whole sentence where several or none do."""
    prizes = [name for name in names(question) if _PRIZE.search(name)]
    bounds = [0, *(match.end() for match in _CLAUSE.finditer(sentence)), len(sentence)]
    told = [
        (start, end)
        for start, end in pairwise(bounds)
        if any(list(places_of(name, sentence[start:end])) for name in prizes)
    ]
    return told[0] if len(told) == 1 else (0, len(sentence))
