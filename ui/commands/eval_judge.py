"""`dateline eval judge`: how far a judge, or the built-in scorers, agree with labelled answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.plain import line
from rag.settings import BUILTIN
from ui.parts import open_judge, progress_console
from ui.settings import Settings


def eval_judge(
    ctx: typer.Context,
    judge: Annotated[
        str, typer.Argument(metavar="JUDGE", help="'builtin' for the default report's scorers, or provider:name.")
    ] = BUILTIN,
    labelled: Annotated[Path | None, typer.Option(help="Labelled answers of your own; else the packaged ones.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, each grade with its reason.")] = False,
) -> None:
    """Measure a judge on answers whose grades are known. Exit status 1 where it scored none of them.

    Each answer is graded for correctness and for the support that its quote gives, and the grades are
    compared with the labels: how many are equal, Cohen's kappa, and which are taken for which.
    """
    from eval.judge.agree import grade_labelled, record
    from eval.judge.builtin import Builtin
    from eval.judge.labelled import PACKAGED, load_labelled
    from eval.judge.tables import agreement_tables
    from eval.terminal import progress, terminal

    settings: Settings = ctx.obj
    items = load_labelled(labelled or PACKAGED)
    grader = Builtin() if judge == BUILTIN else open_judge(settings, judge)
    with progress(progress_console()) as bar:
        task = bar.add_task("Grading", total=len(items.items))
        report = grade_labelled(grader, items, lambda done: bar.update(task, completed=done))
    if as_json:
        typer.echo(json.dumps(record(report, grader, items), ensure_ascii=False, indent=2))
    else:
        typer.echo(f"{line(judge)} on {len(items.items)} labelled answers ({line(items.name)}, {items.digest})")
        for table in agreement_tables(report, three=judge != BUILTIN):
            terminal().print(table)
        for reason, count in report.not_scored.items():
            typer.echo(f"Not scored, {count} times: {line(reason)}")
    if not any(found.scored for found in report.two.values()):
        raise typer.Exit(1)
