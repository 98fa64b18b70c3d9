"""`dateline bench answers`: what one would have got from other systems instead."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from index.errors import CaseError
from ui.commands.evaluation import is_packaged, suite_file
from ui.parts import open_chain, open_library, sample_folder
from ui.settings import Settings


def bench_answers(
    ctx: typer.Context,
    suite: Annotated[
        str | None,
        typer.Argument(
            metavar="SUITE",
            help="A packaged suite or a JSONL file of cases; else samples.",
            show_default=False,
        ),
    ] = None,
    cases: Annotated[Path | None, typer.Option(help="A suite of your own, in place of SUITE.")] = None,
    articles: Annotated[
        Path | None, typer.Option(exists=True, help="Ask these articles, indexed anew and timed; else the collection.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the table and the plot; else runs/bench/SUITE.")] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="Ask N cases, each kind in its share.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask the first N cases.")] = None,
    retrieve_only: Annotated[bool, typer.Option("--retrieve-only", help="Compare the searches alone.")] = False,
) -> None:
    """Dateline and other systems on the same articles and questions, with paired tests."""
    from eval.peers.bench import bench_answers as bench
    from eval.select import Selection
    from eval.terminal import terminal

    settings: Settings = ctx.obj
    if cases is not None and suite is not None:
        raise CaseError(f"--cases {cases} takes the place of SUITE, and {suite!r} is one. Give one or the other.")
    path = cases or suite_file(suite or "samples")
    folder = articles or (sample_folder() if is_packaged(path) else None)
    with TemporaryDirectory(prefix="dateline-bench-") as fresh:
        if folder is not None:
            settings = settings.model_copy(update={"home": Path(fresh)})
        with open_library(settings, create=folder is not None) as library:
            bench(
                path,
                out or Path("runs") / "bench" / path.stem,
                library,
                lambda library: open_chain(settings, library),
                terminal(),
                articles=folder,
                selection=Selection(sample=sample, limit=limit),
                answers=not retrieve_only,
            )
