"""SQuAD 1.1 and 2.0: questions on Wikipedia paragraphs (Rajpurkar et al. 2016 and 2018), asked of all paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from eval.adapters.addresses import document_url
from eval.adapters.benchmark import Asked, Collection, Counted, Document, Download, Outcome, Task, spread
from eval.adapters.read import Record, read_json, require
from eval.adapters.reading import Gold, count_reading
from eval.case import Case

_WHERE = "https://rajpurkar.github.io/SQuAD-explorer/"


@dataclass(frozen=True, slots=True)
class Squad:
    """Each paragraph is a document; a question without an answer is answered rightly by a refusal."""

    name: str
    title: str
    citation: str
    download: Download
    licence: str = "CC BY-SA 4.0"

    @property
    def downloads(self) -> tuple[Download, ...]:
        return (self.download,)

    def load(self, data: Path, limit: int | None) -> Task:
        path = require(data, self.title, self.downloads)[self.download.path]
        articles: list[_Article] = read_json(path, _File, self.download).data
        golds: dict[str, Gold] = {}
        every: list[Asked] = []
        for at, article in enumerate(articles):
            for number, paragraph in enumerate(article.paragraphs):
                for question in paragraph.qas:
                    answers = tuple(dict.fromkeys(answer.text for answer in question.answers))
                    golds[question.id] = Gold(answers, _url(at, number))
                    every.append(Asked(_case(question, answers), cluster=f"{at}"))

        def documents() -> Iterator[Document]:
            for at, article in enumerate(articles):
                title = article.title.replace("_", " ")
                for number, paragraph in enumerate(article.paragraphs):
                    yield Document(_url(at, number), paragraph.context, title)

        def count(outcomes: Sequence[Outcome]) -> Counted:
            return count_reading(outcomes, golds, "paragraph")

        asked = tuple(every[at] for at in spread(len(every), limit))
        note = (
            "The published systems are given the paragraph that a question was written for. Dateline has to find it "
            f"among {sum(len(article.paragraphs) for article in articles)}, so its figures are of a harder task."
        )
        return Task((Collection("paragraphs", documents, asked),), count, (note,))


SQUAD_1 = Squad(
    "squad-1.1",
    "SQuAD 1.1",
    "Rajpurkar, Zhang, Lopyrev and Liang 2016, SQuAD: 100,000+ Questions for Machine Comprehension of Text, EMNLP",
    Download("dev-v1.1.json", _WHERE),
)
SQUAD_2 = Squad(
    "squad-2.0",
    "SQuAD 2.0",
    "Rajpurkar, Jia and Liang 2018, Know What You Don't Know: Unanswerable Questions for SQuAD, ACL",
    Download("dev-v2.0.json", _WHERE),
)


class _Answer(Record):
    text: str


class _Question(Record):
    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    answers: list[_Answer]


class _Paragraph(Record):
    context: str
    qas: list[_Question]


class _Article(Record):
    title: str
    paragraphs: list[_Paragraph]


class _File(Record):
    data: list[_Article]


def _url(article: int, paragraph: int) -> str:
    return document_url("squad", f"{article}/{paragraph}")


def _case(question: _Question, answers: tuple[str, ...]) -> Case:
    return Case(
        case_id=question.id,
        question=question.question,
        answerable=bool(answers),
        kind="answerable" if answers else "unanswerable",
        answers=answers,
    )
