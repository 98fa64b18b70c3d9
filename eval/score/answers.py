"""Is the answer right? Each scorer gives its figures for one case, or none where the case does not tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from eval.case import Case
from eval.match import holds_answer
from rag.answer import Answer


class Said(NamedTuple):
    """A text that the reader sees, and the days its cited articles appeared: what 'on Sunday' in it is read from."""

    text: str
    days: tuple[date | None, ...] = (None,)

    def holds(self, forms: Sequence[str]) -> bool:
        """Whether one of the forms of an answer stands in it."""
        return any(holds_answer(self.text, form, day) for form in forms for day in self.days)


def said_in(answer: Answer) -> Iterator[Said]:
    """The short answers, then the sentences."""
    days = {citation.n: citation.article.published for citation in answer.citations}
    for short in answer.short:
        yield Said(short.text, (days.get(short.n),))
    for sentence in answer.sentences:
        yield Said(sentence.text, tuple(days.get(n) for n in sentence.citations) or (None,))


def score_correct(case: Case, answer: Answer) -> dict[str, float]:
    """`correct`: an accepted answer stands in a text shown (containment after SQuAD's normalisation, see `match`).

    Where the case needs all parts, each must stand in some text in one of its forms; `parts_found` is the
    share that does. A refusal is 0: the articles did hold it. `correct_if_answered` leaves refusals out.
    `first_quote`: the first quote shown holds an accepted answer, one part being enough, for a quote is
    one sentence; `sure_first` and `unsure_first` are the same of the answers that are given as sure and of the others.
    """
    if not case.parts:
        return {}
    shown = list(said_in(answer))
    found = [any(said.holds(part) for said in shown) for part in case.parts]
    correct = float(all(found))
    first = [Said(cited.quote, (cited.article.published,)) for cited in answer.citations[:1]]
    scores = {"correct": correct, "first_quote": float(any(said.holds(p) for said in first for p in case.parts))}
    if len(case.parts) > 1:
        scores["parts_found"] = sum(found) / len(found)
    if answer.status == "answered":
        scores["correct_if_answered"] = correct
        scores["sure_first" if answer.sure else "unsure_first"] = scores["first_quote"]
    return scores


def score_crag(case: Case, answer: Answer) -> dict[str, float]:
    """`crag`: 1 for a correct answer, 0 for none, -1 for a wrong one; the mean is the truthfulness (Yang et al.
    2024, "CRAG: Comprehensive RAG Benchmark", NeurIPS Datasets and Benchmarks).

    There, a missing answer is one that says 'I don't know'; here, a refusal. Where the articles hold no
    answer, refusing is what is asked for and counts 1, as saying 'invalid question' does there.
    """
    if answer.status == "refused":
        return {"crag": 0.0 if case.answerable else 1.0}
    if not case.answerable:
        return {"crag": -1.0}
    if not case.parts:
        return {}
    return {"crag": 1.0 if score_correct(case, answer)["correct"] else -1.0}
