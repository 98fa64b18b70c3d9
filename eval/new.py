"""Cases to fill in, made from stored articles: what is asked about is chosen, the questions are a person's to write."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from eval.case import Case, Evidence
from index.article import Article, written
from index.sentences import sentence_spans
from rag.facts import names, numbers

_SHORTEST, _LONGEST = 6, 45  # words of a sentence worth asking about
_FACTS = 4  # names, and numbers, beyond which a sentence gains nothing
_CHOICE = 3  # best sentences among which one is drawn
_ANSWERABLE_EACH = 4  # cases with an answer for each one without
_LEANS = re.compile(r"[\"“‘'«]|(?:He|She|It|They|We|I|You|This|That|These|Those|But|And|So)\b")


def new_cases(articles: Sequence[Article], count: int, seed: int) -> tuple[Case, ...]:
    """A case to fill in for `count` articles spread over dates and publishers, then some without an answer.

    The same seed gives the same cases. Articles without a sentence worth asking about are passed over.
    """
    rng = random.Random(seed)  # noqa: S311 - a draw, no secret
    chosen = [(article, quotes) for article in spread(articles, count, rng) if (quotes := telling_sentences(article))]
    cases = [_answerable(article, rng.choice(quotes[:_CHOICE])) for article, quotes in chosen]
    without = rng.sample(chosen, -(-len(chosen) // _ANSWERABLE_EACH))
    return (*cases, *(_unanswerable(article) for article, _ in without))


def spread(articles: Sequence[Article], count: int, rng: random.Random) -> tuple[Article, ...]:
    """At most `count` articles, one a story, undated first: each from its stretch of time, publishers taking turns."""
    stories = list({article.story_id or article.article_id: article for article in articles}.values())
    rng.shuffle(stories)
    stories.sort(key=lambda article: article.published or date.min)
    count = min(count, len(stories))
    taken: Counter[str | None] = Counter()
    chosen = []
    for at in range(count):
        stretch = stories[at * len(stories) // count : (at + 1) * len(stories) // count]
        article = min(stretch, key=lambda article: (taken[article.publisher], rng.random()))
        taken[article.publisher] += 1
        chosen.append(article)
    return tuple(chosen)


def telling_sentences(article: Article) -> tuple[str, ...]:
    """The sentences that tell something and stand alone, those with most names and numbers first."""
    sentences = [article.text[start:end] for start, end in sentence_spans(article.text)]
    fitting = [sentence for sentence in sentences if _SHORTEST <= len(sentence.split()) <= _LONGEST]
    return tuple(sorted((s for s in fitting if _telling(s) > 0), key=_telling, reverse=True))


def _telling(sentence: str) -> int:
    facts = min(len(names(sentence)), _FACTS) + 2 * min(len(numbers(sentence)), _FACTS)
    return facts - 3 * (_LEANS.match(sentence) is not None)


def _answerable(article: Article, quote: str) -> Case:
    return Case(
        case_id=f"new-{article.article_id[:8]}",
        question="",
        answerable=True,
        evidence=(Evidence(article.url or article.article_id, quote),),
        note=f"to fill in: a question on the quote, and the answer in few words. {_about(article)}",
    )


def _unanswerable(article: Article) -> Case:
    near = "a name, number or day swapped, a detail that is left out, or what came after"
    return Case(
        case_id=f"new-{article.article_id[:8]}-none",
        question="",
        answerable=False,
        kind="unanswerable",
        note=f"to fill in: a question that no article answers, close to this one: {near}. {_about(article)}",
    )


def _about(article: Article) -> str:
    day = written(article.published) if article.published else "undated"
    return f"“{article.title}” ({article.publisher or 'publisher unknown'}, {day}), {article.url or article.article_id}"
