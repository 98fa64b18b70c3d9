"""`dateline check`: whether what is stored hangs together."""

from __future__ import annotations

from typing import Annotated

import typer

from eval.plain import line
from ui.parts import open_library


def check(
    ctx: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Put right what can be put right.")] = False,
) -> None:
    """Compare the search indexes with the articles. Exit status 1 where something is wrong."""
    with open_library(ctx.obj) as library:
        report = library.check()
        for problem in report.problems:
            typer.echo(line(problem))
        if repair and not report.clean:
            report = library.repair()
            for problem in report.problems:
                typer.echo(f"left after the repair: {line(problem)}")
    if not report.clean:
        raise typer.Exit(1)
    typer.echo("Everything is in order.")
