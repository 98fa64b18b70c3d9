"""What kind of thing a question asks for, and whether a sentence offers one that the question did not already name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from index.article import Article
from rag.facts import dates, names, numbers

Kind = Literal["person", "place", "time", "number", "reason", "other"]

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"\bhow (many|much|old|long|far|big|large|high|tall|fast|often)\b"
            r"|\b(what|which) (number|share|percentage|proportion|rate|price|cost|size|age|score|amount|toll)s?\b"
            r"|\b(ages|numbers|shares|rates|prices|costs|sizes|scores|amounts|tolls|totals) (of|for|in|at)\b"
            r"|\bby how\b|\bwhat(?:'s| is| was) the (price|cost|number|total|toll|rate|score|age|size|margin)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "time",
        re.compile(
            r"\bwhen\b|\b(what|which) ((day|date|month|year|week)s?|time)\b|\bdates? (of|for)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "person",
        re.compile(
            r"\bwho(m|se|'s)?\b|\b(what|which) (person|people|man|men|woman|women|(official|minister|leader)s?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "place",
        re.compile(
            r"\bwhere\b|\b(what|which) (countr(y|ies)|cit(y|ies)|(town|place|state|province|region)s?)\b",
            re.IGNORECASE,
        ),
    ),
    ("reason", re.compile(r"\bwhy\b|\bhow come\b|\bwhat (reason|cause|led|made|prompted|caused)\b", re.IGNORECASE)),
)
_OPENS = re.compile(r"^\W*(?:(?:and|but|so|in|on|at|to|from|by|for) )*(?:what|which|who|where|how)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"(?<!\band)(?<!,)\s(?:where|when|who|whom|whose|why)\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(because|due to|owing to|after|since|caused?|causing|over|amid|reasons?|blam\w+|so that|in order to|as part of"
    r"|following|citing)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(yesterday|today|tomorrow|tonight|morning|evening|week|month|year)\b"
    r"|\b(19|20)\d\d\b|\b\d{1,2} ?[ap]\.?m\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(now|still|any ?more|any longer|current(ly)?|latest|newest|today|at present|so far|most recent(ly)?"
    r"|these days)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"^\W*who(?:'s|se| is| are| runs| leads| heads| holds| has| chairs| commands)\b", re.IGNORECASE)

# What is so, or has been done by now: 'Has the captain been charged?', 'Is the tariff in force?', 'Where is he?'.
_STATE = re.compile(
    r"^\W*(?:(?:and|but|so|or|then) )?"
    r"(?:(?:has|have)(?:n't)?\b|(?:is|are)(?:n't)?\b(?! (?:it|there)\b)|where(?:'s| is| are)\b)",
    re.IGNORECASE,
)

_YES_OR_NO = re.compile(
    r"^\W*(?:(?:and|but|so|or|then) )?(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall"
    r"|may|might|must)(?:n't)?\b",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"\bor\b(?! not\b)", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\bwho (?:are|were)\b|\b(?:what|which) \w{3,}[^\Wsu](?<!ic)s\b(?! (?:is|was|has|does)\b)"  # which countries
    r"|\b(?:what|which) \w+ \w{3,}[^\Wsu](?<!ic)s\b"  # but not 'which ferry serves Tolen'
    r"(?! (?:is|was|has|does|the|an?|its|his|her|their|this|that|at|to|(?-i:[A-Z]\w*))\b)"
    r"|\b(?:what|which) \w{3,}[^\Wsu](?<!ic)s has (?-i:the|[A-Z])"  # which mills has Norline bought
    r"|\b(?:what|which) (?:two|three|four|five|several|other)\b|\b(?:name|list) (?:the|all|every|some)\b"
    r"|\b(?:both|each(?!\s(?:minute|hour|day|night|morning|evening|week|weekend|month|year|season|time)\b)|respectively)\b",
    re.IGNORECASE,
)
_SECOND_PART = re.compile(
    r"(?<=\w)(?P<join>,? and|,) (?:also )?(?:who|what|when|where|why|how|which|by how|in which|at what)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which)\b|^\W*(?:did|do|does|is|are|was|were)\b", re.IGNORECASE
)


def asks_yes_or_no(question: str) -> bool:
    """Whether 'yes' or 'no' is what is asked for; an alternative ('A or B?') asks for more."""
    return bool(_YES_OR_NO.match(question)) and not asks_to_choose(question)


def asks_to_choose(question: str) -> bool:
    """Whether the answer is one of those that the question names: 'Did A or B leave first?'."""
    return bool(_YES_OR_NO.match(question) and _ALTERNATIVE.search(question))


def asks_for_several(question: str) -> bool:
    """Whether several answers are asked for: of one kind ('which countries'), or by several parts of a question."""
    if _SEVERAL.search(question):
        return True
    parts = _SECOND_PART.finditer(question)  # 'under the new law, how many ...?' is one
    return any(part["join"] != "," or _ASKING.search(question[: part.start()]) for part in parts)


def asks_how_many(question: str) -> bool:
    """Whether a count is asked for."""
    return bool(_HOW_MANY.search(question))


def asked_for(question: str) -> Kind:
    """The kind of thing asked for; 'other' where no wording gives it away."""
    opens = _OPENS.match(question)
    if opens:  # 'what is the house where they met?' asks for no place
        question = opens.group() + _RELATIVE.sub(" ", question[opens.end() :])
    return next((kind for kind, pattern in _KINDS if pattern.search(question)), "other")


def offers(sentence: str, kind: Kind, question: str) -> bool:
    """Whether the sentence holds such a thing that the question does not itself name. Always true for 'other'."""
    if kind == "number":
        found = numbers(sentence) - numbers(question)
        if asks_how_many(question):  # a count is no share and no sum of money
            found = frozenset(number for number in found if "%" not in number and " " not in number)
        return bool(found)
    if kind == "time":
        return bool(dates(sentence) - dates(question)) or bool(_TIME.search(sentence))
    if kind in ("person", "place"):
        return bool(names(sentence) - names(question))
    return kind == "other" or bool(_REASON.search(sentence))


def asks_about_now(question: str) -> bool:
    """Whether the newest article should be preferred: 'latest', 'now', a plain present-tense 'who is', or what is so or
    has been done by now, unless the question names a time.
    """
    return bool(_NOW.search(question) or _PRESENT.match(question) or (_STATE.match(question) and not dates(question)))


def newness(articles: Iterable[Article]) -> dict[str, float]:
    """For each article id the rank of its day among the days of all, up to 1 for the newest; 0 where undated."""
    day_of = {article.article_id: article.latest for article in articles}
    days = sorted({day for day in day_of.values() if day is not None})
    rank = {day: (place + 1) / len(days) for place, day in enumerate(days)}
    return {article_id: rank[day] if day else 0.0 for article_id, day in day_of.items()}
