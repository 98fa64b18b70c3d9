"""The figures of a run as Markdown and on the console."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rich.table import Table

from eval.cost import money, tokens
from eval.figures import Figures
from eval.intervals import Figure
from eval.measures import GIVEN_NOTE, MEASURES, OUTCOME, Measure, groups, shown, titled
from eval.plain import line
from eval.score import ENTAILMENT, JUDGE
from eval.terminal import cell
from eval.usage import usage_of


class Row(NamedTuple):
    """A line of the table of figures, as it is shown; `baseline` and `kinds` hold "" where nothing was measured."""

    title: str
    mean: str
    interval: str
    cases: str
    baseline: str
    kinds: tuple[str, ...]


def table_rows(
    measures: Sequence[Measure], figures: Figures, baseline: Mapping[str, Figure], quoting: bool
) -> Iterator[Row]:
    """The lines of those measures that the run has figures for. `quoting`: its answers are quotes alone, so that
    more of them are 1 by construction, and are marked so.
    """
    for measure in measures:
        figure = figures.overall.get(measure.name)
        if figure is None:
            continue
        per_kind = [means.get(measure.name) for means in list(figures.by_kind.values())[1:]]
        yield Row(
            title=titled(measure, quoting),
            mean=shown(measure, figure.mean),
            interval=f"{shown(measure, figure.low)} to {shown(measure, figure.high)}",
            cases=f"{figure.n}{figure.groups}{' (few)' * figure.few}",
            baseline=shown(measure, baseline[measure.name].mean) if measure.name in baseline else "",
            kinds=tuple(shown(measure, found.mean) if found else "" for found in per_kind),
        )


def given_note(figures: Figures, quoting: bool) -> str:
    """What the mark beside a measure says; "" where no measure of the run has it."""
    told = (measure for measure in MEASURES if measure.name in figures.overall)
    return GIVEN_NOTE if any(measure.is_given(quoting) for measure in told) else ""


def outcome_table(figures: Figures, baseline: Mapping[str, Figure], quoting: bool) -> Table:
    """What the run comes to: the primary measures and the short answer, where it tells them."""
    by_name = {measure.name: measure for measure in MEASURES}
    return _table("Outcome, with 95% intervals", [by_name[name] for name in OUTCOME], figures, baseline, quoting)


def outcome_line(figures: Figures) -> str:
    """The same on one line: 'correct .931, first quote holds the answer .9'."""
    told = [measure for measure in MEASURES if measure.name in OUTCOME and measure.name in figures.overall]
    told.sort(key=lambda measure: OUTCOME.index(measure.name))
    return ", ".join(f"{_short(measure)} {shown(measure, figures.overall[measure.name].mean)}" for measure in told)


def console_tables(figures: Figures, baseline: Mapping[str, Figure], quoting: bool) -> Iterator[Table]:
    """A table for each group of the overall figures with their intervals, the plain recipe beside them where it was
    measured; the last one has the times.
    """
    for group, measures in groups():
        table = _table(group.capitalize(), measures, figures, baseline, quoting)
        if table.row_count:
            yield table
    times = Table(title="Times, ms", title_justify="left", caption=given_note(figures, quoting) or None)
    times.caption_justify = "left"
    for column in ("step", "half within", "95% within", "questions"):
        times.add_column(column, justify="left" if column == "step" else "right")
    for stage, spent in figures.latency.items():
        times.add_row(cell(stage), f"{spent.p50:.0f}", f"{spent.p95:.0f}", str(spent.n))
    yield times


def _short(measure: Measure) -> str:
    """The title without what stands after it in brackets or a comma."""
    return measure.title.partition(" (")[0].partition(", ")[0]


def _table(
    title: str, measures: Sequence[Measure], figures: Figures, baseline: Mapping[str, Figure], quoting: bool
) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("figure")
    table.add_column("value", justify="right")
    table.add_column("95%", justify="right")
    table.add_column("cases", justify="right")
    if baseline:
        table.add_column("plain recipe", justify="right")
    for row in table_rows(measures, figures, baseline, quoting):
        cells = (cell(row.title), row.mean, row.interval, row.cases)
        table.add_row(*cells, *([row.baseline] if baseline else []))
    return table


def markdown(
    figures: Figures, baseline: Mapping[str, Figure], title: str, quoting: bool, notes: Sequence[str] = ()
) -> str:
    """The same as a Markdown page, each kind of question in a column of its own, `notes` before the table."""
    return "\n".join(_markdown_lines(figures, baseline, title, quoting, notes)) + "\n"


def counts_line(figures: Figures) -> str:
    """How many cases were answered, refused (and why), or failed."""
    reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(figures.reasons.items()))
    counts = figures.counts
    refused = f"{counts['refused']} refused" + (f" ({reasons})" if reasons else "")
    return f"{sum(counts.values())} questions: {counts['answered']} answered, {refused}, {counts['error']} errors"


def usage_lines(run: Mapping[str, Any]) -> Iterator[str]:
    """What was asked of the chat model and what it cost; nothing where nothing was asked.

    `run` is the record of a run (`save.run_record`).
    """
    if (usage := usage_of(run)).calls:
        yield (
            f"{usage.calls:,} calls of the chat model, {usage.cached:,} of them answered from the cache; "
            f"{tokens(usage)}; {money(run.get('cost') or {})}; {run.get('retries', 0)} retried"
        )


def grader_lines(run: Mapping[str, Any]) -> Iterator[str]:
    """Who graded beside the deterministic scores, how many grades there are, and how many are missing for which reason.

    `run` is the record of a run (`save.run_record`).
    """
    for key, kind in (("judge", JUDGE), ("entailment", ENTAILMENT)):
        record = run.get(key)
        if not isinstance(record, Mapping):
            continue
        least = f" (supports from {record['threshold']:g})" if "threshold" in record else ""
        missing = [f"{count} not scored: {reason}" for reason, count in dict(record.get("not_scored", {})).items()]
        usage = usage_of(record)
        took = [tokens(usage), money(record.get("cost") or {})] if usage.calls else []
        yield "; ".join([f"{kind} {record.get('name')}{least}: {record.get('grades')} grades", *missing, *took])


def _markdown_lines(
    figures: Figures, baseline: Mapping[str, Figure], title: str, quoting: bool, notes: Sequence[str]
) -> Iterator[str]:
    kinds = list(figures.by_kind)[1:]
    yield from (f"# {_cell(title)}", "", f"{counts_line(figures)}.", "")
    if notes:
        yield from (*(f"- {_cell(note)}" for note in notes), "")
    heads = ["figure", "all", "95% interval", "cases", "plain recipe", *map(_cell, kinds)]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for _, measures in groups():
        for *cells, per_kind in table_rows(measures, figures, baseline, quoting):
            yield f"| {' | '.join([*cells, *per_kind])} |"
    if note := given_note(figures, quoting):
        yield from ("", note)
    yield from ("", "| time, ms | half within | 95% within | questions |", "|---|---|---|---|")
    for stage, times in figures.latency.items():
        yield f"| {_cell(stage)} | {times.p50:.0f} | {times.p95:.0f} | {times.n} |"


def _cell(text: str) -> str:
    """A text that cannot break out of a table's cell or start markup."""
    return line(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")
