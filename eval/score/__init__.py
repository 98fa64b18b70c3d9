"""The scores of each result. A figure that a case says nothing about is absent, never 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eval.gold import Gold, Lookup, resolve
from eval.run import Result
from eval.score.answers import score_correct, score_crag
from eval.score.citations import score_cited_articles, score_proof, score_support
from eval.score.copies import score_copies
from eval.score.dates import score_limits, score_superseded
from eval.score.nuggets import score_nuggets
from eval.score.refusals import score_refusal
from eval.score.retrieval import score_all_evidence, score_articles, score_quotes, score_stories, score_top
from eval.score.short import score_short
from eval.usage import NO_USAGE, Usage

JUDGE, ENTAILMENT = "judge", "entailment model"


class Grade(NamedTuple):
    """What a judge or an entailment model said of the answer or of one sentence; no grade where it failed, and
    `reason` says why. `by`: JUDGE or ENTAILMENT.
    """

    about: str
    grade: str | None
    reason: str
    by: str = JUDGE


@dataclass(frozen=True, slots=True)
class Scored:
    """A result with its scores, by the names in `measures`, and the gold it was judged against; where a judge or an
    entailment model was asked, with what it said (`eval.judge.grade`, `eval.entailed`); `judged` are the judge's calls.
    """

    result: Result
    gold: Gold
    scores: Mapping[str, float]
    grades: tuple[Grade, ...] = ()
    judged: Usage = NO_USAGE

    @property
    def failed(self) -> bool:
        """Whether it has no scores because asking ended in an error."""
        return self.result.error is not None

    def grades_by(self, grader: str) -> tuple[Grade, ...]:
        """The grades that JUDGE or ENTAILMENT gave."""
        return tuple(grade for grade in self.grades if grade.by == grader)


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
        **score_all_evidence(answer.passages, case, gold),
        **score_stories(answer.passages, case, gold),
        **score_articles(answer.passages, case, gold),
        **score_quotes(answer.passages, case, gold),
        **score_correct(case, answer),
        **score_crag(case, answer),
        **score_short(case, answer),
        **score_nuggets(case, answer),
        **score_cited_articles(case, answer, gold),
        **score_support(case, answer),
        **score_proof(answer, lookup),
        **score_refusal(case, answer),
        **score_limits(case, answer),
        **score_superseded(case, answer),
        **score_copies(case, answer, gold),
    }
    return Scored(result, gold, scores)
