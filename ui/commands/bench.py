"""`dateline bench`: measurements of Dateline's own speed, and of other systems beside it."""

from __future__ import annotations

import typer

bench = typer.Typer(no_args_is_help=True)


@bench.callback()
def describe() -> None:
    """Measure speed, and other systems on the same questions."""
