"""Sentences that deny what is asked: behind those that tell it, and with the sentence that says what was so instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.article import Article
from rag.asked import asks_yes_or_no
from rag.candidates import Candidate
from rag.denied import denied
from rag.facts import content_words
from rag.question import Question

_BEHIND = 0.01  # log-odds
_GOES_ON = re.compile(r"\s*(?:It|They|He|She|This|Instead|Rather|In fact|The (?:\w+ )?(?:cause|reason))\b")


def denials_behind(question: Question, candidates: Sequence[Candidate], logits: Sequence[float]) -> tuple[float, ...]:
    """The log-odds of the candidates, those that deny of their best words what is asked behind the best that tells it.

    Where none does, the sentence that goes on after such a denial ('It began at ...') comes up to it.
    """
    deny = [not asks_yes_or_no(question.raw) and _denies(question, one) for one in candidates]
    if not any(deny):
        return tuple(logits)
    asked = content_words(question.standalone)
    asked &= frozenset().union(*(one.stems for one, no in zip(candidates, deny, strict=True) if no))
    telling = [
        logit
        for one, no, logit in zip(candidates, deny, logits, strict=True)
        if not no and one.span is not None and one.span.score > 0 and asked <= one.stems
    ]
    found = list(logits)
    for place, one in enumerate(candidates):
        before = candidates[place - 1] if place else None
        if deny[place] and telling:
            found[place] = min(logits[place], max(telling) - _BEHIND)
        elif before and deny[place - 1] and not telling:
            same = before.passage.article.article_id == one.passage.article.article_id
            if same and goes_on(one.passage.article, before.end, one.start):
                found[place] = max(logits[place], logits[place - 1] - _BEHIND)
    return tuple(found)


def goes_on(article: Article, end: int, start: int) -> bool:
    """Whether the sentence at `start` goes on about what the one that ends at `end` tells."""
    return start >= end and not article.text[end:start].strip() and _GOES_ON.match(article.text, start) is not None


def _denies(question: Question, one: Candidate) -> bool:
    text = one.passage.article.text
    words = text[one.span.start : one.span.end] if one.span else ""
    return denied(question.standalone, one.text, words)
