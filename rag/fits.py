"""Whether a figure is on the side that is asked for: those for and not those against, those who were and not those who
were not, the margin and not the share of the one who won.
"""

from __future__ import annotations

import re
from typing import Literal

from rag.figures import number_places
from rag.portion import told_of
from rag.words import content_words

_Side = Literal["for", "against", "none"]

_VOTES = re.compile(
    r"\bhow many\b[^?]*\b(?:vot(?:e|es|ed|ing)|ballots?|councillors?|members?|deputies|senators?)\b", re.I
)
_ASKED: tuple[tuple[_Side, re.Pattern[str]], ...] = (
    (
        "against",
        re.compile(r"\b(?:voted?|votes|voting|were|was|came out|ballots?)\sagainst\b|\boppos(?:e|ed|ing)\b", re.I),
    ),
    (
        "for",
        re.compile(
            r"\b(?:voted?|votes|voting|were|was|ballots?)\s(?:for|in favou?r)\b|\b(?:support|back)(?:ed|ing)?\b", re.I
        ),
    ),
    ("none", re.compile(r"\babstain\w*|\babstentions?\b", re.I)),
)
_LOST = re.compile(
    r"\b(?:reject(?:s|ed)?|defeat(?:s|ed)?|voted\s(?:down|against)|threw out|turn(?:s|ed) down|fail(?:s|ed))\b", re.I
)
_CARRIED = re.compile(
    r"\b(?:approv(?:es|ed)|pass(?:es|ed)|adopt(?:s|ed)|back(?:s|ed)|accept(?:s|ed)|carried|ratif(?:ies|ied)|endors(?:es|ed)"
    r"|voted (?:for|in favou?r))\b",
    re.I,
)
_SCORE = re.compile(r"(?P<one>\d+|[a-z]+)(?:\svotes)?(?:\s(?:to|against)\s|[-–])(?P<two>\d+|[a-z]+)", re.I)
_SAID: tuple[tuple[_Side, re.Pattern[str]], ...] = (
    ("against", re.compile(r"^(?:\s\w+){0,3}?\s(?:against|oppos\w+)\b", re.I)),
    ("for", re.compile(r"^(?:\s\w+){0,3}?\s(?:for|in favou?r|backed|supported)\b", re.I)),
    ("none", re.compile(r"^(?:\s\w+){0,2}?\s(?:abstain\w*|abstentions?)\b", re.I)),
)
_NOT = re.compile(
    r"(?:\b(?:not|never|cannot)\b|n['’]t\b)\s(?:(?:yet|been|be|have|had|already|fully|all|even|ever)\s)*(?P<word>[a-z]+)"
    r"|\b(?:without|lack(?:s|ed|ing)?|no)\s(?P<thing>[a-z]+)",
    re.I,
)
# Whose homes 'lost power' are 'without power': both are asked for in either's words.
_LOST_IT = re.compile(
    r"\b(?:lost|lose|loses|losing|cut off from|out of|short of)\s(?:the\s|their\s)?(?P<thing>[a-z]+)", re.I
)
_UN = re.compile(r"\b(?:un|non-?)(?P<word>[a-z]{4,}ed)\b", re.I)
_MARGIN = re.compile(
    r"\bmargin\b|\bby how (?:much|many|far)\b[^?]*\b(?:win|won|beat|beaten|defeat\w*|lose|lost|lead|led)\b", re.I
)
_IS_MARGIN = re.compile(r"\b(?:by|margin|majority|lead|ahead by|behind by|difference|gap)\b[^,;]{0,40}$", re.I)
_WON_BY = re.compile(
    r"\b(?:w[io]ns?|won|winning|los(?:t|es|ing)|beat(?:s|en|ing)?|defeat(?:s|ed|ing)?|leads?|led|leading|ahead|trails?"
    r"|trailed|behind|failed|missed)\b[^,;.]{0,40}?\bby\s(?:(?:only|just|some|about|nearly|almost|around)\s)?(?:an?\s)?$",
    re.I,
)
_ASKS_LEAD = re.compile(
    r"\b(?:by|more|fewer|less|ahead|behind|lead|gap|differen\w+|majority|short|miss(?:ed)?|how (?:close|narrow\w*)"
    r"|result|score|win|won|lose|lost)\b",
    re.I,
)
_OF_A_SHARE = re.compile(r"^\s?(?:of (?:the )?(?:\w+ )?votes?|share)\b", re.I)
_POINTS = re.compile(r"\bpoints?\b", re.I)


def fits(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether the figure in `sentence[start:end]` is on the side that the question asks for, as far as that is said."""
    return (
        _right_side(question, sentence, start, end)
        and _same_polarity(question, told_of(sentence, start))
        and _is_margin(question, sentence, start, end)
    )


def asks_margin(question: str) -> bool:
    """Whether the question asks by how much somebody won or lost."""
    return _MARGIN.search(question) is not None


def _right_side(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether votes are those of the side asked for: 17 of 'rejected by 18 votes to 17' were for it."""
    asked = next((side for side, pattern in _ASKED if pattern.search(question)), None)
    if asked is None or not _VOTES.search(question):
        return True
    for score in _SCORE.finditer(sentence):
        if not (number_places(score["one"]) and number_places(score["two"])):
            continue
        if score.start() <= start < score.end():
            before = sentence[: score.start()]
            lost, carried = _LOST.search(before), _CARRIED.search(before)
            if (end > score.start("two") and start < score.end("one")) or bool(lost) == bool(carried):
                return False  # both numbers, or nothing tells whose they are
            first: _Side = "against" if lost else "for"
            second: _Side = "for" if lost else "against"
            return asked == (first if start < score.end("one") else second)
    after = sentence[end:]
    after = after[: min((begin for _, begin, _ in number_places(after)), default=len(after))]
    told = [(match.end(), side) for side, pattern in _SAID if (match := pattern.search(after))]
    return not told or min(told)[1] == asked


def _same_polarity(question: str, told: str) -> bool:
    """Whether what is told of the figure is neither the contrary of what is asked nor asked as the contrary."""
    denied, denied_asked = _denied(told), _denied(question)
    lost = content_words(" ".join(match["thing"] for match in _LOST_IT.finditer(f"{question} | {told}")))
    asked, said = content_words(question) - lost, content_words(told) - lost
    if denied & (asked - denied_asked):
        return False
    return not denied_asked & (said - denied)


def _denied(text: str) -> frozenset[str]:
    """The stems of what is denied: of 'inspected' in 'not been inspected' and in 'uninspected'."""
    words = [match["word"] or match["thing"] for match in _NOT.finditer(text)]
    return content_words(" ".join((*words, *(match["word"] for match in _UN.finditer(text)))))


def _is_margin(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether the figure is a margin where one is asked for, no '58 percent of the vote', and none where it is not: no
    'lost by 90 votes'.
    """
    if not asks_margin(question):
        return _WON_BY.search(sentence[:start]) is None or _ASKS_LEAD.search(question) is not None
    if _OF_A_SHARE.match(sentence[end:]):
        return False
    words = sentence[start:end]
    if "%" not in words and "cent" not in words:
        return not re.search(r"\b(?:with|took|won|got|received|polled|secured)\s(?:\w+\s)?$", sentence[:start])
    return _POINTS.search(sentence[start : end + 8]) is not None or _IS_MARGIN.search(sentence[:start]) is not None
