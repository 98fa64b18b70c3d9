"""A run's citations scored by an entailment model, as ALCE scores them, beside the deterministic check."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from eval.judge.grade import kept_where_told, not_scored
from eval.plain import line
from eval.replies import Replies
from eval.score import ENTAILMENT, Grade, Scored
from eval.score.citations import alce, evidence_of
from index.errors import ModelError
from rag.answer import Answer, Citation
from rag.entail import Entailment, premise_of
from rag.support import Evidence

SUPPORTS, NOT = "supports", "not"


class SupportModel:
    """An entailment model that says whether quotes support a sentence. What it found is kept in `replies`, by content:
    the model's weights, the quotes and the sentence; the threshold is applied afterwards.
    """

    def __init__(self, entailment: Entailment, threshold: float, replies: Replies | None = None) -> None:
        self.name = entailment.name
        self.threshold = threshold
        self._entailment = entailment
        self._replies = replies

    def probability(self, sentence: str, evidence: Sequence[Evidence]) -> float:
        """The probability, 0 to 1, that the quotes, with their articles' titles, imply the sentence.

        Raises ModelError where the model fails or finds no number.
        """
        premise = premise_of(evidence)
        content = json.dumps(["entailment", self._entailment.digest, premise, sentence])
        key = hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()
        kept = self._replies.get(key) if self._replies else None
        if kept is not None:
            return float(kept["probability"])
        try:
            found = self._entailment.probability(premise, sentence)
        except Exception as error:  # torch and transformers raise many kinds
            raise ModelError(f"The entailment model failed ({type(error).__name__}: {error}).") from error
        if math.isnan(found):
            raise ModelError("The entailment model found no number.")
        if self._replies:
            self._replies.put(key, self.name, {"probability": found})
        return found


def entail_run(
    scored: Sequence[Scored], model: SupportModel, progress: Callable[[int], None] | None = None
) -> tuple[Scored, ...]:
    """The results with `entailed_citation_recall` and `entailed_citation_precision` beside the other scores: ALCE's
    figures (`eval.score.citations.alce`), the model being asked of every sentence, quotes too.

    A result of which the model failed on a sentence has neither, and the failure is among its grades. Where it failed
    on all that it was asked, nothing is scored: then answers without citations would be all that its figures count.
    `progress` is told how many cases are done. The model's failures never raise.
    """
    graded: list[Scored] = []
    for item in scored:
        graded.append(_graded(item, model))
        if progress:
            progress(len(graded))
    return kept_where_told(scored, graded, ENTAILMENT)


def entailment_record(scored: Sequence[Scored], model: SupportModel) -> dict[str, object]:
    """Which model said it, from which probability on, how much it was asked, and how often and why it failed."""
    grades = [grade for item in scored for grade in item.grades_by(ENTAILMENT)]
    return {
        "name": model.name,
        "threshold": model.threshold,
        "grades": sum(grade.grade is not None for grade in grades),
        "not_scored": not_scored(scored, ENTAILMENT),
    }


def _graded(item: Scored, model: SupportModel) -> Scored:
    if item.result.answer is None or item.failed:
        return item
    scores, grades = entailed(item.result.answer, model)
    return replace(item, scores={**item.scores, **scores}, grades=(*item.grades, *grades))


def entailed(answer: Answer, model: SupportModel) -> tuple[dict[str, float], tuple[Grade, ...]]:
    """The two scores of an answer, none where the model failed on it, and what the model said."""
    grades: list[Grade] = []

    def holds(sentence: str, cited: Sequence[Citation]) -> bool:
        probability = model.probability(sentence, evidence_of(cited))
        holds = probability >= model.threshold
        places = ", ".join(f"[{citation.n}]" for citation in cited)
        grades.append(Grade(sentence, SUPPORTS if holds else NOT, f"{places}: {probability:.2f}", ENTAILMENT))
        return holds

    try:
        found = alce(answer, holds)
    except ModelError as error:
        return {}, (*grades, Grade("the citations", None, line(str(error)), ENTAILMENT))
    return {f"entailed_{name}": value for name, value in found.items()}, tuple(grades)
