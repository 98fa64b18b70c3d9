"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from rag.settings import BUILTIN
from ui.settings import Settings

_WORKERS = 8  # a chat model mostly waits for its provider; the built-in answerer keeps the machine busy alone


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
Workers = Annotated[
    int | None,
    typer.Option(min=1, max=64, help="Questions asked at a time; else 1, or 8 of a chat model", show_default=False),
]
Cache = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder of the chat model's kept replies; else in the home.")
]


def at_a_time(workers: int | None, settings: Settings) -> int:
    """How many questions are asked at a time."""
    return workers or (1 if settings.model == BUILTIN else _WORKERS)
