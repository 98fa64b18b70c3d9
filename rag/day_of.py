"""Whether a sentence tells of the deed whose day is asked: a dam's opening is not the day on which it collapsed.

Only deeds are looked at for which news has few words, all of which are known here.
"""

from __future__ import annotations

import re
from datetime import date

from index.when import times
from rag.deeds import tells_what_was_done
from rag.facts import content_words, names

_WHEN = re.compile(
    r"^\W*(?:(?:and|but|so)\s)?(?:when|(?:on |in )?(?:what|which) (?:day|date|month|year))\s"
    r"(?:did|does|do|will|was|were|is|are|has|have|had)\s(?P<rest>[^?]+)",
    re.IGNORECASE,
)
# As the question has the deed, behind whom it is of, and all the words that tell of it.
_DEEDS = tuple(
    (re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(rf"\b(?:{told})(?!\w)", re.IGNORECASE))
    for asked, told in (
        (
            r"(?:re-?)?elected|voted in(?:to office)?",
            r"(?:re-?)?elect\w*|vot\w*|w[io]n\w*|won|poll\w*|ballot\w*|chosen|chose|victor\w*|landslide|beat\w*"
            r"|defeat\w*|runoff|mandate|c[ao]me to power|took power",
        ),
        (
            r"collapsed?|cave in|fall down|come down",
            r"collaps\w*|f[ae]ll\w*|c[ao]me down|g[ai]ve\w* way|crumbl\w*|cav\w+ in|break\w*|broke\w*|buckl\w*|toppl\w*"
            r"|burst\w*|fail\w*|demolish\w*|destr\w*|disaster|crash\w*|implo\w*",
        ),
        (
            r"appointed|named as|hired|sworn in|inaugurated|take office|took office|become \w+|became \w+",
            r"appoint\w*|nam(?:ed|es|ing)|hir\w+|sworn|swear\w*|inaugurat\w*|t[ao]\w+ (?:up|over|office|charge|the \w+)"
            r"|bec[ao]m\w*|elect\w*|join\w*|chosen|chose|pick\w*|select\w*|promot\w*|succe\w+|replac\w*|install\w*|since"
            r"|new|assum\w*|oath|confirm\w*|nominat\w*|crown\w*|beg[aiu]n\w*|start\w*|first|w[io]n\w*|won|proclaim\w*"
            r"|recogni[sz]\w*|declar\w*|turn\w*|made|independ\w*",
        ),
        (r"born", r"born|birth\w*|aged?|years? old|\w+-year-old|hatch\w*|calf|calves|cubs?|pups?"),
        (
            r"founded|established|set up",
            r"\w*-?found\w*|establish\w*|set up|start\w*|creat\w*|launch\w*|form\w*|beg[aiu]n\w*|since|dat\w+|origin\w*"
            r"|open\w*|incorporat\w*|anniversar\w*|years? (?:ago|old)",
        ),
        (
            r"(?<!the )(?:built|constructed)",
            r"buil[dt]\w*|construct\w*|complet\w*|finish\w*|erect\w*|dat\w+|open\w*|from the|lay|laid|old|launch\w*"
            r"|century|put up|ma[dk]e\w*",
        ),
        (
            r"demolished|torn down|pulled down",
            r"demoli\w*|t[eo]\w+ down|pull\w* down|raz\w*|destr\w*|knock\w* down|clear\w*|level\w*|bulldoz\w*|remov\w*",
        ),
        (
            r"repaired|restored|renovated",
            r"repair\w*|restor\w*|renovat\w*|refurbish\w*|fix\w*|mend\w*|rebuil\w*|re-?open\w*",
        ),
    )
)
# 'On Wednesday she promised to open the bridge': the day of the promise.
_INTENDED = re.compile(
    r"\b(?:pledg(?:ed|es)|promis(?:ed|es)|vow(?:ed|s)|propos(?:ed|es)|threaten(?:ed|s)|urg(?:ed|es)|call(?:ed|s) for"
    r"|want(?:ed|s)|hop(?:ed|es)|intend(?:ed|s)|plan(?:ned|s)|refus(?:ed|es)|(?:un)?likely|sought|seeks|offer(?:ed|s))\s"
    r"(?=to\s|that\s|(?:the\s)?[a-z]+ing\b)",
    re.IGNORECASE,
)
# 'All mills stay open until 2030' tells no opening.
_OPENS = re.compile(r"\bopen(?:ed|s)?\b", re.IGNORECASE)
_STAYS_OPEN = re.compile(
    r"\b(?:stay\w*|remain\w*|ke(?:ep|eps|pt)|hold|held|le(?:ave|ft)|be|was|were|is|are)\s(?:[a-z]+\s){0,2}?open(?!\w)"
    r"(?=[^,;]*\b(?:until|till|for|longer|despite|through)\b)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\b(?:open\w*|inaugurat\w*|launch\w*|start\w*|beg[aiu]n\w*|first|since|service)\b", re.IGNORECASE)
_WHEN_PAST = re.compile(r"^\W*when\s(?:did|was|were)\b", re.IGNORECASE)
_A_WHILE = re.compile(r"(?:[\w-]+\s){1,3}(?:days?|weeks?|months?|years?|decades?)", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|for)\s(?:\w+\s)?$", re.IGNORECASE)
_COUNTED_FROM = re.compile(r"\s(?:ago|later|earlier|after|before|from|since)\b")
_SAID = re.compile(r"\b(?:said|says|told|announced|reported|confirmed)(?:\s[\w’'-]+){0,3}?\s(?:on\s)?$", re.IGNORECASE)
_WAS = re.compile(r"\b(?:did|was|were|has|have|had)\b", re.IGNORECASE)
_LEADS_TO = re.compile(r"\b(?:that|who|which|after|before|since|until|because|while|and)\b.*$", re.IGNORECASE)


def tells_of_deed(question: str, sentence: str, earlier: str) -> bool:
    """Whether the sentence, or the words `earlier` than it that it leans on, have a word for the deed asked after."""
    asked = _WHEN.match(question)
    if asked is None:
        return True
    rest = _LEADS_TO.sub("", asked["rest"])
    if _only_intended(question, rest, sentence):
        return False
    if _OPENS.search(rest) and _STAYS_OPEN.search(sentence) and not _BEGINS.search(_STAYS_OPEN.sub(" ", sentence)):
        return False
    text = f"{earlier} {sentence}"
    return tells_what_was_done(f"when did {rest}", text) and all(
        told.search(text) for deed, told in _DEEDS if deed.search(rest)
    )


def day_beside(question: str, sentence: str, start: int, end: int, published: date | None) -> tuple[int, int]:
    """The place of the one day that the sentence tells, where `sentence[start:end]` is only a while; else that itself:
    'Sunday' for the '30 years' of 'crowds came on Sunday when the first barge in 30 years arrived'.
    """
    if _WHEN_PAST.match(question) is None or not _A_WHILE.fullmatch(sentence[start:end]):
        return start, end
    if not _IN.search(sentence[:start]) or _COUNTED_FROM.match(sentence[end:]):
        return start, end
    days = [time for time in times(sentence, published) if time.first == time.last]
    if len(days) != 1 or _SAID.search(sentence[: days[0].start]):
        return start, end
    return days[0].start, days[0].end


def _only_intended(question: str, rest: str, sentence: str) -> bool:
    """Whether the question asks when something was done, and the sentence tells only that somebody meant to do it."""
    meant = _INTENDED.search(sentence)
    if meant is None or _WAS.search(question) is None or _INTENDED.search(f"{rest} to "):
        return False
    deed = content_words(rest) - content_words(" ".join(names(rest)))
    return bool(deed & content_words(sentence[meant.end() :])) and not deed & content_words(sentence[: meant.start()])
