"""The day from which news of an office counts: 'was sworn in on 4 August', 'resigned on Sunday', 'takes office on 2
January'.
"""

from __future__ import annotations

import re
from datetime import date

from index.article import Article
from index.sentences import sentence_spans
from index.when import times
from rag.candidates import Candidate

_STARTS = re.compile(
    r"\b(?:sworn in|takes? office|takes? over|be inaugurated|inauguration|starts? (?:work|in the post))\s+(?:is\s+)?"
    r"(?:on|in|at)\b",
    re.IGNORECASE,
)
_STARTER = re.compile(r"^(?:She|He|They)\b")
_CHANGE = re.compile(
    r"\b(?:elected|re-elected|named|appointed|sworn in|swore in|confirmed|installed|inaugurated|promoted|became|becomes"
    r"|t(?:ook|akes) (?:over|office)|resign(?:ed|s|ation)?|step(?:ped|s) down|quit|left|removed|removal|dismissed"
    r"|dismissal|fired|sacked|ousted|replaced|stripped|died|death|lost|succeeded)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:after|before|when|while|since|until|following|because|but)\b|;", re.IGNORECASE)
_REACH = 120  # characters between a name and the verb that tells of its change
_LONGEST = 31  # days of a time that says when somebody took office or left it


def starts(candidate: Candidate, words: str) -> date | None:
    """The later day on which the article says that the person takes office: 'She will be sworn in on 3 May.'"""
    article = candidate.passage.article
    if article.published is None:
        return None
    surname = words.split()[-1]
    for start, end in sentence_spans(article.text):
        sentence = article.text[start:end]
        match = _STARTS.search(sentence)
        if match is None or end < candidate.start or not (surname in sentence or _STARTER.match(sentence)):
            continue
        found = next((time for time in times(sentence, article.published) if time.start >= match.start()), None)
        if found is not None and found.first > article.published:
            return found.first
    return None


def changed_on(article: Article, text: str, start: int, end: int) -> date | None:
    """The day that a sentence of the article gives for the change that it tells of whom it names at `start` to `end`.

    Of a month, the last day, by which it was so. None where it gives none.
    """
    verbs = [match.span() for match in _CHANGE.finditer(text)]
    near = [verb for verb in verbs if end <= verb[0] <= end + _REACH or start - _REACH <= verb[1] <= start]
    if not near:
        return None
    verb = min(near, key=lambda one: max(one[0] - end, start - one[1]))
    told = [time for time in times(text, article.published) if (time.last - time.first).days < _LONGEST]
    for time in told:
        if time.start < verb[1]:
            continue
        between = text[verb[1] : time.start]
        if not _CHANGE.search(between) and not _ASIDE.search(between):
            return time.last
        break
    for time in reversed(told):
        if time.end > min(start, verb[0]):
            continue
        between = text[time.end : min(start, verb[0])]
        return time.last if not _CHANGE.search(between) and not _ASIDE.search(between) else None
    return None
