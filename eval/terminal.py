"""The terminal: where results are printed and progress is shown, with nothing read into other people's text.

rich takes `[red]` for markup and `:m:` for an emoji unless it is told not to; `openai:m:x` and any question may hold
either.
"""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.status import Status
from rich.text import Text

from eval.plain import line


def terminal(*, stderr: bool = False) -> Console:
    """A console that makes no emoji of words between colons. Every console of Dateline is made here."""
    return Console(stderr=stderr, emoji=False)


def say(console: Console, text: str, style: str | None = None) -> None:
    """Prints one line. File names, case ids, addresses and errors are other people's text."""
    console.print(line(text), style=style, markup=False, emoji=False, highlight=False, soft_wrap=True)


def cell(text: str) -> Text:
    """Text for a cell of a table, on one line and as it stands, whichever console prints it."""
    return Text(line(text))


def status(console: Console, text: str) -> Status:
    """A line that turns while something is done."""
    return console.status(cell(text))


def progress(console: Console) -> Progress:
    """Bars that count, each with a description that is shown as it stands, and are gone in the end."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)
