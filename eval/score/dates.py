"""Is the answer of the day that was asked about, and from the articles that were allowed?"""

from __future__ import annotations

from collections.abc import Iterator

from eval.case import Case
from eval.score.answers import Said
from index.article import Article
from index.filters import Filters
from rag.answer import Answer, Citation, Passage


def score_limits(case: Case, answer: Answer) -> dict[str, float]:
    """`as_of_obeyed`: no article shown is later than the day that the question is asked as of, copies named
    beside a source included. `filters_obeyed`: all of them pass the case's dates and publishers. A refusal
    that shows nothing obeys.

    After StreamingQA (Liška et al. 2022, "StreamingQA: A Benchmark for Adaptation to New Knowledge over
    Time in Question Answering Models", ICML), where each question has the day on which it is asked, and
    news of later days does not exist yet.
    """
    shown = list(_shown(answer))
    scores: dict[str, float] = {}
    if case.as_of is not None:
        then = Filters(as_of=case.as_of)
        scores["as_of_obeyed"] = float(all(then.accepts(article) for article in shown))
    if not case.limits.is_empty:
        scores["filters_obeyed"] = float(all(case.limits.accepts(article) for article in shown))
    return scores


def score_superseded(case: Case, answer: Answer) -> dict[str, float]:
    """`superseded_avoided`, of answers: 0 where what is shown first (the short answers, or else the first
    quote) gives a value that is out of date without the current one, else 1.

    After the outdated answers of SituatedQA (Zhang and Choi 2021, "SituatedQA: Incorporating
    Extra-Linguistic Contexts into QA", EMNLP) and of FreshQA (Vu et al. 2024, "FreshLLMs", Findings of ACL).
    """
    if not case.superseded or answer.status != "answered":
        return {}
    days = {citation.n: citation.article.published for citation in answer.citations}
    first = [Said(short.text, (days.get(short.n),)) for short in answer.short]
    first = first or [Said(cited.quote, (cited.article.published,)) for cited in answer.citations[:1]]
    old = any(said.holds(case.superseded) for said in first)
    current = any(said.holds(forms) for said in first for forms in case.parts)
    return {"superseded_avoided": float(current or not old)}


def _shown(answer: Answer) -> Iterator[Article]:
    places: list[Passage | Citation] = [*answer.passages, *answer.citations]
    for place in places:
        yield place.article
        yield from place.copies
    if answer.refusal is not None:
        yield from answer.refusal.nearest
