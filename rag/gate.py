"""Is there evidence at all? Decides between an answer and a refusal, before any chat model is called.

A logistic model over what retrieval and the reader found (`rag.evidence`) gives the probability that the
passages answer the question; under `RagSettings.gate_threshold` the question is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from index.article import written
from index.library import Overview
from index.when import times
from rag.answer import Passage, Refusal
from rag.asked import asked_for
from rag.evidence import Evidence
from rag.facts import content_words, dates, knows, names
from rag.followup import own_words
from rag.overlap import sigmoid
from rag.period import Period
from rag.question import Question

NOT_COVERED = "None of the articles covers this."
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class GateWeights:
    """Weights of the features, in the order of `Evidence`, and a bias; see `UNREAD` and `READ`."""

    similarity: float = 0.0
    covered: float = 0.0
    covered_by_all: float = 0.0
    names_found: float = 0.0
    span: float = 0.0
    bias: float = 0.0


# Logistic regression on 281 questions that their collection answers (a half of all weight), 75 near misses and 348
# questions put to a collection on other subjects (a quarter each), rounded. The default threshold refuses 8% of the
# first and answers 68% of the near misses (area under the curve .725, left out of the fit in ten folds) and 3% of the
# others. It stands where at most 10% of the news questions that can be answered are refused.
# Names found, words in the best passage, and whether names, numbers and the kind asked for stand beside the best words
# add nothing to these three.
READ = GateWeights(similarity=5.6, covered_by_all=0.6, span=2.2, bias=-3.05)
# For passages that no reader has seen, fitted to 202 answerable questions and 524 off the subject (area under the curve
# .988), with a bias for the same threshold. It cannot tell near misses.
UNREAD = GateWeights(similarity=9.4, covered=2.3, covered_by_all=0.6, names_found=1.4, bias=-6.5)


def covered(found: Evidence, weights: GateWeights) -> float:
    """The estimated probability (0 to 1) that the passages answer the question."""
    *coefficients, bias = astuple(weights)
    return sigmoid(sum(w * x for w, x in zip(coefficients, found, strict=True)) + bias)


def says_nothing_found(question: Question, passages: Sequence[Passage]) -> bool:
    """Whether nothing that a follow-up itself says stands in any passage: its carried words alone are no evidence.

    Each of its own names has to be known there, and one of its other words that say something.
    """
    if question.search_text == question.raw:
        return False
    texts = [f"{passage.article.title}\n{passage.text}" for passage in passages]
    named = names(question.raw)
    if any(not any(knows(text, name) for text in texts) for name in named):
        return True
    if asked_for(question.raw) != "other":  # 'how old was she?' is answered in other words
        return False
    own = own_words(question.raw)
    return bool(own) and not any(own & content_words(text) for text in texts)


def refusal(question: Question, passages: Sequence[Passage], overview: Overview, *, looked: bool = False) -> Refusal:
    """Why there is no answer, with the nearest articles. `looked`: the passages were read and held none."""
    nearest = tuple({p.article.article_id: p.article for p in passages}.values())[:_NEAREST]
    if overview.articles == 0:
        return Refusal("empty_collection", "The collection holds no articles yet. Add some with `dateline index PATH`.")
    outside = _outside_the_collection(question, _then(question, overview))
    if not passages and question.period is not None and question.period.strict:
        said = f"Nothing was published in the time you ask about (“{question.period.said}”)."
        return Refusal("outside_dates", outside or said)
    if not passages and not question.filters.is_empty:
        return Refusal("outside_dates", "No article passes the date and publisher filters. Widen them to search more.")
    as_of = question.filters.as_of
    if as_of and overview.first and as_of < overview.first:
        first = written(overview.first)
        return Refusal(
            "outside_dates", f"You ask as of {written(as_of)}; the dated articles begin on {first}.", nearest
        )
    if outside:
        return Refusal("outside_dates", outside, nearest)
    if looked:
        return Refusal("not_covered", "The articles that come nearest do not answer this.", nearest)
    return Refusal("not_covered", NOT_COVERED, nearest)


def out_of_time(question: Question, passages: Sequence[Passage], overview: Overview) -> bool:
    """Whether the question asks about a time before or after all dated articles, which no passage speaks of."""
    period = question.period
    if period is None or not _is_outside(period, _then(question, overview)):
        return False
    return not any(
        (period.first or time.last) <= time.last and time.first <= (period.last or time.first)
        for passage in passages
        for time in times(f"{passage.article.title}. {passage.text}", passage.article.published)
    )


def _then(question: Question, overview: Overview) -> Overview:
    """The collection as it was on the day that the question is asked as of."""
    as_of = question.filters.as_of
    if as_of is None or overview.first is None or overview.last is None or as_of < overview.first:
        return overview
    return overview._replace(last=min(overview.last, as_of))


def _is_outside(period: Period, overview: Overview) -> bool:
    first, last = overview.first, overview.last
    if first is None or last is None:
        return False
    return (period.first is not None and period.first > last) or (period.last is not None and period.last < first)


def _outside_the_collection(question: Question, overview: Overview) -> str:
    """What to say where the question names a time outside the collection's own span; '' where it does not."""
    first, last = overview.first, overview.last
    if first is None or last is None:
        return ""
    if question.period is not None and _is_outside(question.period, overview):
        span = f"{written(first)} to {written(last)}"
        return f"You ask about “{question.period.said}”; the dated articles run from {span}, and none of them says."
    for year in sorted({found.year for found in dates(question.raw) if found.year is not None}):
        if not first.year <= year <= last.year:
            span = f"{written(first)} to {written(last)}"
            return f"You ask about {year}; the dated articles run from {span}, and none of them says."
    return ""
