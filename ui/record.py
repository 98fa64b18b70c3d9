"""Answers as JSON: one record of the same keys for an answer, a refusal, passages and what went wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from index.article import Article
from index.library import Library
from rag.answer import Answer, Citation, DateSpan, Difference, Passage, Refusal, ShortAnswer
from rag.chain import Retrieval
from rag.gate import refusal


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
        sure=None if answer.refusal else answer.sure,
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
        "sure": None,
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
    return {"text": short.text, "citation": short.n, "care": short.care, "when": when, "part": short.part or None}


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
