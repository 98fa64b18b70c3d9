"""Who holds an office, by the newest article that names the holder, and who held it before.

News names office holders in a few ways: 'Foreign Minister Qin Gang', 'the mayor, Ines Moreau', 'Oskar Lindqvist, the
transport minister', 'was elected mayor', 'removed ... as minister'. Each mention counts on the day of its article. The
newest one answers 'who is ...'; others, by the days of theirs, held the office earlier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from rag.asked import asked_for, asks_about_now
from rag.candidates import Candidate
from rag.differing import Found, Value
from rag.facts import content_words, knows, names
from rag.question import Question

OFFICES = content_words(
    "minister secretary president mayor governor ambassador chancellor premier chief head chair chairman chairwoman"
    " director commissioner captain leader speaker judge coach king queen pope executive envoy representative attorney"
    " prosecutor manager editor senator commander chairperson treasurer spokesman spokeswoman"
)
_EMPTY = content_words(
    "post job position office role hold holder currently current now present today days time moment incumbent new"
    " newest latest person man woman name named called serve serving"
)
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
_BECAME = (
    r"(?:elected|re-elected|named|appointed|sworn in|chosen|confirmed|picked|installed|promoted|became|becomes"
    r"|took over|takes over|takes office|took office|is|remains|serves)"
)
_AFTER_BECAME = re.compile(
    rf"^(?:,[^,;.]{{1,90}},)?\s*(?:(?:was|is|has been|have been)\s)?(?:\w+ly\s)?{_BECAME}\b(?P<rest>[^.;]{{0,80}})"
)
_BEFORE_MADE = re.compile(
    rf"\b(?:named|appointed|elected|chose|picked|promoted|confirmed|installed|swore in)\s+(?:{TITLE}\s)?$"
)
_BEFORE_OUT = re.compile(rf"\b(?:removed|dismissed|fired|sacked|ousted|replaced|stripped)\s+(?:{TITLE}\s)?$")
_AFTER_OUT = re.compile(
    r"^(?:,[^,;.]{1,90},|,)?\s*(?:has\s|had\s|was\s|were\s)?(?:resigned|resigns|stepped down|steps down|quit|left"
    r"|removed|dismissed|fired|ousted|died|lost)\b"
)
_SUCCESSOR = re.compile(
    r"\b(?:returned|restored|replaced (?:him|her|them) (?:with|by)|gave (?:the|his|her) (?:job|post|office) to"
    rf"|succeeded by|in (?:his|her) place)\s+(?:(?:his|her|its|their)\s)?"
    rf"(?:(?:predecessor|deputy|successor),?\s)?(?:{TITLE}\s)?$"
)
_APPOSITION = re.compile(r"^,\s+(?P<words>(?:the|an?|its|his|her|their|who|[\w.]+['’]s?)\s[^,;.:]{1,70})")
_TITLES_AT_END = re.compile(rf"(?:\s*\b{TITLE})+\s*$")
_LEAST_SPAN = 0.0  # log-odds of the reader's words over no answer


class _Mention(NamedTuple):
    candidate: Candidate
    words: str
    start: int  # in the sentence
    event: Literal["holds", "ends"]

    @property
    def day(self) -> date:
        return self.candidate.passage.article.latest or date.min

    @property
    def value(self) -> Value:
        return Value(self.words, self.candidate.passage, self.candidate.start, self.candidate.end)


def holders(question: Question, ranked: Sequence[Candidate]) -> Found | None:
    """Who holds the office that the question asks about now, the last value, and who held it before.

    None where it asks for no office, no dated article names a holder, or the last news of it is that it fell empty.
    """
    if asked_for(question.raw) != "person" or not asks_about_now(question.raw):
        return None
    role = _role(question)
    if not role & OFFICES:
        return None
    mentions = [mention for candidate in ranked for mention in _mentions(question, candidate, role)]
    if not mentions:
        return None
    mentions.sort(key=lambda one: (one.day, one.candidate.start, one.start))
    terms: list[_Mention] = []
    for mention in mentions:
        if mention.event == "ends":
            continue
        if terms and _same(terms[-1].words, mention.words):
            fuller = len(mention.words.split()) >= len(terms[-1].words.split()) or mention.day > terms[-1].day
            terms[-1] = mention if fuller else terms[-1]
        else:
            terms.append(mention)
    if not terms:
        return None
    current = terms[-1]
    gone = [one for one in mentions if one.event == "ends" and _same(one.words, current.words)]
    if any(one.day >= current.day for one in gone):
        return None
    earlier = {one.words.split()[-1]: one for one in terms[:-1] if not _same(one.words, current.words)}
    return Found("changed", (*(one.value for one in earlier.values()), current.value))


def _role(question: Question) -> frozenset[str]:
    """The stems of the office asked for: {'foreign', 'minist'}; the question's names and empty words are left out."""
    text = question.raw
    for name in names(text):
        text = text.replace(name, " ")
    return _stems(text) - _EMPTY


def _stems(text: str) -> frozenset[str]:
    return content_words(text.replace("efense", "efence"))


def _mentions(question: Question, candidate: Candidate, role: frozenset[str]) -> Iterator[_Mention]:
    article = candidate.passage.article
    text = article.text[candidate.start : candidate.end]
    if article.latest is None or not role <= _stems(text):
        return
    named = names(question.raw)
    outs = _BEFORE_OUT, _AFTER_OUT
    for match in _PERSON.finditer(text):
        start = match.start()
        for token in re.finditer(r"\S+\s", match.group()):
            if not (
                _stems(token.group()) & role
                or re.fullmatch(rf"{TITLE}\s", token.group())
                or _place(token.group(), named)
            ):
                break
            start = match.start() + token.end()
        words = re.sub(r"['’]s?$", "", text[start : match.end()])
        if not names(f"x {words}") or words.isupper() or _stems(words) & role:
            continue
        if any(knows(name, words) for name in named):
            continue
        left, right = text[:start], text[match.end() :]
        event: Literal["holds", "ends"] | None = None
        if outs[0].search(left) or outs[1].search(right):
            event = "ends"
        elif _named_as(left, right, role) or _SUCCESSOR.search(left):
            event = "holds"
        if event and (event == "ends" or _of_the_place(candidate, role, named, match.start(), match.end())):
            yield _Mention(candidate, words, start, event)


def _named_as(left: str, right: str, role: frozenset[str]) -> bool:
    """Whether the words before or after a name give it the office."""
    bare = _TITLES_AT_END.sub("", left.rstrip())
    before = re.split(r"[,;:.—–()“”\"]", bare.rstrip(", "))[-1].split()[-(len(role) + 4) :]
    if bare and role <= _stems(" ".join(before)) and not _NO_HOLDER.search(" ".join(before)):
        tail = " ".join(before[-(len(role) + 1) :])
        if role <= _stems(tail) and re.search(r"[A-Za-z]\s*$|,\s*$", left):
            return True
    after = _APPOSITION.search(right)
    if after and role <= _stems(after["words"]) and not _NO_HOLDER.search(after["words"]):
        return True
    became = _AFTER_BECAME.search(right)
    if became and role <= _stems(became["rest"]) and not _NO_HOLDER.search(became["rest"]):
        return True
    return bool(_BEFORE_MADE.search(left)) and role <= _stems(right[:110])


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
    while before and (_stems(before[-1]) & role or before[-1].lower() == "of"):
        before.pop()
    adjacent = re.sub(r"['’]s?$", "", before[-1]) if before and text[:start].endswith(" ") else ""
    if names(f"x {adjacent}") and not any(knows(adjacent, place) or knows(place, adjacent) for place in named):
        return False  # 'Russian' before 'Foreign Minister'
    return bool(named) and all(knows(known, name) for name in named)


def _place(token: str, named: frozenset[str]) -> bool:
    return any(knows(token, name) for name in named)


def _same(one: str, other: str) -> bool:
    mine, theirs = set(one.split()), set(other.split())
    return mine <= theirs or theirs <= mine
