"""Made files of public benchmarks in our own words, and outcomes that no chain was asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.adapters.benchmark import Outcome
from eval.case import Case
from index.article import Article
from rag.answer import Answer, Passage, Refusal, Sentence, ShortAnswer


def write_json(path: Path, value: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def write_lines(path: Path, values: Sequence[Mapping[str, object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    return path


def passage(text: str, url: str = "https://news.example/a") -> Passage:
    article = Article(article_id=url, source="", title="", text=text, url=url)
    return Passage(0, article, 0, len(text), 0.5)


def outcome(
    case_id: str,
    *sentences: str,
    short: tuple[str, ...] = (),
    passages: tuple[Passage, ...] = (),
    covered: float = 0.9,
    collection: str = "articles",
) -> Outcome:
    """An answer of these sentences; a refusal where there are none."""
    refusal = None if sentences else Refusal("not_covered", "None of the articles covers this.")
    answer = Answer(
        question="",
        standalone_question="",
        status="refused" if refusal else "answered",
        model="builtin",
        sentences=tuple(Sentence(text, (1,)) for text in sentences),
        short=tuple(ShortAnswer(text, 1) for text in short),
        refusal=refusal,
        covered=covered,
        passages=passages,
    )
    return Outcome(collection, Case(case_id, "?", answerable=True), passages, answer)
