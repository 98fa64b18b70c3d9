"""A run graded by a judge: which answers it finds right, and which sentences it finds proven."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from eval.cost import NO_PRICES, cost_record
from eval.judge.judge import Grader, Judge
from eval.judge.reply import CORRECTNESS, SUPPORT
from eval.score import JUDGE, Grade, Scored
from eval.score.answers import said_in
from eval.score.citations import score_support
from eval.usage import counting, total
from rag.answer import Answer
from rag.support import Evidence

_CITATIONS = ("citation_recall", "citation_precision")


class _NotScoredError(Exception):
    """The judge gave no grade."""


def grade_run(
    scored: Sequence[Scored], grader: Grader, progress: Callable[[int], None] | None = None, *, workers: int = 1
) -> tuple[Scored, ...]:
    """The results with the judge's scores beside the others, `workers` cases at a time.

    `judge_correct`, where the case says what is right: 1 for the grade 'correct', else 0; a refusal is 0 and not
    shown to the judge. `judge_citation_recall` and `judge_citation_precision`: ALCE's figures as `score_support`
    has them, the judge's 'supports' being the entailment. A score for which a grade is missing is missing itself.
    Where the judge gave no grade at all, nothing is scored: then refusals and quotes that prove themselves would be
    all that its figures count. `progress` is told how many cases are done. The judge's failures never raise.
    """
    graded: list[Scored] = []
    with ThreadPoolExecutor(workers) as pool:
        for item in pool.map(lambda each: _graded(each, grader), scored):
            graded.append(item)
            if progress:
                progress(len(graded))
    return kept_where_told(scored, graded, JUDGE)


def kept_where_told(before: Sequence[Scored], graded: Sequence[Scored], by: str) -> tuple[Scored, ...]:
    """The graded results; with the scores of `before` where `by` gave no grade at all on what it was asked."""
    asked = [grade for item in graded for grade in item.grades_by(by)]
    if asked and all(grade.grade is None for grade in asked):
        return tuple(replace(item, scores=old.scores) for old, item in zip(before, graded, strict=True))
    return tuple(graded)


def judge_record(scored: Sequence[Scored], grader: Grader) -> dict[str, object]:
    """Who judged, by which prompts, how many grades there are, how many are missing for which reason, and what the
    judge's calls cost.
    """
    usage = total(item.judged for item in scored)
    prices = grader.prices if isinstance(grader, Judge) else NO_PRICES
    prompts = grader.prompts if isinstance(grader, Judge) else None
    return {
        "name": grader.name,
        "prompts": {"version": prompts.version, "digest": prompts.digest} if prompts else None,
        "grades": sum(grade.grade is not None for item in scored for grade in item.grades_by(JUDGE)),
        "not_scored": not_scored(scored, JUDGE),
        "usage": usage._asdict(),
        "cost": cost_record(usage, prices, len(scored)),
    }


def not_scored(scored: Sequence[Scored], grader: str) -> Mapping[str, int]:
    """How many grades of JUDGE or ENTAILMENT are missing, by the reason, the most frequent first."""
    return dict(Counter(g.reason for item in scored for g in item.grades_by(grader) if g.grade is None).most_common())


def _graded(item: Scored, grader: Grader) -> Scored:
    answer = item.result.answer
    if answer is None or item.failed:
        return item
    grades: list[Grade] = []
    with counting() as count:
        scores = _correct(item, answer, grader, grades) | _proven(item, answer, grader, grades)
    return replace(
        item, scores={**item.scores, **scores}, grades=(*item.grades, *grades), judged=item.judged.plus(count.usage)
    )


def _correct(item: Scored, answer: Answer, grader: Grader, grades: list[Grade]) -> dict[str, float]:
    case = item.result.case
    if not case.parts:
        return {}
    if answer.status == "refused":
        return {"judge_correct": 0.0}
    judgement = grader.correctness(case, " ".join(said.text for said in said_in(answer)))
    grades.append(Grade("the answer", judgement.grade, judgement.reason))
    return {} if judgement.grade is None else {"judge_correct": float(judgement.grade == CORRECTNESS[0])}


def _proven(item: Scored, answer: Answer, grader: Grader, grades: list[Grade]) -> dict[str, float]:
    question = answer.standalone_question or item.result.case.question

    def supports(sentence: str, evidence: Sequence[Evidence]) -> bool:
        judgement = grader.support(question, sentence, evidence)
        grades.append(Grade(sentence, judgement.grade, judgement.reason))
        if judgement.grade is None:
            raise _NotScoredError
        return judgement.grade == SUPPORT[0]

    try:
        found = score_support(item.result.case, answer, supports)
    except _NotScoredError:
        return {}
    return {f"judge_{name}": found[name] for name in _CITATIONS if name in found}
