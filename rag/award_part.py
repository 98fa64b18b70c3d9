"""The part that a name plays where a sentence tells of a prize: who gives it, who gets it, or who only stands by.

'The academy awarded the prize to Y', 'Y received it from X', 'X honoured Y with it': the verb and the words beside
the name decide. 'Give', 'hand' and 'present' count only with the prize as what is given: not in 'X gave a speech'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from rag.behind import stands_behind

Part = Literal["giver", "winner", "neither"]

PRIZE = (
    r"(?:[Pp]rizes?|[Aa]wards?|[Mm]edals?|[Tt]roph(?:y|ies)|[Hh]onou?rs?|[Ss]cholarships?|[Ff]ellowships?|[Oo]rders?"
    r"|[Cc]rown|Oscars?|Nobels?|Pulitzers?|Bookers?|Grammys?|[Tt]itles?)\b"
)
_VERB = re.compile(
    r"\b(?:(?P<surely>award(?:ed|ing)|bestow(?:s|ed|ing)?|confer(?:s|red|ring)|honou?r(?:ed|ing))"
    r"|(?P<give>awards?|honou?rs?|g(?:ave|ives?|iving|iven)|present(?:s|ed|ing)?|hand(?:s|ed|ing)?(?: over| out)?"
    r"|grant(?:s|ed|ing)?)"
    r"|(?P<choose>nam(?:es|ed|ing)|ch(?:ose|ooses|osen)|pick(?:s|ed)|declar(?:es|ed)|select(?:s|ed)))\b(?!\s(?:up|after)\b)",
    re.IGNORECASE,
)
_OWN = r"(?:his|her|its|their|my|our)"
_STOP = rf"(?:to|for|in|on|at|after|before|as|when|with|by|from|and|but|who|that|which|while|because|{_OWN})\b"
_OBJECT = (
    rf"(?:\s(?:it|them)\b|(?:\s(?!{_STOP})[^\s,;]+)*?\s(?!{_STOP}){PRIZE})"  # what is given, right behind the verb
)
_IS_GIVEN = re.compile(_OBJECT)
_BE = r"(?:was|were|is|are|be|been|being)"
_PASSIVE = re.compile(rf"\b{_BE}\s(?:\w+ly\s|also\s)?$")
_PRIZE_BEFORE = re.compile(rf"\b{PRIZE}(?:,\s|\s|[^;]{{0,60}}?\b{_BE}\s(?:\w+ly\s|also\s)?)$")
_OF_PRIZE = re.compile(rf"\b(?:{PRIZE}|winners?\b|laureates?\b|recipients?\b|champions?\b|of the [Yy]ear\b)")
_ROLE = (  # between a verb or a preposition and a name
    r"(?:the\s|an?\s|his\s|her\s|its\s|their\s)?"
    r"(?:(?!(?:and|or|for|with|to|by|in|on|at|of|from|after|because|who|that)\b)[a-z][\w'’-]*,?\s){0,4}"
    r"(?:[A-Z][\w.'’-]*\s){0,3}"
)
_ON = r"(?:(?!\b(?:and|but|after|before|who|which|that|when|he|she|they|we|\w+ed)\b)[^;])*"  # no other clause
_BY = re.compile(rf"{_ON}\bby\s{_ROLE}")
_TO = re.compile(rf"{_ON}\bto\s{_ROLE}")
_BEHIND = re.compile(rf"\s{_ROLE}")
_ASIDE = r"(?:,[^,;]{1,80},)?\s(?:on\s\w+\s)?(?:(?:has|have|had)\s)?(?:\w+ly\s|also\s)?"
_SUBJECT = re.compile(_ASIDE)
_SUBJECT_OF_PASSIVE = re.compile(rf"{_ASIDE}{_BE}\s(?:\w+ly\s|also\s)?")
_TO_SOMEBODY = re.compile(r"[^;,]*?\bto\s(?:the\s|an?\s|[A-Z])")
_GETS = r"(?:received?s?|receiving|gets?|got|took|takes|collect(?:s|ed)|accept(?:s|ed)|earned|pick(?:s|ed) up)"
_WINS = re.compile(rf"{_ASIDE}(?:(?:won|wins?|winning)\b|{_GETS}{_OBJECT})")
_WON = re.compile(rf"\b(?:won|winners?|{_GETS}{_OBJECT})\b")
_FROM = re.compile(rf"\b{_GETS}{_OBJECT}{_ON}\bfrom\s{_ROLE}$")
_WENT_TO = re.compile(rf"\b(?:{PRIZE}[^;]{{0,80}}?|[Ii]t)\s(?:went|goes|go|going)\sto\s{_ROLE}$")
_ON_GIVING = re.compile(
    rf"(?:(?:[Oo]n|[Ww]hen|[Aa]fter|[Ww]hile)\s)?(?:[Hh]anding|[Aa]warding|[Pp]resenting|[Gg]iving){_OBJECT}[^,]*,\s{_ROLE}$"
)
_DEFEATED = re.compile(r"\b(?:handed|gave|dealt|beat|beating|defeated|defeating|over|ahead of|from)\s(?:the\s)?$")
_DEFEAT = re.compile(
    r"\s(?:an?|their|its|his|her|no)\s[^,;]*?\b(?:defeat|loss|beating|thrashing|hiding|drubbing|chance)\b"
)
_FIRST = rf"\s{_OWN}\s(?:first|second|third|\w+th|only|maiden|opening|latest)\b[^,;]*?\b{PRIZE}"
_GAVE_FIRST = re.compile(rf"{_ASIDE}(?:gave|won|brought|earned)\s{_ROLE}(?:[A-Z][\w'’-]*){_FIRST}")
_GAVE = re.compile(rf"\b(?:gave|won|brought|earned)\s{_ROLE}$")


class _Giving(NamedTuple):
    """A verb of giving a prize or choosing who gets it."""

    start: int
    end: int
    passive: bool
    gets: bool  # of a passive: whether its subject is given the prize, not to somebody


def award_part(sentence: str, start: int, end: int) -> Part | None:
    """The part that the name `sentence[start:end]` plays; None where its words do not tell."""
    before, after = sentence[:start], sentence[end:]
    verbs = list(_giving(sentence))
    gone = [(verb, sentence[verb.end : start]) for verb in verbs if verb.end <= start]
    ahead = [(verb, sentence[end : verb.start]) for verb in verbs if end <= verb.start]
    if _FROM.search(before) or _ON_GIVING.match(before) or any(_BY.fullmatch(words) for _, words in gone):
        return "giver"
    if (_DEFEATED.search(before) and _DEFEAT.match(after)) or (_GAVE.search(before) and re.match(_FIRST, after)):
        return "neither"
    subject = not stands_behind(before)
    if (subject and (_WINS.match(after) or _GAVE_FIRST.match(after))) or _WENT_TO.search(before):
        return "winner"
    if any(_TO.fullmatch(words) or (not verb.passive and _BEHIND.fullmatch(words)) for verb, words in gone):
        return "winner"
    if not subject:
        return None
    if any(verb.passive and verb.gets and _SUBJECT_OF_PASSIVE.fullmatch(words) for verb, words in ahead):
        return "winner"
    return "giver" if any(not verb.passive and _SUBJECT.fullmatch(words) for verb, words in ahead) else None


def tells_of_giving(sentence: str) -> bool:
    """Whether a prize is given or won there."""
    return any(_giving(sentence)) or _WON.search(sentence) is not None


def _giving(sentence: str) -> Iterator[_Giving]:
    for match in _VERB.finditer(sentence):
        before = sentence[: match.start()]
        given = _IS_GIVEN.match(sentence, match.end()) is not None
        if match["give"] and not given and not _PRIZE_BEFORE.search(before):
            continue
        if match["choose"] and not _OF_PRIZE.search(sentence):
            continue
        passive = _PASSIVE.search(before) is not None or (not given and _PRIZE_BEFORE.search(before) is not None)
        gets = given or (not match["give"] and not _TO_SOMEBODY.match(sentence, match.end()))
        yield _Giving(match.start(), match.end(), passive, gets)
