"""`dateline index`: articles into the collection."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.parts import open_library, progress_console
from ui.settings import Settings

if TYPE_CHECKING:
    from index.library import Library, Progress, SyncReport
    from index.read.skipped import Skipped

_SHOWN = 20  # skipped files that are named one by one


def index(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Files and folders with articles.")
    ] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the articles whose file is gone from PATH.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make the index anew from the stored articles if its settings changed.")
    ] = False,
) -> None:
    """Read articles into the collection. Unchanged ones cost next to nothing."""
    if not paths and not rebuild:
        raise typer.BadParameter("name files or folders with articles.", param_hint="PATH")
    with _open(ctx.obj, rebuild) as library:
        report = sync_with_progress(library, paths, prune=prune) if paths else None
    if report and not (report.added or report.updated or report.unchanged):
        raise typer.Exit(1)


def sync_with_progress(library: Library, paths: Sequence[Path], *, prune: bool = False) -> SyncReport:
    """`library.sync` with a progress bar on stderr, and what came of it on stdout."""
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    begin = time.perf_counter()
    columns = (TextColumn("Indexing"), BarColumn(), TextColumn("{task.fields[state]}"), TimeRemainingColumn())
    with Bar(*columns, console=progress_console(), transient=True) as bar:
        task = bar.add_task("index", total=None, state="")

        def show(progress: Progress) -> None:
            rate = progress.articles / (time.perf_counter() - begin)
            reading = progress.done_bytes < progress.total_bytes
            state = f"{progress.articles:,} articles, " + (f"{rate:,.0f} a second" if reading else "storing")
            bar.update(task, completed=progress.done_bytes, total=progress.total_bytes, state=state)

        report = library.sync(paths, prune=prune, progress=show)
    typer.echo(
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{report.removed:,} removed, {len(report.skipped):,} skipped ({time.perf_counter() - begin:.1f} s)"
    )
    _name_skipped(report.skipped)
    return report


def _name_skipped(skipped: Sequence[Skipped]) -> None:
    from ui.render import line

    for item in skipped[:_SHOWN]:
        typer.echo(f"  skipped {line(item.reason)}")  # the reason names the place
    if len(skipped) > _SHOWN:
        typer.echo(f"  and {len(skipped) - _SHOWN:,} more")


def _open(settings: Settings, rebuild: bool) -> Library:
    """The library, in step with the settings where they may have changed."""
    if not rebuild:
        return open_library(settings, create=True)
    with progress_console().status("Making the index anew"):
        return open_library(settings, rebuild=True)
