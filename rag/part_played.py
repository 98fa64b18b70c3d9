"""Whether a sentence tells of a person the part in a work, a team or a firm that the question asks for.

'Who directed it?' is not answered by its producer, 'who was the architect?' not by the builder, 'who is deputy mayor?'
not by the mayor, and 'who heads the office?' not by a former head of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.facts import content_words, knows, names_within
from rag.offices import OFFICES
from rag.persons import TITLE


class _Part(NamedTuple):
    asked: re.Pattern[str]
    told: re.Pattern[str]
    named: re.Pattern[str]


def _part(noun: str, verb: str, told: str) -> _Part:
    """`noun`: in 'who is the ...?'; `verb`: behind 'who'; `told`: all the words that news has for it."""
    asked = (
        rf"^\W*(?:and\s)?(?:who(?:['’]s|\s(?:is|was|are|were|will be))\s(?:(?:the|its|their|his|her)\s)?(?:[\w'’-]+\s)?"
        rf"(?:{noun})\b|who\s(?:(?:has|had|will|would|originally|first|co)[\s-])*(?:{verb})\b"
        rf"|by\swhom\b[^?]*\b(?:{verb})\b|(?:name\sof\s)?the\s(?:{noun})\b|(?:{noun})\s(?:of|behind)\b)"
    )
    return _Part(*(re.compile(one, re.IGNORECASE) for one in (asked, rf"\b(?:{told})\b", rf"(?:{noun}|{verb})")))


_PARTS = (
    _part("architects?|designers?", "design(?:ed|s)?", r"architect\w*|design\w*|drew|drawn|plans?|conceived|creat\w*"),
    _part(
        "builders?|contractors?",
        "buil[dt]s?|construct(?:ed|s)?|erect(?:ed)?",
        r"buil[dt]\w*|construct\w*|erect\w*|contract\w*|ma[dk]e\w*|put up|laid|develop\w*|consortium",
    ),
    _part(
        "directors?",
        "direct(?:ed|s)?",
        r"direct\w*|film-?mak\w*|helm\w*|behind the camera|(?:film|movie) by|head\w*|chief|l[ea]d\w*|runs?|ran|boss"
        r"|manag\w*|chair\w*",
    ),
    _part("producers?", "produce[ds]?", r"produc\w*|ma[dk]e\w*|manufactur\w*|develop\w*"),
    _part(
        "(?:head )?coach(?:es)?|trainers?",
        "coach(?:ed|es)?|train(?:ed|s)?",
        r"coach\w*|manag\w*|train\w*|boss|in charge|took charge",
    ),
    _part(
        "authors?|writers?|screenwriters?",
        "writes?|wrote|written|authored",
        r"auth\w*|writ\w*|wrote|novelist|poet|playwright|columnist|journalist|biograph\w*|penned|script\w*|by"
        r"|\w+['’]s (?:\w+ )?(?:book|novel|poem|play|song|story|letter|memoirs?|column|thriller|autobiography)",
    ),
    _part(
        "(?:co-?)?founders?",
        "founded|established|set up",
        r"\w*-?found\w*|establish\w*|set(?:ting)? up|start\w*|creat\w*|launch\w*|form(?:ed|s|ing)|began|beg[iu]n\w*"
        r"|inventor|father of|mother of|built",
    ),
    _part(
        "(?:co-?)?owners?|proprietors?",
        "owns|owned",
        r"\w*-?own\w*|belong\w*|proprietor\w*|bought|buy\w*|acqui\w*|purchas\w*|h[eo]lds?|sold|parent|possess\w*"
        r"|subsidiar\w*|control\w*|shareholder\w*|stakes?|\w+['’]s",
    ),
    _part(
        "composers?|songwriters?",
        "compose[ds]?",
        r"compos\w*|music\w*|score\w*|wrote|writ\w*|song\w*|arrang\w*|symphony",
    ),
    _part(
        "suspects?",
        "is suspected|was suspected",
        r"suspect\w*|accus\w*|charg\w*|arrest\w*|wanted|detain\w*|held|sought|question\w*|alleg\w*|custody|indict\w*"
        r"|blam\w*|trial|prosecut\w*|identified|named",
    ),
    _part(
        "(?:deputy|vice)[\\s-]\\w+|deputy|deputies",
        "deputi[sz]es?",
        r"deput\w*|vice|running mate|second[- ]in[- ]command|number two",
    ),
)
# Such a part beside a name, by which the one is told from the other: 'its producer, X', 'built by X', 'X, the builder'.
_BESIDE_BEFORE = re.compile(rf"\b(?P<part>[a-z][\w-]*)(?:,|\sby)?\s(?:{TITLE}\s)?$", re.IGNORECASE)
_BESIDE_AFTER = re.compile(
    r"^(?:,\s(?:\d+,\s)?(?:an?|the|its|his|her|their|who)\s(?:[\w'’-]+\s){0,2}?(?P<noun>[a-z]\w+)\b"
    r"|\s(?:(?:has|had|will|would|also)\s)?(?P<verb>[a-z]\w+))"
)
_NO_LONGER = re.compile(
    r"\b(?:former|ex-|previous|one-?time|late|outgoing|retired|then-)\s?(?P<what>(?:[\w'’-]+[\s,]+){0,6})$",
    re.IGNORECASE,
)
_NO_LONGER_AFTER = re.compile(
    r"^(?:,\s\d+)?,\s(?:(?:an?|the|its|his|her|their|[\w'’-]+['’]s)\s)?(?:former|ex-|previous|one-?time|late|outgoing"
    r"|retired|then-)\s?(?P<what>[^,.;]{3,60})",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"^\W*(?:and\s)?who(?:['’]s|\s(?:is|are|heads|leads|runs|chairs|owns|holds|coaches|manages))\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:former|ex|previous|was|were|late|retired|outgoing|before)\b", re.IGNORECASE)
# Offices that news calls by no other word; a prime minister is a premier.
_ONE_NAME = content_words("minister secretary mayor governor ambassador treasurer senator judge captain commissioner")
_MINISTERS = content_words("minister secretary")
_WHO_IS = re.compile(
    r"^\W*(?:and\s)?who(?:['’]s|\s(?:is|was|will be))\s"
    r"(?P<office>(?:(?!\b(?:of|for|in|at|who|that|prime|accused)\b)[^?,])+)",
    re.IGNORECASE,
)
_DEPUTY_BEFORE = re.compile(r"\b(?:deputy|vice)[\s-](?P<office>(?:[a-z]+\s)?[a-z]+),?\s$", re.IGNORECASE)
_NOW_IN = re.compile(r"\b(?:acting|interim|bec[ao]m\w+|sworn in|elected|appointed|named|promoted|t[ao]\w+ over)\b")
_ASKS_DEPUTY = re.compile(r"\b(?:deputy|deputies|vice|second)\b", re.IGNORECASE)
_ASKS_BODY = re.compile(
    r"\b(?:which|what)\s(?:[a-z]+\s)?(?:compan(?:y|ies)|firms?|teams?|clubs?|countr(?:y|ies)|cit(?:y|ies)|towns?|banks?"
    r"|airlines?|newspapers?|universit(?:y|ies)|organi[sz]ations?|agenc(?:y|ies)|ministr(?:y|ies)|states?|manufacturers?"
    r"|builder|developer|group)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(rf"(?:^|\s)(?P<title>{TITLE}|[\w-]+),?\s$")


def plays_part(question: str, before: str, words: str, after: str) -> bool:
    """Whether the name `words` may play in its sentence, between `before` and `after`, the part that is asked for."""
    if not _still_does(question, before, after) or not _not_deputy(question, before, after):
        return False
    part = next((one for one in _PARTS if one.asked.match(question)), None)
    if part is None:
        return not _holds_another(question, before + words + after)
    if part.told.search(before + words + after) is None:
        return False
    beside = _BESIDE_BEFORE.search(before), _BESIDE_AFTER.match(after)
    told = [group for match in beside if match for group in match.groupdict().values() if group]
    told += [match.group() for match in beside if match]
    if any(part.told.search(one) for one in told):
        return True
    return not any(other.named.fullmatch(one) for one in told for other in _PARTS if other is not part)


def is_body(question: str, before: str, words: str) -> bool:
    """Whether, where a company or a country is asked for, the name is not that of a person with a title or office."""
    if not _ASKS_BODY.search(question) or len(names_within(words)) != 1:
        return True
    titled = _TITLED.search(before)
    if titled is None:
        return True
    title = titled["title"]
    return not (re.fullmatch(TITLE, title) or (content_words(title) & OFFICES and not title.endswith("s")))


def _still_does(question: str, before: str, after: str) -> bool:
    """Whether what is asked of now is not told of the name as past: 'Moreau, a former head of the harbour office'."""
    if not _NOW.match(question) or _PAST.search(question):
        return True
    for match in (_NO_LONGER.search(before), _NO_LONGER_AFTER.match(after)):
        if match and content_words(match["what"]) & content_words(question):
            return False
    return True


def _holds_another(question: str, sentence: str) -> bool:
    """Whether the sentence tells of offices, and of none by the name of the one asked for."""
    match = _WHO_IS.match(question)
    asked = content_words(match["office"]) & _ONE_NAME if match else frozenset()
    asked |= _MINISTERS if asked & _MINISTERS else frozenset()
    told = content_words(sentence) & OFFICES
    return bool(asked and told) and not asked & told


def _not_deputy(question: str, before: str, after: str) -> bool:
    """Whether the name is not that of a deputy where the question asks for the one above."""
    match = _DEPUTY_BEFORE.search(before)
    if match is None or _ASKS_DEPUTY.search(question):
        return True
    if not content_words(match["office"]) & content_words(question) & OFFICES:
        return True
    return _NOW_IN.search(after) is not None


_COACH = re.compile(
    r"\b(?:coach\w*|managers?|manages|train(?:s|ed|ers?))\s(?:of\s)?(?P<team>[A-Z][^?,]*)", re.IGNORECASE
)


def of_that_team(question: str, sentence: str, earlier: str) -> bool:
    """Whether a coach whose team the sentence does not name is that of the team asked about: that it is which the
    words `earlier` (its title and the sentence before) name first.
    """
    asked = _COACH.search(question)
    teams = names_within(asked["team"]) if asked else frozenset()
    if not teams or any(knows(sentence, team) for team in teams):
        return True
    named = sorted((name for name in names_within(earlier)), key=earlier.find)
    return not named or any(knows(named[0], team) or knows(team, named[0]) for team in teams)
