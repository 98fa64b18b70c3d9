"""`dateline index`: articles into the collection."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.plain import line
from index.errors import IndexMismatchError
from index.read.address import is_address
from index.read.discover import SUPPORTED
from ui.parts import open_library, progress_console
from ui.settings import Settings

if TYPE_CHECKING:
    from index.library import Library, Progress, SyncReport
    from index.read.skipped import Skipped

_SHOWN = 20  # skipped files that are named one by one
_OLDER = ": an older version of "  # in the reason why a version of an article was left out


def index(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH...", help="Files, folders and web addresses with articles.")
    ] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the articles whose file is gone from PATH.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make the index anew from the stored articles if its settings changed.")
    ] = False,
) -> None:
    """Read articles into the collection. Unchanged ones cost next to nothing."""
    if not paths and not rebuild:
        raise typer.BadParameter("name files, folders or web addresses with articles.", param_hint="PATH")
    with _open(ctx.obj, rebuild) as library:
        report = _sync(library, paths, prune=prune) if paths else None
    if report and not (report.added or report.updated or report.unchanged):
        if paths and not report.skipped:
            folders = ", ".join(map(str, paths))
            typer.echo(f"No articles in {line(folders)}. Files with these endings are read: {' '.join(SUPPORTED)}")
        raise typer.Exit(1)


def _sync(library: Library, names: Sequence[str], *, prune: bool) -> SyncReport:
    paths = [Path(name) for name in names if not is_address(name)]
    return sync_with_progress(library, paths, [name for name in names if is_address(name)], prune=prune)


def sync_with_progress(
    library: Library, paths: Sequence[Path], addresses: Sequence[str] = (), *, prune: bool = False
) -> SyncReport:
    """`library.sync` with a progress bar on stderr, and what came of it on stdout."""
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    begin = time.perf_counter()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[articles]:,} articles"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=progress_console(), transient=True) as bar:
        reading = bar.add_task("Reading", total=None, articles=0)
        storing = bar.add_task("Storing", total=None, articles=0, visible=False)  # nobody knows how long that takes

        def show(progress: Progress) -> None:
            unread = progress.done_bytes < progress.total_bytes
            bar.update(reading, completed=progress.done_bytes, total=progress.total_bytes, visible=unread)
            bar.update(storing, visible=not unread)
            for task in (reading, storing):
                bar.update(task, articles=progress.articles)

        report = library.sync(paths, addresses=addresses, prune=prune, progress=show)
    _print_report(report, time.perf_counter() - begin)
    return report


def _print_report(report: SyncReport, seconds: float) -> None:
    """The counts; then what was skipped, and apart from it the older versions, which are no fault."""
    from ui.render import count

    older = [item for item in report.skipped if _OLDER in item.reason]
    skipped = [item for item in report.skipped if _OLDER not in item.reason]
    typer.echo(
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{report.removed:,} removed, {len(skipped):,} skipped ({seconds:.1f} s)"
    )
    _print_reasons(skipped)
    if older:
        typer.echo(f"{count(len(older), 'older version')} kept as history")
        _print_reasons(older)


def _print_reasons(skipped: Sequence[Skipped]) -> None:
    for item in skipped[:_SHOWN]:
        typer.echo(f"  {line(item.reason)}")  # the reason names the place
    if len(skipped) > _SHOWN:
        typer.echo(f"  and {len(skipped) - _SHOWN:,} more")


def _open(settings: Settings, rebuild: bool) -> Library:
    """The library; with `rebuild`, in step with the settings where they have changed, and saying so."""
    from ui.render import count

    if not rebuild:
        return open_library(settings, create=True)
    try:
        library = open_library(settings)
    except IndexMismatchError:
        with progress_console().status("Making the index anew"):
            library = open_library(settings, rebuild=True)
        typer.echo(f"Rebuilt the index of {count(library.overview().articles, 'article')}.")
    else:
        typer.echo("Nothing to rebuild: the index was made with these settings.")
    return library
