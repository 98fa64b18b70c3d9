"""Whether a name stands in its sentence as the one who did what 'who ...?' asks: who stole, bought or restored it.

Of some deeds all the words are known that news has for them: where a sentence has none of these, nobody in it did it,
and where it has one, the name has to stand before the verb as its subject, behind 'by', as the one tried for it
('sentenced for the theft'), or beside the noun for whoever does it ('the thief, Jens Roth'). Of any other deed it must
not stand as the one to whom it is done. Whoever only says what a sentence tells did nothing there.

Of the answers of SQuAD and Natural Questions, in their own sentence, this drops 1 of 25 for the known deeds and 4 of
409 for others; 3 of 1,595 are taken for who only says it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.behind import stands_behind
from rag.deed_words import KnownDeed, known_deed
from rag.facts import content_words
from rag.speaker import said_by
from rag.words import stem

_ASKS = re.compile(
    r"^\W*(?:and\s)?who\s(?:(?:has|have|had|first|originally|actually|really|else)\s)*(?P<verb>[a-z]+)\s"
    r"(?:the|an?|his|her|its|their|[A-Z\"“\d])",
)
_NO_DEED = re.compile(
    r"(?:is|was|are|were|has|have|had|did|does|do|will|would|can|could|should|may|might|must|sa(?:id|ys?)|ma[dk]es?"
    r"|bec[ao]mes?|died|dies|won|wins|lost|loses|g[oe]ts?|receive[ds]?|t[ao]kes?|took)"
)
_ASKS_DOING = re.compile(
    r"^\W*(?:and\s)?(?:who|(?:which|what)\s(?:[\w-]+\s){0,2}?(?:company|firm|group|club|team|party|bank|airline|agency"
    r"|organi[sz]ation|union|body|person|man|woman))\s(?:(?:has|have|had)\s)?"
    r"(?P<verb>(?!(?:is|was|are|were|did|does|do|has|have|had|will|would)\b)[a-z]+)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:sa(?:id|ys?)|tells?|told|claim|announc|believ|warn|argu|ask|wrote|suggest|estimat|think|thought|critici[sz]|call"
    r"|descri|accus|blam|confirm|report|insist|comment|explain|spoke|speak|den[yi]|admit|prais|stat|not)\w*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|we|I|his|her|its|their|our|my|him|them)\b", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:thefts?|robber(?:y|ies)|burglar(?:y|ies)|heists?|raids?|purchases?|acquisitions?|takeover|sale|deal|repairs?"
    r"|restoration|renovation|break-?ins?|rescues?|damage)",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\b(?:made|did|carried out|completed|agreed|led|planned|announced|funded|paid for|caused)\b", re.IGNORECASE
)
_BE = re.compile(r"\b(?:was|were|is|are|be|been|being|gets?|got)\s(?:\w+ly\s)?$", re.IGNORECASE)
_RIGHT_BEFORE = re.compile(
    r"(?:,[^,;.]{1,80},)?\s(?:who\s)?(?:(?:was|were|is|are|has|have|had|been|be|being|got|also|later)\s)+"
)
# What it is done to stands right behind the verb.
_OBJECT = re.compile(
    r"\s(?:the|an?|his|her|its|their|this|that|these|those|two|three|four|five|six|seven|eight|nine|ten|some|many|several"
    r"|all|\d[\d,.]*|[\"“'‘]|[A-Z]"
    r"|(?!(?:by|in|on|at|from|for|to|with|and|after|before|during|last|over|out|up)\b)[a-z]+s\b)"
)
_RIGHT_AFTER = re.compile(
    r"\s(?:the |a |an |his |her |its |their )?(?:(?!(?:by|for|from|to|with|in|on|at|and|but|after|before|who|that|as"
    r"|under|through|via|over|of|along)\b)[a-z][\w'’-]*\s){0,4}"
)
_BY = re.compile(r"\bby\s(?:the\s|an?\s|his\s|her\s|its\s|their\s)?(?:[\w'’-]+,?\s){0,6}$")
_NAMED = r"\s(?:is|was|were|are)(?:\s(?:named|identified)(?:\sas)?)?"
_PLAIN = r"(?!(?:by|of|from|to|for|with|at|in)\b)[a-z][\w-]*"
_CALLED = re.compile(
    rf"(?:(?:\s{_PLAIN}){{0,3}}(?:,|{_NAMED}|\s(?:named|as|called))?|\sof\s[^,;.]{{1,40}}{_NAMED})"
    rf"\s(?:the\s|an?\s)?(?:{_PLAIN},?\s){{0,4}}"
)
_IS = re.compile(r"(?:\s\([^)]*\))?(?:,[^,;.]{1,60})?,?\s(?:is|was|were|are|bec[ao]mes?|the|an?)\b")
_GENITIVE = re.compile(r"['’]s?\s")
_TRIED = re.compile(
    r"\b(?:sentenced|convicted|jailed|imprisoned|fined|guilty|admit\w*|confess\w*|pleaded|years|caught|arrested|charged"
    r"|accused|suspected|tried)\b",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r"[;:]|\b(?:but|while|although|though|whereas|when)\b")


class _Told(NamedTuple):
    """A sentence, the place of the name in it, and a mention of the deed."""

    sentence: str
    start: int
    end: int
    verb: re.Match[str]

    @property
    def passive(self) -> bool:
        return _BE.search(self.sentence[: self.verb.start()]) is not None


def did_it(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether `sentence[start:end]` may be who did what the question asks; True where it asks for no such thing."""
    if _only_says(question, sentence, start, end):
        return False
    deed = known_deed(question)
    if deed is None:
        mentions = [_Told(sentence, start, end, verb) for verb in _same_verb(question, sentence)]
        return not any(map(_is_done_to, mentions)) or any(map(_does, mentions))
    if deed.says_nothing.fullmatch(sentence[start:end]):
        return False
    return any(_takes_part(deed, _Told(sentence, start, end, verb)) for verb in deed.told.finditer(sentence))


def _only_says(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether the name is that of who says what the sentence tells, which has no word of the deed and no pronoun for
    them.
    """
    asked = _ASKS_DOING.match(question)
    if asked is None or _SAYS.search(question):
        return False
    who, name = said_by(sentence), sentence[start:end]
    if not who or not (who in name or name in who) or _PRONOUN.search(sentence, end) or _PRONOUN.match(sentence):
        return False
    known = known_deed(question)
    told = known.told.search(sentence) if known else None
    return told is None and stem(asked["verb"].lower()) not in content_words(sentence)


def _same_verb(question: str, sentence: str) -> list[re.Match[str]]:
    """The places where the sentence has the verb by which the question asks."""
    asked = _ASKS.match(question[:1].lower() + question[1:])
    if asked is None or _NO_DEED.fullmatch(asked["verb"]):
        return []
    verb = stem(asked["verb"])
    return [word for word in re.finditer(r"\b[a-z]+\b", sentence) if stem(word.group()) == verb]


def _takes_part(deed: KnownDeed, told: _Told) -> bool:
    """Whether the name is that of the doer, by a mention of a deed whose words are known."""
    sentence, start, end, verb = told
    doer, noun = deed.doer.fullmatch(verb.group()), _NOUN.fullmatch(verb.group())
    if deed.gets and deed.gets.search(sentence[:start]):
        return True
    if end <= verb.start() and (doer or noun):
        between = sentence[end : verb.start()]
        if _GENITIVE.match(between) or _TRIED.search(between):
            return True
        return _IS.match(between) is not None or (not told.passive and _DID.search(between) is not None)
    if doer and verb.end() <= start:
        return _CALLED.fullmatch(sentence[verb.end() : start]) is not None
    return _does(told)


def _does(told: _Told) -> bool:
    """Whether the name may be the subject of the verb, or stands behind its 'by'."""
    sentence, start, end, verb = told
    if end <= verb.start():
        between = sentence[end : verb.start()]
        if stands_behind(sentence[:start]) or _NEXT_CLAUSE.search(between):
            return False
        return not (told.passive and _RIGHT_BEFORE.fullmatch(between))
    if start < verb.end():
        return False
    between = sentence[verb.end() : start]
    if not _BY.search(between):
        return False
    return told.passive or _NOUN.fullmatch(verb.group()) is not None or not _OBJECT.match(between)


def _is_done_to(told: _Told) -> bool:
    """Whether the name is, by its place beside the verb, the one to whom it is done, or stands within what that is."""
    sentence, start, end, verb = told
    if end <= verb.start():
        return told.passive and _RIGHT_BEFORE.fullmatch(sentence[end : verb.start()]) is not None
    if told.passive or start < verb.end() or verb.group().endswith("ing"):
        return False
    between = sentence[verb.end() : start]
    if _RIGHT_AFTER.fullmatch(between):
        return True
    return bool(_OBJECT.match(between) and _BY.search(between)) and "," not in between
