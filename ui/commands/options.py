"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer


def day(text: str) -> date:
    """A date as the command line takes it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date. Write it as 2025-10-14.") from None


Since = Annotated[date | None, typer.Option(parser=day, metavar="DATE", help="Published on this day or later.")]
Until = Annotated[date | None, typer.Option(parser=day, metavar="DATE", help="Published on this day or earlier.")]
Publishers = Annotated[list[str] | None, typer.Option("--publisher", help="Only this publisher; may be repeated.")]
Undated = Annotated[bool, typer.Option("--undated", help="With --since or --until: undated articles too.")]
