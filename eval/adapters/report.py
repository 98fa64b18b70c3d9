"""A run of a public benchmark, on disk and on the console: Dateline's figures above the paper's."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as ConsoleTable

from eval.adapters.benchmark import Benchmark, Counted, Outcome
from eval.adapters.tables import Table, count_of, rows
from eval.cost import money, tokens
from eval.plain import line
from eval.provenance import versions
from eval.save import write_whole
from eval.tables import usage_lines
from eval.terminal import cell, say
from eval.usage import usage_of

SUMMARY = "public.json"
QUESTIONS = "questions.jsonl"
REPORT = "report.md"
_BECAME = {"answered": "answered", "refused": "refused", "searched": "searched", "error": "not scored, for an error"}


@dataclass(frozen=True, slots=True)
class PublicRun:
    """What there is to report. `settings` are those of the index and of the answers, without secrets; `record` says
    how the run went, as `eval.save.run_record` does.
    """

    benchmark: Benchmark
    tables: Mapping[str, Table]
    counted: Counted
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]
    limit: int | None
    settings: Mapping[str, object]
    record: Mapping[str, Any]

    @property
    def counts(self) -> str:
        """How many questions came to what."""
        became = Counter(outcome.status for outcome in self.outcomes)
        parts = [f"{became[name]} {words}" for name, words in _BECAME.items() if became[name]]
        return f"{len(self.outcomes)} questions: {', '.join(parts)}"


def save(run: PublicRun, out: Path) -> None:
    """Writes public.json, questions.jsonl and report.md into the folder `out`, each whole or not at all."""
    write_whole(out / SUMMARY, json.dumps(_summary(run), indent=2, ensure_ascii=False) + "\n")
    results = [_result(outcome, run) for outcome in run.outcomes]
    asked = {outcome.case.case_id for outcome in run.outcomes}
    results += [{"id": name, "scores": own} for name, own in run.counted.scores.items() if name not in asked]
    lines = [json.dumps(result, ensure_ascii=False) + "\n" for result in results]
    write_whole(out / QUESTIONS, "".join(lines))
    write_whole(out / REPORT, "\n".join(_markdown(run)) + "\n")


def show(run: PublicRun, out: Path, console: Console) -> None:
    """Prints the tables and the notes."""
    for key, table in run.tables.items():
        own = [each for each in run.counted.lines if each.table == key]
        if not own:
            continue
        shown = ConsoleTable(title=cell(f"{run.benchmark.title}: {table.title}"), title_justify="left")
        shown.add_column(f"n = {count_of(own)}")
        for column in table.columns:
            shown.add_column(cell(column), justify="right", overflow="fold")
        for row in rows(table, own):
            shown.add_row(cell(row.name), *row.cells, style="bold" if row.own else None)
        console.print(shown)
        for text in filter(None, (table.citation, table.note)):
            say(console, text)
    for text in _how_it_went(run):
        say(console, text)
    for note in run.notes:
        say(console, f"Note: {note}", "yellow")
    say(console, f"Report: {out / REPORT}")


def _how_it_went(run: PublicRun) -> Iterator[str]:
    """How many questions came to what, and what the chat model and the judge were asked."""
    if run.outcomes:
        yield run.counts
    yield from usage_lines(run.record)
    for name, each in run.record.get("citations", {}).items():
        if (usage := usage_of(each)).calls:
            yield f"{name}: {usage.calls:,} calls; {tokens(usage)}; {money(each['cost'])}"


def _summary(run: PublicRun) -> dict[str, object]:
    return {
        "benchmark": run.benchmark.name,
        "citation": run.benchmark.citation,
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "limit": run.limit,
        "questions": len(run.outcomes),
        "notes": run.notes,
        "settings": run.settings,
        "versions": versions(),
        "run": dict(run.record),
        "lines": [
            {"table": own.table, "row": own.row, "figures": {name: asdict(at) for name, at in own.figures.items()}}
            for own in run.counted.lines
        ],
        "published": {key: _published(table) for key, table in run.tables.items()},
    }


def _published(table: Table) -> dict[str, object]:
    """A table as JSON, which has no NaN."""
    rows = {name: [None if math.isnan(value) else value for value in values] for name, values in table.rows.items()}
    return {**table.model_dump(mode="json", exclude={"rows"}), "rows": rows}


def _result(outcome: Outcome, run: PublicRun) -> dict[str, object]:
    return {
        "id": outcome.case.case_id,
        "collection": outcome.collection,
        "kind": outcome.case.kind,
        "question": outcome.case.question,
        "accepted": outcome.case.answers,
        "cluster": outcome.cluster,
        "status": outcome.status,
        "error": outcome.error,
        "ms": round(outcome.ms, 1),
        "tries": outcome.tries,
        "usage": outcome.usage._asdict(),
        "said": outcome.said,
        "passages": [
            {"url": each.article.url, "start": each.start, "end": each.end, "score": each.score}
            for each in outcome.passages
        ],
        "scores": run.counted.scores.get(outcome.case.case_id, {}),
    }


def _markdown(run: PublicRun) -> Iterator[str]:
    yield from (f"# {_cell(run.benchmark.title)}", "", f"{run.benchmark.citation}.")
    if told := (*_how_it_went(run), *run.notes):
        yield from ("", *(f"- {_cell(note)}" for note in told))
    for key, table in run.tables.items():
        own = [each for each in run.counted.lines if each.table == key]
        if not own:
            continue
        yield from ("", f"## {table.title}", "")
        yield f"| n = {count_of(own)} | {' | '.join(table.columns)} |"
        yield f"|---{'|---:' * len(table.columns)}|"
        for name, cells, is_own in rows(table, own):
            yield f"| {f'**{_cell(name)}**' if is_own else _cell(name)} | {' | '.join(cells)} |"
        for text in filter(None, (table.citation, table.note)):
            yield from ("", text)


def _cell(text: str) -> str:
    """A text that cannot break out of a table's cell or start markup."""
    return line(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")
