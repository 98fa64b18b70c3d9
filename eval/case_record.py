"""A case and what became of it as a line of `results.jsonl`; `eval.saved_case` reads it back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from eval.gold import Gold
from eval.match import holds_quote
from eval.score import Scored
from index.article import Article
from index.filters import Filters
from rag.answer import Passage


def case_record(item: Scored) -> dict[str, object]:
    """The line as JSON values."""
    case, answer = item.result.case, item.result.answer
    record: dict[str, object] = {
        "id": case.case_id,
        "question": case.question,
        "kind": case.kind,
        "history": [{"role": turn.role, "content": turn.content} for turn in case.history],
        "as_of": case.as_of.isoformat() if case.as_of else None,
        "answerable": case.answerable,
        "accepted": case.answers,
        "needs_all": case.needs_all,
        "parts": case.parts,
        "superseded": case.superseded,
        "nuggets": [{"text": nugget.text, "vital": nugget.vital} for nugget in case.nuggets],
        "expected_reason": case.reason,
        "filters": _filters(case.limits),
        "about": item.gold.about,
        "evidence": [{"article": evidence.article, "quote": evidence.quote} for evidence in case.evidence],
        "note": case.note,
        "status": "error" if item.failed else item.result.status,
        "error": item.result.error,
        "ms": round(item.result.ms, 1),
        "tries": item.result.tries,
        "usage": item.result.usage._asdict(),
        "cost": item.scores.get("cost"),
        "scores": dict(item.scores),
        "grades": [grade._asdict() for grade in item.grades],
    }
    if answer is None:
        return record
    return record | {
        "standalone_question": answer.standalone_question,
        "reason": answer.refusal.reason if answer.refusal else None,
        "covered": answer.covered,
        "answer": answer.text,
        "short": [short.text for short in answer.short],
        "sure": answer.sure,
        "sentences": [{"text": sentence.text, "citations": sentence.citations} for sentence in answer.sentences],
        "citations": [
            {"n": cited.n} | _article(cited.article) | {"quote": cited.quote, "start": cited.start, "end": cited.end}
            for cited in answer.citations
        ],
        "passages": [_passage(passage, item.gold) for passage in answer.passages],
        "notes": answer.notes,
        "timings_ms": dict(answer.timings_ms),
    }


def _filters(limits: Filters) -> dict[str, object]:
    """Those that are set."""
    values = {name: value for name, value in asdict(limits).items() if value}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _article(article: Article) -> dict[str, object]:
    return {
        "article_id": article.article_id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
    }


def _passage(passage: Passage, gold: Gold) -> dict[str, object]:
    return _article(passage.article) | {
        "start": passage.start,
        "end": passage.end,
        "score": passage.score,
        "dense": passage.dense,
        "lexical": passage.lexical,
        "gold": gold.story(passage.article) in gold.stories,
        "holds_quote": any(holds_quote(passage.text, quote) for quote in gold.quotes),
        "text": passage.text,
    }
