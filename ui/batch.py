"""`dateline ask --batch`: JSON lines of questions in, JSON lines of answers out, a line a question."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal

import pydantic_core
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from eval.faults import faults
from index.article import Article
from index.errors import DatelineError
from index.filters import Filters
from index.library import Library
from rag.answer import Answer, Citation, DateSpan, Difference, Passage, Refusal, ShortAnswer, Turn
from rag.chain import NewsChain, Retrieval
from rag.gate import refusal

_A_LINE = 'A line is {"id": 1, "question": "..."}.'


class TurnLine(BaseModel):
    """A message of the conversation, as in the file."""

    role: Literal["user", "assistant"]
    content: str


class QuestionLine(BaseModel):
    """A line of the file. Keys it does not name are ignored, so that a file of eval cases can be asked too."""

    model_config = ConfigDict(strict=True)

    id: Any = None
    question: str = Field(pattern=r"\S")
    history: tuple[TurnLine, ...] | None = None
    as_of: date | None = None

    @field_validator("id")
    @classmethod
    def _text_or_whole_number(cls, value: object) -> object:
        if not _is_id(value):
            raise ValueError("a text or a whole number is expected")
        return value


def ask_lines(
    lines: Iterable[bytes],
    chain: NewsChain,
    filters: Filters,
    *,
    retrieve_only: bool = False,
) -> Iterator[str]:
    """One JSON line for each line that is not blank, in order, as soon as it is there.

    `filters` hold for every question; a line's `as_of` goes before theirs. A line that is no question, and
    a question that fails, give `status` "error" with the reason in words. With `retrieve_only` nothing is
    answered: `status` is "answered" where there are passages and "refused" where there are none.
    """
    for number, raw in enumerate(lines, start=1):
        line = raw.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        try:
            asked = QuestionLine.model_validate_json(line)
        except ValidationError as error:
            record = failed(_line_id(line), "", f"line {number}: {_explain(error)}")
        else:
            record = _ask(number, asked, chain, filters, retrieve_only)
        yield to_json(record)


def to_json(record: Mapping[str, Any], indent: int | None = None) -> str:
    """A record as JSON that can be written as UTF-8: lone surrogates, as odd file names hold, become `?`."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent)
    return text.encode(errors="replace").decode()


def answered(question_id: Any, answer: Answer) -> dict[str, Any]:
    """An answer or a refusal as a record of the output."""
    return _record(
        question_id,
        answer.question,
        standalone_question=answer.standalone_question,
        status=answer.status,
        reason=answer.refusal.reason if answer.refusal else "partly_covered" if answer.missing else None,
        answer=answer.text,
        refusal=_refusal(answer.refusal) if answer.refusal else None,
        differences=[_difference(one) for one in answer.differences],
        short=[_short(short) for short in answer.short],
        sentences=[
            {"text": sentence.text, "citations": list(sentence.citations), "speaker": sentence.speaker}
            for sentence in answer.sentences
        ],
        citations=[_citation(citation) for citation in answer.citations],
        passages=[_passage(passage) for passage in answer.passages],
        as_of=_span(answer.as_of),
        understood=_understood(answer),
        timeline=[{**_span(entry.when), "stated": entry.stated, "citation": entry.n} for entry in answer.timeline],
        compared=_compared(answer),
        standing=_standing(answer),
        usage=answer.usage._asdict() if answer.usage else None,
        timings_ms=_rounded(answer.timings_ms),
    )


def retrieved(question_id: Any, question: str, retrieval: Retrieval, library: Library) -> dict[str, Any]:
    """Passages without an answer as a record of the output; where there are none, the reason that a refusal gives."""
    refused = None if retrieval.passages else refusal(retrieval.question, (), library.overview())
    return _record(
        question_id,
        question,
        standalone_question=retrieval.question.standalone,
        status="refused" if refused else "answered",
        reason=refused.reason if refused else None,
        passages=[_passage(passage) for passage in retrieval.passages],
        timings_ms=_rounded(retrieval.timings_ms),
    )


def failed(question_id: Any, question: str, reason: str) -> dict[str, Any]:
    """What went wrong as a record of the output."""
    return _record(question_id, question, status="error", reason=reason)


def _ask(number: int, asked: QuestionLine, chain: NewsChain, filters: Filters, retrieve_only: bool) -> dict[str, Any]:
    history = [Turn(turn.role, turn.content) for turn in asked.history or ()]
    limits = replace(filters, as_of=asked.as_of or filters.as_of)
    try:
        if retrieve_only:
            retrieval = chain.retrieve(asked.question, history, limits)
            return retrieved(asked.id, asked.question, retrieval, chain.library)
        return answered(asked.id, chain.ask(asked.question, history, limits))
    except DatelineError as error:
        return failed(asked.id, asked.question, f"line {number}: {error}")


def _record(question_id: Any, question: str, **known: Any) -> dict[str, Any]:
    """Every key of the output, always, in one order."""
    return {
        "id": question_id,
        "question": question,
        "standalone_question": question,
        "status": "error",
        "reason": None,
        "answer": "",
        "refusal": None,
        "short": [],
        "sentences": [],
        "citations": [],
        "passages": [],
        "as_of": {"from": None, "to": None},
        "understood": {"parts": [], "split": None, "missing": [], "time": None},
        "timeline": [],
        "compared": None,
        "differences": [],
        "standing": None,
        "usage": None,
        "timings_ms": {},
    } | known


def _refusal(refused: Refusal) -> dict[str, Any]:
    """The nearest articles, and what these do say, as quotes."""
    return {
        "nearest": [_article(article) for article in refused.nearest],
        "instead": [_citation(citation) for citation in refused.instead],
    }


def _difference(difference: Difference) -> dict[str, Any]:
    """What kind of difference, and each value with its citation: oldest first, the last one current unless disputed."""
    return {
        "kind": difference.kind,
        "values": [{"text": value.text, "citation": value.n} for value in difference.values],
    }


def _understood(answer: Answer) -> dict[str, Any]:
    """The parts that the question was taken apart into, and the time that it asks about."""
    asked = answer.asked_time
    time = asked and {"said": asked.said, **_span(asked.span), "only": asked.only}
    split = ("model" if answer.parts_from_model else "rules") if answer.parts else None
    return {"parts": list(answer.parts), "split": split, "missing": list(answer.missing), "time": time}


def _short(short: ShortAnswer) -> dict[str, Any]:
    when = _span(short.when) if short.when.first else None
    return {"text": short.text, "citation": short.n, "care": short.care, "when": when}


def _span(days: DateSpan) -> dict[str, str | None]:
    return {"from": _day(days.first), "to": _day(days.last)}


def _compared(answer: Answer) -> dict[str, Any] | None:
    """What follows from two quotes, with the two values."""
    if answer.compared is None:
        return None
    sides = [{"name": side.name, "text": side.text, "citation": side.n} for side in answer.compared.sides]
    return {"result": answer.compared.result, "sides": sides}


def _standing(answer: Answer) -> dict[str, Any]:
    """Who reports it, what is newer than what is cited, and from when to when the collection runs."""
    who = answer.agreement
    return {
        "articles": who.articles if who else 0,
        "undated": who.undated if who else 0,
        "publishers": list(who.publishers) if who else [],
        "also_carried_by": list(who.also) if who else [],
        "independent": who.independent if who else 0,
        "newer": [_article(article) for article in answer.newer],
        "collection": _span(answer.collection),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "n": citation.n,
        **_article(citation.article),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "pages": list(citation.article.pages_of(citation.start, citation.end)),
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        **_article(passage.article),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "pages": list(passage.article.pages_of(passage.start, passage.end)),
        "score": round(passage.score, 6),
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "article_id": article.article_id,
        "title": article.title,
        "publisher": article.publisher,
        "published": _day(article.published),
        "url": article.url,
        "source": article.source,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _rounded(timings_ms: Mapping[str, float]) -> dict[str, float]:
    return {step: round(milliseconds, 1) for step, milliseconds in timings_ms.items()}


def _is_id(value: object) -> bool:
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def _line_id(line: bytes) -> Any:
    """The id of a line that is not a question, where it has one and it can be made out."""
    try:
        record = pydantic_core.from_json(line)
    except ValueError:
        return None
    found = record.get("id") if isinstance(record, dict) else None
    return found if _is_id(found) else None


def _explain(error: ValidationError) -> str:
    """Everything that is wrong with a line, and how a line looks where it is none at all."""
    found = error.errors(include_url=False)
    said = "; ".join(faults(found))
    return f"{said}. {_A_LINE}" if any(not each["loc"] for each in found) else f"{said}."
