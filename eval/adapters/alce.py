"""ALCE's ASQA and QAMPARI: long answers and lists of answers from a hundred given passages (Gao et al. 2023).

Counted as its `eval.py` counts what needs no model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from eval.adapters.addresses import document_url, text_url
from eval.adapters.alce_claims import items, plain, sentences
from eval.adapters.benchmark import Asked, Collection, Counted, Document, Download, Outcome, Task, spread
from eval.adapters.figures import mean_line, owns
from eval.adapters.read import Record, read_json, require
from eval.adapters.spans import normalise
from eval.case import Case

_WHERE = "https://huggingface.co/datasets/princeton-nlp/ALCE-data (ALCE-data.tar, unpacked)"
_GIVEN = 5  # passages in the paper's first setting
_CITATION = "Gao, Yen, Yu and Chen 2023, Enabling Large Language Models to Generate Text with Citations, EMNLP"
_LICENCE = "none is stated for the files; the passages are Wikipedia's, CC BY-SA 3.0"


@dataclass(frozen=True, slots=True)
class Asqa:
    """Ambiguous questions: an answer should hold a short answer to each reading of the question."""

    name: str = "alce-asqa"
    title: str = "ALCE, ASQA"
    citation: str = _CITATION
    licence: str = _LICENCE
    downloads: tuple[Download, ...] = (Download("ALCE-data/asqa_eval_gtr_top100.json", _WHERE),)

    def load(self, data: Path, limit: int | None) -> Task:
        (download,) = self.downloads
        path = require(data, self.title, self.downloads)[download.path]
        questions: list[_Ambiguous] = read_json(path, list[_Ambiguous], download)
        golds = {f"{at}": [pair.short_answers for pair in each.qa_pairs] for at, each in enumerate(questions)}

        def count(outcomes: Sequence[Outcome]) -> Counted:
            scores = {}
            for outcome in outcomes:
                parts = golds[outcome.case.case_id]
                found = [passage.text for passage in outcome.passages]
                scores[outcome.case.case_id] = {
                    **held(plain(outcome.said), parts),
                    f"in_{_GIVEN}": held(" ".join(found[:_GIVEN]), parts)["str_em"],
                }
            every = owns(outcomes, scores)
            return Counted(
                (
                    mean_line("correctness", "", every, {"EM recall": "str_em"}),
                    mean_line("own", "", every, {"hit": "str_hit", f"EM recall of {_GIVEN} passages": f"in_{_GIVEN}"}),
                ),
                scores,
            )

        return Task((_collection(questions, limit),), count, (_note(),), sentences)


@dataclass(frozen=True, slots=True)
class Qampari:
    """Questions with many answers, which are to be listed."""

    name: str = "alce-qampari"
    title: str = "ALCE, QAMPARI"
    citation: str = _CITATION
    licence: str = _LICENCE
    downloads: tuple[Download, ...] = (Download("ALCE-data/qampari_eval_gtr_top100.json", _WHERE),)

    def load(self, data: Path, limit: int | None) -> Task:
        (download,) = self.downloads
        path = require(data, self.title, self.downloads)[download.path]
        questions: list[_Listing] = read_json(path, list[_Listing], download)

        def count(outcomes: Sequence[Outcome]) -> Counted:
            scores = {}
            for outcome in outcomes:
                answers = questions[int(outcome.case.case_id)].answers
                found = [passage.text for passage in outcome.passages]
                in_passages = [held(" ".join(found[:_GIVEN]), [forms])["str_em"] for forms in answers]
                scores[outcome.case.case_id] = {
                    **listed(", ".join(map(plain, outcome.spans)), answers),
                    f"in_{_GIVEN}": min(5, sum(in_passages)) / min(5, len(answers)),
                }
            every = owns(outcomes, scores)
            columns = {"F1": "f1", "F1-5": "f1_5", "recall": "recall", f"recall-5 of {_GIVEN} passages": f"in_{_GIVEN}"}
            return Counted(
                (
                    mean_line("correctness", "", every, {"recall-5": "recall_5", "precision": "precision"}),
                    mean_line("own", "", every, columns),
                ),
                scores,
            )

        return Task((_collection(questions, limit),), count, (_note(),), items)


class _Passage(Record):
    id: str | int | None = None
    title: str = ""
    text: str


class _Asked(Record):
    question: str = Field(min_length=1)
    docs: list[_Passage]


class _Pair(Record):
    short_answers: list[str]


class _Ambiguous(_Asked):
    qa_pairs: list[_Pair] = Field(min_length=1)


class _Listing(_Asked):
    answers: list[list[str]] = Field(min_length=1)


def held(output: str, parts: Sequence[Sequence[str]]) -> dict[str, float]:
    """`str_em`, the share of the parts of which a short answer stands in the output (as letters, both normalised), and
    `str_hit`, 1 where all do.
    """
    text = normalise(output)
    found = [any(normalise(answer) in text for answer in answers) for answers in parts]
    return {"str_em": sum(found) / len(found), "str_hit": float(all(found))}


def listed(output: str, answers: Sequence[Sequence[str]]) -> dict[str, float]:
    """Precision, recall and F1 of a list with commas between its items against answers, each with its forms.

    The -5 variants are content with five right answers.
    """
    items = [normalise(item.strip()) for item in output.rstrip().rstrip(".").rstrip(",").split(",")]
    items = [item for item in items if item]
    forms = [{normalise(form) for form in answer} for answer in answers]
    every = set().union(*forms)
    right = sum(not answer.isdisjoint(items) for answer in forms)
    precision = sum(item in every for item in items) / len(items) if items else 0.0
    recall, recall_5 = right / len(forms), min(5, right) / min(5, len(forms))
    return {
        "precision": precision,
        "recall": recall,
        "recall_5": recall_5,
        "f1": _f1(precision, recall),
        "f1_5": _f1(precision, recall_5),
    }


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _collection(questions: Sequence[_Asked], limit: int | None) -> Collection:
    """Each question with its own passages; those of several questions are indexed once."""
    chosen = list(spread(len(questions), limit))
    asked = tuple(
        Asked(
            Case(f"{at}", questions[at].question, answerable=True),
            tuple(_document(passage).article_id for passage in questions[at].docs),
        )
        for at in chosen
    )

    def documents() -> Iterator[Document]:
        passages = {_document(passage).url: passage for at in chosen for passage in questions[at].docs}
        for passage in passages.values():
            yield _document(passage)

    return Collection("passages", documents, asked)


def _document(passage: _Passage) -> Document:
    known = passage.id is not None
    url = document_url("alce", str(passage.id)) if known else text_url("alce", f"{passage.title}\n{passage.text}")
    return Document(url, passage.text, passage.title)


def _note() -> str:
    return (
        "Dateline searches the hundred passages that come with a question; the published systems get the first of "
        "them. Fluency (MAUVE) is not counted. Citations are scored by the support check, and by an entailment model "
        "and a judge where they are set; the published ones by TRUE, an entailment model of 11 billion weights."
    )
