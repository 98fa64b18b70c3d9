"""Whether two figures measure the same thing: both what is or both what is planned, of one base, in one span of time.

'Will invite 50,000' is no other count of 'about 700 are studying', an average is no other value of a rate, and 30,000 a
month contradict no 350,000 a year.
"""

from __future__ import annotations

import re

from rag.facts import dates
from rag.quantities import Quantity

_CLAUSE = re.compile(r"[;:()\u2014\u2013\u201c\u201d\"]|,(?!\d)|(?<=\w)[.](?=\s|$)")
_PLANNED = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned|ning)?|wants?|wanted|hopes?|hoped|aims?|aimed|may|might|could|can|invites?"
    r"|invited|offers?|offered|promis\w+|pledg\w+|targets?|goal|set to|due to|expects?|expected|proposes?|proposed|must"
    r"|requires?|required|room for|capacity|allows?|allowed|up to)\b",
    re.IGNORECASE,
)
# What those do who are counted: 'marched against the plan to build'.
_OF_A_PLAN = re.compile(
    r"\b(?:against|over|about|oppos\w+|rejecting|rejected)\s(?:(?:the|a|its|their|his|her)\s)?(?:[\w-]+\s){0,2}?"
    r"(?:plans?|proposals?)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_SURVEYED = re.compile(r"\b(?:polls?|polled|surveys?|surveyed|forecasts?|projected|projections?)\b", re.IGNORECASE)
_BASE = re.compile(
    r"\b(?:average|median|mean|typical|per capita|net|gross|insured|insurance|stage|phase|tranche|instalment|women|men"
    r"|children|girls|boys|among (?:the )?(?!dead|victims|them|those)\w+)\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"^[^,;.]{0,40}?\b(?:(?:a|an|per|each|every)\s(?P<span>hour|day|night|week|month|year|person|household|head|passenger"
    r"|ton|tonne|mile|kilometre)|(?P<adverb>hourly|daily|weekly|monthly|yearly|annually))\b",
    re.IGNORECASE,
)
_SPANS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
_AHEAD = re.compile(
    r"\b(?:will|would|plan(?:s|ned|ning)?|expect\w*|promis\w+|propos\w+|intend\w*|wants? to|going to)\b", re.IGNORECASE
)


def same_scope(one: tuple[str, Quantity], other: tuple[str, Quantity], question: str, *, moved: bool) -> bool:
    """Whether the figures of two sentences, each as (sentence, figure), can be held against each other.

    `moved`: the later sentence says that the figure changed, so that a plan may have given way to what came of it.
    """
    mine, theirs = _clause(*one), _clause(*other)
    if not moved and not _AHEAD.search(question) and _planned(mine) != _planned(theirs):
        return False
    if _is(_SURVEYED, one[0]) != _is(_SURVEYED, other[0]):
        return False
    asked = _words(_BASE, question)
    if _words(_BASE, mine) - asked != _words(_BASE, theirs) - asked or _each(*one) != _each(*other):
        return False
    years = [{day.year for day in dates(clause) if day.year} for clause in (mine, theirs)]
    return not (all(years) and not years[0] & years[1] and not dates(question))


def _clause(sentence: str, figure: Quantity) -> str:
    """The clause in which the figure stands."""
    before = list(_CLAUSE.finditer(sentence, 0, figure.start))
    after = _CLAUSE.search(sentence, figure.end)
    return sentence[before[-1].end() if before else 0 : after.start() if after else len(sentence)]


def _each(sentence: str, figure: Quantity) -> str:
    """'month' of '30,000 passengers a month'; '' where the figure is of no span of time and no unit."""
    found = _EACH.match(sentence[figure.end :])
    if found is None:
        return ""
    return (found["span"] or _SPANS[found["adverb"].lower()]).lower()


def _planned(clause: str) -> bool:
    return _is(_PLANNED, _OF_A_PLAN.sub("", clause))


def _is(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def _words(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(match.group().lower() for match in pattern.finditer(text))
