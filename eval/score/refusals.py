"""Does it refuse where it should, only there, and for the right reason?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from eval.case import Case
from eval.score.answers import score_correct
from rag.answer import Answer


def score_refusal(case: Case, answer: Answer) -> dict[str, float]:
    """`false_refusal`, of answerable cases: refused all the same. `false_answer`, of the others: answered
    all the same (the two error rates of SQuAD 2.0's no-answer task: Rajpurkar, Jia and Liang 2018, "Know
    What You Don't Know", ACL); `false_short`: with a short answer, which claims more than quotes do; `false_sure`:
    without a word that it is not sure.
    `right`, of all: correct where there is an answer, refused where there is none. `reason_right`, of refusals
    that the case gives a reason for: refused for that one.
    """
    refused = answer.status == "refused"
    if not case.answerable:
        scores = {
            "false_answer": float(not refused),
            "false_short": float(not refused and bool(answer.short)),
            "false_sure": float(not refused and answer.sure),
            "right": float(refused),
        }
        if case.reason and answer.refusal:
            scores["reason_right"] = float(answer.refusal.reason == case.reason)
        return scores
    return {"false_refusal": float(refused)} | ({"right": score_correct(case, answer)["correct"]} if case.parts else {})


def confusion(answers: Iterable[tuple[Case, Answer]]) -> Mapping[str, Mapping[str, int]]:
    """How many cases got what: `confusion[expected][given]`.

    Expected is "answer", or a refusal: for the reason that the case gives, or "refusal" where it gives none, with
    the kind of question after it, for near misses and questions off the subject are not refused alike. Given
    is "answer" or the refusal's reason.
    """
    table: dict[str, Counter[str]] = {}
    for case, answer in answers:
        expected = "answer" if case.answerable else f"{case.reason or 'refusal'}, {case.kind}"
        given = answer.refusal.reason if answer.refusal else "answer"
        table.setdefault(expected, Counter())[given] += 1
    return {expected: dict(given) for expected, given in sorted(table.items())}
