"""How the words beside a name tell that somebody left an office or lost it: 'resigned', 'lost her seat', 'X's removal'.

'Left hospital', 'lost patience' and 'retired to her room' tell of other things: such a verb counts with an office, a
day or the end of the clause behind it.
"""

from __future__ import annotations

import re

from rag.offices import OFFICES, office_words
from rag.persons import TITLE

OF_PLACE = r"(?:\sof\s(?:the\s)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*)?"  # 'Governor Pohl of Norland'
OWNED = re.compile(r"['’]s?$")
_WITH_OFFICE = r"(?:(?:the\s)?(?:[\w'’-]+\s){0,2}?[\w'’-]+,?\s)"  # 'Governor', 'the town's mayor,'
_WHO = rf"^{OF_PLACE}(?:,[^,;.]{{1,90}},|,)?\s*(?:who\s)?"
_HAS = r"(?:(?:has|had|have)\s)?(?:\w+ly\s)?"
_OFFICE = (
    r"(?:post|job|office|role|position|government|cabinet|ministry|mayoralty|governorship|presidency"
    r"|politics)s?\b"
)
_DET = r"(?:(?:the|his|her|their|its|that|this|an?|public)\s)?(?:[\w'’-]+\s){0,2}?"
_END = r"(?=\s*(?:[.,;:)—–”]|$)|\s(?:and|but)\s)"
_DAY = (
    r"\s(?:(?:on|in|at the end of|by)\s)?(?:(?:early|late|earlier|last|this|next|that)\s)*"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|week|month|year|today|yesterday|\d{4}|\d{1,2}\s[A-Z])\b"
)
_CAUSE = r"\s(?:over|after|amid|following|because|when|in protest|under pressure)\b"
_ENDED = rf"(?:{_END}|{_DAY}|{_CAUSE})"
_BEFORE_OUT = re.compile(
    rf"\b(?:(?:removed|dismissed|fired|sacked|ousted|replaced|stripped)"
    rf"|(?:resignation|departure|removal|dismissal|ousting|death) of)\s+{_WITH_OFFICE}?(?:{TITLE}\s)?$"
)
_AFTER_OUT = re.compile(
    rf"{_WHO}(?:{_HAS}(?:(?:resigned|resigns|stepped down|steps down)\b"
    rf"|(?:retired|quit)(?:\s\w+ly|\searly)?(?:{_ENDED}|\sat\s(?:the age of\s)?\d|(?:\sfrom)?\s{_DET}{_OFFICE})"
    rf"|died(?:\s\w+ly)?(?:{_ENDED}|\s(?:of|from|in|on|at|aged|during|while)\b)"
    rf"|left(?!\s(?:the\s)?post office)"
    rf"(?:{_DAY}(?!\s(?:for|to|with|from)\b)|\s{_DET}{_OFFICE}(?!\s(?:at (?:\d|noon|night)|for|to|by)\b))"
    rf"|lost(?:{_ENDED}|\s{_DET}(?:{_OFFICE}|(?:seat|bid|re-election|election|race|primary|run-?off|power"
    r"|(?:no-)?confidence vote)\b)|\s(?:a|the)\svote\sof\b))"
    rf"|(?:was|were|is|has been|had been)\s(?:\w+ly\s)?(?:removed|dismissed|fired|sacked|ousted|replaced|stripped)\b"
    rf"(?!\sfrom\s(?!{_DET}{_OFFICE}))"
    r"|(?<=,\s)(?:removed|dismissed|fired|sacked|ousted)\b)"
)
_AS = re.compile(rf"{_WHO}{_HAS}(?:left|retired|quit)\sas\s(?P<office>(?:[\w'’-]+\s?){{1,4}})")
_LEAVING = re.compile(r"^\s(?:\w+\s)?(?:resignation|departure|removal|dismissal|ousting|death)\b")  # 'Moreau's ...'


def leaves(left: str, name: str, right: str) -> bool:
    """Whether the words beside a name tell that they left an office or lost it."""
    if OWNED.search(name) or re.match(r"['’]s?\b", right):
        return _LEAVING.match(re.sub(r"^['’]s?", "", right)) is not None
    if _BEFORE_OUT.search(left) is not None or _AFTER_OUT.search(right) is not None:
        return True
    left_as = _AS.search(right)
    return left_as is not None and bool(office_words(left_as["office"]) & OFFICES)
