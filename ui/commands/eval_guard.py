"""`dateline eval guard`: a run held against the figures that its suite came to before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.plain import line
from index.errors import CaseError
from ui.commands.evaluation import packaged_suites
from ui.render import count


def eval_guard(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of the run.")],
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The baseline; else the one beside a packaged suite.")
    ] = None,
    renew: Annotated[bool, typer.Option("--renew", help="Make the run the baseline.")] = False,
) -> None:
    """Hold a run against its suite's baseline, case by case. Exit status 1 where more was lost than chance explains.

    What is better never fails. With --renew, the run's scores become the baseline.
    """
    from eval.guard import hold_against
    from eval.saved import load_run
    from eval.suite_baseline import baseline_of, baseline_path, load_baseline, save_baseline

    saved = load_run(run)
    suites = packaged_suites()
    if baseline is None and saved.suite not in suites:
        raise CaseError(f"{saved.suite!r} is no packaged suite, so name the file of its baseline: --baseline FILE.")
    path = baseline or baseline_path(suites[saved.suite])
    if renew:
        made = baseline_of(saved)
        save_baseline(made, path)
        typer.echo(line(f"{path}: {count(len(made.measures), 'measure')} of {count(len(made.scores), 'question')}."))
        return
    verdict = hold_against(load_baseline(path), saved)
    for text in verdict.worse:
        typer.secho(f"Worse: {line(text)}", fg="red")
    for text in verdict.better:
        typer.secho(f"Better: {line(text)}", fg="green")
    for text in verdict.notes:
        typer.echo(f"Not compared: {line(text)}")
    typer.echo(
        f"{count(verdict.held, 'figure')} moved no more than chance explains, "
        f"{len(verdict.better)} better, {len(verdict.worse)} worse."
    )
    if verdict.worse:
        raise typer.Exit(1)
