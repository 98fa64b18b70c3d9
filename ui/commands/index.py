"""`dateline index`: articles into the collection."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.plain import line
from index.errors import IndexMismatchError
from index.read.address import is_address
from index.read.discover import SUPPORTED
from ui.parts import open_library
from ui.progress import errors_told, rebuilding, shown, write_event
from ui.settings import Settings

if TYPE_CHECKING:
    from index.library import Library, SyncReport
    from index.read.skipped import Skipped

_SHOWN = 20  # skipped files that are named one by one
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
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
    strict: Annotated[bool, typer.Option("--strict", help="Exit status 1 where anything is skipped.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Progress, what is skipped, and the outcome as JSON, an object a line.")
    ] = False,
) -> None:
    """Read articles into the collection. Unchanged ones cost next to nothing.

    Exit status 1 where not one article could be read, and with --strict also where anything was skipped.
    """
    if not paths and not rebuild:
        raise typer.BadParameter("name files, folders or web addresses with articles.", param_hint="PATH")
    if paths and not (prune or rebuild) and all(map(_is_missing, paths)):  # told before anything large is loaded
        _tell_missing(paths, as_json)
        raise typer.Exit(1)
    with errors_told(as_json), _open(ctx.obj, rebuild, as_json) as library:
        report = _sync(library, paths, prune, as_json) if paths else None
    older = report is not None and any(_OLDER in item.reason for item in report.skipped)
    if report and not (report.added or report.updated or report.unchanged or older):
        if paths and not report.skipped:
            folders = ", ".join(map(str, paths))
            endings = " ".join(SUPPORTED)
            typer.echo(f"No articles in {line(folders)}. Files with these endings are read: {endings}", err=as_json)
        raise typer.Exit(1)
    if strict and report and any(_OLDER not in item.reason for item in report.skipped):
        raise typer.Exit(1)


def _is_other_address(name: str) -> bool:
    """Whether it is an address that is not fetched: ftp://, file://."""
    return bool(_SCHEME.match(name)) and not is_address(name)


def _is_missing(name: str) -> bool:
    """Whether it is a path with nothing there, or an address that is not fetched."""
    try:
        return not is_address(name) and not Path(name).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):  # reading it says what is wrong
        return False


def _tell_missing(names: Sequence[str], as_json: bool) -> None:
    from index.library import SyncReport
    from index.read.skipped import Skipped

    gone = [Skipped(name, f"{name}: does not exist. Check the path.") for name in names if not _is_other_address(name)]
    report = SyncReport(0, 0, 0, 0, (*gone, *_not_fetched(names)))
    (_write_report if as_json else _print_report)(report, 0.0)


def _not_fetched(names: Sequence[str]) -> tuple[Skipped, ...]:
    from index.read.skipped import Skipped

    only = "only http:// and https:// addresses are fetched. Save it, and index the file."
    return tuple(Skipped(name, f"{name}: {only}") for name in names if _is_other_address(name))


def _sync(library: Library, names: Sequence[str], prune: bool, as_json: bool) -> SyncReport:
    paths = [Path(name) for name in names if not is_address(name) and not _is_other_address(name)]
    addresses = [name for name in names if is_address(name)]
    others = _not_fetched(names)
    return sync_with_progress(library, paths, addresses, prune=prune, as_json=as_json, others=others)


def sync_with_progress(
    library: Library,
    paths: Sequence[Path],
    addresses: Sequence[str] = (),
    *,
    prune: bool = False,
    as_json: bool = False,
    others: tuple[Skipped, ...] = (),
) -> SyncReport:
    """`library.sync` with its progress on stderr, and what came of it on stdout; or both as JSON on stdout.

    `others` are reported with what is skipped.
    """
    begin = time.perf_counter()
    try:
        with shown(as_json) as told:
            report = library.sync(paths, addresses=addresses, prune=prune, progress=told)
            report = replace(report, skipped=(*others, *report.skipped))
    except KeyboardInterrupt:
        stored = library.overview().articles
        if as_json:
            write_event("interrupted", articles=stored)
        stay = "1 article is stored and stays" if stored == 1 else f"{stored:,} articles are stored and stay"
        raise KeyboardInterrupt(f"interrupted. {stay}; the same command goes on from there.") from None
    (_write_report if as_json else _print_report)(report, time.perf_counter() - begin)
    return report


def _write_report(report: SyncReport, seconds: float) -> None:
    older = [item for item in report.skipped if _OLDER in item.reason]
    for item in report.skipped:
        write_event("older" if _OLDER in item.reason else "skipped", source=item.source, reason=item.reason)
    write_event(
        "done",
        added=report.added,
        updated=report.updated,
        unchanged=report.unchanged,
        removed=report.removed,
        skipped=len(report.skipped) - len(older),
        older=len(older),
        seconds=round(seconds, 1),
    )


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
        typer.echo(f"  {line(_with_folder(item))}")
    if len(skipped) > _SHOWN:
        typer.echo(f"  and {len(skipped) - _SHOWN:,} more; --json names them all")


def _with_folder(item: Skipped) -> str:
    """The reason, which begins with the file's name, with the folder before it."""
    file = next((file for file in (item.source, *_files(item.source)) if _begins(item.reason, Path(file).name)), "")
    if not file:
        return item.reason
    name, folder = Path(file).name, Path(file).parent
    near = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    return f"{near / name}{item.reason.removeprefix(name)}"  # the reason is no path: it may hold an address


def _files(source: str) -> Iterator[str]:
    """What stands before each '#' of a source: that of a record or of a member of an archive begins with its file."""
    for place, letter in enumerate(source):
        if letter == "#":
            yield source[:place]


def _begins(reason: str, name: str) -> bool:
    return bool(name) and reason.startswith((f"{name}:", f"{name},"))


def _open(settings: Settings, rebuild: bool, as_json: bool) -> Library:
    """The library; with `rebuild`, in step with the settings where they have changed, and saying so."""
    from ui.render import count

    if not rebuild:
        return open_library(settings, create=True)
    try:
        library = open_library(settings)
    except IndexMismatchError:
        with rebuilding(as_json) as told:
            library = open_library(settings, rebuild=True, progress=told)
        typer.echo(f"Rebuilt the index of {count(library.overview().articles, 'article')}.", err=as_json)
    else:
        typer.echo("Nothing to rebuild: the index was made with these settings.", err=as_json)
    return library
