"""`dateline eval compare`: two runs beside each other, from their folders alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.plain import line


def eval_compare(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="Folder of the earlier run.")],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help="Folder of the later run.")],
    fail_on_regression: Annotated[
        bool, typer.Option("--fail-on-regression", help="Exit status 1 where the later run is worse.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the later run's report too, with what changed in each case."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Compare two runs: each measure with its interval and whether it could be chance, and case by case.

    A run is worse where a primary measure is significantly worse (p under .05 after Holm's correction over these) or
    has lost more cases on balance than chance explains, and where cases begin to end in errors.
    """
    from eval.compare import compare_runs
    from eval.compared import alone_lines, case_lines, comparison_json, comparison_table
    from eval.report import write_report
    from eval.saved import load_run
    from eval.terminal import terminal

    earlier, later = load_run(before), load_run(after)
    comparison = compare_runs(earlier, later)
    regressions = comparison.regressions
    if html:
        write_report(later, html, earlier)
    if as_json:
        typer.echo(json.dumps(comparison_json(comparison), ensure_ascii=False, indent=2))
    else:
        terminal().print(comparison_table(comparison))
        for text in (*case_lines(comparison), *alone_lines(comparison)):
            typer.echo(text)
        for regression in regressions:
            typer.secho(f"Worse: {line(regression)}", fg="red")
        looked_at = "; ".join(item.measure.title for item in comparison.primary)
        typer.echo(f"{'Looked at' if regressions else 'No regression, looking at'}: {looked_at or 'no measure'}.")
        if html:
            typer.echo(f"Report: {line(str(html))}")
    if fail_on_regression and regressions:
        raise typer.Exit(1)
