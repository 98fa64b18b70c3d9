"""`dateline bench index`: how fast, small and exact the index is on archives of chosen sizes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.parts import progress_console
from ui.settings import Settings


def bench_index(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A JSON lines file of your own; else made articles.")
    ] = None,
    articles: Annotated[
        list[int] | None, typer.Option(min=1, help="Make N articles; may be repeated for a curve. Default 1000.")
    ] = None,
    stages: Annotated[
        str | None,
        typer.Option(help="Comma-separated: index, resync, disk, encoder, plain, search, retrieve, ask. Default all."),
    ] = None,
    made_vectors: Annotated[
        bool, typer.Option("--made-vectors", help="Made vectors: storage and search at a size too large to embed.")
    ] = False,
    files: Annotated[bool, typer.Option("--files", help="Make a file of each article, not one of all.")] = False,
    seed: Annotated[int, typer.Option(help="Another seed makes another archive.")] = 0,
    out: Annotated[Path, typer.Option(help="Folder for the figures and the plots.")] = Path("runs") / "bench" / "index",
) -> None:
    """Index an archive and measure it, beside the plain recipe and the bare encoder in the same run."""
    from rich.table import Table

    from eval.indexing.bench import FILES_STAGES, MADE_STAGES, STAGES, run
    from eval.indexing.figures import rows, save
    from eval.indexing.plot import save_growth, save_plot
    from eval.terminal import cell, terminal

    settings: Settings = ctx.obj
    if file is not None and not file.is_file():
        raise typer.BadParameter(f"{file} is not a file.", param_hint="FILE")
    if file is not None and files:
        raise typer.BadParameter("give it without FILE: it is made articles that it means.", param_hint="--files")
    usual = MADE_STAGES if made_vectors else FILES_STAGES if files else STAGES
    chosen = tuple(name.strip() for name in stages.split(",")) if stages else usual
    archives: list[Path | int] = [file] if file is not None else list(articles or [1000])
    figures = []
    with progress_console().status("Making articles") as status:

        def show(text: str) -> None:
            status.update(cell(text))

        for found in run(archives, chosen, settings.index, made_vectors, show, seed, files=files):
            figures.append(found)
            table = Table("")
            table.add_column(cell(found.archive))
            for row in rows(found):
                table.add_row(*row)
            terminal().print(table)
            save(figures, out)
            save_plot(figures, out / "index.svg")
            save_growth(figures, out / "growth.svg")
    typer.echo(f"Figures and plots in {out}")
