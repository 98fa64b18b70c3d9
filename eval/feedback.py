"""What readers said of answers, and the cases that it becomes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from eval.case import Case, Evidence
from index.filters import Filters
from rag.answer import Answer, Turn

Verdict = Literal["good", "bad"]


@dataclass(frozen=True, slots=True)
class Feedback:
    """A reader's verdict on one answer.

    `sentences` is the answer as it was shown, without markers, and `quotes` its proof; both are empty where
    the question was refused. `comment` and `wanted` are the reader's words: what is wrong, and the answer
    that was expected. `at` is aware, in UTC.
    """

    question: str
    verdict: Verdict
    at: datetime
    history: tuple[Turn, ...] = ()
    sentences: tuple[str, ...] = ()
    quotes: tuple[Evidence, ...] = ()
    filters: Filters = Filters()
    comment: str = ""
    wanted: str = ""

    @property
    def refused(self) -> bool:
        return not self.sentences

    @property
    def key(self) -> str:
        """12 hex digits: the same question in the same conversation and under the same filters has the same key."""
        turns = [(turn.role, turn.content) for turn in self.history]
        asked = json.dumps([self.question, turns, repr(self.filters)], ensure_ascii=False)
        return hashlib.blake2b(asked.encode(), digest_size=6).hexdigest()


def feedback_on(
    answer: Answer, question: str, history: Sequence[Turn], filters: Filters, verdict: Verdict, at: datetime
) -> Feedback:
    """The verdict on an answer to a question as it was typed."""
    return Feedback(
        question=question,
        verdict=verdict,
        at=at,
        history=tuple(history),
        sentences=tuple(sentence.text for sentence in answer.sentences),
        quotes=tuple(Evidence(c.article.url or c.article.article_id, c.quote) for c in answer.citations),
        filters=filters,
    )


def feedback_cases(records: Iterable[Feedback]) -> tuple[Case, ...]:
    """A case for each question, oldest first; of several verdicts on one question the last counts.

    An answer found right is a case with its sentences and quotes, a refusal found right one that no article
    answers. What was found wrong is a case to fill in. Each is asked as of the day it was asked on, so that
    later news does not make it wrong.
    """
    latest = {record.key: record for record in sorted(records, key=lambda record: record.at)}
    return tuple(_case(record) for record in latest.values())


def _case(record: Feedback) -> Case:
    right = record.verdict == "good"
    answerable = not (right and record.refused)
    answers: tuple[str, ...] = ()
    if answerable:
        answers = (record.wanted,) if record.wanted else record.sentences if right else ()
    return Case(
        case_id=f"feedback-{record.key}",
        question=record.question,
        answerable=answerable,
        kind="unanswerable" if not answerable else "followup" if record.history else "fact",
        history=record.history,
        as_of=record.filters.as_of or record.at.date(),
        answers=answers,
        evidence=record.quotes if right else (),
        note=_note(record),
    )


def _note(record: Feedback) -> str:
    comment = f" The reader: {record.comment}" if record.comment else ""
    if record.verdict == "good":
        shorten = "" if record.refused else " Shorten the answers to what has to be in one."
        return f"a reader found this {'refusal' if record.refused else 'answer'} right.{shorten}{comment}"
    shown = "It was refused." if record.refused else f"The answer was: {' '.join(record.sentences)}"
    return f"to fill in: a reader found this wrong. {shown}{comment}"
