"""Whether a sentence tells of the thing that a timeline is about, and whether a time in it is told in passing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.sentences import sentence_spans
from index.when import Time
from rag.asked import asked_for
from rag.candidates import Candidate
from rag.facts import content_words, knows
from rag.question import Question
from rag.reports import TAKEN_BACK
from rag.unrelated import SHARED

_OF_THE_FORM = content_words(  # they tell the form of the answer, not its subject
    "timeline chronology sequence course events happened develop unfold evolve change progress gone trace follow track"
    " outline steps stages milestones order list story saga affair history disaster plans"
)
_LEAST_TELLING = 2  # sentences that hold a word of the question, so that it tells what is on the subject
_OPENING = 2  # sentences
_LONGEST_OPENING = 1200  # characters
QUOTATION = "\"“‘'"
_CORRECTIONS = re.compile(r"\b(?:corrections?|clarifications?|for the record)\b", re.IGNORECASE)
_ARTICLE = re.compile(
    r"\b(?:article|column|caption|headline|(?:earlier|previous) (?:version|edition|report))\b", re.IGNORECASE
)
_SINCE = re.compile(r"\b(?:since|than|before)\s(?:[\w’'-]+\s){0,4}$", re.IGNORECASE)
# 'the bond that voters approved last November', but not 'said that it closed on Monday'.
_RELATIVE_CLAUSE = re.compile(
    r"(?<!\bsaid )(?<!\bsays )(?<!\btold )(?<!\bfound )(?<!announced )(?<!reported )(?<!confirmed )(?<!showed )"
    r"\b(?:that|which|who|whom|whose)\s[^,;.:]*$"
)
_ASIDE = re.compile(r",\s(?:\w+\s)?\w+ed\s[^,;]*$")  # 'Qin, removed in July, was stripped of his rank'


class Subject(NamedTuple):
    """What a timeline is about: the names of the question, and those of its other words that its sentences share."""

    names: frozenset[str]
    words: frozenset[str]
    of_a_kind: bool = False  # people, figures or days are asked for, and a sentence may tell of one of them

    def told_by(self, candidate: Candidate) -> bool:
        """Whether the sentence names the subject and has half of its words; of an article's opening it is enough that
        this does with its title, and a sentence that has all the words need not name it where the title does.
        """
        article = candidate.passage.article
        text = candidate.text
        held = len(self.words & candidate.stems)
        if self.of_a_kind and self.names:
            around = f"{article.title}\n{candidate.passage.text}"
            return bool(held) and any(knows(around, name) for name in self.names)
        if opened := opening(candidate):
            text = f"{article.title}. {opened}"
            if any(knows(text, name) for name in self.names):
                return 2 * len(self.words & content_words(text)) >= len(self.words)
        if not self.names:
            held_around = len(self.words & (candidate.stems | content_words(article.title)))
            return bool(self.words) and bool(held) and 3 * held_around >= len(self.words)
        if not any(knows(f"{article.title}\n{candidate.passage.text}", name) for name in self.names):
            return False
        if any(knows(text, name) for name in self.names):
            return 2 * held >= len(self.words)
        return bool(self.words) and held == len(self.words)

    def touched_by(self, text: str) -> bool:
        """Whether the text has a word of its names that tells them from others: 'Ellery' of 'Ellery Dam'."""
        own = {word for name in self.names for word in name.split() if word.lower() not in SHARED}
        return any(word[:1].isupper() and knows(text, word) for word in own)


def leads_article(candidate: Candidate) -> bool:
    """Whether the sentence is the first of its article, which tells what happened that day."""
    text = candidate.passage.article.text
    return bool(opening(candidate)) and candidate.start < sentence_spans(text[:_LONGEST_OPENING])[0][1]


def opening(candidate: Candidate) -> str:
    """The first two sentences of the article, where the sentence is one of them and no quotation; '' else."""
    text = candidate.passage.article.text
    if candidate.start > _LONGEST_OPENING or text[candidate.start] in QUOTATION:
        return ""
    first = sentence_spans(text[:_LONGEST_OPENING])[:_OPENING]
    return text[first[0][0] : first[-1][1]] if first and candidate.start < first[-1][1] else ""


def subject_of(question: Question, candidates: Sequence[Candidate]) -> Subject:
    """The subject of a question about how something went, by what its best sentences hold."""
    named = question.named
    period = question.period.said if question.period else ""
    words = content_words(question.search_text.replace(period, " ") if period else question.search_text)
    wanted = words - _OF_THE_FORM - content_words(" ".join(named))
    telling = frozenset(word for word in wanted if sum(word in one.stems for one in candidates) >= _LEAST_TELLING)
    if asked_for(question.raw) != "other":
        return Subject(named, words - _OF_THE_FORM, of_a_kind=True)
    return Subject(named, telling if named else telling or wanted)


def in_passing(sentence: str, time: Time) -> bool:
    """Whether the sentence tells the time of something else than what it reports."""
    before, after = sentence[: time.start], sentence[time.end :]
    if _SINCE.search(before):
        return True
    if _RELATIVE_CLAUSE.search(before):
        return True
    return bool(_ASIDE.search(before)) and "," in after


def is_correction(title: str, sentence: str) -> bool:
    """Whether a sentence puts an article right, which is no event."""
    return bool(_CORRECTIONS.search(title) or (TAKEN_BACK.search(sentence) and _ARTICLE.search(sentence)))
