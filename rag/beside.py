"""What stands beside the words of a short answer: whether they count, name or tell there what the question asks for.

'Seven' of 'the crash killed seven' is no answer to 'how many were hurt?', 'Xi Jinping' of 'the Chinese president Xi
Jinping' none to 'who is the president of Norland?'. As in `rag.suited`, what fails leaves the quote alone.
"""

from __future__ import annotations

import re

from rag.asked import Kind, asks_how_many, asks_to_choose
from rag.awards import award_asked
from rag.facts import content_words, knows, names_within, numbers, without_names
from rag.inside import is_inside, only_made, term_of_another
from rag.offices import OFFICES
from rag.quantities import GLUED, normal
from rag.speaker import said_by

_CLAUSE = re.compile(
    r"[;:()\u2014\u2013\u201c\u201d\"]|,(?!\d)|(?<=\w{2})[.](?=\s|$)|\b(?:and|but|while|although|whereas)\b"
)
# What may be done to those who are counted: a count of one of these is none of another.
_FATES = frozenset({"die", "hurt", "arrest", "rescue", "survive", "infect"})
_IN_HOSPITAL = re.compile(r"\b(?:hospitali[sz]ed|(?:in|to) (?:the )?hospitals?)\b", re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?:previous(?:ly)?|initial(?:ly)?|originally|at first|formerly|earlier (?:reports?|estimates?|figures?|counts?)"
    r"|down from|up from)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom (?:about |around |nearly |some |only |just )?[$£€]?$", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:from|before|earlier|previous(?:ly)?|originally|at first|once)\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|up from|down from|rose|risen|grew|grown|increas\w+|fell|fallen|dropp?\w*)\b", re.IGNORECASE)
_NAMED_BEFORE = re.compile(r"(?<=\w\s)[A-Z][a-z]+\s$")
_COUNTED_AFTER = re.compile(r"\s(?:[a-z][\w-]*\s){0,2}?[a-z][\w-]*s\b|\s(?:people|men|women|children)\b")
_CALENDAR = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\s$"
)

_SIZE = re.compile(r"\bhow (?:big|large|tall|high|deep|wide|old)\b", re.IGNORECASE)
_DISTANCE = re.compile(r"^(?:\s\w+)?\s(?:off|away|from|north|south|east|west|outside|inland|offshore)\b")

_IN_A_PLACE = re.compile(r"\b(?:in|at|near|outside|inside|into|across|throughout)\s(?:the\s)?$")
_HAPPENED = re.compile(
    r"^\W*who\s(?:(?:else\s)?(?:died|dies|drowned|survived)|(?:was|were|is|are|has been|have been|got)\s(?:\w+ly\s)?"
    r"(?:born|killed|wounded|injured|hurt|shot|stabbed|arrested|married|murdered|rescued))\b(?!\sby\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s(?:the\s)?$")
_BODY = re.compile(
    r"\b(?:Academy|Agency|Airlines?|Association|Authority|Bank|Bureau|Co|Commission|Committee|Company|Corp(?:oration)?"
    r"|Council|Court|Department|Foundation|Group|Inc|Institute|Limited|Ltd|Ministry|Museum|Organi[sz]ation|Party|plc"
    r"|Society|Union|University)\.?$"
)
_WON = re.compile(r"^\W*who\b[^?]{0,30}\b(?:won|wins|win|receives?d?|awarded|gets?|got)\b", re.IGNORECASE)
_ELECTED = re.compile(r"^\W*who\b[^?]{0,30}\b(?:won|wins|elected|chosen|voted)\b", re.IGNORECASE)
_GIVER_BEFORE = re.compile(r"\b(?:awarded|given|presented|named|chosen)\b[^,;.]{0,40}\bby\s(?:the\s)?$")
_GIVER_AFTER = re.compile(
    r"^\s(?:has\s|have\s)?(?:(?:awarded|gave|gives|presented|handed|honou?red)\b"
    r"|(?:announced|named|declared|revealed)\b[^.;]{0,40}\b(?:winners?|laureates?|who (?:has |had )?won|prizes?"
    r"|awards?)\b)"
)
# 'was nominated by President |Olt|': who chooses is not who is chosen.
_CHOSEN_BY = re.compile(
    r"\b(?:nominat|appoint|pick|select|elevat|recommend|tapp?)\w*\b[^,;.]{0,60}\bby\s(?:the\s)?(?:[A-Z][\w.]*\s){0,3}$"
)
_ASKS_WHO_CHOSE = re.compile(
    r"^\W*who\b[^?]{0,20}\b(?:nominat|appoint|pick|select|elevat|recommend|tapp?)\w*\b|^\W*whom?\s(?:did|does|has)\b"
    r"|\bby whom\b",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"\b(?:candidate|nominee|hopeful|runner-up|contender)s?\s$", re.IGNORECASE)
_NEAR_NAME = 90  # characters beside a name in which its office and place stand
_WHO_IS = re.compile(
    r"^\W*who(?:['’]s|\s(?:is|was|are|were|holds|held|became|serves? as))\s(?P<office>[^?,]{1,80})", re.IGNORECASE
)

_CAUSE_BEFORE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|after|since|over|amid|following|for|as|cit(?:ing|ed)|blam\w+ on"
    r"|to|so(?: that)?"
    r"|in (?:response|reaction|protest|order|retaliation|connection|honou?r)\b[^,;.]{0,20}|caus\w+(?: by)?"
    r"|by|from|on|with|against|considered|called|reasons?|in an?|out of|part of|result of|if|when|that|led to|was|were"
    r"|is)\s"
    r"(?:the |an? |its |his |her |their |what )?$",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"^(?:because|due|owing|thanks|after|since|over|amid|following|for|as|to|so|in|by|citing|on|out|with|when|if|that|it"
    r"|they|he|she|no|not|lack)\b",
    re.IGNORECASE,
)
_GIVES_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|caus\w+|blam\w+|reasons?|prompt\w+|accus\w+|amid|citing|cited|over|after|following"
    r"|alleg\w+|considered|deemed|fear\w*|suspicion|response|protest)\b[^;:.]*$",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:why|how come)\b", re.IGNORECASE)
_WHAT_SAID = re.compile(
    r"^\W*what\s(?:else\s)?(?:did|does|do|has|have|had|was|were)\b[^?]*\b(?:say|said|saying|tell|told|claim|argue|respond"
    r"|reply|comment)\b",
    re.IGNORECASE,
)
_SELLS = re.compile(r"^\W*what\s(?:did|does|do|will|would)\b[^?]*\b(?:sell|go|fetch)\sfor\b", re.IGNORECASE)
_LEAST_SAID = 3  # words without quotation marks that say something
_OF_A_PERSON = re.compile(r"[A-Z][\w’'-]+,\s(?:an?\s|the\s)?$")
_OPTIONS = re.compile(
    r"(?P<one>(?:[\w’'%-]+\s){0,3}[\w’'%-]+),?\sor\s(?P<other>(?:(?:in|on|at|by)\s)?"
    r"(?:(?!(?:in|on|at|by|during|since|after|before|last|this)\s)[\w’'%-]+\s?){1,4})"
)


def told(words: str, kind: Kind, question: str, before: str, after: str) -> bool:
    """Whether the words answer the question as they stand in their sentence, between `before` and `after`."""
    if kind == "number":
        return not term_of_another(question, before, words, after) and _counts(words, question, before, after)
    if kind == "person":
        return not is_inside(question, before) and _is_the_one(words, question, before, after)
    if kind == "other" and only_made(question, before):
        return False
    if kind == "reason":
        return _is_cause(words, question, before)
    if _SELLS.match(question):
        return bool(numbers(words))
    return _says_something(words, question, before, after) if _WHAT_SAID.match(question) else True


def _counts(words: str, question: str, before: str, after: str) -> bool:
    """Whether a number counts those to whom happened what is asked, and is no earlier state of it or part of a name."""
    if _FROM.search(before) and _TO.search(before[-60:] + after[:60]) and not _EARLIER.search(question):
        return False
    mine = _CLAUSE.split(before)[-1] + words + _CLAUSE.split(after)[0]
    if _ONCE.search(mine) and not _ONCE.search(question):
        return False
    if _SIZE.search(question) and _DISTANCE.match(after):
        return False
    if not asks_how_many(question):
        return True
    if words[:1].isdigit() and _COUNTED_AFTER.match(after) is None:
        named = _NAMED_BEFORE.search(before)
        if GLUED.search(before) or (named and not _CALENDAR.search(before)):
            return False
    asked = _fates(question)
    if not asked:
        return True
    near, whole = _fates(mine), _fates(before + words + after)
    return bool(asked & near) if near else bool(asked & whole)


def _fates(text: str) -> frozenset[str]:
    found = normal(content_words(text)) & _FATES
    return found | {"hurt"} if _IN_HOSPITAL.search(text) else found


def _is_the_one(words: str, question: str, before: str, after: str) -> bool:
    """Whether a name may be who is asked for: no place, no body that died, no giver of what was won, and the holder of
    the office that is asked for, of the place that is asked for.
    """
    if _IN_A_PLACE.search(before) and "," not in words:
        return False
    if _HAPPENED.match(question) and (_BODY.search(words) or _BY.search(before)):
        return False
    if (
        _WON.match(question)
        and award_asked(question) != "giver"
        and (_GIVER_BEFORE.search(before) or _GIVER_AFTER.match(after))
    ):
        return False
    if _CHOSEN_BY.search(before) and not _ASKS_WHO_CHOSE.search(question):
        return False
    if _ELECTED.match(question) and _CANDIDATE.search(before):
        return False
    return _holds(words, question, before, after)


def _holds(words: str, question: str, before: str, after: str) -> bool:
    """Where the holder of an office is asked for: whether the name is not that of another place's."""
    asked = _WHO_IS.match(question)
    office = content_words(asked["office"]) & OFFICES if asked else frozenset()
    if not office:
        return True
    if _BY.search(before):
        return False
    near = _CLAUSE.split(before)[-1][-_NEAR_NAME:]
    if not content_words(near) & office:
        return True
    places = names_within(question)
    others = [name for name in names_within(near) if not content_words(name) <= OFFICES | content_words(question)]
    return not (places and others) or any(knows(near + words + after[:_NEAR_NAME], place) for place in places)


def _is_cause(words: str, question: str, before: str) -> bool:
    """Whether the words are given as a cause, or for 'what caused it?' tell of more than somebody or some time."""
    named = names_within(words)
    if not content_words(without_names(words, named)):
        return False
    if not _WHY.search(question):
        return True
    return any(cue.search(text) for cue, text in ((_CAUSE, words), (_CAUSE_BEFORE, before), (_GIVES_CAUSE, before)))


def _says_something(words: str, question: str, before: str, after: str) -> bool:
    """Whether the words are something that is said by the one asked about: no name and no office of whoever says it."""
    who = said_by(before + words + after)
    asked = names_within(question)
    if who and names_within(who) and asked and not any(knows(who, name) or knows(question, who) for name in asked):
        return False
    if before.count("“") > before.count("”") or before.count('"') % 2:
        return True
    if len(words.split()) < _LEAST_SAID or _OF_A_PERSON.search(before):
        return False
    stems = content_words(words)
    return not (stems & OFFICES and len(stems) < _LEAST_SAID)


def chosen(words: str, question: str) -> bool:
    """Whether the words are one of those between which 'A or B?' leaves the choice."""
    options = _OPTIONS.search(question) if asks_to_choose(question) else None
    if options is None:
        return True
    mine, theirs = (
        content_words(text) | frozenset(re.findall(r"\d+", text))
        for text in (words, f"{options['one']} {options['other']}")
    )
    return bool(mine & theirs)
