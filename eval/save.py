"""A run on disk: `results.jsonl`, a line a case, and `summary.json`, the figures and how they were made.

Both hold all that a report or a comparison shows; `saved` reads them back.
"""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from eval.figures import Figure, Figures
from eval.gold import Gold, story_of
from eval.match import holds_quote
from eval.score import Scored
from index.article import Article
from rag.answer import Passage

RESULTS = "results.jsonl"
SUMMARY = "summary.json"
_PACKAGES = (
    "dateline",
    "chromadb",
    "tantivy",
    "sentence-transformers",
    "torch",
    "langchain-core",
    "numpy",
    "ir-measures",
)


def save_results(scored: Sequence[Scored], out: Path) -> None:
    """Writes `results.jsonl` into the folder `out`."""
    lines = [json.dumps(_record(item), ensure_ascii=False) for item in scored]
    (out / RESULTS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def summary_of(
    figures: Figures,
    baseline: Mapping[str, Figure],
    settings: Mapping[str, object],
    *,
    suite: str,
    articles: int,
    seconds: float,
    missed: Sequence[str],
) -> dict[str, object]:
    """What `summary.json` holds, as JSON values."""
    return {
        "suite": suite,
        "articles": articles,
        "cases": sum(figures.counts.values()),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "commit": git_commit(),
        "versions": {"python": platform.python_version()} | _versions(),
        "settings": dict(settings),
        "missed": list(missed),
        "baseline": {name: asdict(figure) for name, figure in baseline.items()},
        **asdict(figures),
    }


def save_summary(summary: Mapping[str, object], out: Path) -> None:
    """Writes `summary.json` into the folder `out`."""
    (out / SUMMARY).write_text(json.dumps(summary, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def git_commit() -> str | None:
    """The commit of the source tree that runs, with `+` where files differ from it; None outside of one."""
    root = Path(__file__).parent.parent
    if not (root / ".git").exists():
        return None
    command = ["git", "-C", str(root), "describe", "--always", "--dirty=+", "--exclude=*", "--abbrev=12"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None


def _versions() -> dict[str, str]:
    installed = {}
    for package in _PACKAGES:
        try:
            installed[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return installed


def _record(item: Scored) -> dict[str, object]:
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
        "evidence": [{"article": evidence.article, "quote": evidence.quote} for evidence in case.evidence],
        "note": case.note,
        "status": "error" if item.failed else item.result.status,
        "error": item.result.error,
        "ms": round(item.result.ms, 1),
        "scores": dict(item.scores),
    }
    if answer is None:
        return record
    return record | {
        "standalone_question": answer.standalone_question,
        "reason": answer.refusal.reason if answer.refusal else None,
        "covered": answer.covered,
        "answer": answer.text,
        "sentences": [{"text": sentence.text, "citations": sentence.citations} for sentence in answer.sentences],
        "citations": [
            {"n": cited.n} | _article(cited.article) | {"quote": cited.quote, "start": cited.start, "end": cited.end}
            for cited in answer.citations
        ],
        "passages": [_passage(passage, item.gold) for passage in answer.passages],
        "notes": answer.notes,
        "timings_ms": dict(answer.timings_ms),
    }


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
        "gold": story_of(passage.article) in gold.stories,
        "holds_quote": any(holds_quote(passage.text, quote) for quote in gold.quotes),
        "text": passage.text,
    }
