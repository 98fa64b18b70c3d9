"""The words of a short answer: those that the reader chose, so that they read well and stand in the quote as they are.

A name is given whole and without the office that the question names, an amount with its unit, money with its sign.
"""

from __future__ import annotations

import re
from functools import partial

from rag.amounts import Amount, amounts
from rag.asked import Kind, asks_for_several, asks_how_many
from rag.dateline import dateline_end
from rag.day_of import day_beside
from rag.enumerated import enumerated
from rag.facts import content_words, knows, names, places_of
from rag.of_whole import counted, where_done
from rag.offices import OFFICES
from rag.quote import Quote
from rag.reason import reason_within
from rag.roles import right_one
from rag.what_for import asks_what_for, what_for

_MOST_WORDS = 12  # a longer one is no short answer: its sentence says it as well
_MOST_OF_CLAUSE = 20  # words of a clause that tells why
_CURRENCIES = "$€£¥₹"
_EDGES = " \t\n,;:.!?–—-"
_QUOTES = '"“”'
_ONE = re.compile(r"^\W*who(?:['’]s|\s+(?:is|was|has|became))\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:(?:fewer|less|more) than|at (?:least|most)|over|up to|nearly|almost|as many as)\s(?:US)?$", re.IGNORECASE
)
_RATE = re.compile(r"\s(?:an?|per)\s(?P<span>year|month|week|day|night|hour|person|head|share|ton|barrel)\b")
_A_WHILE = re.compile(r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)$", re.IGNORECASE)
_AGO = re.compile(r"\s(?:ago|later|earlier)\b")
_ASKS_SCORE = re.compile(r"\b(?:vote|votes|score|result|tally|count|margin)\b", re.IGNORECASE)
_ASKS_MARGIN = re.compile(r"\bby (?:how (?:much|far)|what)\b|\bmargin\b", re.IGNORECASE)
_AGAINST = re.compile(r"(?:\s(?:votes|points))?(?:\sto\s|[-–])(?:\d[\d,.]*\d|\d|none|nil|zero)\b")
_ASKS_KIND = re.compile(r"\b(?:kind|type|sort|form|make|brand|breed)s? of (?P<what>(?:[a-z-]+\s?){1,3})", re.IGNORECASE)
_WORD_AFTER = re.compile(r"\s(?P<word>[a-z][\w-]*)")
_APPOSITION = re.compile(r"(?<=[\w.]),\s(?:an?|the|who|which|whose|his|her|its|their)\s.*$", re.DOTALL)
_ROLE_AFTER = re.compile(r"(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]*)+)(?:\s[a-z][a-z-]+)+")
_TITLES = content_words("foreign prime vice deputy acting interim former new defence finance interior")
_BODY = re.compile(
    r"\b(?:Coalition|Association|Council|Union|Institute|Cent(?:re|er)|Committee|Commission|Department|Ministry|Society"
    r"|Fund|Foundation|Organi[sz]ation|Bureau|Office|Campaign|Alliance|Federation|University|Agency|Bank|Court|Academy"
    r"|Museum|Party|Front|Movement|Army|Board|Authority|Secretary|Minister)$"
)
_OF_BODY = re.compile(r"\s(?:for|of|on|against)\s(?:the\s)?[A-Z][\w'’-]*(?:\s(?:(?:and|of)\s)?[A-Z][\w'’-]*)*")


def worded(quote: Quote, kind: Kind, question: str) -> str:
    """The words of the quote that answer best, with the names that are joined to theirs where several may be asked for.

    '' where they are most of a long quote, stand in its dateline though no place is asked for, or name who it was
    done to where the question asks who did it.
    """
    if quote.span is None:
        return ""
    sentence, most = quote.text, _MOST_WORDS
    start, end = max(quote.span.start - quote.start, 0), quote.span.end - quote.start
    if kind not in ("place", "time") and start < dateline_end(sentence):
        return ""
    if kind == "person":
        start, end = _whole_name(sentence, start, end)
        place = right_one(question, sentence, start, end)
        if place is None:
            return ""
        start, end = place
    else:
        place = where_done(question, sentence, start, end) if kind == "place" else (start, end)
        if place is None:
            return ""
        start, end = counted(question, sentence, *place) if kind == "number" else place
        start, end = _with_unit(sentence, *_uncut(sentence, start, end), question)
        end = _with_kind(sentence, start, end, question)
        if kind == "time":
            start, end = day_beside(question, sentence, start, end, quote.passage.article.published)
        if kind == "reason" or asks_what_for(question):
            find = partial(reason_within, question) if kind == "reason" else what_for
            reason = find(sentence, start, end)
            if reason is None:
                return ""
            most = _MOST_OF_CLAUSE if kind == "reason" and reason != (start, end) else most
            start, end = reason
    several = asks_for_several(question)
    if (several and kind in ("person", "place", "other")) or (kind == "person" and not _ONE.match(question)):
        joined = enumerated(sentence, start, end)
        start, end = (joined[0][0], joined[-1][1]) if joined else (start, end)
    words = _tidy(sentence[start : _whole_body(sentence, start, end)])
    if kind == "person" and not several:
        words = _plain_name(words, question)
    return "" if len(words.split()) > most else words


def _whole_name(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The place widened over the name that it cuts, or that follows it: 'General' to 'General Dong Jun'."""
    for name in names(sentence):
        for first, last in places_of(name, sentence):
            if first <= end + 1 and last >= end and first != end:
                return min(start, first), max(end, last)
    return start, end


def _uncut(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The place widened to the end of a name that it breaks off in: 'Heron' to 'Heron Isle'."""
    if not sentence[start:end][:1].isupper():
        return start, end
    cut = (last for name in names(sentence) for first, last in places_of(name, sentence) if first < end < last)
    return start, max(cut, default=end)


def _whole_body(sentence: str, start: int, end: int) -> int:
    """Where the name of a body ends whose first words these are: 'the Coalition' of 'the Coalition for Men'."""
    rest = _OF_BODY.match(sentence, end) if _BODY.search(sentence[start:end]) else None
    return rest.end() if rest else end


def _with_unit(sentence: str, start: int, end: int, question: str) -> tuple[int, int]:
    """The place widened over the amount that it cuts, or whose unit, sign or bound it leaves out: 'fewer than'."""
    if start and sentence[start - 1] in _CURRENCIES:
        start -= 1
    told, how_many = amounts(sentence), asks_how_many(question)
    for one in told:
        cut = one.start < start < one.end or one.start < end < one.end
        if cut and not (how_many and _only_unit_missing(one, start)):
            start, end = min(start, one.start), max(end, one.end)
        if end == one.end and not how_many:
            rate = _RATE.match(sentence, end) if one.unit else None
            rate = None if rate and rate["span"] in question.lower() else rate
            against = _AGAINST.match(sentence, end) if _ASKS_SCORE.search(question) and not one.unit else None
            more = rate or against or (_counted(one, sentence) if _ASKS_MARGIN.search(question) else None)
            end = more.end() if more else end
    ago = _AGO.match(sentence, end) if _A_WHILE.search(sentence[start:end]) else None
    bound = _BOUND.search(sentence[:start]) if any(start <= one.start < end for one in told) else None
    return bound.start() if bound else start, ago.end() if ago else end


def _counted(one: Amount, sentence: str) -> re.Match[str] | None:
    """What a bare number counts, right behind it: 'goals' of 'three goals'."""
    return re.compile(rf"\s{re.escape(one.noun)}\b").match(sentence, one.end) if one.noun and not one.unit else None


def _with_kind(sentence: str, start: int, end: int, question: str) -> int:
    """Where the words end with the thing of which the question asks the kind: 'colon' to 'colon cancer'."""
    asked = _ASKS_KIND.search(question)
    follows = _WORD_AFTER.match(sentence, end)
    if asked is None or follows is None or " " in sentence[start:end].strip():
        return end
    return follows.end() if content_words(follows["word"]) & content_words(asked["what"]) else end


def _only_unit_missing(one: Amount, start: int) -> bool:
    """Whether of an amount that is no share and no money nothing but what it is measured in is left out."""
    return one.start == start and one.unit != "%" and len(one.dimension) != 3 and not one.dimension.startswith("money")


def _tidy(words: str) -> str:
    """The words without signs at their edges; '' where a bracket in them has no other."""
    words = words.strip(_EDGES)
    if words.count('"') % 2 or words.count("“") != words.count("”"):
        words = words.strip(_QUOTES).strip(_EDGES)
        if words.count('"') % 2 or words.count("“") != words.count("”"):
            return ""
    return words if words.count("(") == words.count(")") else ""


def _plain_name(words: str, question: str) -> str:
    """The name alone: without what is told of it after a comma, and without the office in front that is asked for."""
    words = _APPOSITION.sub("", words)
    if role := _ROLE_AFTER.fullmatch(words):
        words = role["name"]
    asked = content_words(question)
    if not asked & OFFICES:
        return words
    told = words.split()
    while len(told) > 2 and told[1][:1].isupper():
        stems = content_words(told[0])
        if stems and not stems <= asked | OFFICES | _TITLES and not knows(question, told[0]):
            break
        told = told[1:]
    return words[words.index(" ".join(told)) :] if " ".join(told) in words else words
