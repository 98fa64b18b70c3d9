"""What SQuAD and NewsQA have in common: questions written for one passage, here asked of all passages at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from eval.adapters.benchmark import Counted, Line, Outcome
from eval.adapters.figures import Own, mean_line, owns, resampled
from eval.adapters.spans import best_threshold, exact, f1, has_answer
from eval.intervals import Figure

KS = (1, 5, 10)


class Gold(NamedTuple):
    """The right answers (none where the passage holds none) and the address of the passage asked about."""

    answers: tuple[str, ...]
    url: str


def count_reading(
    outcomes: Sequence[Outcome], golds: Mapping[str, Gold], place: str, *, published_of_answerable: bool = False
) -> Counted:
    """Exact match and F1 over all questions and by whether they have an answer; retrieval over those that have.

    The table "reading" gets the first (of the questions with an answer alone where the published figures are),
    "split" the second, "retrieval" the third; `place` is what a document is called there. The prediction is the short
    answer, or the first sentence where there is none, or "" for a refusal; the no-answer probability is one minus the
    gate's estimate that the passages hold an answer.
    """
    scores = {outcome.case.case_id: _score(outcome, golds[outcome.case.case_id], place) for outcome in outcomes}
    every = owns(outcomes, scores)
    having = owns([outcome for outcome in outcomes if golds[outcome.case.case_id].answers], scores)
    lacking = owns([outcome for outcome in outcomes if not golds[outcome.case.case_id].answers], scores)
    read = having if published_of_answerable else every
    lines = [mean_line("reading", "", read, {"EM": "exact", "F1": "f1"})]
    if having and lacking:
        best = {f"best {name}": _best(outcomes, golds, scores, key) for name, key in (("EM", "exact"), ("F1", "f1"))}
        lines.append(Line("split", "", {**_split(having, "HasAns"), **_split(lacking, "NoAns"), **best}))
    columns = {f"{kind} in {k}": f"{kind}_{k}" for kind in (place, "answer") for k in KS}
    lines.append(mean_line("retrieval", "", having, {**columns, "MRR@10": "rr_10"}))
    return Counted(tuple(lines), scores)


def _split(every: Sequence[Own], name: str) -> Mapping[str, Figure]:
    return mean_line("", "", every, {f"{name} EM": "exact", f"{name} F1": "f1"}).figures


def _score(outcome: Outcome, gold: Gold, place: str) -> dict[str, float]:
    prediction = _prediction(outcome)
    scores = {"exact": exact(prediction, gold.answers), "f1": f1(prediction, gold.answers)}
    if not gold.answers:
        return scores
    found = list(dict.fromkeys(passage.article.url for passage in outcome.passages))
    rank = found.index(gold.url) + 1 if gold.url in found else 0
    held = [has_answer(passage.text, gold.answers) for passage in outcome.passages[: max(KS)]]
    for k in KS:
        scores |= {f"{place}_{k}": float(0 < rank <= k), f"answer_{k}": float(any(held[:k]))}
    return scores | {"rr_10": 1 / rank if 0 < rank <= 10 else 0.0}


def _prediction(outcome: Outcome) -> str:
    return outcome.spans[0] if outcome.spans else ""


def _best(
    outcomes: Sequence[Outcome],
    golds: Mapping[str, Gold],
    scores: Mapping[str, Mapping[str, float]],
    key: str,
) -> Figure:
    values = np.array([scores[outcome.case.case_id][key] for outcome in outcomes])
    no_answer = np.array([_no_answer(outcome) for outcome in outcomes])
    answerable = np.array([bool(golds[outcome.case.case_id].answers) for outcome in outcomes])
    predicted = np.array([bool(_prediction(outcome)) for outcome in outcomes])
    return resampled(
        lambda at: best_threshold(values[at], no_answer[at], answerable[at], predicted[at]).score,
        [outcome.group for outcome in outcomes],
    )


def _no_answer(outcome: Outcome) -> float:
    covered = outcome.answer.covered if outcome.answer else None
    return 1.0 if covered is None else 1.0 - covered
