"""Which capitalised words of a sentence name a person who may hold an office, and not a place or a body.

'Puerto Rico' of 'the governor of Puerto Rico' and 'the United States' hold none, nor does 'Howard University'; of
'President of France Emmanuel Macron' the name is 'Emmanuel Macron'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rag.facts import content_words, knows, names, names_within
from rag.names import name_words
from rag.offices import OFFICES, office_words

TITLE = (
    r"(?:General|Admiral|Colonel|Captain|Commander|Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Judge|Justice|Superintendent|Professor|President"
    r"|Prime Minister|Senator|Congress(?:man|woman)|Councillor|Count|Prince|Princess|Republican|Democrat)\.?"
)
_PERSON = re.compile(
    r"(?<![\w'’.-])[A-Z][\w'’-]+"
    r"(?:\s(?:(?:[A-Z]\.\s?)|(?:al|el|bin|ibn|de|van|von|la|da|del)[\s-])*[A-Z][\w'’-]+)*(?:\s(?:al|el)-[A-Z][\w'’-]+)?"
)
_BODY = re.compile(
    r"(?:Parliament|Congress|Senate|House|Council|Courts?|Government|Party|Cabinet|Office|Questions?|Commission"
    r"|Committee|Assembly|State|Department|Ministry|Union|Press|Bank|Police|Academy|Agency|Airlines?|Army|Association"
    r"|Authority|Board|Bureau|Club|College|Company|Corp(?:oration)?|County|City|Court|Federation|Force|Foundation"
    r"|Front|Group|Headquarters|Hospital|Inc|Institute|League|Ltd|Market|Museum|Navy|Organi[sz]ation|Province"
    r"|Republic|School|Service|Society|Street|Tower|University|General|Candidate"
    r"|Officer|Leader|Secretary|Minister|Director|Executive|President|Governor|Mayor|Chancellor|Premier|Commissioner"
    r"|Ambassador|Manager)s?\.?"
)
# Not a surname even behind a title.
_BODY_OF_MANY = re.compile(
    r"Parliament|Senate|Government|Committee|Ministry|University|Department|General|Candidate|Inc|Ltd"
)
# Which of these words are surnames as well: 'Grace Market', but not 'Howard University'.
_SURNAME = re.compile(r"House|Courts?|Banks?|College|County|School|Street|Tower|Market|Church")
# Before such a word it makes a body of it: 'Supreme Court'.
_OF_A_BODY = re.compile(
    r"Supreme|High|Higher|District|Crown|Magistrates|Appeals?|Constitutional|Federal|National|Central|Reserve|Royal|State"
    r"|World|European|International|United|White|Upper|Lower|Opera|Full|Main|High|Grand|Old|New|Stock|Housing|Covered"
    r"|Grammar|Primary|Medical|Community|First|North|South|East|West|Northern|Southern|Eastern|Western|Night|Farmers"
)
_UNIONS = frozenset(("us", "uk", "un", "eu", "nato"))
# What stands before the name of a place or a body: 'governor of Puerto Rico', 'head at Drexel'. What may follow there
# is whoever holds the office: 'President of France Emmanuel Macron'.
_OF_A_PLACE = re.compile(r"\b(?P<office>\w+)\s(?:of|at|in|to|for)\s$")
_LINK = re.compile(r"De|La|Le|Van|Von|Al|El|Bin|Ibn|Da|Del|Di|Will")
_THE = re.compile(r"\b[Tt]he\s$")
_TRUST = r"(?<!confidence )(?<!trust )(?<!faith )(?<!interest )(?<!belief )(?<!believe )(?<!believes )"


class Person(NamedTuple):
    """`sentence[first:end]` are the capitalised words, of which those from `start` are the name: `words`."""

    first: int
    start: int
    end: int
    words: str


def people(sentence: str, article: str, role: frozenset[str], named: frozenset[str]) -> Iterator[Person]:
    """The persons of a sentence of `article` who may hold an office of the stems `role`; `named` are names of others,
    such as its place.
    """
    for match in _PERSON.finditer(sentence):
        first, end = match.span()
        start = _start(match, sentence, article, role, named)
        words = re.sub(r"['’]s?$", "", sentence[start:end])
        if not any(name.endswith(words.split()[-1]) for name in names_within(words)):  # 'Last Friday'
            continue
        if words.isupper() or office_words(words) & role:
            continue
        before = sentence[:start]
        if not before.strip() and not names(words):  # 'On Wednesday'
            continue
        if _THE.search(before) or words.startswith("The ") or is_place(words, article):
            continue
        if _is_body(words) and not _is_namesake(words, before, article):
            continue
        if start == first and _after_office(before, OFFICES | role):
            continue
        if " " not in words and not _is_surname(article, sentence[:first], match.group(), words):
            continue
        if not any(knows(name, words) for name in named):
            yield Person(first, start, end, words)


def _start(match: re.Match[str], sentence: str, article: str, role: frozenset[str], named: frozenset[str]) -> int:
    """Where the name starts behind the office, titles and places that run into it."""
    tokens = list(re.finditer(r"\S+", match.group()))
    told = names(match.group())  # of words that open a sentence, without those that name nobody
    skipped = 0
    for place, token in enumerate(tokens[:-1]):
        office = bool(content_words(token.group()) & (role | OFFICES))  # 'United Kingdom Prime Minister Boris Johnson'
        if office or (
            place == skipped
            and (
                (
                    match.start() == place == 0
                    and _LINK.fullmatch(token.group()) is None
                    and not _begins(token.group(), told)
                )
                or re.fullmatch(TITLE, token.group())
                or (token.group().isupper() and len(token.group()) > 1)
                or any(knows(token.group(), name) for name in named)
            )
        ):
            skipped = place + 1
    if skipped == 0 and len(tokens) > 2 and _after_office(sentence[: match.start()], OFFICES | role):
        tail = match.group()[tokens[-2].start() :]
        surname = re.escape(re.sub(r"['’]s?$", "", tokens[-1].group()))
        if re.search(rf"(?<!{re.escape(tokens[-2].group())} )\b{surname}\b", article) and " " in tail:
            skipped = len(tokens) - 2
    return match.start() + tokens[skipped].start()


def _begins(word: str, told: frozenset[str]) -> bool:
    return any(name.split()[0] == word or name.startswith(f"{word}-") for name in told)


def _after_office(before: str, offices: frozenset[str]) -> bool:
    found = _OF_A_PLACE.search(before)
    return found is not None and bool(office_words(found["office"]) & offices)


def _is_body(words: str) -> bool:
    last = words.split()[-1]
    return _BODY.fullmatch(last) is not None or name_words(words) <= _UNIONS or all(map(_is_office, words.split()))


def _is_namesake(words: str, before: str, article: str) -> bool:
    """Whether words that end like the name of a body are a person's: behind a title, 'Mayor Peter Bank', or a first
    name that names no place, 'Grace Market'.
    """
    *given, last = words.split()
    if (
        not given
        or len(given) > 2
        or any(map(_is_office, words.split()))
        or any(_BODY.fullmatch(one) or _OF_A_BODY.fullmatch(one) for one in given)
    ):
        return False
    if _is_titled(before) and not before.rstrip().endswith(","):
        return _BODY_OF_MANY.fullmatch(last) is None
    return len(given) == 1 and _SURNAME.fullmatch(last) is not None and not _names_more(given[0], last, article)


def _names_more(word: str, last: str, article: str) -> bool:
    """Whether a word before another stands for something by itself as well: 'Tolen' where 'in Tolen' is said."""
    alone = rf"\b(?:in|of|from|at|to|near|the)\s{re.escape(word)}\b(?!\s{re.escape(last)})|\b{re.escape(word)}['’]s"
    return re.search(alone, article) is not None


def _is_office(word: str) -> bool:
    return bool(content_words(word) & OFFICES)


def is_place(words: str, article: str) -> bool:
    """Whether something is said to be in it: 'in Wisconsin', but not 'in Moreau's office'."""
    return re.search(rf"{_TRUST}\bin (?:the )?{re.escape(words)}(?![\w'’-]|\s[A-Z])", article) is not None


def _is_surname(article: str, before: str, name: str, word: str) -> bool:
    """Whether a single word is somebody's name: with a title right before it, or a first name somewhere."""
    titled = name != word or _is_titled(before)
    first = re.search(rf"(?<![\w'’-])[A-Z][a-z][\w'’-]*\s(?:[A-Z]\.\s)?{re.escape(word)}\b", article)
    return titled or first is not None


def _is_titled(before: str) -> bool:
    last = before.split()[-1] if before.split() else ""
    return _is_office(last) or re.fullmatch(TITLE, last) is not None
