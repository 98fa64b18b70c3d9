"""Where articles date the same thing differently: built in 1987 or in 1989, to open in May or in June.

Only of what happens once (`ONCE`): a visit, a vote or a match may have been on both days. What had happened by then is
in dispute between its reports; what lay ahead was put off, and the later report holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from index.when import Time, times
from rag.answer import Passage
from rag.candidates import Candidate
from rag.differing import Found, Value
from rag.facts import dates, knows, names, names_within, numbers
from rag.question import Question

ONCE = tuple(
    re.compile(rf"\b(?:{forms})\b(?!\s(?:again|once more|anew)\b)", re.IGNORECASE)
    for forms in (
        r"built|builds?|building of|constructed|launched|launch(?:es)?|completed|laid down",
        r"founded|founding|established|set up|created",
        r"born|birth",
        r"opens?|opened|opening|inaugurated|inauguration",
        r"begins?|began|begun|starts?|started|start",
        r"closes?|closed|closing|shut(?:s|ting)?",
        r"ends?|ended|expires?|expired|runs? out",
        r"dies?|died|death",
    )
)
_LEAST_ANCHOR = 0.0  # log-odds, over no answer, of the words that the others are held against
_LEAST = -2.0  # the same of the others
_NEAREST = 60  # characters between the word for what happened and its date
_CLAUSE_END = re.compile(r"[;:()]|,\s+(?:and|but|while|which|who)\b|\band\s(?=\w+(?:s|ed)\b)")
_FIRST_PLACE = re.compile(r"^(?:In|At|On|Near)\s[^,]{1,30},\s")
_SEVERAL_OTHERS = re.compile(
    r"^\s(?:another\s|a\s(?:second|third|further)\s|\d+\s|(?:two|three|four|five|six|seven|eight|nine|ten|several|more"
    r"|dozens of|other)\s)[a-z]",
    re.IGNORECASE,
)
_MOST = 3


class _Dated(NamedTuple):
    passage: Passage
    start: int
    end: int
    time: Time
    published: date

    @property
    def value(self) -> Value:
        text = self.passage.article.text[self.start : self.end]
        return Value(text[self.time.start : self.time.end].strip(), self.passage, self.start, self.end)


def event_days(question: Question, ranked: Sequence[Candidate]) -> Found | None:
    """The days, months or years that the articles of the candidates, best first, give for what happened once; None
    where they agree, or where it may have happened more than once.
    """
    asked = next((kind for kind in ONCE if kind.search(question.raw)), None)
    if asked is None or dates(question.raw):
        return None
    told: list[_Dated] = []
    for dated, score in _told(question, ranked, asked):
        if score < (_LEAST if told else _LEAST_ANCHOR):
            continue
        if all(_apart(dated.time, other.time) for other in told):
            told.append(dated)
    if len(told) < 2:
        return None
    told = sorted(told[:_MOST], key=lambda one: one.published)
    first, last = told[0], told[-1]
    if first.time.last > first.published and first.published < last.published:
        return Found("changed", tuple(one.value for one in told))
    apart = {(one.passage.article.publisher, one.passage.article.story_id) for one in told}
    publishers = {publisher for publisher, _ in apart}
    if len(publishers) < len(told) or any(one.time.last > one.published for one in told):
        return None
    return Found("disputed", tuple(one.value for one in told))


def _told(question: Question, ranked: Sequence[Candidate], asked: re.Pattern[str]) -> Iterator[tuple[_Dated, float]]:
    """The date that each sentence gives for it, with the reader's score of its best words."""
    named = [name for name in names(question.to_read) if not numbers(name)]
    for candidate in ranked:
        article, span = candidate.passage.article, candidate.span
        if span is None or article.latest is None:
            continue
        text = candidate.text
        if not all(knows(f"{article.title}\n{article.text}", name) for name in named):
            continue
        for verb in asked.finditer(text):
            before = text[: verb.start()]
            subject = _FIRST_PLACE.sub("", before)
            told = sorted((name for name in names_within(subject) if not numbers(name)), key=subject.find)
            if told and not any(knows(told[0], name) or knows(name, told[0]) for name in named):
                continue  # another one was built, or somebody else was born
            time = _date_of(text, verb.end(), article.published)
            if time is not None and _SEVERAL_OTHERS.search(text[verb.end() : time.start]):
                continue  # 'it wants to launch six more in 2030'
            if time is None or not _overlap(candidate, time, span.start, span.end):
                continue
            yield _Dated(candidate.passage, candidate.start, candidate.end, time, article.latest), span.score
            break


def _date_of(text: str, start: int, published: date | None) -> Time | None:
    """The first time after the word for what happened, in its clause."""
    end = _CLAUSE_END.search(text, start)
    last = min(end.start() if end else len(text), start + _NEAREST)
    return next((time for time in times(text, published) if start <= time.start and time.end <= last), None)


def _overlap(candidate: Candidate, time: Time, start: int, end: int) -> bool:
    return candidate.start + time.start < end and start < candidate.start + time.end


def _apart(one: Time, other: Time) -> bool:
    return one.last < other.first or other.last < one.first
