"""`dateline eval report`: the page of a run made again, from its folder alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.plain import line


def eval_report(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of the run.")],
    compare: Annotated[
        Path | None, typer.Option(metavar="RUN", help="Folder of an earlier run to compare with.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write it; else report.html in RUN.")
    ] = None,
) -> None:
    """Write the report of a saved run again, nothing being asked."""
    from eval.report import write_report
    from eval.saved import load_run

    file = out or run / "report.html"
    write_report(load_run(run), file, load_run(compare) if compare else None)
    typer.echo(f"Report: {line(str(file))}")
