"""Who gives a prize, who gets it and what for: the part that a name plays where a prize is won, awarded or handed over.

'The academy awarded the prize to Y', 'Y received it from X', 'X honoured Y with it': the verb and the words beside
the name decide, and what they do not decide is left alone.
"""

from __future__ import annotations

import re
from typing import Literal

Part = Literal["giver", "winner"]
Place = tuple[int, int]

_PRIZE = re.compile(
    r"\b(?:prizes?|awards?|medals?|troph(?:y|ies)|honou?rs?|scholarships?|fellowships?|orders?|crown|Oscars?|Nobels?"
    r"|Pulitzers?|Bookers?|Grammys?|titles?)\b",
    re.IGNORECASE,
)
_GIVE = (
    r"award(?:s|ed|ing)?|g(?:ave|ives?|iving|iven)|present(?:s|ed|ing)?|hand(?:s|ed|ing)?(?: over| out)?"
    r"|bestow(?:s|ed|ing)?|confer(?:s|red|ring)?|honou?r(?:s|ed|ing)|grant(?:s|ed|ing)?"
)
_CHOOSE = r"nam(?:es|ed|ing)|ch(?:ose|ooses|osen)|pick(?:s|ed)|declar(?:es|ed)|select(?:s|ed)"
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
_WORDS = (  # between a verb or a preposition and a name
    r"(?:the\s|an?\s|his\s|her\s|its\s|their\s)?"
    r"(?:(?!(?:and|or|for|with|to|by|in|on|at|of|from|after|because|who|that)\b)[a-z][\w'’-]*,?\s){0,4}"
    r"(?:[A-Z][\w.'’-]*\s){0,3}"
)
_ASIDE = r"(?:,[^,;.]{1,80},)?\s(?:on\s\w+\s)?(?:(?:has|have|had)\s)?(?:\w+ly\s|also\s)?"
_WINS = re.compile(
    rf"^{_ASIDE}(?:won|wins?|winning|received?s?|receiving|gets?|got|took|takes|collected|accepted|earned"
    rf"|{_BE}\s(?:\w+ly\s)?(?:{_GIVE}|{_CHOOSE}))\b"
)
_GIVES = re.compile(rf"^{_ASIDE}(?:{_GIVE}|{_CHOOSE})\b")
_TO = re.compile(rf"\b(?:{_GIVE}|go(?:es|ing)?|went)\b[^;.]*\bto\s{_WORDS}$", re.IGNORECASE)
_GIVEN = re.compile(rf"(?<!was )(?<!were )(?<!been )\b(?:{_GIVE}|{_CHOOSE})\s{_WORDS}$", re.IGNORECASE)
_BY = re.compile(rf"\b(?:{_GIVE}|{_CHOOSE})\b[^;.]*\bby\s{_WORDS}$", re.IGNORECASE)
_FROM = re.compile(rf"\b(?:received|receiv\w+|got|accepted|took|collected)\b[^;.]*\bfrom\s{_WORDS}$", re.IGNORECASE)
_ON_GIVING = re.compile(
    rf"^(?:(?:on|when|after|while)\s)?(?:handing|awarding|presenting|giving)\b[^,]*,\s{_WORDS}$", re.I
)
_WHAT_FOR = re.compile(
    r"^\W*(?:and\s)?(?:what for|for what|why)\W*$"
    r"|\b(?:won|wins?|receive[ds]?|awarded|given|get|got|honou?red)\b[^?]*\sfor\W*$"
    r"|^\W*(?:for what|why)\b[^?]*\b(?:win|won|receive[ds]?|awarded|given|get|got|honou?red)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\bfor\s(?=(?:his|her|their|its|the|an?)\s|[a-z]+ing\b)")
_END = re.compile(r"[,;.](?=\s|$)")
_AWARDED = re.compile(rf"\b(?:{_GIVE}|{_CHOOSE}|won|received|winners?)\b", re.IGNORECASE)
_MOST_WORDS = 12


def award_asked(question: str) -> Part | None:
    """Whether a question about a prize asks for who gives it or for who gets it; None where it asks for neither."""
    if not _PRIZE.search(question):
        return None
    if _ASKS_WINNER.search(question):
        return "winner"
    return "giver" if _ASKS_GIVER.search(question) else None


def award_part(sentence: str, start: int, end: int) -> Part | None:
    """The part that the name `sentence[start:end]` plays; None where its words do not tell."""
    before, after = sentence[:start], sentence[end:]
    if _FROM.search(before) or _BY.search(before) or _ON_GIVING.match(before):
        return "giver"
    if _WINS.match(after) or _TO.search(before) or _GIVEN.search(before):
        return "winner"
    return "giver" if _GIVES.match(after) else None


def award_place(asked: Part, question: str, sentence: str, span: Place, named: list[Place]) -> Place | None:
    """The place of the name that plays the part asked for: `span` itself where it holds no other name, or where nothing
    tells; None where only the other part is told.

    `named` are the places of the sentence's names.
    """
    people = [place for place in named if not _PRIZE.search(sentence[slice(*place)])]
    people = [place for place in people if sentence[slice(*place)].casefold() not in question.casefold()]
    told = {place: award_part(sentence, *place) for place in people}
    inside = [place for place in people if place[0] < span[1] and span[0] < place[1]]
    right = [place for place in people if told[place] == asked]
    if any(place in inside for place in right):
        return span if len(inside) == 1 else next(place for place in right if place in inside)
    if right:
        return right[0]
    return None if any(told[place] for place in inside) else span


def asks_what_for(question: str) -> bool:
    """Whether what a prize was given for is asked, by a question or by its last part: 'and what for?'."""
    return _WHAT_FOR.search(question) is not None


def what_for(sentence: str, start: int, end: int) -> Place | None:
    """The words after 'for' around the place, or the only such words of a sentence that tells of a prize; the place
    itself where there are none, and None where it tells of the giving alone.
    """
    if not _AWARDED.search(sentence):
        return start, end
    phrases = []
    for match in _FOR.finditer(sentence):
        stop = _END.search(sentence, match.end())
        phrases.append((match.end(), stop.start() if stop else len(sentence)))
    here = [phrase for phrase in phrases if phrase[0] < end and start < phrase[1]] or phrases
    if len(here) != 1 or len(sentence[slice(*here[0])].split()) > _MOST_WORDS:
        return None if _AWARDED.search(sentence, start, end) else (start, end)
    return here[0]
