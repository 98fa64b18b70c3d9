"""MultiHop-RAG: questions over several of 609 news articles (Tang and Yang 2024), counted as its
`retrieval_evaluate.py` and `qa_evaluate.py` count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from eval.adapters.benchmark import Asked, Collection, Counted, Document, Download, Outcome, Task, spread
from eval.adapters.figures import mean_line, owns
from eval.adapters.read import Record, read_json, require
from eval.case import Case, Evidence
from eval.match import holds_answer

_WHERE = "https://huggingface.co/datasets/yixuantt/MultiHopRAG"
_CORPUS = Download("corpus.json", _WHERE)
_QUESTIONS = Download("MultiHopRAG.json", _WHERE)
_UNANSWERABLE = "null_query"
_REFUSAL = "Insufficient information."  # the benchmark's own words for it
_TYPES = ("inference_query", "comparison_query", "temporal_query", _UNANSWERABLE)
_ANSWER = re.compile(r'The answer to the question is "(.*?)"')
_RETRIEVAL = {"MRR@10": "mrr_10", "MAP@10": "map_10", "Hits@10": "hits_10", "Hits@4": "hits_4"}


@dataclass(frozen=True, slots=True)
class MultiHopRag:
    """One collection of all articles; every question is answered."""

    name: str = "multihop-rag"
    title: str = "MultiHop-RAG"
    citation: str = (
        "Tang and Yang 2024, MultiHop-RAG: Benchmarking Retrieval-Augmented Generation for Multi-Hop Queries, COLM"
    )
    licence: str = "ODC-BY 1.0; the articles belong to their publishers"
    downloads: tuple[Download, ...] = (_CORPUS, _QUESTIONS)

    def load(self, data: Path, limit: int | None) -> Task:
        found = require(data, self.title, self.downloads)
        corpus: list[_Article] = read_json(found[_CORPUS.path], list[_Article], _CORPUS)
        questions: list[_Question] = read_json(found[_QUESTIONS.path], list[_Question], _QUESTIONS)
        asked = tuple(
            Asked(_case(at, questions[at]), cluster=_cluster(questions[at])) for at in spread(len(questions), limit)
        )
        golds = {f"{at}": question for at, question in enumerate(questions)}

        def documents() -> Iterator[Document]:
            for article in corpus:
                yield Document(article.url, article.body, article.title, article.source, article.published_at)

        def count(outcomes: Sequence[Outcome]) -> Counted:
            return count_outcomes(outcomes, golds)

        return Task((Collection("articles", documents, asked),), count)


class _Article(Record):
    url: str = Field(min_length=1)
    title: str
    body: str
    source: str = ""
    published_at: str = ""


class _Fact(Record):
    fact: str
    url: str = Field(min_length=1)


class _Question(Record):
    query: str = Field(min_length=1)
    answer: str = Field(min_length=1)
    question_type: str
    evidence_list: list[_Fact]


def count_outcomes(outcomes: Sequence[Outcome], golds: dict[str, _Question]) -> Counted:
    """Retrieval over the questions that have evidence, answers over all and by type."""
    scores: dict[str, dict[str, float]] = {}
    for outcome in outcomes:
        gold = golds[outcome.case.case_id]
        prediction = _REFUSAL if outcome.refused else outcome.said
        own = {
            "accuracy": float(shares_word(prediction, gold.answer)),
            "whole": float(outcome.refused if gold.question_type == _UNANSWERABLE else _whole(outcome, gold.answer)),
        }
        if gold.question_type != _UNANSWERABLE:
            facts = [fact.fact for fact in gold.evidence_list]
            own |= score_retrieval([passage.text for passage in outcome.passages], facts)
        scores[outcome.case.case_id] = own
    every = owns(outcomes, scores)
    lines = [
        mean_line("retrieval", "", every, _RETRIEVAL),
        mean_line("answers", "", every, {"retrieved chunks": "accuracy"}),
    ]
    for kind in dict.fromkeys([*_TYPES, *(gold.question_type for gold in golds.values())]):
        of_kind = owns([each for each in outcomes if golds[each.case.case_id].question_type == kind], scores)
        if of_kind:
            columns = {"accuracy": "accuracy", "the whole answer": "whole", "Hits@4": "hits_4", "Hits@10": "hits_10"}
            lines.append(mean_line("types", kind, of_kind, columns))
    return Counted(tuple(lines), scores)


def score_retrieval(retrieved: Sequence[str], facts: Sequence[str]) -> dict[str, float]:
    """Hits@4, Hits@10, MAP@10 and MRR@10 of one question, 0 to 1.

    A fact counts as found where its letters stand in a retrieved text, blanks and line breaks aside. Average
    precision is peculiar: at each rank with a fact, the facts found there for the first time are divided by the
    rank, and the sum by the number of facts (at most ten).
    """
    wanted = [_bare(fact) for fact in facts]
    found: set[str] = set()
    ranks: list[int] = []
    precision = 0.0
    for rank, text in enumerate((_bare(text) for text in retrieved[:10]), start=1):
        here = {fact for fact in wanted if fact in text}
        if here:
            ranks.append(rank)
            precision += len(here - found) / rank
            found |= here
    first = ranks[0] if ranks else 0
    return {
        "hits_4": float(0 < first <= 4),
        "hits_10": float(first > 0),
        "map_10": precision / min(len(wanted), 10) if wanted else 0.0,
        "mrr_10": 1 / first if first else 0.0,
    }


def shares_word(prediction: str, gold: str) -> bool:
    """Whether prediction and gold answer have a word in common: lower case, cut at white space, marks and all."""
    found = _ANSWER.search(prediction)
    words = (found[1] if found else prediction).lower().split()
    return not set(words).isdisjoint(gold.lower().split())


def _whole(outcome: Outcome, answer: str) -> bool:
    return holds_answer(outcome.said, answer)


def _cluster(question: _Question) -> str:
    """Questions on the same set of articles go together; joining all that share one would leave a single group."""
    return "\n".join(sorted({fact.url for fact in question.evidence_list}))


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("\n", "")


def _case(at: int, question: _Question) -> Case:
    answerable = question.question_type != _UNANSWERABLE
    return Case(
        case_id=f"{at}",
        question=question.query,
        answerable=answerable,
        kind=question.question_type,
        answers=(question.answer,) if answerable else (),
        evidence=tuple(Evidence(fact.url, fact.fact) for fact in question.evidence_list) if answerable else (),
    )
