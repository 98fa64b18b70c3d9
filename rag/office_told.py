"""How the words beside a name give somebody an office, take it from them, or tell that they held it until then.

'The mayor, Ines Moreau', 'was sworn in as mayor', 'removed ... as minister', 'Moreau's resignation'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from rag.facts import names_within
from rag.leaving import OF_PLACE, OWNED, leaves
from rag.offices import OFFICES, gives_office, office_words
from rag.persons import TITLE

TOLD_TITLE, TOLD_BESIDE, TOLD_LEAVING, TOLD_PLAINLY = range(4)
_NO_HOLDER = re.compile(
    r"\b(?:former|ex|then|late|previous|outgoing|one-time|onetime|deputy|vice|candidates?|nominees?|shadow|next|no"
    r"|until|predecessor|would-be|hopeful|assistant|spokes\w+|elect|lieutenant|designate|incoming|honorary)\b",
    re.IGNORECASE,
)
_ASIDE = r"(?:,[^,;.]{1,90},)?\s*"
# Who is picked or chosen does not hold the office yet: a parliament may still have a say, or another be in it.
_MADE = (
    r"elected|re-elected|named|appointed|sworn in|confirmed|installed|promoted|became|becomes|took over|takes over"
    r"|takes office|took office"
)
_BECAME = re.compile(
    rf"^{OF_PLACE}{_ASIDE},?\s*(?:who\s)?(?:(?:was|is|has been|have been)\s)?(?:\w+ly\s)?"
    rf"(?:(?:{_MADE})\b|(?:is|remains|serves|will be)\b(?!\s(?:\w+ing|to|not|no|one|never)\b))(?P<rest>[^.;]{{0,80}})"
)
_ENTERED = re.compile(  # that names no office: 'was sworn in on Monday'
    rf"^{OF_PLACE}{_ASIDE}(?:who\s)?(?:(?:was|has been)\s(?:\w+ly\s)?(?:sworn in|inaugurated)|took office"
    r"|took the oath)\b(?!\s(?:as|to)\b)"
)
_BEFORE_MADE = re.compile(rf"\b(?:named|appointed|elected|promoted|confirmed|installed|swore in)\s+(?:{TITLE}\s)?$")
_MADE_IT = re.compile(r"^(?:,[^,;.]{1,90},)?[^,;.]{0,60}")
# Where what is told of somebody else begins or ends.
_ASIDES = re.compile(r"[;:]|\b(?:after|before|when|while|since|until|following|because|and|but)\b")
_IN_PLACE_OF = re.compile(
    rf"\b(?:{_MADE})\b[^.;]{{0,90}}\b(?:after|following|when|because)\s(?:the\s(?:\w+\s)?\w+\sof\s)?(?:{TITLE}\s)?$"
)
_SUCCESSOR = re.compile(
    r"\b(?:returned|restored|replaced (?:him|her|them) (?:with|by)|gave (?:the|his|her) (?:job|post|office) to"
    rf"|succeeded by|in (?:his|her) place)\s+(?:(?:his|her|its|their)\s)?"
    rf"(?:(?:predecessor|deputy|successor),?\s)?(?:{TITLE}\s)?$"
)
_APPOSITION = re.compile(r"^,\s+(?P<words>(?:the|an?|its|his|her|their|who|[\w.]+['’]s?)\s[^,;.:]{1,70})")
_TITLE_AT_END = re.compile(rf"(?:^|\s)\b{TITLE}\s*$")
_PLACE_AT_END = re.compile(
    r"\s(?:(?:of|to)\s(?:the\s)?[A-Z]\w+(?:\s[A-Z]\w+)*|and\s[A-Z]+)$"
)  # 'of Norland', 'and CEO'
_NEXT = re.compile(r"^\s*(?:the )?next\b", re.IGNORECASE)  # 'will be the next mayor'
_TOOK_OFFICE = re.compile(
    rf"^{OF_PLACE},?\s*(?:who\s+)?(?:took office|takes office|was sworn in|was elected|was appointed|has been)\b",
    re.IGNORECASE,
)
# Before the name of somebody who held the office until the one that the sentence tells of.
_BEFORE_HELD = re.compile(
    r"\b(?:tenure|term|reign|rule) of\s+(?:the incumbent,?\s+)?$"
    r"|\b(?:succeed|replac|unseat|oust)(?:s|es|ed|ing)\s+(?:the (?:incumbent|outgoing \w+),?\s+)?$"
    r"|\b(?:beat|beating|beats|defeated|defeating|defeats) the incumbent,?\s+$",
    re.IGNORECASE,
)
_RUN_FOR = re.compile(r"\bfor\s(?:the\s)?(?P<office>(?:\w+[\s-])?\w+)", re.IGNORECASE)
_DOES = re.compile(
    r"(?!(?:elect|appoint|nam|install|bas)ed\b)\w+ed|has|had|have|is|was|were|said|says|told|will|would|may|could"
)


class Told(NamedTuple):
    """What the words tell, and how plainly, from 'Mayor X said' (0) to 'X was elected mayor' (3).

    Of somebody who left, 0 where it may have been another office.
    """

    event: Literal["holds", "ends", "held"]
    plain: int


def told(left: str, name: str, right: str, role: frozenset[str]) -> Told | None:
    """What a sentence tells of somebody `name` and the office `role`; None where it does not give it to them.

    `left` and `right` are the sentence's words before and after the name; without the office in them, only that
    somebody left or entered one counts.
    """
    if leaves(left, name, right):
        return Told("ends", TOLD_LEAVING if _left_it(left, right, role) else TOLD_TITLE)
    if not gives_office(f"{left} {right}", role):
        entered = _ENTERED.search(right) and not OWNED.search(name) and not _has_another(left, role)
        return Told("holds", TOLD_PLAINLY) if entered else None
    if _BEFORE_HELD.search(left):
        return Told("held", TOLD_BESIDE)
    if _SUCCESSOR.search(left):
        return Told("holds", TOLD_PLAINLY)
    plain = _named_as(left, right, role)
    return Told("holds", plain) if plain >= 0 else None


def _has_another(left: str, role: frozenset[str]) -> bool:
    """Whether the title right before a name is that of another office: 'Governor'."""
    title = office_words(" ".join(left.split()[-1:])) & OFFICES
    return bool(title) and not title & role


def _left_it(left: str, right: str, role: frozenset[str]) -> bool:
    """Whether it is this office that somebody left: 'Mayor X resigned', 'resigned as mayor', 'was sworn in after X'."""
    own = _ASIDES.split(left)[-1]
    return (
        role <= office_words(f"{own} {_ASIDES.split(right.lstrip(', '))[0]}") or _IN_PLACE_OF.search(left) is not None
    )


def _named_as(left: str, right: str, role: frozenset[str]) -> int:
    """How plainly the words before or after a name give it the office, as in `Told.plain`; -1 where they do not."""
    bare = left.rstrip()
    for aside in (_TITLE_AT_END, _TITLE_AT_END, _PLACE_AT_END):
        found = aside.search(bare)
        bare = bare[: found.start()] if found and not office_words(found.group()) & role else bare
    before = re.split(r"[,;:.—–()“”\"]", bare.rstrip(", "))[-1].split()[-(len(role) + 4) :]
    plain = -1
    if bare and _gives(" ".join(before), role):
        tail = before[-(len(role) + 1) :]
        several = tail and tail[-1].endswith("s") and not tail[-1].endswith("ss") and office_words(tail[-1]) & role
        if role <= office_words(" ".join(tail)) and not several and re.search(r"[A-Za-z]\s*$|,\s*$", left):
            plain = TOLD_PLAINLY if _TOOK_OFFICE.search(right) else TOLD_TITLE
    after = _APPOSITION.search(right)
    if plain < TOLD_BESIDE and after and _gives(after["words"], role) and not _of_another(after["words"], role):
        plain = TOLD_BESIDE
    became = _BECAME.search(right)
    if became and _gives(_NEXT.sub("", became["rest"]), role) and not _of_another(became["rest"], role):
        return TOLD_PLAINLY
    made = _MADE_IT.match(right) if _BEFORE_MADE.search(left) else None
    return TOLD_PLAINLY if made and role <= office_words(made.group()) else plain


def _gives(words: str, role: frozenset[str]) -> bool:
    """Whether the words hold the office as one that is held, not sought, or over."""
    if not gives_office(words, role) or _NO_HOLDER.search(words):
        return False
    return not any(office_words(one["office"]) & role & OFFICES for one in _RUN_FOR.finditer(words))


def _of_another(words: str, role: frozenset[str]) -> bool:
    """Whether the office in the words is the title of somebody named right after it, 'a critic of President Pohl', or
    does something: 'at her request, the mayor resigned'.
    """
    tokens = words.split()
    ends = [_office_end(tokens, place, role) for place, one in enumerate(tokens) if office_words(one) & role & OFFICES]
    after = [next(iter(tokens[place + 1 :]), "") for place in ends]
    return bool(after) and all(names_within(one) or _DOES.fullmatch(one) for one in after)


def _office_end(tokens: Sequence[str], place: int, role: frozenset[str]) -> int:
    """The place of the last word of an office, 'state' of 'secretary of state'."""
    for next_one in range(place + 1, min(place + 3, len(tokens))):
        if office_words(tokens[next_one]) & role:
            return _office_end(tokens, next_one, role)
    return place
