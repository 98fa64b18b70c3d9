"""A run on disk: `results.jsonl`, a line a case, and `summary.json`, the figures and how they were made.

Both hold all that a report or a comparison shows; `saved` reads them back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from eval.case_record import case_record
from eval.cost import Prices, cost_record
from eval.figures import Figures
from eval.intervals import Figure
from eval.provenance import git_commit, machine, versions
from eval.run import Run
from eval.score import Scored
from eval.select import Selection
from eval.usage import total
from index.errors import CaseError

RESULTS = "results.jsonl"
SUMMARY = "summary.json"


def make_folder(out: Path) -> None:
    """Makes the folder of a run where it is not there. Raises CaseError where it cannot be made."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"{out}: cannot be made a folder ({error.strerror}). Name another one with --out.") from error


@contextmanager
def run_folder(out: Path) -> Iterator[None]:
    """The folder of a run, made as by `make_folder`; one that was made and is still empty when the run fails goes."""
    made = not out.exists()
    make_folder(out)
    try:
        yield
    except BaseException:
        if made:
            with suppress(OSError):
                out.rmdir()
        raise


def save_results(scored: Sequence[Scored], out: Path) -> None:
    """Writes `results.jsonl` into the folder `out`."""
    lines = [json.dumps(case_record(item), ensure_ascii=False) for item in scored]
    write_whole(out / RESULTS, "\n".join(lines) + "\n")


def summary_of(
    figures: Figures,
    baseline: Mapping[str, Figure],
    settings: Mapping[str, object],
    *,
    suite: str,
    articles: int,
    seconds: float,
    missed: Sequence[str],
    run: Mapping[str, object] | None = None,
    commit: str | None = None,
) -> dict[str, object]:
    """What `summary.json` holds, as JSON values. `run` is what `run_record` gives. `commit` is the one that the
    run began with; else that of the source tree now.
    """
    return {
        "suite": suite,
        "articles": articles,
        "cases": sum(figures.counts.values()),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "commit": commit or git_commit(),
        "versions": versions(),
        "settings": dict(settings),
        "run": dict(run or {}),
        "missed": list(missed),
        "baseline": {name: asdict(figure) for name, figure in baseline.items()},
        **asdict(figures),
    }


def save_summary(summary: Mapping[str, object], out: Path) -> None:
    """Writes `summary.json` into the folder `out`."""
    write_whole(out / SUMMARY, json.dumps(summary, indent=2, ensure_ascii=False) + "\n")


def run_record(
    made: Mapping[str, object],
    run: Run,
    selection: Selection,
    suite_cases: int,
    workers: int,
    resumed: int,
    prices: Prices | None = None,
) -> dict[str, object]:
    """How a run went, as JSON values: by digests what it was made with, what was asked of it, and what it took.

    `made` is what `provenance.made_with` gives. Times are those of `machine` with so many `workers`;
    `resumed` cases were asked by a run that had been stopped, and are not in its seconds. `prices` are those of the
    chat model, None where none was asked.
    """
    usage = total(result.usage for result in run.results)
    return {
        **{name: value for name, value in made.items() if name not in ("settings", "versions")},
        "selection": asdict(selection) | {"of": suite_cases},
        "machine": machine(),
        "workers": workers,
        "resumed": resumed,
        "retries": sum(result.tries - 1 for result in run.results),
        "usage": usage._asdict(),
        "cost": cost_record(usage, prices, len(run.results)) if prices else None,
    }


def write_whole(path: Path, text: str) -> None:
    """Writes a file whole or not at all: a run that is killed meanwhile leaves the earlier one."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8", errors="replace")
    part.replace(path)
