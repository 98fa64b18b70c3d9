"""How far indexing is: a bar on a terminal, a line now and then in a pipe, JSON lines for machines."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import typer

from index.errors import DatelineError
from ui.parts import progress_console

if TYPE_CHECKING:
    from index.library import Progress

_LINE_EVERY_S = 15.0  # in a pipe
_JSON_EVERY_S = 1.0

Told = Callable[["Progress"], None]


class Pace(NamedTuple):
    """Seconds since the beginning, articles a second, and seconds left where that can be told."""

    seconds: float
    rate: float
    left: float | None


def pace(at: Progress, seconds: float) -> Pace:
    """The pace of a run after so many seconds. What is left is told from the bytes that are read."""
    known = 0 < at.done_bytes < at.total_bytes and seconds > 0
    left = seconds * (at.total_bytes - at.done_bytes) / at.done_bytes if known else None
    return Pace(seconds, at.articles / seconds if seconds > 0 else 0.0, left)


@contextmanager
def shown(as_json: bool, doing: str = "Reading") -> Iterator[Told]:
    """Where to tell the progress of a sync: on stdout as JSON, else on stderr, as a bar or, in a pipe, as lines."""
    if as_json:
        yield _now_and_then(_json_line, _JSON_EVERY_S, at_once=True)
    elif progress_console().quiet:
        yield _now_and_then(_line, _LINE_EVERY_S, at_once=False)
    else:
        with _bar(doing) as told:
            yield told


@contextmanager
def rebuilding(as_json: bool) -> Iterator[Callable[[int, int], None]]:
    """Where to tell how many articles of how many are chunked and embedded anew; shown as `shown` does."""
    from index.library import Progress

    with shown(as_json, doing="Rebuilding") as told:
        yield lambda done, total: told(Progress(done, total, done, ""))


@contextmanager
def _bar(doing: str) -> Iterator[Told]:
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%  {task.fields[articles]:,} articles  {task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    begin = time.perf_counter()
    with Bar(*columns, console=progress_console(), transient=True) as bar:
        task = bar.add_task(doing, total=None, articles=0, rate="")

        def told(at: Progress) -> None:
            reading = at.done_bytes < at.total_bytes
            bar.update(
                task,
                description=doing if reading else "Storing",
                completed=at.done_bytes,
                total=at.total_bytes,
                articles=at.articles,
                rate=f"{pace(at, time.perf_counter() - begin).rate:.1f}/s",
            )

        yield told


def _now_and_then(tell: Callable[[Progress, Pace], None], every_s: float, *, at_once: bool) -> Told:
    begin = time.perf_counter()
    last = begin - every_s if at_once else begin

    def told(at: Progress) -> None:
        nonlocal last
        now = time.perf_counter()
        if now - last >= every_s:
            last = now
            tell(at, pace(at, now - begin))

    return told


def _line(at: Progress, so_far: Pace) -> None:
    read = f", {at.done_bytes / at.total_bytes:.0%} done" if at.total_bytes else ""
    left = f", about {_clock(so_far.left)} left" if so_far.left is not None else ""
    typer.echo(f"{at.articles:,} articles{read}, {so_far.rate:.1f} a second{left}", err=True)


def _json_line(at: Progress, so_far: Pace) -> None:
    write_event(
        "progress",
        articles=at.articles,
        done_bytes=at.done_bytes,
        total_bytes=at.total_bytes,
        source=at.source,
        seconds=round(so_far.seconds, 1),
        articles_per_second=round(so_far.rate, 1),
        seconds_left=None if so_far.left is None else round(so_far.left, 1),
    )


@contextmanager
def errors_told(as_json: bool) -> Iterator[None]:
    """Writes what ends the command as an event too: `{"event": "error", "message"}`."""
    try:
        yield
    except DatelineError as error:
        if as_json:
            write_event("error", message=str(error))
        raise


def write_event(event: str, **values: object) -> None:
    """One object on a line of stdout, at once."""
    sys.stdout.write(json.dumps({"event": event, **values}) + "\n")
    sys.stdout.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min {rest} s"
