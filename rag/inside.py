"""Names that stand inside of what other words tell, and are not whom a 'who did it' asks for.

Of 'burglars took two carvings by Ines Moreau' Moreau made the carvings and took nothing, of 'charged two clerks of
Norline' it is the clerks who were charged, and of 'the mayor of Tarnholm' the town is nobody.
"""

from __future__ import annotations

import re

from rag.facts import content_words, knows, names_within
from rag.offices import OFFICES

_MADE_BY = re.compile(
    r"\b(?P<made>[a-z][\w-]*),?\s(?:[\"“‘'][^\"”’]{1,60}[\"”’'],?\s)?(?:(?:\d{4}|made|painted|written)\s)?by\s(?:the\s)?(?:[a-z]+\s){0,3}$"
)
_WORKS = content_words(
    "painting picture portrait canvas sculpture statue carving bust drawing print etching sketch photograph novel book"
    " poem play film movie song album record symphony opera piece artwork work masterpiece watch jewel necklace vase"
    " manuscript letter tapestry mural"
)
_ASKS_MAKER = re.compile(
    r"\b(?:by whom|paint(?:s|ed|er)?|artist|wr(?:ote|itten|ites?)|author|mak(?:e|es|er|ers|ing)|made|compos(?:ed?|er)"
    r"|design\w*|direct\w*|produc\w*|creat\w*|sculpt(?:ed|s|or)?|carve[drs]?|drew|drawn|photograph(?:ed|er)|recorded"
    r"|sang|sings?|publish\w*|translat\w*|build\w*|built)\b",
    re.IGNORECASE,
)
_PEOPLE = content_words(
    "manager driver worker employee member official director player student pupil teacher resident citizen soldier"
    " officer supporter follower fan lawyer clerk guard leader captain founder owner inhabitant native staff man woman"
    " crew spokesman spokeswoman representative"
)
_BELONGS_TO = re.compile(r"\b(?P<who>[a-z][\w-]*)\s(?:of|from)\s(?:the\s)?$", re.IGNORECASE)

_MEMBER_OF = re.compile(
    r"\b(?:(?:who|they|he|she|said|believed|thought|men|women)\b[^,;.]{0,30}\bbelong(?:s|ed|ing)?\sto|linked\sto|(?:loyal|allegiance)\sto|on\sbehalf\sof)\s(?:the\s|an?\s)?(?:[a-z]+\s){0,3}$"
)
_ASKS_MEMBER = re.compile(
    r"\b(?:belong\w*|link\w*|loyal|allegiance|behalf|own(?:s|ed|er)?|whose|whom|behind|group|gang)\b", re.IGNORECASE
)

_LENGTH_OF_TERM = re.compile(
    r"^\W*(?:for\s)?how (?:long|many (?:years|months|days|weeks))\b[^?]*?\b(?:was|were|is|did|has|will|must|does)\s"
    r"(?P<who>[^?]+?)\s(?:been\s|be\s)?"
    r"(?:sentenced|jailed|imprisoned|get|gets|receive|serve|go|spend|suspended|banned)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|them)\b", re.IGNORECASE)
_FREED = re.compile(r"\b(?:acquitted|cleared|exonerated|found not guilty|freed|released)\b", re.IGNORECASE)


def is_inside(question: str, before: str) -> bool:
    """Whether a name behind the words `before` of its sentence only tells who made a thing or where others belong."""
    member = _BELONGS_TO.search(before)
    if _MEMBER_OF.search(before) and not _ASKS_MEMBER.search(question):
        return True
    return only_made(question, before) or (
        member is not None and bool(content_words(member["who"]) & (_PEOPLE | OFFICES))
    )


def only_made(question: str, before: str) -> bool:
    """Whether a name behind `before` is that of the maker of a work, whom the question does not ask for."""
    made = _MADE_BY.search(before)
    return made is not None and bool(content_words(made["made"]) & _WORKS) and not _ASKS_MAKER.search(question)


def term_of_another(question: str, before: str, words: str, after: str) -> bool:
    """Whether a term in prison, say, is told of somebody else than the one of whom it is asked."""
    asked = _LENGTH_OF_TERM.match(question)
    named = names_within(asked["who"]) if asked else frozenset()
    if not named:
        return False
    sentence = before + words + after
    for name in named:
        if knows(sentence, name.split()[-1]):
            near = re.search(rf"\b{re.escape(name.split()[-1])}\b[^.;]{{0,80}}", sentence)
            return near is not None and _FREED.search(near.group()) is not None and "sentenc" not in near.group()
    others = [name for name in names_within(sentence) if " " in name]
    return bool(others) or _PRONOUN.search(sentence) is None
