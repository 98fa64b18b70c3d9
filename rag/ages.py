"""How old somebody is, in the ways in which news gives ages: 'Ines Moreau, 49,', 'the 49-year-old Moreau'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from rag.candidates import Candidate
from rag.differing import Found, Value
from rag.facts import knows, names_within, places_of
from rag.holders import holders
from rag.question import Question

_HOW_OLD = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(?:(?:how old (?:is|was)|what(?:['’]s| is| was) the age of)\s+(?P<whom>[^?]{1,60}?)"
    r"|what(?:['’]s| is| was)\s+(?P<whose>[^?]{1,60}?)['’]s age)\W*$",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"^(?:the|[A-Z][\w-]+['’]s)\s")
_AFTER_NAME = re.compile(
    r"^(?:,\s(?:aged\s)?|\s(?:(?:is|was|turned|who is)\s)(?:aged\s)?|,?\saged\s)"
    r"(?P<age>\d{1,3})(?=,|\.|$|\sand\s|\swhen\b)"
)
_IN_BRACKETS = re.compile(r"^\s\((?P<age>\d{1,3})\)")
_BEFORE_NAME = re.compile(r"(?P<age>\d{1,3})[\s-]years?[\s-]old\s(?:[a-z-]+\s){0,3}$")
_YEARS_OLD = re.compile(r"^(?:,[^,;.]{1,60},)?\s(?:is|was|,)\s?(?:a\s)?(?P<age>\d{1,3})(?:[\s-]years?[\s-]old)\b")


def age(question: Question, ranked: Sequence[Candidate]) -> Found | None:
    """The age of the one person whom the question asks about, or who holds the office that it names, by the newest
    sentence that gives it.

    None where it asks for no age, or of nobody whose name is certain, or no sentence gives it.
    """
    asked = _HOW_OLD.match(question.standalone) or _HOW_OLD.match(question.raw)
    if asked is None:
        return None
    whom = (asked["whom"] or asked["whose"]).strip()
    if _OFFICE.match(whom):
        who = f"Who is {whom}?"
        held = holders(replace(question, raw=who, standalone=who, carried=()), ranked)
        whom = held.current.words if held and held.current else whom
    if whom not in names_within(whom):
        return None
    told = [value for candidate in ranked for value in _ages(candidate, whom)]
    newest = max(told, key=lambda one: one.passage.article.latest or date.min, default=None)
    return Found("changed", (newest,)) if newest else None


def _ages(candidate: Candidate, whom: str) -> Iterator[Value]:
    article = candidate.passage.article
    sentence = candidate.text
    if not knows(f"{article.title}\n{article.text}", whom):
        return
    surname = whom.split()[-1]
    for name in names_within(sentence):
        if not (name.split()[-1] == surname and (knows(whom, name) or knows(name, whom))):
            continue
        for start, end in places_of(name, sentence):
            after, before = sentence[end:], sentence[:start]
            for found in (_AFTER_NAME.search(after), _IN_BRACKETS.search(after), _YEARS_OLD.search(after)):
                if found:
                    yield Value(found["age"], candidate.passage, candidate.start, candidate.end)
                    return
            found = _BEFORE_NAME.search(before)
            if found:
                yield Value(found["age"], candidate.passage, candidate.start, candidate.end)
                return
