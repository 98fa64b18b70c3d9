"""`dateline check`: whether what is stored hangs together."""

from __future__ import annotations

from typing import Annotated

import typer

from eval.plain import line
from index.errors import DamagedError, UnfinishedError
from ui.parts import open_library
from ui.progress import rebuilding
from ui.render import count
from ui.settings import Settings


def check(
    ctx: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Put right what can be put right.")] = False,
) -> None:
    """Compare the search indexes with the articles. Exit status 1 where something is wrong."""
    try:
        sound = _check(ctx.obj, repair)
    except (DamagedError, UnfinishedError) as error:
        if not repair:
            raise
        (_salvage if isinstance(error, DamagedError) else _finish_rebuild)(ctx.obj)
        sound = _check(ctx.obj, repair)
    if not sound:
        raise typer.Exit(1)
    typer.echo("Everything is in order.")


def _check(settings: Settings, repair: bool) -> bool:
    with open_library(settings) as library:
        report = library.check()
        for problem in report.problems:
            typer.echo(line(problem))
        if not report.clean and not repair:
            typer.echo("Put it right with `dateline check --repair`.")
        if repair and not report.clean:
            report = library.repair()
            for problem in report.problems:
                typer.echo(f"left after the repair: {line(problem)}")
    return report.clean


def _finish_rebuild(settings: Settings) -> None:
    """Makes the index anew, as an interrupted command had begun to."""
    with rebuilding(as_json=False) as told, open_library(settings, rebuild=True, progress=told) as library:
        typer.echo(f"Finished the rebuild: the index of {count(library.overview().articles, 'article')} is made anew.")


def _salvage(settings: Settings) -> None:
    """Puts what can be read of a damaged catalog into a new one, and says how much that was."""
    from index.salvage import salvage

    saved, lost, kept = salvage(settings.home.expanduser(), settings.index)
    also = f"; {lost:,} more were there and are lost" if lost else ""
    typer.echo(
        line(
            f"The catalog was damaged: {count(saved, 'article')} of it saved{also}. The damaged file is kept as {kept}."
        )
    )
    typer.echo("Index the same files again, to have what is lost: what was saved costs next to nothing.")
