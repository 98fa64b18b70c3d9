"""How news names the holders of an office: each mention of one, with the day from which it counts.

'Foreign Minister Qin Gang', 'the mayor, Ines Moreau', 'Oskar Lindqvist, the transport minister', 'was elected mayor',
'removed ... as minister'. A mention counts on the day of its article, or on the day that the article gives for the
change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from index.sentences import sentence_spans
from index.when import times
from rag.candidates import Candidate
from rag.differing import Value
from rag.facts import content_words, knows, names_within, places_of
from rag.injected import injected
from rag.offices import OFFICES

TITLE = (
    r"(?:General|Admiral|Colonel|Captain|Commander|Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Judge|Professor|President"
    r"|Prime Minister|Senator|Councillor|Count|Prince|Princess)\.?"
)
_PERSON = re.compile(
    r"(?<![\w'’.-])[A-Z][\w'’-]+(?:\s(?:(?:[A-Z]\.\s?)|(?:al|bin|de|van|von|la|da|del)\s)*[A-Z][\w'’-]+)*"
)
_NO_HOLDER = re.compile(
    r"\b(?:former|ex|then|late|previous|outgoing|one-time|onetime|deputy|vice|candidates?|nominees?|shadow|next|no"
    r"|until|predecessor|would-be|hopeful|assistant|spokes\w+|elect)\b",
    re.IGNORECASE,
)
# Who is picked or chosen does not hold the office yet: a parliament may still have a say, or another be in it.
_BECAME = (
    r"(?:elected|re-elected|named|appointed|sworn in|confirmed|installed|promoted|became|becomes"
    r"|took over|takes over|takes office|took office|is|remains|serves|will be)"
)
_AFTER_BECAME = re.compile(
    rf"^(?:,[^,;.]{{1,90}},)?\s*(?:(?:was|is|has been|have been)\s)?(?:\w+ly\s)?{_BECAME}\b(?P<rest>[^.;]{{0,80}})"
)
_BEFORE_MADE = re.compile(rf"\b(?:named|appointed|elected|promoted|confirmed|installed|swore in)\s+(?:{TITLE}\s)?$")
_BEFORE_OUT = re.compile(rf"\b(?:removed|dismissed|fired|sacked|ousted|replaced|stripped)\s+(?:{TITLE}\s)?$")
_AFTER_OUT = re.compile(
    r"^(?:,[^,;.]{1,90},|,)?\s*(?:has\s|had\s|was\s|were\s|has been\s)?"
    r"(?:resigned|resigns|stepped down|steps down|quit|left|removed|dismissed|fired|ousted|died|lost)\b"
)
_SUCCESSOR = re.compile(
    r"\b(?:returned|restored|replaced (?:him|her|them) (?:with|by)|gave (?:the|his|her) (?:job|post|office) to"
    rf"|succeeded by|in (?:his|her) place)\s+(?:(?:his|her|its|their)\s)?"
    rf"(?:(?:predecessor|deputy|successor),?\s)?(?:{TITLE}\s)?$"
)
_APPOSITION = re.compile(r"^,\s+(?P<words>(?:the|an?|its|his|her|their|who|[\w.]+['’]s?)\s[^,;.:]{1,70})")
_TITLES_AT_END = re.compile(rf"(?:\s*\b{TITLE})+\s*$")
_BODY = re.compile(
    r"Parliament|Congress|Senate|House|Council|Courts?|Government|Party|Cabinet|Office|Questions?|Commission|Committee"
    r"|Assembly|State|Department|Ministry|Union|Press|Bank|Police"
)
_LEAST_SPAN = 0.0  # log-odds of the reader's words over no answer
_NEXT = re.compile(r"^\s*(?:the )?next\b", re.IGNORECASE)  # 'will be the next mayor'
_TOOK_OFFICE = re.compile(
    r"^,?\s*(?:who\s+)?(?:took office|takes office|was sworn in|was elected|was appointed|has been)\b", re.IGNORECASE
)
# Before the name of somebody who held the office until the one that the sentence tells of.
_BEFORE_HELD = re.compile(
    r"\b(?:tenure|term|reign|rule) of\s+(?:the incumbent,?\s+)?$"
    r"|\b(?:succeed|replac|unseat|oust)(?:s|es|ed|ing)\s+(?:the (?:incumbent|outgoing \w+),?\s+)?$"
    r"|\b(?:beat|beating|beats|defeated|defeating|defeats) the incumbent,?\s+$",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"\b(?:sworn in|takes? office|takes? over|be inaugurated|inauguration|starts? (?:work|in the post))\s+(?:is\s+)?"
    r"(?:on|in|at)\b",
    re.IGNORECASE,
)
_STARTER = re.compile(r"^(?:She|He|They)\b")
_TOLD_TITLE, _TOLD_BESIDE, _TOLD_LEAVING, _TOLD_PLAINLY = range(4)


class Mention(NamedTuple):
    """A person in a sentence who holds the office, whose time in it ends there, or who held it until then.

    `day` is the day from which that counts. `plain` is how plainly the sentence says so, from 'Mayor X said' (0) to
    'X was elected mayor' (3). `here`: it is certain that the office is that of the place asked about.
    """

    candidate: Candidate
    words: str
    start: int  # in the sentence
    event: Literal["holds", "ends", "held"]
    plain: int
    day: date
    here: bool

    @property
    def value(self) -> Value:
        return Value(self.words, self.candidate.passage, self.candidate.start, self.candidate.end)


def mentions(candidate: Candidate, role: frozenset[str], named: frozenset[str], beside: str = "") -> Iterator[Mention]:
    """Those of a sentence: `role` are the stems of the office, `named` the names that say of which place it is.

    Where none does, articles count that know `beside`, another holder.
    """
    article = candidate.passage.article
    text = article.text[candidate.start : candidate.end]
    if (
        article.latest is None
        or not role <= content_words(text)
        or injected(article.text, candidate.start, candidate.end)
    ):
        return
    for match in _PERSON.finditer(text):
        start = match.start()
        for token in re.finditer(r"\S+\s", match.group()):
            if not (
                content_words(token.group()) & role
                or re.fullmatch(rf"{TITLE}\s", token.group())
                or _place(token.group(), named)
            ):
                break
            start = match.start() + token.end()
        words = re.sub(r"['’]s?$", "", text[start : match.end()])
        if not names_within(words) or words.isupper() or content_words(words) & role:
            continue
        if " " not in words and not _is_surname(article.text, text[: match.start()], match.group(), words):
            continue
        if any(knows(name, words) for name in named):
            continue
        left, right = text[:start], text[match.end() :]
        event: Literal["holds", "ends", "held"] | None = None
        plain = _TOLD_LEAVING
        if _BEFORE_OUT.search(left) or _AFTER_OUT.search(right):
            event = "ends"
        elif _BEFORE_HELD.search(left):
            event, plain = "held", _TOLD_BESIDE
        elif _SUCCESSOR.search(left):
            event, plain = "holds", _TOLD_PLAINLY
        else:
            plain = _named_as(left, right, role)
            event = "holds" if plain >= 0 else None
        if event is None:
            continue
        if named or not beside:
            here = _of_the_place(candidate, role, named, match.start(), match.end())
        else:
            here = " " in words and knows(f"{article.title}\n{article.text}", beside)
            if not here:  # else 'Mayor of Tarnholm' would name one
                continue
        if here or event == "ends":
            since = _starts(candidate, words) if plain == _TOLD_PLAINLY else None
            yield Mention(candidate, words, start, event, plain, since or article.latest, here)


def tells_of_leaving(sentence: str, words: str) -> bool:
    """Whether the sentence says that somebody, named by these words of it, left an office or lost it."""
    for start, end in places_of(words, sentence):
        if _BEFORE_OUT.search(sentence[:start]) or _AFTER_OUT.search(sentence[end:]):
            return True
    return False


def _is_surname(article: str, before: str, name: str, word: str) -> bool:
    """Whether a single word is somebody's name: with a title right before it, or a first name somewhere."""
    if _BODY.fullmatch(word):
        return False
    titled = name != word or _is_titled(before)
    first = re.search(rf"(?<![\w'’-])[A-Z][a-z][\w'’-]*\s(?:[A-Z]\.\s)?{re.escape(word)}\b", article)
    return titled or first is not None


def _is_titled(before: str) -> bool:
    last = before.split()[-1] if before.split() else ""
    return bool(content_words(last) & OFFICES) or re.fullmatch(TITLE, last) is not None


def same_person(one: str, other: str) -> bool:
    """Whether two forms of a name are one person's: 'Moreau' and 'Ines Moreau'."""
    mine, theirs = set(one.split()), set(other.split())
    return mine <= theirs or theirs <= mine


def _starts(candidate: Candidate, words: str) -> date | None:
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


def _named_as(left: str, right: str, role: frozenset[str]) -> int:
    """How plainly the words before or after a name give it the office, as in `Mention.plain`; -1 where they do not."""
    bare = _TITLES_AT_END.sub("", left.rstrip())
    before = re.split(r"[,;:.—–()“”\"]", bare.rstrip(", "))[-1].split()[-(len(role) + 4) :]
    found = -1
    if bare and role <= content_words(" ".join(before)) and not _NO_HOLDER.search(" ".join(before)):
        tail = " ".join(before[-(len(role) + 1) :])
        if role <= content_words(tail) and re.search(r"[A-Za-z]\s*$|,\s*$", left):
            found = _TOLD_PLAINLY if _TOOK_OFFICE.search(right) else _TOLD_TITLE
    after = _APPOSITION.search(right)
    if (
        found < _TOLD_BESIDE
        and after
        and role <= content_words(after["words"])
        and not _NO_HOLDER.search(after["words"])
    ):
        found = _TOLD_BESIDE
    became = _AFTER_BECAME.search(right)
    if became and role <= content_words(became["rest"]) and not _NO_HOLDER.search(_NEXT.sub("", became["rest"])):
        return _TOLD_PLAINLY
    if _BEFORE_MADE.search(left) and role <= content_words(right[:110]):
        return _TOLD_PLAINLY
    return found


def _of_the_place(candidate: Candidate, role: frozenset[str], named: frozenset[str], start: int, end: int) -> bool:
    """Whether the office is that of the place asked about: named near it, or the reader answers with the person."""
    article = candidate.passage.article
    text = article.text[candidate.start : candidate.end]
    span = candidate.span
    if span and span.score >= _LEAST_SPAN and span.start < candidate.start + end and span.end > candidate.start + start:
        return True
    beside = text[max(0, start - 60) : end + 60]
    known = article.text if len(role) > 1 else f"{article.title}\n{beside}\n{article.text[:200]}"
    before = text[:start].split()
    while before and (content_words(before[-1]) & role or before[-1].lower() == "of"):
        before.pop()
    adjacent = re.sub(r"['’]s?$", "", before[-1]) if before and text[:start].endswith(" ") else ""
    if names_within(adjacent) and not any(knows(adjacent, place) or knows(place, adjacent) for place in named):
        return False  # 'Russian' before 'Foreign Minister'
    return bool(named) and all(knows(known, name) for name in named)


def _place(token: str, named: frozenset[str]) -> bool:
    return any(knows(token, name) for name in named)
