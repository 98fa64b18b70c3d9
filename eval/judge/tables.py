"""A grader against labels, on the console."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from eval.intervals import Figure
from eval.judge.agree import Report
from eval.judge.kappa import Agreement
from eval.terminal import cell


def agreement_tables(report: Report, *, three: bool) -> Iterator[Table]:
    """The figures, the confusions and the kinds of items. `three`: the grader has a middle grade."""
    yield _figures(report, three=three)
    for name, found in (report.three if three else report.two).items():
        yield _confusion(name, found)
    yield _kinds(report)


def _figures(report: Report, *, three: bool) -> Table:
    table = Table(title="Agreement with the labels, with 95% intervals", title_justify="left")
    table.add_column("")
    for column in ("grades", "equal", "Cohen's kappa", "scored"):
        table.add_column(column, justify="right", no_wrap=True)
    for name in report.two:
        for found in (report.three[name], report.two[name]) if three else (report.two[name],):
            scored = f"{found.scored} of {found.scored + found.not_scored}"
            cells = (_interval(found.accuracy), _interval(found.kappa), scored)
            table.add_row(name, str(len(found.grades)), *cells)
    return table


def _interval(figure: Figure | None) -> str:
    return f"{figure.mean:.2f} ({figure.low:.2f}–{figure.high:.2f})" if figure else "-"


def _confusion(name: str, found: Agreement) -> Table:
    table = Table(title=f"{name}: label, grade", title_justify="left")
    table.add_column("label")
    for grade in found.grades:
        table.add_column(grade, justify="right")
    for label, counts in found.confusion.items():
        table.add_row(label, *(str(counts[grade]) for grade in found.grades))
    return table


def _kinds(report: Report) -> Table:
    table = Table(title="Two grades: equal to the label", title_justify="left")
    table.add_column("what is hard")
    for name in report.two:
        table.add_column(name, justify="right")
    for kind, both in report.kinds.items():
        table.add_row(cell(kind), *(_share(found) for found in both.values()))
    return table


def _share(found: Agreement) -> str:
    return f"{found.equal} of {found.scored}" if found.scored else ""
