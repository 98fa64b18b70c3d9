"""A run on disk: `results.jsonl`, a line a case, and `summary.json`, the figures and how they were made."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from pydantic import BaseModel, ValidationError

from eval.figures import Figure, Figures
from eval.score import Scored
from index.errors import CaseError

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


class SavedResult(BaseModel):
    """What a comparison reads back of a line of `results.jsonl`."""

    id: str
    question: str
    status: str
    scores: dict[str, float]


def save_results(scored: Sequence[Scored], out: Path) -> None:
    """Writes `results.jsonl` into the folder `out`."""
    lines = [json.dumps(_record(item), ensure_ascii=False) for item in scored]
    (out / RESULTS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def load_results(run: Path) -> tuple[SavedResult, ...]:
    """The results of a saved run: its folder, or its `results.jsonl`. Raises CaseError on what is none."""
    path = run / RESULTS if run.is_dir() else run
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: cannot be read ({error}). Name the folder of an earlier run.") from error
    results = []
    for number, line in enumerate(lines, start=1):
        try:
            results.append(SavedResult.model_validate_json(line))
        except ValidationError as error:
            raise CaseError(
                f"{path}, line {number}: not a result of `dateline eval`. Name the folder of a run."
            ) from error
    return tuple(results)


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
        "answerable": case.answerable,
        "accepted": case.answers,
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
            {"n": cited.n, "article_id": cited.article.article_id, "url": cited.article.url, "quote": cited.quote}
            | {"start": cited.start, "end": cited.end}
            for cited in answer.citations
        ],
        "passages": [
            {
                "article_id": passage.article.article_id,
                "start": passage.start,
                "end": passage.end,
                "score": passage.score,
            }
            for passage in answer.passages
        ],
        "notes": answer.notes,
        "timings_ms": dict(answer.timings_ms),
    }
