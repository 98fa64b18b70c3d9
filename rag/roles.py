"""Who did it and to whom: the part that a name plays in a sentence, where the question asks for the other one.

'Who won?' is not answered by the name after 'beating', nor 'who was shot?' by the one after 'shot by'. Verbs of a few
kinds are looked at in which taking one for the other turns the answer round; only what the words right beside the verb
decide counts, and what they do not decide is left alone.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from rag.awards import award_asked, award_place
from rag.facts import names, places_of
from rag.speaker import said_by

Role = Literal["doer", "other"]

_BEAT = (
    r"beat(?:s|en|ing)?|defeat(?:s|ed|ing)?|unseat(?:s|ed|ing)?|oust(?:s|ed|ing)?|edg(?:es|ed|ing)(?: out)?"
    r"|overc(?:ame|ome|omes|oming)|toppl(?:es|ed|ing)|outpoll(?:s|ed|ing)?|thrash(?:es|ed|ing)?|eliminat(?:es|ed|ing)"
    r"|knock(?:s|ed|ing) out|outvot(?:es|ed|ing)"
)
_KINDS = (  # the forms that sentences have, and those after 'did'
    (_BEAT, r"beat|defeat|unseat|oust|overcome|topple|eliminate"),
    (
        r"kill(?:s|ed|ing)?|stab(?:s|bed|bing)?|sho(?:t|ot|ots|oting)|murder(?:s|ed|ing)?|attack(?:s|ed|ing)?"
        r"|wound(?:s|ed|ing)|assault(?:s|ed|ing)?|poison(?:s|ed|ing)?|kidnap(?:s|ped|ping)?|abduct(?:s|ed|ing)?"
        r"|assassinat(?:es|ed|ing)|rap(?:es|ed|ing)|rob(?:s|bed|bing)",
        r"kill|stab|shoot|murder|attack|wound|assault|poison|kidnap|abduct|assassinate|rape|rob",
    ),
    (
        r"arrest(?:s|ed|ing)?|convict(?:s|ed|ing)?|sentenc(?:es|ed|ing)|fin(?:es|ed|ing)|su(?:es|ed|ing)"
        r"|indict(?:s|ed|ing)?|acquit(?:s|ted|ting)?|pardon(?:s|ed|ing)?|charg(?:es|ed|ing)",
        r"arrest|convict|sentence|fine|sue|indict|acquit|pardon|charge",
    ),
    (
        r"b(?:uys?|ought|uying)|acquir(?:es|ed|ing)|purchas(?:es|ed|ing)|t(?:ook|akes|aking) over|snapp(?:ed|ing) up",
        r"buy|acquire|purchase|take over",
    ),
    (r"succeed(?:s|ed|ing)?|replac(?:es|ed|ing)", r"succeed|replace"),
)
HARM, _BUY, SUCCEED = 1, 3, 4  # places in `_KINDS`
_VERBS = tuple(re.compile(rf"\b(?:{forms})\b", re.IGNORECASE) for forms, _ in _KINDS)
# In the question; what wins is not the object of 'win', and who loses not that of 'beat'.
_ASKS = tuple(
    re.compile(rf"^\W*who(?:\s+(?:has|have|had|finally|actually|else))*\s+(?:{forms})\b", re.IGNORECASE)
    for forms, _ in _KINDS
)
_NAMES_DEED = tuple(re.compile(rf"\b(?:{forms}|{bare})\b", re.IGNORECASE) for forms, bare in _KINDS)
_ASKS_WINNER = re.compile(r"\bwho\b[^?]{0,20}?\b(?:w[io]ns?|won)\b|\bwinner\b", re.IGNORECASE)
_ASKS_LOSER = re.compile(r"\bwho\b[^?]{0,20}?\b(?:los[et]s?|lost|conceded)\b|\bloser\b|\brunner-up\b", re.IGNORECASE)
_ASKED_OF = re.compile(
    r"^\W*whom?\s+(?:did|does|has|have|had)\b|^\W*who(?:m|\s+(?:was|were|is|are|has been|got))\s", re.IGNORECASE
)
_ASKS_SELLER = re.compile(r"^\W*who\b[^?]{0,20}?\b(?:sold|sells?|selling)\b", re.IGNORECASE)
_SELL = re.compile(r"\b(?:sold|sells?|selling|sale)\b", re.IGNORECASE)
_BE = re.compile(r"\b(?:was|were|is|are|be|been|being|gets?|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_RIGHT_AFTER = re.compile(
    r"\s+(?:the |a |an |his |her |its |their )?(?:(?!(?:by|for|from|to|with|in|on|at|and|but|after|before|who|that)\b)"
    r"[a-z][\w'’-]*,?\s+){0,4}(?:[A-Z][a-z]+\.?\s)?"
)
_BY = re.compile(r"\s+(?:[^,;.]{1,60}\s)?by\s+(?:the |a |an |his |her )?(?:[a-z][\w'’-]*,?\s+){0,4}$")
_RIGHT_BEFORE = re.compile(
    r"(?:,[^,;.]{1,80},)?\s+(?:who\s+)?(?:has |have |had )?(?:was|were|is|are|been|be|being|got)\s+(?:\w+ly\s+)?"
)
_LOST_TO = re.compile(
    r"\b(?:los[et]s?|lost|losing|conced(?:es|ed|ing)(?: (?:defeat|the race|the election))?)\s+(?:[^,;.]{0,40}\s)?to\s+"
    r"(?:the |a |an )?(?:[a-z][\w'’-]*,?\s+){0,3}$",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"^(?:,[^,;.]{1,80},)?\s+(?:who\s+)?(?:has |have |had )?(?:los[et]s?|lost|conced(?:es|ed))\b", re.IGNORECASE
)
_WON = re.compile(r"^(?:,[^;.]{1,80},)?\s+(?:who\s+)?(?:has |have |had )?(?:narrowly |easily )?won\b", re.IGNORECASE)

_WIN = re.compile(
    rf"\b(?:w[io]n(?:s|ning|ners?)?|victor\w*|triumph\w*|(?:re-?)?elected|champions?|first (?:place|prize)|{_BEAT})\b"
    r"|\blos(?:t|es|ing)\b[^,;.]{0,60}\bto\b|\b(?:awarded|received|presented)\b",
    re.IGNORECASE,
)


class Asked(NamedTuple):
    """Whom a question asks for: who does what the verbs of a `kind` say, or the one that it is done to."""

    role: Role
    kind: int


def role_asked(question: str) -> Asked | None:
    """None where the question asks for no such part."""
    if _ASKS_LOSER.search(question):
        return Asked("other", 0)
    if _ASKS_WINNER.search(question):
        return Asked("doer", 0)
    for kind, (asks, names_deed) in enumerate(zip(_ASKS, _NAMES_DEED, strict=True)):
        if asks.search(question):
            return Asked("doer", kind)
        if _ASKED_OF.search(question) and names_deed.search(question):
            return Asked("other", kind)
    return None


def asks_who_won(question: str) -> bool:
    """Whether the question asks who won something."""
    return _ASKS_WINNER.search(question) is not None and not _ASKS_LOSER.search(question)


def tells_winner(sentence: str) -> bool:
    """Whether the sentence has a word for winning, or says to whom somebody lost."""
    return _WIN.search(sentence) is not None


def role_of(sentence: str, start: int, end: int, kind: int) -> Role | None:
    """The part of `sentence[start:end]` in what the sentence's verbs of that kind tell; None where that is unclear."""
    if kind == 0:
        if _LOST_TO.search(sentence[:start]):
            return "doer"
        if _LOST.match(sentence[end:]):
            return "other"
        if _WON.match(sentence[end:]):
            return "doer"
    for verb in _VERBS[kind].finditer(sentence):
        passive = _BE.search(sentence[: verb.start()]) is not None
        if verb.end() <= start:
            between = sentence[verb.end() : start]
            if _BY.fullmatch(between):
                return "doer"
            if not passive and _RIGHT_AFTER.fullmatch(between):
                return "other"
        elif end <= verb.start():
            if passive and _RIGHT_BEFORE.fullmatch(sentence[end : verb.start()]):
                return "other"
            if not passive and not sentence[end : verb.start()].strip():
                return "doer"
    return None


def verb_of(sentence: str, kind: int) -> bool:
    """Whether the sentence has a verb of that kind."""
    return _VERBS[kind].search(sentence) is not None


def told_of_doer(sentence: str, kind: int) -> bool:
    """Whether somebody or something does what a verb of that kind says there: 'by ...', or any words before it that
    are not those whom it is done to.
    """
    for verb in _VERBS[kind].finditer(sentence):
        before = sentence[: verb.start()]
        if re.match(r"[^.;]{0,80}\bby\b", sentence[verb.end() :]):
            return True
        if not _BE.search(before) and verb.group().lower().endswith(("ed", "t", "s")) and before.strip():
            return True
    return False


def right_one(question: str, sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """The name in the sentence that plays the part asked for: `start` and `end` themselves, unless they play the other.

    Where they do, the one name that may play it, and None where no name does.
    """
    if _ASKS_SELLER.search(question) and not _SELL.search(sentence):  # only the buyer is told
        return None if _VERBS[_BUY].search(sentence) else (start, end)
    award = award_asked(question)
    if award is not None:
        return award_place(award, question, sentence, (start, end), _places(sentence))
    asked = role_asked(question)
    if asked is None:
        return start, end
    played = role_of(sentence, start, end, asked.kind)
    if played is None and asked.role == "doer" and _only_says_so(sentence, start, end, asked.kind):
        return None
    if played is None or played == asked.role:
        return start, end
    others = [place for place in _places(sentence) if place[1] <= start or place[0] >= end]
    others = [place for place in others if sentence[slice(*place)].casefold() not in question.casefold()]
    roles = [(place, role_of(sentence, *place, asked.kind)) for place in others]
    certain = [place for place, role in roles if role == asked.role]
    if certain:
        return certain[0]
    # 'Ines Moreau, who ran a bank, won after beating ...': who does it opens the sentence.
    possible = [place for place, role in roles if role is None and place[1] <= start]
    return possible[0] if asked.role == "doer" and possible else None


def _only_says_so(sentence: str, start: int, end: int, kind: int) -> bool:
    """Whether the sentence's name is that of who tells of the deed, which it says was done and not by whom."""
    if told_of_doer(sentence, kind) or not verb_of(sentence, kind):
        return False
    who = said_by(sentence)
    return bool(who) and (who in sentence[start:end] or sentence[start:end] in who)


def _places(sentence: str) -> list[tuple[int, int]]:
    return sorted(dict(place for name in names(sentence) for place in places_of(name, sentence)).items())
