"""What a question asks of an office: who holds it now, who held it at a time, or who did before or after somebody.

'Who is the mayor?', 'who was mayor in October 2024?', 'who was it before her?' ask for the holder of one office; what
differs is which one of those that the articles name.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from rag.asked import asked_for, asks_about_now, asks_for_several
from rag.facts import content_words, names, names_within, without_names
from rag.gender import may_be
from rag.period import Period

OFFICES = content_words(
    "minister secretary president mayor governor ambassador chancellor premier chief head chair chairman chairwoman"
    " director commissioner captain leader speaker judge coach king queen pope executive envoy representative attorney"
    " prosecutor manager editor senator commander chairperson treasurer spokesman spokeswoman"
)
# Names of one office, as the first of them.
_SAME = tuple(
    (re.compile(rf"\b(?:{others})\b", re.IGNORECASE), one)
    for others, one in (
        (r"prime[\s-]ministers?|(?-i:PM)", "premier"),
        (r"(?:co-)?chair(?:man|woman|person)|chairmen", "chair"),
        (r"(?:head|first-team)[\s-]coach|(?<=team )manager", "coach"),
        (r"(?-i:CEO)", "chief executive"),
        (r"spokes(?:wom[ae]n|persons?|people)", "spokesman"),
    )
)
_EMPTY = content_words(
    "post job position office role hold holder currently current now present today days time moment incumbent new"
    " newest latest person man woman name named called serve serving"
)
# Offices of which a place has one, so that the word alone tells which.
ONE_OF_A_KIND = content_words("mayor governor chancellor premier king queen pope speaker coach captain president")
_BETWEEN = 3  # words between those of one office: 'minister for roads and housing'
_RELATION = content_words("predecessor successor previous precede succeed replace follow come came take took")
# 'Who have been mayors of Tarnholm?': all of its holders.
_ALL = re.compile(
    r"^\W*(?:who\s(?:(?:have|has)\sbeen|were)|(?:list|name|give me)(?:\s(?:all|every))?)\s(?:all\s)?(?:of\s)?(?:the\s)?"
    r"(?P<office>mayors|governors|chancellors|premiers|prime ministers|kings|queens|popes|speakers|coaches|captains"
    r"|presidents)\b(?:\s(?:of|in|at)\s|\W*$)",
    re.IGNORECASE,
)
_NAME = r"([A-Z][\w'’-]+(?:\s(?:[A-Z]\.\s?)?[A-Z][\w'’-]+)*)"
_BEFORE = re.compile(rf"\b(?:before|prior to|predecessor (?:of|to)|precede[ds]?)\s+{_NAME}|{_NAME}['’]s? predecessor\b")
_AFTER = re.compile(
    rf"\b(?:after|successor (?:of|to)|succeed(?:s|ed)?|replace[ds]?)\s+{_NAME}|{_NAME}['’]s? successor\b"
)
_TAKES_OVER = re.compile(r"\b(?:predecessor|successor|preced\w+|succe\w+|replac\w+)\b", re.IGNORECASE)
_HELD_THEN = re.compile(
    r"^\W*who\s+(?:was|were|held|served|led|ran|headed|chaired|had)\b(?! (?:elected|named|appointed|chosen|sworn))",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"^\W*who(?:['’]s|\s+(?:is|was|are|were|holds|held|serves?(?: as)?|served(?: as)?|became))\s+(?P<office>.+?)"
    r"(?=\s+(?:before|after|now|currently|today|at present|at the moment|since|until|(?:in|on|during) (?:\w+ )?\d{4}"
    r"|as of)\b|\W*$)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=\w{2})[.;]\s|\[")
_OF_A_PLACE = re.compile(r"\b(?:of|in|at|from|near|on|for)\s+(?:the\s+)?$", re.IGNORECASE)
_PRONOUN = r"(?:him|her|them|that|this|he|she|they|then|it)"
_IN_OFFICE = (
    r"(?:it|that|this|there|one|(?:the |in (?:the )?)?(?:job|post|office|position|role|one|charge)"
    r"|(?:the )?(?P<office>[a-z]+(?: [a-z]+)?))"
)
_ASKED_BEFORE = re.compile(
    rf"^\W*(?:(?:and|but|so|ok|okay)\b\W*)?(?:"
    rf"(?:who\s+(?:was|were|held|had|did|came|served|is)\s+(?:{_IN_OFFICE}\s+)?)?before(?:\s+{_PRONOUN})?"
    rf"|(?:who\s+(?:was|is)\s+)?(?:(?:his|her|their|the)\s+)(?:predecessor|previous one|one before(?:\s+{_PRONOUN})?)"
    rf"|who\s+did\s+(?:he|she|they)\s+(?:replace|succeed|follow|take over from)|who\s+preceded\s+{_PRONOUN}"
    r")\W*$",
    re.IGNORECASE,
)
_ASKED_AFTER = re.compile(
    rf"^\W*(?:(?:and|but|so|ok|okay)\b\W*)?(?:"
    rf"(?:who\s+(?:was|were|held|had|came|served|is)\s+(?:{_IN_OFFICE}\s+)?)?after(?:\s+{_PRONOUN})?"
    rf"|(?:who\s+(?:was|is)\s+)?(?:(?:his|her|their|the)\s+)(?:successor|next one|one after(?:\s+{_PRONOUN})?)"
    rf"|who\s+(?:replaced|succeeded|followed|came after|took over from)\s+{_PRONOUN}"
    r")\W*$",
    re.IGNORECASE,
)


class OfficeAsked(NamedTuple):
    """The stems of the office ({'foreign', 'minist'}), the names that say which one it is (its place), and whose turn
    is asked for: `beside` is whom the holder came before or after. No role: 'who succeeded her' leaves the office open.
    """

    role: frozenset[str]
    place: frozenset[str]
    turn: Literal["now", "then", "before", "after", "all"]
    beside: str = ""


def office_asked(text: str, period: Period | None) -> OfficeAsked | None:
    """What a question that stands alone asks of an office; None where it asks for no office's holder."""
    every = _ALL.match(text)
    if every and period is None and names(text):
        return OfficeAsked(office_words(every["office"]), names(text), "all")
    if asked_for(text) != "person":
        return None
    for turn, pattern in (("before", _BEFORE), ("after", _AFTER)):
        match = pattern.search(text)
        if match is None:
            continue
        beside = re.sub(r"['’]s?$", "", next(filter(None, match.groups())))
        rest = text.replace(match.group(), " ")
        role = _role(rest) - _RELATION
        if not names_within(beside) or (role and not role & OFFICES) or (not role and not _TAKES_OVER.search(text)):
            return None
        return OfficeAsked(role, names(rest), "before" if turn == "before" else "after", beside)
    if asks_about_now(text):
        role = _role(text)
        return OfficeAsked(role, names(text), "now") if role & OFFICES else None
    if period is None or period.first is None or period.last is None or not _HELD_THEN.match(text):
        return None
    rest = text.replace(period.said, " ")
    role = _role(rest)
    if not role & OFFICES or asks_for_several(text):
        return None
    return OfficeAsked(role, names(rest), "then")


def office_words(text: str) -> frozenset[str]:
    """The content words of the text, with one word for the names that an office goes by: 'chair' for 'chairwoman'."""
    for others, one in _SAME:
        text = others.sub(one, text)
    return content_words(text)


def gives_office(text: str, role: frozenset[str]) -> bool:
    """Whether the text has all words of the office, those of an office of several beside each other: 'minister of
    trade', but not 'a minister met the head of the trade union'.
    """
    if not role <= office_words(text):
        return False
    tokens = text.split()
    spans = (tokens[place : place + len(role) + _BETWEEN] for place in range(len(tokens)))
    return len(role) == 1 or any("in" not in one and role <= office_words(" ".join(one)) for one in spans)


def turn_asked(question: str, last: str, answered: str) -> str:
    """The follow-up 'who was it before her?' as a question of its own, after `last` was answered with `answered`.

    '' where it is no such question, or `last` asks for no office or was answered with no name.
    """
    before = _ASKED_BEFORE.match(question)
    match, office = before or _ASKED_AFTER.match(question), _WHO_IS.match(last)
    if match is None or office is None or not content_words(office["office"]) & OFFICES:
        return ""
    if match["office"] and not content_words(match["office"]) & OFFICES:  # 'who was hurt before her?'
        return ""
    for said in _SENTENCE_END.split(answered):
        told = sorted((name for name in names_within(said) if name not in last), key=said.find)
        told = [
            name
            for name in told
            if not _OF_A_PLACE.search(said[: said.find(name)]) and may_be(question, name, answered)
        ]
        if told:
            return f"Who was {office['office'].strip(' ?.')} {'before' if before else 'after'} {told[0]}?"
    return ""


def _role(text: str) -> frozenset[str]:
    """The stems of the office asked for; the text's names and empty words are left out."""
    return office_words(without_names(text, names(text))) - _EMPTY
