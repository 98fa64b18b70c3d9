"""A false premise: a question that takes for granted a figure or a name that the articles give otherwise.

'Why did 45 people die in the fire?' where every article counts 31, or 'when did she leave Ellery?' where all of them
say that she left Tarnholm. Only what the question states beside what it asks is looked at, and only where an article
says the same thing with another figure or name and none says it with the question's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.sentences import sentence_spans
from rag.answer import Passage
from rag.facts import content_words, knows, names, names_within
from rag.quantities import contradict, quantities, same_thing
from rag.question import Question
from rag.words import stem

_VERB_AND_NAME = re.compile(
    r"\b(?P<verb>[a-z]{4,})\s(?P<link>(?:from|in|at|to|by|with|for|the)\s)?(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*)"
)
_NO_VERBS = content_words("which about where there their other others while after before since until between among")


class Contradiction(NamedTuple):
    """What the question takes for granted, and a sentence `passage.article.text[start:end]` that says otherwise."""

    premise: str
    passage: Passage
    start: int
    end: int


def contradiction(question: Question, passages: Sequence[Passage]) -> Contradiction | None:
    """Where the passages contradict what the question takes for granted; None where they do not."""
    return _other_figure(question, passages) or _other_name(question, passages)


def _other_figure(question: Question, passages: Sequence[Passage]) -> Contradiction | None:
    named = names(question.raw)
    stems = content_words(question.raw)
    for taken in quantities(question.raw, steps=True):
        if taken.unit in ("th", "s", "pp") or ":" in taken.key or taken.amount is None or taken.amount < 2:
            continue
        against: Contradiction | None = None
        for passage, start, end in _sentences(passages):
            article = passage.article
            found = quantities(article.text[start:end], steps=True)
            if any(one.key == taken.key and one.near & taken.near for one in found):
                return None  # somewhere it is said as the question has it
            others = [one for one in found if same_thing(taken, one, stems)]
            known = all(knows(f"{article.title}\n{article.text}", name) for name in named)
            if known and len(others) == 1 and contradict(others[0], taken) and not taken.rough:
                against = against or Contradiction(question.raw[taken.start : taken.end], passage, start, end)
        if against:
            return against
    return None


def _other_name(question: Question, passages: Sequence[Passage]) -> Contradiction | None:
    named = names(question.raw)
    texts = [f"{passage.article.title}\n{passage.article.text}" for passage in passages]
    for verb, link, name in _pairs(question.raw):
        others = [other for other in named if other not in name and name not in other]
        if not others or not any(knows(text, name) for text in texts):
            continue
        if any(_beside(text, verb, name) for text in texts):
            continue
        if link in ("to", "in", "at") and _together(passages, (name, *others)):
            continue
        for passage, start, end in _sentences(passages):
            text = passage.article.text[start:end]
            if not all(knows(text, other) for other in others):
                continue
            for said, how, instead in _pairs(text):
                if said == verb and how == link and not knows(instead, name) and not knows(question.raw, instead):
                    return Contradiction(f"{name}", passage, start, end)
    return None


def _pairs(text: str) -> Iterator[tuple[str, str, str]]:
    """Each verb with the name right after it, and the small word between them."""
    for match in _VERB_AND_NAME.finditer(text):
        if stem(match["verb"]) not in _NO_VERBS and match["name"] in " ".join(names_within(match["name"])):
            yield stem(match["verb"]), (match["link"] or "").strip(), match["name"]


def _beside(text: str, verb: str, name: str) -> bool:
    """Whether the verb stands within a few words of the name somewhere."""
    words = re.findall(r"[\w'’-]+", text)
    last = name.split()[-1].casefold()
    for i, word in enumerate(words):
        if word.casefold() == last and any(stem(other.casefold()) == verb for other in words[max(0, i - 8) : i + 9]):
            return True
    return False


def _together(passages: Sequence[Passage], named: Sequence[str]) -> bool:
    """Whether a sentence has all the names: who 'left Beijing' may have gone there, though another says 'to China'."""
    texts = (passage.article.text[start:end] for passage, start, end in _sentences(passages))
    return any(all(knows(text, name) for name in named) for text in texts)


def _sentences(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int, int]]:
    for passage in passages:
        for start, end in sentence_spans(passage.text):
            yield passage, passage.start + start, passage.start + end
