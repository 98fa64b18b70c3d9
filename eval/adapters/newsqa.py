"""NewsQA: questions on CNN stories by people who saw only the summary (Trischler et al. 2017), asked of all stories."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from eval.adapters.addresses import document_url
from eval.adapters.benchmark import Asked, Collection, Counted, Document, Download, Outcome, Task, spread
from eval.adapters.read import Record, find, read_json, read_text, require
from eval.adapters.reading import Gold, count_reading
from eval.case import Case
from index.errors import CaseError

_WHERE = "https://github.com/Maluuba/newsqa, whose tool makes it of the questions and the CNN stories"
_JSON = Download("combined-newsqa-data-v1.json", _WHERE)
_CSV = Download("combined-newsqa-data-v1.csv", _WHERE, needed=False)
_TEST_IDS = Download("maluuba/newsqa/test_story_ids.csv", "https://github.com/Maluuba/newsqa", needed=False)


class Story(NamedTuple):
    """A story and its questions, each with its agreed answer: a stretch of the text, or None for no answer."""

    story_id: str
    text: str
    questions: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class NewsQa:
    """The stories of the test part. Questions that the crowd called bad are left out."""

    name: str = "newsqa"
    title: str = "NewsQA"
    citation: str = (
        "Trischler, Wang, Yuan, Harris, Sordoni, Bachman and Suleman 2017, NewsQA: A Machine Comprehension Dataset, "
        "Workshop on Representation Learning for NLP"
    )
    licence: str = "questions: see the dataset's licence; stories: CNN, for your own use"
    downloads: tuple[Download, ...] = (_JSON, _CSV, _TEST_IDS)

    def load(self, data: Path, limit: int | None) -> Task:
        table = find(data, _CSV)
        if table is not None and find(data, _JSON) is None:
            stories = read_csv(table, _test_ids(data))
        else:
            path = require(data, self.title, self.downloads)[_JSON.path]
            stories = _stories(read_json(path, _File, _JSON))
        golds: dict[str, Gold] = {}
        every: list[Asked] = []
        for story in stories:
            for number, (question, answer) in enumerate(story.questions):
                case_id = f"{story.story_id}/{number}"
                answers = (answer,) if answer else ()
                golds[case_id] = Gold(answers, _url(story.story_id))
                kind = "answerable" if answers else "unanswerable"
                case = Case(case_id, question, answerable=bool(answers), kind=kind, answers=answers)
                every.append(Asked(case, cluster=story.story_id))

        def documents() -> Iterator[Document]:
            for story in stories:
                yield Document(_url(story.story_id), story.text, publisher="CNN")

        def count(outcomes: Sequence[Outcome]) -> Counted:
            return count_reading(outcomes, golds, "story", published_of_answerable=True)

        asked = tuple(every[at] for at in spread(len(every), limit))
        note = (
            "The published systems are given the story that a question was written for; many questions do not make "
            f"sense without it ('What did he say?'). Dateline has to find it among {len(stories)}."
        )
        return Task((Collection("stories", documents, asked),), count, (note,))


class _Consensus(Record):
    s: int | None = None
    e: int | None = None
    badQuestion: bool = False  # noqa: N815
    noAnswer: bool = False  # noqa: N815


class _Question(Record):
    q: str
    consensus: _Consensus


class _Story(Record):
    storyId: str = Field(min_length=1)  # noqa: N815
    type: str
    text: str
    questions: list[_Question]


class _File(Record):
    data: list[_Story]


def _stories(file: _File) -> list[Story]:
    """The test part of the JSON file, which holds the agreed answers."""
    return [
        Story(
            story.storyId,
            story.text,
            tuple(
                (question.q.strip(), _stretch(story.text, question.consensus.s, question.consensus.e))
                for question in story.questions
                if question.q.strip() and not question.consensus.badQuestion
            ),
        )
        for story in file.data
        if story.type == "test"
    ]


def read_csv(path: Path, only: frozenset[str] | None) -> list[Story]:
    """The stories of the CSV file, or those of these ids; the answers are agreed on as the tool does it."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    texts: dict[str, str] = {}
    questions: dict[str, list[tuple[str, str | None]]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                story_id = row["story_id"]
                if only is not None and story_id not in only:
                    continue
                text = texts.setdefault(story_id, row["story_text"].replace("\r\n", "\n"))
                own = questions.setdefault(story_id, [])
                span = agreed(row["answer_char_ranges"], row.get("validated_answers") or "")
                bad = row.get("is_question_bad") or "0"
                is_bad = span is None and bad != "?" and float(bad) >= 0.5
                if row["question"].strip() and not is_bad:
                    own.append((row["question"].strip(), _stretch(text, *span) if span else None))
    except (KeyError, ValueError, TypeError, csv.Error, OSError) as error:
        raise CaseError(f"{path.name}: not what NewsQA's tool writes ({error}). Make it anew: {_WHERE}.") from error
    return [Story(story_id, text, tuple(questions[story_id])) for story_id, text in texts.items()]


def agreed(ranges: str, validated: str) -> tuple[int, int] | None:
    """The stretch that most agreed on: of the validators, half of them at least; else of the first answerers.

    `ranges` is "196:228|196:202,217:228|None", an answerer between bars; `validated` is a JSON object of votes.
    """
    if validated:
        votes: dict[str, int] = json.loads(validated)
        best, count = max(votes.items(), key=lambda vote: vote[1])
        if count < sum(votes.values()) / 2:
            return None
    else:
        best = Counter(part for one in ranges.split("|") for part in one.split(",")).most_common(1)[0][0]
    if ":" not in best:
        return None
    start, end = best.split(":")
    return int(start), int(end)


def _stretch(text: str, start: int | None, end: int | None) -> str | None:
    return text[start:end].strip() or None if start is not None and end is not None else None


def _test_ids(data: Path) -> frozenset[str] | None:
    """The ids of the test part, where the tool's list of them lies beside the CSV file; None for all stories."""
    path = find(data, _TEST_IDS)
    if path is None:
        return None
    lines = read_text(path, _TEST_IDS).splitlines()
    return frozenset(line.strip() for line in lines[1:] if line.strip())


def _url(story_id: str) -> str:
    return document_url("newsqa", story_id)
