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

from index.article import Article
from rag.candidates import Candidate
from rag.dateline import dateline_end
from rag.differing import Value
from rag.facts import content_words, knows, names_within, places_of
from rag.injected import injected
from rag.leaving import leaves
from rag.office_days import changed_on, starts
from rag.office_told import TOLD_LEAVING, TOLD_PLAINLY, Told, told
from rag.offices import OFFICES, gives_office, office_words
from rag.persons import TITLE, Person, is_place, people

_BESIDE_OFFICE = re.compile(rf"of|and|(?:Ex-)?Prime|{TITLE}", re.IGNORECASE)
_GOES_ON = re.compile(r"\s(?:of|was|is|has|took|became)\b|,")
# 'Mayor of Tarnholm's sister town Brenn' is not mayor of Tarnholm.
_OF_ITS = re.compile(
    r"\b(?P<office>\w+)\s(?:of|for|in|at)\s(?:the\s)?(?P<place>[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)(?:['’]s|(?<=s)['’])"
    r"\s(?P<what>[^,;:.]+)"
)
OFFICE_OF = re.compile(r"(?P<office>\w+)\s(?:of|for|in)\s(?:the\s)?(?P<place>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*)")
_OF_PLACE = re.compile(r"\sof\s(?:the\s)?(?P<place>[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)")
_APPOSITION = re.compile(r",\s(?P<words>[^,;.]{1,90})")
_PLACE = re.compile(
    r"\b(?:of|for)\s(?:the\s)?(?P<of>[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)|(?P<owner>[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)['’]s?\s"
)
_PARTY = content_words("party democrats republicans greens")  # whose member somebody is
_BESIDE = 6  # words beside a name in which its office and the place stand
_LEAST_SPAN = 0.0  # log-odds of the reader's words over no answer


class Mention(NamedTuple):
    """A person in a sentence who holds the office, whose time in it ends there, or who held it until then.

    `day` is the day from which that counts. `plain` is how plainly the sentence says so, from 'Mayor X said' (0) to
    'X was elected mayor' (3). `here`: it is certain that the office is that of the place asked about; `by_name`: the
    place stands right beside it.
    """

    candidate: Candidate
    words: str
    start: int  # in the sentence
    event: Literal["holds", "ends", "held"]
    plain: int
    day: date
    here: bool
    by_name: bool = False

    @property
    def acts(self) -> bool:
        """Whether only a title stands before the name, so that the sentence tells what the holder does."""
        text = self.candidate.passage.article.text
        before = text[self.candidate.start : self.candidate.start + self.start]
        words = before[dateline_end(before) :].split()
        return all(one[0].isupper() or one in ("of", "the") or bool(office_words(one) & OFFICES) for one in words)

    @property
    def value(self) -> Value:
        return Value(self.words, self.candidate.passage, self.candidate.start, self.candidate.end)


def mentions(candidate: Candidate, role: frozenset[str], named: frozenset[str], beside: str = "") -> Iterator[Mention]:
    """Those of a sentence: `role` are the stems of the office, `named` the names that say of which place it is.

    Where none does, articles count that know `beside`, another holder.
    """
    article = candidate.passage.article
    text = candidate.text
    in_sentence = gives_office(text, role)
    told_of = in_sentence or gives_office(article.title, role)
    if article.latest is None or not told_of or injected(article.text, candidate.start, candidate.end):
        return
    for person in people(text, article.text, role, named):
        start, words = person.start, person.words
        left, right = text[:start], text[person.end :]
        heard = told(left, text[start : person.end], right, role)
        if heard is not None and heard.event != "ends" and _of_what_is_its(text, role, named):
            continue
        if heard is None or (not in_sentence and heard.event != "ends" and heard.plain < TOLD_LEAVING):
            continue
        if named or not beside:
            here = _of_the_place(candidate, role, named, person.start, person.end)
        else:
            here = " " in words and knows(f"{article.title}\n{article.text}", beside)
            if not here:  # else 'Mayor of Tarnholm' would name one
                continue
        here = here and (heard.event != "ends" or heard.plain == TOLD_LEAVING)  # who resigned may have held another
        by_name = _beside_office(left, right, heard.plain, named)
        if here or heard.event == "ends":
            for day in _days(candidate, person, heard):
                yield Mention(candidate, words, start, heard.event, heard.plain, day, here, by_name)


def _of_what_is_its(text: str, role: frozenset[str], named: frozenset[str]) -> bool:
    """Whether the office is that of something of the place: 'mayor of Tarnholm's sister town'."""
    return any(
        office_words(found["office"]) & role
        and any(knows(found["place"], name) for name in named)
        and not office_words(found["what"]) & role
        for found in _OF_ITS.finditer(text)
    )


def _days(candidate: Candidate, person: Person, heard: Told) -> Iterator[date]:
    """The days from which a mention counts: who is told to have taken office on a day holds it that day, and still on
    the article's.
    """
    article = candidate.passage.article
    newest = article.latest or date.min
    changed = changed_on(article, candidate.text, person.start, person.end)
    if heard.event == "ends":
        yield changed or newest
    elif heard.plain != TOLD_PLAINLY:
        yield newest
    elif (later := starts(candidate, person.words)) is not None:
        yield later
    else:
        if changed is not None and changed < newest:
            yield changed
        yield newest


def tells_of_leaving(sentence: str, words: str) -> bool:
    """Whether the sentence says that somebody, named by these words of it, left an office or lost it."""
    return next(_leavings(sentence, words), None) is not None


def left_by(article: Article, sentence: str, words: str) -> date | None:
    """The day on which, by a sentence of the article, somebody named by these words left an office or lost it.

    The article's where the sentence gives none; None where it tells of no such thing.
    """
    for start, end in _leavings(sentence, words):
        return changed_on(article, sentence, start, end) or article.latest
    return None


def _leavings(sentence: str, words: str) -> Iterator[tuple[int, int]]:
    for start, end in places_of(words, sentence):
        if leaves(sentence[:start], sentence[start:end], sentence[end:]):
            yield start, end


def same_person(one: str, other: str) -> bool:
    """Whether two forms of a name are one person's: 'Moreau' and 'Ines Moreau'."""
    mine, theirs = set(one.split()), set(other.split())
    return mine <= theirs or theirs <= mine


def _beside_office(left: str, right: str, plain: int, named: frozenset[str]) -> bool:
    """Whether a name of the place stands beside the office: 'Norland's president X', 'X, the president of Norland'."""
    before = re.split(r"[,;:.—–]", left.rstrip(", "))[-1].split()[-_BESIDE:]
    after = right.split()[: 2 * _BESIDE if plain == TOLD_PLAINLY else _BESIDE] if _GOES_ON.match(right) else []
    return any(knows(" ".join((*before, *after)), name) for name in named)


def _places_beside(right: str, role: frozenset[str]) -> Iterator[str]:
    """The names that the words behind a person's give their office: 'X of Norland', 'X, Norland's president'."""
    after = _OF_PLACE.match(right)
    if after:
        yield after["place"]
    apposition = _APPOSITION.match(right)
    if apposition and gives_office(apposition["words"], role):
        yield from (one["of"] or one["owner"] for one in _PLACE.finditer(apposition["words"]))


def _of_the_place(candidate: Candidate, role: frozenset[str], named: frozenset[str], start: int, end: int) -> bool:
    """Whether the office is that of the place asked about: named near it, or the reader answers with the person."""
    article = candidate.passage.article
    text = candidate.text
    before = text[:start].split()
    while before and (office_words(before[-1]) & (role | OFFICES) or _BESIDE_OFFICE.fullmatch(before[-1])):
        before.pop()
    adjacent = re.sub(r"['’]s?$", "", before[-1]) if before and text[:start].endswith(" ") else ""
    other = names_within(adjacent) and not any(knows(adjacent, place) or knows(place, adjacent) for place in named)
    if named and other and is_place(adjacent, article.text):
        return False  # 'Montana' before 'Secretary of State'
    theirs = [one for one in _places_beside(text[end:], role) if not content_words(one) & (role | _PARTY)]
    own = any(knows(theirs_one, name) or knows(name, theirs_one) for theirs_one in theirs for name in named)
    if named and theirs and not own:
        return False  # 'X, Montana's secretary of state'
    if other and not all(knows(f"{article.title}\n{article.text}", name) for name in named):
        return False  # 'Tarnholm Mayor X' in an article that does not know the place asked about
    span = candidate.span
    if span and span.score >= _LEAST_SPAN and span.start < candidate.start + end and span.end > candidate.start + start:
        return True
    if other:
        return False  # 'Russian' before 'Foreign Minister'
    beside = text[max(0, start - 60) : end + 60]
    known = article.text if len(role) > 1 else f"{article.title}\n{beside}\n{article.text[:200]}"
    return bool(named) and all(knows(known, name) for name in named)
