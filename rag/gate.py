"""Is there evidence at all? Decides between an answer and a refusal, before any chat model is called.

A logistic model over four features of what retrieval found gives the probability that the passages
cover the question; under `RagSettings.gate_threshold` the question is refused.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import NamedTuple

from index.article import written
from index.library import Overview
from rag.answer import Passage, Refusal
from rag.facts import content_words, dates, names
from rag.overlap import rarity_of, share
from rag.question import Question

_NEAREST = 3


class Evidence(NamedTuple):
    """The gate's features, each 0 to 1."""

    similarity: float  # best cosine of a passage to the question
    covered: float  # share of the question's words, rare ones counting more, in the best passage
    covered_by_all: float  # the same in all passages together
    names_found: float  # share of the question's names that stand in some passage


@dataclass(frozen=True, slots=True)
class GateWeights:
    """Weights of the features, in the order of `Evidence`.

    Logistic regression on 202 questions that their collection answers and 524 put to a collection on
    other subjects (area under the curve .988, ten-fold), rounded. At the default threshold 2.5% of the
    former are refused and 9% of the latter answered (none in a collection of 33 articles, about 20% in
    one of 294), on the questions it was fitted to. Near misses, questions on the subject that the
    articles happen not to answer, are beyond these features.
    """

    similarity: float = 9.4
    covered: float = 2.3
    covered_by_all: float = 0.6
    names_found: float = 1.4
    bias: float = -6.3


def evidence(question: Question, passages: Sequence[Passage]) -> Evidence:
    """How well the passages cover the question."""
    stems = [content_words(f"{p.article.title} {p.article.publisher or ''} {p.text}") for p in passages]
    wanted = content_words(question.search_text)
    together = frozenset().union(*stems)
    rarity = rarity_of(wanted, stems)
    named = [content_words(name) for name in names(question.raw)]
    found = sum(bool(words) and words <= together for words in named)
    return Evidence(
        similarity=max((p.dense for p in passages if p.dense is not None), default=0.0),
        covered=max((share(wanted & words, rarity) for words in stems), default=0.0),
        covered_by_all=share(wanted & together, rarity),
        names_found=found / len(named) if named else 1.0,
    )


def covered(found: Evidence, weights: GateWeights = GateWeights()) -> float:
    """The estimated probability (0 to 1) that the passages cover the question."""
    *coefficients, bias = astuple(weights)
    logit = sum(w * x for w, x in zip(coefficients, found, strict=True)) + bias
    return 1 / (1 + math.exp(-logit))


def refusal(question: Question, passages: Sequence[Passage], overview: Overview, *, looked: bool = False) -> Refusal:
    """Why there is no answer, with the nearest articles. `looked`: the passages were read and held none."""
    nearest = tuple({p.article.article_id: p.article for p in passages}.values())[:_NEAREST]
    if overview.articles == 0:
        return Refusal("empty_collection", "The collection holds no articles yet. Add some with `dateline index PATH`.")
    if not passages and not question.filters.is_empty:
        return Refusal("outside_dates", "No article passes the date and publisher filters. Widen them to search more.")
    outside = _outside_the_collection(question, overview)
    if outside:
        return Refusal("outside_dates", outside, nearest)
    if looked:
        return Refusal("not_covered", "The articles that come nearest do not answer this.", nearest)
    return Refusal("not_covered", "None of the articles covers this.", nearest)


def _outside_the_collection(question: Question, overview: Overview) -> str:
    """What to say where the question names a year outside the collection's own span; '' where it does not."""
    first, last = overview.first, overview.last
    if first is None or last is None:
        return ""
    for year in sorted({found.year for found in dates(question.raw) if found.year is not None}):
        if not first.year <= year <= last.year:
            span = f"{written(first)} to {written(last)}"
            return f"You ask about {year}; the dated articles run from {span}, and none of them says."
    return ""
