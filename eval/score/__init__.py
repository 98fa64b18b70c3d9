"""The scores of each result. A figure that a case says nothing about is absent, never 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.gold import Gold, Lookup, resolve
from eval.run import Result
from eval.score.answers import score_cited_articles, score_correct, score_proof, score_refusal
from eval.score.retrieval import score_articles, score_quotes, score_top


@dataclass(frozen=True, slots=True)
class Scored:
    """A result with its scores, by the names in `measures`, and the gold it was judged against."""

    result: Result
    gold: Gold
    scores: Mapping[str, float]

    @property
    def failed(self) -> bool:
        """Whether it has no scores because asking ended in an error."""
        return self.result.error is not None


def score_results(results: Sequence[Result], lookup: Lookup) -> tuple[Scored, ...]:
    """Scores every result. `lookup` finds a stored article by its id. Errors get no scores at all."""
    return tuple(_score(result, lookup) for result in results)


def _score(result: Result, lookup: Lookup) -> Scored:
    case, answer = result.case, result.answer
    gold = resolve(case, lookup)
    if answer is None or result.error is not None:
        return Scored(result, gold, {})
    scores = {
        **score_top(answer.passages, case, gold),
        **score_articles(answer.passages, case, gold),
        **score_quotes(answer.passages, case, gold),
        **score_correct(case, answer),
        **score_cited_articles(case, answer, gold),
        **score_proof(answer, lookup),
        **score_refusal(case, answer),
    }
    return Scored(result, gold, scores)
