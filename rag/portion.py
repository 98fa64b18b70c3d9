"""Whether a figure is that of a part: the roof of the stadium, the first stretch of the line, those who are on strike.

Told by what stands in the figure's clause and neither in the question nor in the sentence that it is held against.
"""

from __future__ import annotations

import re

from rag.facts import content_words
from rag.figures import number_places
from rag.quantities import meant
from rag.words import stem

# 'the roof of the stadium', 'one of the insurers', 'a wing of its hospital'
_OF_THE_WHOLE = re.compile(
    r"\b(?P<part>[a-z][\w-]*)\sof\s(?:the|its|his|her|their|these|those)\s(?P<whole>(?:[\w'’-]+\s){0,3}?[\w'’-]+)",
    re.IGNORECASE,
)
_WHOLE_ITSELF = content_words(
    "cost price number total sum amount toll count value worth bill size length height capacity building construction"
    " all most because end start beginning rest out instead ahead case course name result"
    # what befell the whole
    " collapse breach failure sinking crash explosion blast destruction derailment fire flood eruption bombing"
    " loss fall"
) | {"all", "most", "out", "because", "instead", "ahead"}
# The same of what has a name: 'the freight arm of Norline', 'the harbour district of Tolen'; no 'mayor of Tolen'.
_OF_A_NAME = re.compile(
    r"\b(?P<part>arm|unit|branch|division|subsidiary|wing|department|section|segment|half|quarter|third|district|suburb"
    r"|part|parts|north|south|east|west|cent(?:re|er)|side|outskirts|neighbou?rhood|area|region|province|county|class)\s"
    r"of\s(?=[A-Z])"
)
_ONE_OF_SEVERAL = re.compile(
    r"(?:^|[,;]\s|\b(?:and|but)\s)(?:only\s)?(?:one|another|each|every|half)\s[a-z]", re.IGNORECASE
)
_ON_A_PART = re.compile(
    r"\b(?:on|along|in|at)\s(?P<place>(?:[A-Z][\w'’-]+\s)+(?:Street|Road|Avenue|Square|Lane|Island|Bridge|Wharf|Quay|Hill))\b"
)
_AMONG = re.compile(r"\b(?:among|including|of whom|of which|of them)\b", re.IGNORECASE)
# What is true of some of those who are counted.
_STATES = meant(
    "strike striking protest injured wounded missing infected vaccinated retired arrested evacuated rescued absent"
    " suspended redundant homeless stranded"
)
_AT_AN_EVENT = re.compile(r"\b(?:at|during|after|in|from)\s(?:the|an?)\s(?:\w+\s)?(?:protests?|strikes?)\b")
# Where the words of one figure end and those of the next begin: 'killed 4 |and injured 17', '4 died|, 17 were hurt'.
_NEXT = re.compile(r",\s|\b(?:and|but|while|with)\s", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\band\s(?:\w+\s){0,2}?\w+ed\s(?:dozens|scores|hundreds|thousands|many|several|some|others|more)\b", re.IGNORECASE
)
_FATES = meant("died injured arrested rescued survived missing")
_SAYING = re.compile(r"\b(?:said|says|told|according|announced|reported|estimated)\b")


def of_a_part(sentence: str, start: int, known: str) -> bool:
    """Whether the figure at `sentence[start:]` is that of a part of which `known` does not speak: the question and the
    other sentence.
    """
    stems = content_words(known)
    subject = sentence[:start]
    if said := list(_SAYING.finditer(subject)):
        subject = subject[said[-1].end() :]
    for match in _OF_THE_WHOLE.finditer(subject):
        part = stem(match["part"].lower())
        if content_words(match["whole"]) & stems and part not in stems | _WHOLE_ITSELF:
            return True
    if any(match["part"] not in known for match in _OF_A_NAME.finditer(sentence)):
        return True
    lowered = known.lower()
    if any(match.group().strip(" ,;").lower() not in lowered for match in _ONE_OF_SEVERAL.finditer(subject)):
        return True
    if any(match["place"] not in known for match in _ON_A_PART.finditer(sentence)):
        return True
    return _AMONG.search(subject) is not None and _AMONG.search(known) is None


def told_of(sentence: str, start: int) -> str:
    """The words that are told of the figure at `sentence[start:]`: from those of the figure before it to those of the
    one after it, without the 'and injured' that 17 has in 'killed 4 people and injured 17'.
    """
    places = number_places(sentence)
    left = max((end for _, _, end in places if end <= start), default=0)
    right = min((begin for _, begin, _ in places if begin > start), default=len(sentence))
    if left and (breaks := list(_NEXT.finditer(sentence, left, start))):
        left = breaks[-1].start()
    own = next((end for _, begin, end in places if begin == start), start)
    if right < len(sentence):
        right = max((match.start() for match in _NEXT.finditer(sentence, own, right)), default=right)
    if several := _SEVERAL.search(sentence, own, right):
        right = several.start()
    return sentence[left:right]


def same_state(one: str, other: str, question: str) -> bool:
    """Whether neither figure, by the words told of it, counts those on strike, hurt or missing alone, of whom those of
    the other do not speak.
    """
    mine, theirs, asked = (meant(_AT_AN_EVENT.sub(" ", text)) & _STATES for text in (one, other, question))
    return mine - asked == theirs - asked and (not asked or bool(mine & asked) == bool(theirs & asked))


def of_another_fate(told: str, question: str) -> bool:
    """Whether the words told of a figure count another fate than the one asked for: the dead, not the injured."""
    mine, asked = meant(told) & _FATES, meant(question) & _FATES
    return bool(mine and asked and not mine & asked)
