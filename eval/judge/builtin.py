"""The scorers of the default report as a grader, to learn how far they agree with given labels."""

from __future__ import annotations

from collections.abc import Sequence

from eval.case import Case
from eval.judge.judge import Judgement
from eval.match import holds_answer
from rag.settings import BUILTIN
from rag.support import Evidence
from rag.verify import check


class Builtin:
    """Grades without a model, right or wrong and nothing between."""

    name = BUILTIN

    def correctness(self, case: Case, answer: str) -> Judgement:
        """`correct` where the accepted answers stand in the text (as `score_correct`), else `wrong`."""
        held = all(any(holds_answer(answer, form) for form in forms) for forms in case.parts)
        return Judgement("correct" if held else "wrong")

    def support(self, question: str, sentence: str, quotes: Sequence[Evidence]) -> Judgement:
        """`supports` where the support check of the answers (`rag.verify`) passes, else `not`, with its reason."""
        verdict = check(sentence, quotes, question)
        return Judgement("supports" if verdict.ok else "not", verdict.reason)
