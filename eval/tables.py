"""The figures of a run as Markdown and on the console."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.markup import escape
from rich.table import Table

from eval.figures import Figure, Figures
from eval.measures import groups, shown


def console_table(figures: Figures, baseline: Mapping[str, Figure]) -> Table:
    """The overall figures with their intervals, the plain recipe beside them where it was measured."""
    table = Table(title="Figures, with 95% intervals", title_justify="left")
    table.add_column("figure")
    table.add_column("value", justify="right")
    table.add_column("95%", justify="right")
    table.add_column("cases", justify="right")
    if baseline:
        table.add_column("plain recipe", justify="right")
    for _, measures in groups():
        for measure in measures:
            figure = figures.overall.get(measure.name)
            if figure is None:
                continue
            interval = f"{shown(measure, figure.low)} to {shown(measure, figure.high)}"
            row = [escape(measure.title), shown(measure, figure.mean), interval, str(figure.n)]
            if baseline:
                row.append(shown(measure, baseline[measure.name].mean) if measure.name in baseline else "")
            table.add_row(*row)
        table.add_section()
    for stage, times in figures.latency.items():
        table.add_row(f"{escape(stage)}, ms: half / 95% within", f"{times.p50:.0f} / {times.p95:.0f}", "", str(times.n))
    return table


def markdown(figures: Figures, baseline: Mapping[str, Figure], title: str) -> str:
    """The same as a Markdown page, and each kind of question in a column of its own."""
    return "\n".join(_markdown_lines(figures, baseline, title)) + "\n"


def counts_line(figures: Figures) -> str:
    """How many cases were answered, refused (and why), or failed."""
    reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(figures.reasons.items()))
    counts = figures.counts
    refused = f"{counts['refused']} refused" + (f" ({reasons})" if reasons else "")
    return f"{sum(counts.values())} questions: {counts['answered']} answered, {refused}, {counts['error']} errors"


def _markdown_lines(figures: Figures, baseline: Mapping[str, Figure], title: str) -> Iterator[str]:
    kinds = list(figures.by_kind)[1:]
    yield from (f"# {_cell(title)}", "", f"{counts_line(figures)}.", "")
    heads = ["figure", "all", "95% interval", "cases", "plain recipe", *map(_cell, kinds)]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for _, measures in groups():
        for measure in measures:
            figure = figures.overall.get(measure.name)
            if figure is None:
                continue
            interval = f"{shown(measure, figure.low)} to {shown(measure, figure.high)}"
            plain = shown(measure, baseline[measure.name].mean) if measure.name in baseline else ""
            per_kind = [figures.by_kind[kind].get(measure.name) for kind in kinds]
            cells = [shown(measure, found.mean) if found else "" for found in per_kind]
            row = [measure.title, shown(measure, figure.mean), interval, str(figure.n), plain, *cells]
            yield f"| {' | '.join(row)} |"
    yield from ("", "| time, ms | half within | 95% within | questions |", "|---|---|---|---|")
    for stage, times in figures.latency.items():
        yield f"| {_cell(stage)} | {times.p50:.0f} | {times.p95:.0f} | {times.n} |"


def _cell(text: str) -> str:
    """A text that cannot break out of a table's cell or start markup."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")
